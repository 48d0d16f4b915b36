"""What each may know of an invitation: the employee all of it, others nothing that tells a no from none."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from matching.invitation import Choice, Invitation, ManagerAnswer, State
from matching.model import Involvement


class SeenState(StrEnum):
    """How far an invitation is, as others than the employee may know it."""

    OFFERED = "offered"
    PROPOSED = "proposed"
    INVITED = "invited"
    ACCEPTED = "accepted"
    WORKING = "working"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    NOT_AVAILABLE = "not_available"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenByOthers:
    """An invitation as leads, tools and managers may know it: all of it but the reason of a no.

    Of what looks unanswered, and of what is not available, nothing is kept that came after the asking, or
    else a yes that was taken back would tell itself from silence.
    """

    id: str
    task: str
    employee: str
    state: SeenState
    hours: float = 0.0
    starts_on: date | None = None
    ends_on: date | None = None
    role: str = ""
    message: str = ""
    recommendation: str = ""
    chosen_for: Choice | None = None
    chosen_note: str = ""
    offers: str = ""
    answer_by: date | None = None
    involvement: Involvement = Involvement.NONE
    manager: str = ""
    manager_by: date | None = None
    manager_answer: ManagerAnswer | None = None
    manager_note: str = ""
    did: str = ""
    used: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    settled: bool = False


_WHOSE = ("id", "task", "employee")
_TERMS = (
    *("hours", "starts_on", "ends_on", "role", "message"),
    *("recommendation", "chosen_for", "chosen_note"),
)
_ALL = tuple(each.name for each in fields(SeenByOthers) if each.name != "state")


def seen_by_others(invitation: Invitation, on: date) -> SeenByOthers:
    """What leads, tools and managers may know of an invitation on a day."""
    match invitation.looks(on):
        case State.EXPIRED if invitation.offers:  # the terms of an offer were the employee's own words
            return SeenByOthers(state=SeenState.NOT_AVAILABLE, **_of(invitation, _WHOSE))
        case State.EXPIRED:
            return SeenByOthers(state=SeenState.NOT_AVAILABLE, **_of(invitation, (*_WHOSE, *_TERMS)))
        case State.INVITED:
            kept = (*_WHOSE, *_TERMS, "answer_by")
            return SeenByOthers(state=SeenState.INVITED, **_of(invitation, kept))
        case state:
            return SeenByOthers(state=SeenState(state), **_of(invitation, _ALL))


def seen_by_oneself(invitation: Invitation, on: date) -> Invitation:
    """What the employee sees: everything, and that it has expired though nobody has written that down."""
    return replace(invitation, state=State.EXPIRED) if invitation.overdue(on) else invitation


def _of(invitation: Invitation, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(invitation, name) for name in names}
