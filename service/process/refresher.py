"""The thread that keeps a process's index beside the graph, so that no question has to."""

import logging
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Self

from graph.errors import GraphUnavailable
from service.process.metrics import Metrics

if TYPE_CHECKING:
    from service.matcher import Matcher

AGAIN_SECONDS = 1.0
"""While the graph cannot be read, it is tried at least this often, whatever the setting says."""
UNEXPECTED_SECONDS = 60.0
"""The pause after any other error: it is likely to come again, after a build that may take half a minute."""
STOP_SECONDS = 2.0
"""So long the end of a process waits for a look that is under way."""

logger = logging.getLogger("tvaers.refresher")


class Refresher:
    """Looks at the graph every `seconds`, and at once when this process has written.

    Started after the fork, once a process. It outlives every error, or the index would stand still
    unnoticed.
    """

    def __init__(self, matcher: "Matcher", *, seconds: float, metrics: Metrics) -> None:
        self._matcher = matcher
        self._seconds = seconds
        self._metrics = metrics
        self._due = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="refresher", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._due.set()
        self._thread.join(STOP_SECONDS)

    def wrote(self, number: int) -> None:
        """A change was made here: look at once."""
        self._due.set()

    def _run(self) -> None:
        failing, pause = False, self._seconds
        while not self._stopping.is_set():
            self._due.wait(pause)
            self._due.clear()
            if self._stopping.is_set():
                return
            try:
                self._matcher.refresh()
                self._metrics.show(self._matcher.freshness)
            except Exception as error:
                expected = isinstance(error, GraphUnavailable)
                if not failing:
                    logger.error("cannot follow the graph", exc_info=None if expected else error)
                failing = True
                pause = min(self._seconds, AGAIN_SECONDS) if expected else UNEXPECTED_SECONDS
            else:
                if failing:
                    logger.warning("following the graph again")
                failing, pause = False, self._seconds
