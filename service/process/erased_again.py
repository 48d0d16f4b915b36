"""Erases again, while a service runs, whom an older graph brought back or late lines of the record name."""

from collections.abc import Callable
from datetime import datetime, timedelta

from graph.erasure.erasing import Erasing

LOOK_SECONDS = 20.0
"""How often it is looked: who was erased is gone from everywhere within a minute, as is promised."""
SETTLING = timedelta(minutes=5)
"""So long after an erasure everything is looked through: answers that any process gave just before it are in
the record by then. By eye: they take a second, or as long as the graph is away."""


class ErasedAgain:
    """Looks whether anybody is back; brief, unless somebody was just erased or the graph is an older one."""

    def __init__(self, erasing: Erasing, *, now: Callable[[], datetime]) -> None:
        self._erasing = erasing
        self._now = now
        self._number = 0

    def look(self) -> None:
        """Erase again who is back. Raises GraphUnavailable, and what erasing raises."""
        number = self._erasing.store.changes.number()
        changed_at = self._erasing.erased.changed_at
        settling = changed_at is not None and self._now() - changed_at < SETTLING
        if settling or number < self._number:
            self._erasing.again(at=self._now())
        self._number = number
