"""Whoever attached to another process's graph server goes on with it when that process ends.

The heir waits for the owner's lock and then starts the server again on the same port, so that its own open
connections, and those of everybody else on the folder, find it there after a few seconds.
"""

import logging
import os
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Self

from graph.errors import GraphError

LOOK_SECONDS = 0.5
"""How often an heir looks whether the owner is gone: seldom enough to cost nothing."""
AGAIN_SECONDS = 5.0
"""The pause after a server that could not be started."""

logger = logging.getLogger(__name__)


class Heir:
    """From `__enter__` to `__exit__`, takes over a graph server whose owner ends.

    `claim` gives the owner's lock if it is free; `own` keeps a server running as long as its context.
    """

    def __init__(
        self, *, claim: Callable[[], int | None], own: Callable[[], AbstractContextManager[object]]
    ) -> None:
        self._claim = claim
        self._own = own
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._wait, name="graph heir", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def _wait(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            lock = self._claim()
            if lock is None:
                continue
            try:
                logger.warning("the owner of the graph ended, going on with it here")
                with self._own():
                    self._stopping.wait()
            except GraphError as error:
                logger.error("cannot go on with the graph: %s", error)
                self._stopping.wait(AGAIN_SECONDS)
            finally:
                os.close(lock)
