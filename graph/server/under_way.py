"""Counts what is under way, so that somebody can act where nothing is."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class UnderWay:
    """What threads do at a time: any number of them, or else one that wants none of it to be going on."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0

    def __bool__(self) -> bool:
        return self._count > 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count as under way as long as the context."""
        with self._changed:
            self._count += 1
        try:
            yield
        finally:
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    @contextmanager
    def none(self) -> Iterator[None]:
        """Wait until nothing is under way, and let nothing begin as long as the context."""
        with self._changed:
            self._changed.wait_for(lambda: not self._count)
            yield
