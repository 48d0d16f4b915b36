"""Who is signed in, by the cookie of their browser: the session itself is in the graph, so it can be ended.

The cookie holds 256 random bits and nothing else; the graph holds a hash of them, and each request asks it:
ended anywhere, a session is over at the next request in every process. What a process read it remembers only
for when the graph is away: then nobody can be signed in or out, and who is signed in goes on with the last
answers for as long as those are given at all (TVAERS_STALE_MINUTES).
"""

import secrets
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from flask import Request, g
from werkzeug.wrappers import Response

from graph.errors import GraphUnavailable
from graph.sessions import Session, Sessions, SignedIn
from service.api_tokens import token_digest
from service.context import services
from service.letters import in_letters
from service.request.identity import Identity
from service.roles import PERSONS, Role
from service.settings import Settings
from service.sign_in.claims import Person

SEEN_SECONDS = 60.0
"""How exactly it is kept when a session was last used: a write a minute, not one a click."""
MOST_REMEMBERED = 10_000
"""Sessions that a process remembers; then it begins anew."""
TOKEN_BYTES = 32


FILES = frozenset({"/static/<path:filename>", "/logo"})
"""Routes of files that everybody gets alike: nobody's session is asked for, once for each file of a page."""


@dataclass(frozen=True, slots=True)
class _Read:
    at: datetime
    found: SignedIn | None


class KnownSessions:
    """The sessions of the graph as this process knows them. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._idle = timedelta(minutes=settings.session_idle_minutes)
        self._longest = timedelta(hours=settings.session_hours)
        self._stale = timedelta(minutes=settings.stale_minutes)
        self._read: dict[str, _Read] = {}
        self._lock = threading.Lock()

    def begin(
        self, person: Person, *, sessions: Sessions, now: datetime, provider_session: str, subject: str
    ) -> str:
        """Keep a new session of an employee; returns what their cookie holds. Raises GraphUnavailable."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        sessions.start(
            Session(
                id=session_id(token),
                subject=person.employee,
                roles=frozenset(role.value for role in person.roles),
                created=now,
                seen=now,
                ends=now + self._longest,
                provider_session=provider_session,
                provider_subject=subject,
            )
        )
        return token

    def find(self, id: str, *, sessions: Sessions, now: datetime) -> SignedIn | None:
        """A session that goes on, noting that it is used.

        Raises GraphUnavailable where the graph is away and this process doesn't know the session.
        """
        found = self._look(id, sessions=sessions, now=now).found
        if found is None or not self.goes_on(found.session, now):
            return None
        if now - found.session.seen >= timedelta(seconds=SEEN_SECONDS):
            self._note(found, sessions=sessions, now=now)
        return found

    def goes_on(self, session: Session, now: datetime) -> bool:
        """Whether a session that nobody ended has not ended by itself: unused for too long, or too old."""
        return now < session.ends and now - session.seen < self._idle

    def forget(self, *ids: str) -> None:
        """Read sessions anew at the next request; all, where none is named."""
        with self._lock:
            if not ids:
                self._read.clear()
            for id in ids:
                self._read.pop(id, None)

    def _look(self, id: str, *, sessions: Sessions, now: datetime) -> _Read:
        try:
            return self._remember(id, _Read(now, sessions.find(id)))
        except GraphUnavailable:
            known = self._read.get(id)
            if known is None or now - known.at >= self._stale:
                raise
            return known

    def _note(self, found: SignedIn, *, sessions: Sessions, now: datetime) -> None:
        try:
            sessions.saw(found.session.id, now)
        except GraphUnavailable:
            return
        seen = replace(found, session=replace(found.session, seen=now.astimezone(UTC)))
        with self._lock:
            known = self._read.get(found.session.id)
            if known is not None and known.found is found:
                self._read[found.session.id] = _Read(known.at, seen)

    def _remember(self, id: str, read: _Read) -> _Read:
        with self._lock:
            if len(self._read) >= MOST_REMEMBERED:
                self._read.clear()
            self._read[id] = read
        return read


class SignedInPeople:
    """Tells people by the cookie of their session."""

    def __init__(self, settings: Settings) -> None:
        self._cookie = cookie_name(settings)

    def identify(self, request: Request) -> Identity | None:
        """Who is signed in; None without a session that goes on. Raises GraphUnavailable."""
        token = request.cookies.get(self._cookie)
        if not token or (request.url_rule and request.url_rule.rule in FILES):
            return None
        here = services()
        found = here.sessions.find(session_id(token), sessions=here.store.sessions, now=here.clock.now())
        if found is None:
            return None
        g.session = found.session
        roles = frozenset(Role(role) for role in found.session.roles if role in PERSONS)
        return Identity(subject=found.session.subject, roles=roles | {Role.EMPLOYEE}, unit=found.unit or None)


def current_session() -> Session | None:
    """The session of whoever sends the request that is being answered."""
    session: Session | None = g.get("session")
    return session


def session_id(token: str) -> str:
    """The id of the session whose cookie holds `token`."""
    return in_letters(token_digest(token))


def cookie_name(settings: Settings) -> str:
    """What the cookie is called: where https is used, with the prefix that lets no other host set it."""
    return "__Host-tvaers" if settings.secure_cookies else "tvaers"


def set_cookie(response: Response, token: str, settings: Settings) -> None:
    """Give the browser its session; it forgets it when it is closed."""
    response.set_cookie(
        cookie_name(settings), token, secure=settings.secure_cookies, httponly=True, samesite="Lax", path="/"
    )


def clear_cookie(response: Response, settings: Settings) -> None:
    """Take the session from the browser."""
    response.delete_cookie(
        cookie_name(settings), secure=settings.secure_cookies, httponly=True, samesite="Lax", path="/"
    )
