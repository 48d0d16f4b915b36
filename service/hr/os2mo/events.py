"""OS2mo's events: that something may have changed, told until it is acknowledged.

An event has only the kind and the id of what may have changed, come into force or gone out of it. They come
in no order, and some come twice; so they say when to read anew, never what.
"""

from collections.abc import Iterable

from service.hr.os2mo.client import Os2mo
from service.hr.os2mo.queries import ACKNOWLEDGE_EVENT, DECLARE_LISTENER, FETCH_EVENT

KINDS = ("class", "engagement", "kle", "leave", "manager", "org_unit", "person")
"""Of what the queries read (OS2mo calls them routing keys)."""
MOST = 10_000
"""Events of one kind that are fetched at a time: those of a night when payroll touched everybody. By eye."""


class Events:
    """A listener for each kind; OS2mo keeps what happens for them, also while nobody fetches it."""

    def __init__(self, os2mo: Os2mo) -> None:
        """Declare the listeners, which changes nothing where they are there.

        Raises
        ------
        service.hr.os2mo.client.Os2moUnavailable, service.hr.os2mo.client.Os2moRefused
        """
        self._os2mo = os2mo
        self._listeners = [
            os2mo.ask(DECLARE_LISTENER, user_key=f"tvaers-{kind}", routing_key=kind)[
                "event_listener_declare"
            ]["uuid"]
            for kind in KINDS
        ]

    def fetch(self) -> list[str]:
        """What acknowledges each event that waits; raises as asking does."""
        return [token for listener in self._listeners for token in self._fetch(listener)]

    def acknowledge(self, tokens: Iterable[str]) -> None:
        """Say that the events are dealt with, so that they don't come again; raises as asking does."""
        for token in tokens:
            self._os2mo.ask(ACKNOWLEDGE_EVENT, token=token)

    def _fetch(self, listener: str) -> Iterable[str]:
        for _ in range(MOST):
            event = self._os2mo.ask(FETCH_EVENT, listener=listener)["event_fetch"]
            if event is None:
                return
            yield event["token"]
