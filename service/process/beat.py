"""A thread that does the same again and again, through errors, for as long as its process lives."""

import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from graph.errors import GraphUnavailable

AGAIN_SECONDS = 1.0
"""While the graph does not answer, it is tried at least this often, whatever the setting says."""
UNEXPECTED_SECONDS = 60.0
"""The pause after any other error: it is likely to come again, after a build that may take half a minute."""
STOP_SECONDS = 2.0
"""So long the end of a process waits for what is under way."""

logger = logging.getLogger("tvaers.beat")


class Beat:
    """Calls `act` every `seconds`, and at once when it is hurried; `name` stands in the log.

    Started after the fork, once a process.
    """

    def __init__(self, name: str, act: Callable[[], None], *, seconds: float) -> None:
        self._name = name
        self._act = act
        self._seconds = seconds
        self._due = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

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

    def hurry(self) -> None:
        """Do it at once."""
        self._due.set()

    def _run(self) -> None:
        failing, pause = False, self._seconds
        while not self._stopping.is_set():
            self._due.wait(pause)
            self._due.clear()
            if self._stopping.is_set():
                return
            try:
                self._act()
            except Exception as error:
                expected = isinstance(error, GraphUnavailable)
                if not failing:
                    logger.error("%s cannot go on", self._name, exc_info=None if expected else error)
                failing = True
                pause = min(self._seconds, AGAIN_SECONDS) if expected else UNEXPECTED_SECONDS
            else:
                if failing:
                    logger.warning("%s goes on again", self._name)
                failing, pause = False, self._seconds
