"""Who asks: the seam between a request and a person or tool, and what the table of rights lets them do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from flask import Flask, Request, g, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from graph.signatures import ANONYMOUS as NOT_KNOWN
from graph.signatures import TOOL
from matching.model import Visibility
from service.rights import FACTS, ROUTES, Fact, Right, Whose
from service.roles import PERSONS, Role, Scope

API_PREFIX = "/api/"
SCIM_PREFIX = "/scim/"
FOR_TOOLS = (API_PREFIX, SCIM_PREFIX)
"""How addresses begin that tools call: there are no cookies there, and no pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who asks. `subject` is an employee id or a tool's name, `unit` the id of the own workplace, if any.

    Somebody may do what any of their `roles` may. A tool may call only the route families in its `scopes`,
    which say nothing of people; `acting` is the employee who acts through it, if the token says so, which
    gives no rights. Raises ValueError for roles that don't go together.
    """

    subject: str
    roles: frozenset[Role]
    unit: str | None = None
    scopes: frozenset[Scope] = frozenset(Scope)
    acting: str | None = None

    def __post_init__(self) -> None:
        if not self.roles or (len(self.roles) > 1 and not self.roles <= PERSONS):
            raise ValueError("Somebody is a person in one or several roles, or a tool, or not known.")

    @property
    def signature(self) -> str:
        """What stands for them where it is kept who did something: no tool is taken for an employee."""
        return self.subject if self.is_person else f"{TOOL}{self.subject}"

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


ANONYMOUS = Identity(subject=NOT_KNOWN, roles=frozenset({Role.ANONYMOUS}))


class Identifier(Protocol):
    """Tells who sends a request, or None where it cannot know."""

    def identify(self, request: Request) -> Identity | None:
        """Who sends the request; None where this way of knowing doesn't know."""


class PageSessions(SecureCookieSessionInterface):
    """Sessions for the pages; the API knows its callers by their tokens and sets no cookies."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a page; one that holds nothing for tools."""
        if request.path.startswith(FOR_TOOLS):
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
