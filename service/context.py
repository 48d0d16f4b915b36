"""What a view may reach: the services of its app. Everything below the views takes arguments instead."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, g, request

from graph.records.changes import Mover
from matching.index.naming import task_title
from service.clock import Clock
from service.request.identity import current_identity, current_reach
from service.rights import ROUTES
from service.settings import Settings, session_secret
from service.telling.calendar_file import calendar_file
from service.telling.facts import OWN_INVITATIONS
from service.use_cases.introducing import Introducing
from service.use_cases.invitations import OwnInvitations, mover
from service.use_cases.inviting import Inviting
from service.use_cases.managing import Consultations
from service.use_cases.organising import Organiser
from service.use_cases.own_inquiries import OwnInquiries
from service.use_cases.recording import Purpose, Recording

if TYPE_CHECKING:
    from graph.audit.journal import Recorder
    from graph.store import GraphStore
    from matching.index.index import Index
    from service.matcher import Matcher
    from service.process.metrics import Metrics
    from service.request.limits import Limits
    from service.sign_in.provider import Provider
    from service.sign_in.sessions import KnownSessions

EXTENSION = "tvaers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The parts that `create_app` was given."""

    settings: Settings
    store: "GraphStore"
    matcher: "Matcher"
    clock: Clock
    record: "Recorder"
    metrics: "Metrics"
    limits: "Limits"
    sessions: "KnownSessions"
    provider: "Provider | None" = None


def services() -> Services:
    """The services of the app that answers the current request; some of them may be the request's own."""
    found: Services = g.get("services") or current_app.extensions[EXTENSION]
    return found


def newest_index() -> "Index":
    """The index with all that anybody had written when this request first asked for one.

    Raises
    ------
    IndexNotReady
        Before the first build is done.
    GraphUnavailable
        If the graph has been away for too long.
    """
    matcher = services().matcher
    if "follows" not in g:
        matcher.follow()
        g.follows = True
    return matcher.index


def current_index() -> "Index":
    """The index that this request is answered from, as if whoever hides from the asker were not there.

    Raises what `newest_index` does.
    """
    return newest_index().seen_by(current_identity().audience)


def recording(purpose: Purpose = Purpose.TASK) -> Recording:
    """What writes down for whom this request is, and what they are told."""
    found = services()
    return Recording(record=found.record, identity=current_identity(), at=found.clock.now(), purpose=purpose)


def current_mover() -> Mover:
    """The one who asks, as who makes a move now."""
    return mover(current_identity(), services().clock)


def own_invitations() -> OwnInvitations:
    """The invitations and offers of the one who asks."""
    return OwnInvitations(services().store, current_identity(), current_mover())


def own_calendar_file(id: str, *, language: str) -> bytes:
    """The agreed period of an invitation of the one who asks, for their calendar. Raises NotFound."""
    found, agreed = services(), own_invitations().agreement(id)
    address = found.settings.address or request.host_url.rstrip("/")
    return calendar_file(
        agreed,
        title=task_title(current_index(), agreed.task),
        link=f"{address}{OWN_INVITATIONS}",
        language=language,
        now=found.clock.now(),
    )


def consultations() -> Consultations:
    """What the one who asks is told and asked of as a manager."""
    return Consultations(services().store.invitations, current_mover())


def introducing() -> Introducing:
    """How the one who asks gets to know others."""
    found = services()
    return Introducing(
        store=found.store, index=newest_index(), identity=current_identity(), today=found.clock.today()
    )


def own_inquiries() -> OwnInquiries:
    """What the one who asks has asked on the pages."""
    found = services()
    return OwnInquiries(
        subject=current_identity().subject,
        inquiries=found.store.inquiries,
        secret=session_secret(found.settings),
        today=found.clock.today(),
    )


def organiser(route: str = "") -> Organiser:
    """Whose tasks the one who asks may do what they ask for with, or what another `route` does."""
    found = services()
    identity = current_identity()
    return Organiser(
        identity=identity,
        reach=ROUTES[route].reach(identity.roles) if route else current_reach(),
        tasks=found.store.tasks,
        index=newest_index(),
    )


def inviting(route: str = "") -> Inviting:
    """What the one who asks may do with the colleagues of tasks that they organise; `route` as above."""
    return Inviting(
        store=services().store,
        organiser=organiser(route),
        recording=recording(),
        mover=current_mover(),
    )
