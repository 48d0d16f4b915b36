"""Where somebody is signed in, and ending one of these."""

from typing import TYPE_CHECKING

from graph.errors import NotFound
from service.clock import Clock
from service.request.identity import Identity

if TYPE_CHECKING:
    from graph.sessions import Session, Sessions
    from service.sign_in.sessions import KnownSessions


class OwnSessions:
    """The sessions of the one who asks."""

    def __init__(
        self, identity: Identity, *, sessions: "Sessions", known: "KnownSessions", clock: Clock
    ) -> None:
        self._subject = identity.subject
        self._sessions = sessions
        self._known = known
        self._clock = clock

    def all(self) -> "tuple[Session, ...]":
        """Those that go on, last seen first. Raises GraphUnavailable."""
        now = self._clock.now()
        return tuple(each for each in self._sessions.of(self._subject) if self._known.goes_on(each, now))

    def end(self, id: str) -> None:
        """End one: over at the next request everywhere. Raises NotFound for others'."""
        if not self._sessions.end(id, subject=self._subject, at=self._clock.now()):
            raise NotFound("session", id)
        self._known.forget(id)
