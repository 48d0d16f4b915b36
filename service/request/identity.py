"""Who asks: the seam between a request and a person or tool, and what the table of rights lets them do."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from flask import Flask, Request, g, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from matching.model import Visibility
from service.rights import FACTS, ROUTES, Fact, Right, Whose
from service.roles import PERSONS, Role, Scope
from service.settings import ApiToken, Environment, Settings

API_PREFIX = "/api/"


class IdentityRefused(Exception):
    """A way of identifying people was asked for where it must not be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who asks. `subject` is an employee id or a tool's name, `unit` the id of the own workplace, if any.

    Somebody may do what any of their `roles` may. A tool may call only the route families in its `scopes`,
    which say nothing of people. Raises ValueError for roles that don't go together.
    """

    subject: str
    roles: frozenset[Role]
    unit: str | None = None
    scopes: frozenset[Scope] = frozenset(Scope)

    def __post_init__(self) -> None:
        if not self.roles or (len(self.roles) > 1 and not self.roles <= PERSONS):
            raise ValueError("Somebody is a person in one or several roles, or a tool, or not known.")

    @property
    def signature(self) -> str:
        """What stands for them where it is kept who did something: no tool is taken for an employee."""
        return self.subject if self.is_person else f"tool:{self.subject}"

    @property
    def is_person(self) -> bool:
        """Whether they are somebody, neither a tool nor unknown."""
        return not self.roles.isdisjoint(PERSONS)

    def may(self, right: Right) -> bool:
        """Whether it is theirs, with anybody's things; a tool's token needs the scope besides."""
        if self.roles.isdisjoint(right.roles):
            return False
        return Role.TOOL not in self.roles or right.scope is None or right.scope in self.scopes

    def learns(self, fact: Fact, *, own: bool = False) -> bool:
        """Whether they may be told, of everybody or only of what is their `own`."""
        reach = FACTS[fact].reach(self.roles)
        return Whose.EVERYBODY in reach or (own and Whose.OWN in reach)

    @property
    def audience(self) -> Visibility:
        """Which employees may be shown."""
        return Visibility.LEADS if self.learns(Fact.SHOWN_TO_LEADS) else Visibility.EVERYONE


ANONYMOUS = Identity(subject="anonymous", roles=frozenset({Role.ANONYMOUS}))


class Identifier(Protocol):
    """Tells who sends a request, or None where it cannot know."""

    def identify(self, request: Request) -> Identity | None:
        """Who sends the request; None where this way of knowing doesn't know."""


class BearerTokens:
    """Knows tools by the bearer tokens of the settings (RFC 6750).

    Only digests are kept, and all are compared in constant time.
    """

    def __init__(self, tokens: Sequence[ApiToken]) -> None:
        self._known = [
            (_digest(token.token), Identity(subject=token.name, roles=frozenset({token.role})))
            for token in tokens
        ]

    def identify(self, request: Request) -> Identity | None:
        """Who the token stands for; None without an Authorization header.

        Raises
        ------
        werkzeug.exceptions.Unauthorized
            For a header that isn't a bearer token, or a token that nobody has.
        """
        header = request.headers.get("Authorization")
        if header is None:
            return None
        scheme, _, token = header.partition(" ")
        found: Identity | None = None
        given = _digest(token.strip())
        for digest, identity in self._known:
            if hmac.compare_digest(digest, given):
                found = identity
        if scheme.lower() != "bearer" or found is None:
            raise Unauthorized("The token is not known.", www_authenticate=challenge(error="invalid_token"))
        return found


class DevelopmentIdentity:
    """Lets everybody on this machine into the web pages as a project lead; never used for the API.

    Raises
    ------
    IdentityRefused
        In production, or when the service listens to more than loopback.
    """

    def __init__(self, settings: Settings) -> None:
        if settings.environment is not Environment.DEVELOPMENT:
            raise IdentityRefused("The development identity is not for production.")
        if not settings.loopback:
            raise IdentityRefused("The development identity is for loopback addresses only.")
        self._identity = Identity(subject="development", roles=frozenset({Role.LEAD}))

    def identify(self, request: Request) -> Identity | None:
        """Everybody on a page is the one identity; the API is never opened by it."""
        return None if request.path.startswith(API_PREFIX) else self._identity


class PageSessions(SecureCookieSessionInterface):
    """Sessions for the pages; the API knows its callers by their tokens and sets no cookies."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a page; one that holds nothing for the API."""
        if request.path.startswith(API_PREFIX):
            return self.make_null_session(app)
        return super().open_session(app, request)


def current_identity() -> Identity:
    """Who sends the request that is being answered."""
    identity: Identity = g.get("identity", ANONYMOUS)
    return identity


def current_reach() -> frozenset[Whose]:
    """With whose things the one who asks may do what the request does."""
    reach: frozenset[Whose] = g.get("reach", frozenset())
    return reach


def guard_routes(app: Flask, identifiers: Sequence[Identifier]) -> None:
    """Identify each request by the first identifier that knows, and hold every route to its right."""

    @app.before_request
    def hold_right() -> None:
        g.identity = next(
            (found for way in identifiers if (found := way.identify(request)) is not None), ANONYMOUS
        )
        if request.endpoint is None:  # no such route, or not with this method: Flask answers that
            return
        right = ROUTES.get(f"{_method()} {request.url_rule}", Right())
        if g.identity == ANONYMOUS and right.roles and Role.ANONYMOUS not in right.roles:
            raise Unauthorized("This needs a bearer token.", www_authenticate=challenge())
        if not g.identity.may(right):
            raise Forbidden("This is not open to you.")
        g.reach = right.reach(g.identity.roles)


def challenge(**values: str | None) -> WWWAuthenticate:
    """What a 401 asks for: a bearer token."""
    return WWWAuthenticate("bearer", {"realm": "tvaers", **values})


def _method() -> str:
    """The method of the request; Flask answers HEAD by the view for GET."""
    return "GET" if request.method == "HEAD" else request.method


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
