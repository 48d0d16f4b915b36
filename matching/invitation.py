"""An invitation to take part in a task: the states it can be in, and who may move it from one to the next.

`MOVES` is the whole state machine; every change of an invitation anywhere goes through `moved`. The graph
calls the functions here inside its transactions (`graph/invitations.py`), so what they refuse isn't written.

A decline is the employee's own business. Nothing in `matching` that ranks or assembles reads it, and to all
others a no looks like no answer: until the deadline as one who is still asked, from then on as one who is not
available. `Invitation.looks` is that rule; what others read (`matching.invitation_privacy`), how many
unanswered invitations somebody has (`waits`) and which moves a lead can make (`_by_lead`) follow it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import numpy as np

from matching.bounds import MOST_HOURS, Fault, period, within
from matching.model import Involvement

# Working days that an employee has for an answer: two weeks, so that a holiday doesn't decide. By eye.
DAYS_TO_ANSWER = 10
# Working days that a consulted manager has, from the employee's yes on: a week. By eye.
DAYS_TO_OBJECT = 5
# How many unanswered invitations somebody gets who has not said how many they want. By eye.
DEFAULT_CAP = 3


class State(StrEnum):
    """Where an invitation is; `PROPOSED` is not shown to the employee yet, `OFFERED` is their own idea."""

    OFFERED = "offered"
    PROPOSED = "proposed"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WORKING = "working"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Actor(StrEnum):
    """In which part somebody makes a move."""

    LEAD = "lead"
    EMPLOYEE = "employee"
    MANAGER = "manager"
    SYSTEM = "system"


class ManagerAnswer(StrEnum):
    """What a consulted manager says; neither stops the task, and both are shown to lead and employee."""

    AGREES = "agrees"
    OBJECTS = "objects"


class Choice(StrEnum):
    """Why a lead asks this colleague; needed where no recommendation had them."""

    KNOWN_WORK = "known_work"
    EARLIER_WORK = "earlier_work"
    OWN_WORKPLACE = "own_workplace"
    POINTED_OUT = "pointed_out"
    LEARNS = "learns"
    OTHER = "other"


MOVES: Mapping[tuple[State | None, State], frozenset[Actor]] = {
    (None, State.OFFERED): frozenset({Actor.EMPLOYEE}),
    (State.PROPOSED, State.OFFERED): frozenset({Actor.EMPLOYEE}),
    (State.INVITED, State.OFFERED): frozenset({Actor.EMPLOYEE}),
    (State.DECLINED, State.OFFERED): frozenset({Actor.EMPLOYEE}),
    (State.EXPIRED, State.OFFERED): frozenset({Actor.EMPLOYEE}),
    (State.WITHDRAWN, State.OFFERED): frozenset({Actor.EMPLOYEE}),
    (State.OFFERED, State.ACCEPTED): frozenset({Actor.LEAD}),
    (State.OFFERED, State.DECLINED): frozenset({Actor.EMPLOYEE}),
    (State.OFFERED, State.WITHDRAWN): frozenset({Actor.LEAD}),
    (None, State.PROPOSED): frozenset({Actor.LEAD}),
    (State.PROPOSED, State.INVITED): frozenset({Actor.LEAD}),
    (State.PROPOSED, State.WITHDRAWN): frozenset({Actor.LEAD}),
    (State.INVITED, State.ACCEPTED): frozenset({Actor.EMPLOYEE}),
    (State.INVITED, State.DECLINED): frozenset({Actor.EMPLOYEE}),
    (State.INVITED, State.WITHDRAWN): frozenset({Actor.LEAD}),
    (State.INVITED, State.EXPIRED): frozenset({Actor.SYSTEM}),
    (State.ACCEPTED, State.ACCEPTED): frozenset({Actor.MANAGER}),
    (State.ACCEPTED, State.WORKING): frozenset({Actor.LEAD}),
    (State.ACCEPTED, State.DECLINED): frozenset({Actor.EMPLOYEE}),
    (State.ACCEPTED, State.WITHDRAWN): frozenset({Actor.LEAD}),
    (State.WORKING, State.CLOSED): frozenset({Actor.LEAD}),
    (State.WORKING, State.WITHDRAWN): frozenset({Actor.LEAD}),
    (State.CLOSED, State.CLOSED): frozenset({Actor.EMPLOYEE}),
    (State.WITHDRAWN, State.PROPOSED): frozenset({Actor.LEAD}),
}
"""Who may make which move. A manager's answer and an employee's confirmation leave the state as it is.

What a lead can do with a state is decided by the state that they see (`_by_lead`).
"""

SUGGESTING = frozenset({State.PROPOSED, State.INVITED})
"""A move into one of these is a suggestion: it counts in the employee's exposure."""
TAKING_PART = frozenset({State.ACCEPTED, State.WORKING, State.CLOSED})
"""In these the task has the employee's assignment."""
UNANSWERED = frozenset({State.INVITED, State.DECLINED})
"""These take one of the employee's places until the deadline. A no frees its place only then, as silence
does, since a place that comes free earlier would tell of it."""


class MoveRefused(Exception):
    """A move that the table doesn't have for this state or actor, or whose conditions aren't met.

    `detail` tells whoever tried why, as far as they may know.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.detail = f"{why}."


class CapReached(Exception):
    """The employee has as many unanswered invitations as they want; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """That an employee is asked to take part in a task with `hours` a week from `starts_on` to `ends_on`.

    Or that they offer to: `offers` is the skill (its id) that they offer then, and the message is theirs.
    A lead chose them of a `recommendation` (its id in the record), or else for a reason that they name, with
    a note that the employee reads too.
    `answer_by` is the last day for an answer. `reason` is the employee's own note on a decline, for nobody
    else. `manager` is asked or told as `involvement` says, from the acceptance on, and can answer up to
    `manager_by`. `did` and `used` (skill ids) are what the lead wrote at the closing; the employee makes
    `confirmed` of it, once, and is then `settled`.
    """

    id: str
    task: str
    employee: str
    state: State = State.PROPOSED
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
    reason: str = ""
    involvement: Involvement = Involvement.NONE
    manager: str = ""
    manager_by: date | None = None
    manager_answer: ManagerAnswer | None = None
    manager_note: str = ""
    did: str = ""
    used: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    settled: bool = False

    @property
    def pair(self) -> str:
        """Task and employee as one text: no two invitations are between the same."""
        return f"{len(self.task)}:{self.task}:{self.employee}"

    @property
    def known(self) -> bool:
        """Whether the employee knows of it: they were asked, or it was their own offer."""
        return self.answer_by is not None or bool(self.offers)

    def waits(self, on: date) -> bool:
        """Whether it takes one of the employee's places for unanswered invitations, a no included."""
        return self.state in UNANSWERED and self.answer_by is not None and not passed(self.answer_by, on)

    def overdue(self, on: date) -> bool:
        """Whether the time to answer has passed, also where nobody has written that down yet."""
        return self.state is State.INVITED and self.answer_by is not None and passed(self.answer_by, on)

    def looks(self, on: date) -> State:
        """In which state it is as far as others can tell; expired stands for a no and for silence alike."""
        if self.waits(on):
            return State.INVITED
        return State.EXPIRED if self.state in UNANSWERED else self.state


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One line of the log of an invitation: who moved it, in which part, when, from where to where.

    `by` is an employee id, a tool's name or `system`. A reason is never here.
    """

    at: datetime
    by: str
    actor: Actor
    before: State | None
    after: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An invitation that changed: whom it waits for and until when, None where it doesn't wait."""

    id: str
    employee: str
    answer_by: date | None

    def waits(self, on: date) -> bool:
        """Whether it takes one of the employee's places, as `Invitation.waits`."""
        return self.answer_by is not None and not passed(self.answer_by, on)


def passed(last_day: date, on: date) -> bool:
    """Whether a deadline has passed: its last day still counts. `graph/invitations.py` asks the same."""
    return on > last_day


def faults(invitation: Invitation, _today: date) -> Iterator[Fault]:
    """What an invitation may not be: hours or a period out of bounds."""
    yield from within(("hours",), invitation.hours, 0, MOST_HOURS)
    ends = ("starts_on", invitation.starts_on), ("ends_on", invitation.ends_on)
    yield from period((), *ends)


def moved(invitation: Invitation, to: State, *, actor: Actor, **changes: Any) -> Invitation:
    """The invitation after a move.

    Raises MoveRefused where the table doesn't let `actor` make it; it doesn't say from where, since a
    lead is not to learn of a decline.
    """
    if actor not in MOVES.get((invitation.state, to), frozenset()):
        raise MoveRefused(f"it cannot become {to.value} by the {actor.value} now")
    return replace(invitation, state=to, **changes)


def invited(invitation: Invitation, *, on: date, waiting: int, cap: int | None) -> Invitation:
    """Asked; `waiting` is how many other invitations the employee hasn't answered, `cap` their own limit.

    Raises MoveRefused, CapReached.
    """
    asked = _by_lead(invitation, State.INVITED, on=on, answer_by=working_days(on, DAYS_TO_ANSWER))
    if waiting >= (DEFAULT_CAP if cap is None else cap):
        raise CapReached(invitation.employee)
    return asked


def accepted(invitation: Invitation, *, on: date, involvement: Involvement, manager: str) -> Invitation:
    """The employee says yes; only now a manager hears of it, if there is one to hear.

    Raises MoveRefused, also when the time to answer has passed.
    """
    _in_time(invitation, on)
    terms = _agreement(on=on, involvement=involvement, manager=manager)
    return moved(invitation, State.ACCEPTED, actor=Actor.EMPLOYEE, **terms)


def offered(before: Invitation | None, wanted: Invitation) -> Invitation:
    """The employee's own offer instead of what there was between them and the task, if anything.

    Who is asked right now can answer with it; who takes part already doesn't have to. Raises MoveRefused.
    """
    if before is not None:
        moved(before, State.OFFERED, actor=Actor.EMPLOYEE)
    return replace(wanted, state=State.OFFERED)


def taken_up(invitation: Invitation, *, on: date, involvement: Involvement, manager: str) -> Invitation:
    """The lead takes an offer: it is as if the employee had been asked and said yes.

    Raises MoveRefused.
    """
    terms = _agreement(on=on, involvement=involvement, manager=manager)
    return _by_lead(invitation, State.ACCEPTED, on=on, **terms)


def _agreement(*, on: date, involvement: Involvement, manager: str) -> dict[str, Any]:
    """What a yes writes down of the manager."""
    agreed = involvement if manager else Involvement.NONE
    consulted = agreed is Involvement.CONSULTED
    return {
        "involvement": agreed,
        "manager": "" if agreed is Involvement.NONE else manager,
        "manager_by": working_days(on, DAYS_TO_OBJECT) if consulted else None,
    }


def declined(invitation: Invitation, *, on: date, reason: str = "") -> Invitation:
    """The employee says no, or no longer yes, which is then no business of a manager's any more.

    The reason is theirs alone. Raises MoveRefused, also when the time to answer has passed.
    """
    _in_time(invitation, on)
    return moved(
        invitation,
        State.DECLINED,
        actor=Actor.EMPLOYEE,
        reason=reason,
        involvement=Involvement.NONE,
        manager="",
        manager_by=None,
        manager_answer=None,
        manager_note="",
    )


def withdrawn(invitation: Invitation, *, on: date) -> Invitation:
    """The lead takes it back, or doesn't take an offer.

    Raises MoveRefused, also for what nobody answered in time.
    """
    return _by_lead(invitation, State.WITHDRAWN, on=on)


def answered(invitation: Invitation, answer: ManagerAnswer, *, on: date, note: str = "") -> Invitation:
    """A consulted manager agrees or objects, with a note that lead and employee read.

    Raises MoveRefused when nobody asks (any more), and for an objection without a word on why.
    """
    if invitation.manager_by is None or passed(invitation.manager_by, on):
        raise MoveRefused("the manager is not asked, or no longer")
    if answer is ManagerAnswer.OBJECTS and not note:
        raise MoveRefused("an objection needs a reason that lead and employee can read")
    return moved(invitation, State.ACCEPTED, actor=Actor.MANAGER, manager_answer=answer, manager_note=note)


def started(invitation: Invitation, *, on: date, waits: bool = True) -> Invitation:
    """The work begins: after the manager's answer, whatever it is, or after the deadline without one.

    Unless it `waits` for no manager.

    Raises MoveRefused.
    """
    begun = _by_lead(invitation, State.WORKING, on=on)
    asked = invitation.manager_by
    if waits and asked is not None and invitation.manager_answer is None and not passed(asked, on):
        raise MoveRefused(f"the manager has until {asked.isoformat()} to answer")
    return begun


def closed(invitation: Invitation, *, on: date, did: str, used: Iterable[str]) -> Invitation:
    """The work is done: what this colleague did and which skills it took, for them to confirm.

    Raises MoveRefused.
    """
    took = tuple(dict.fromkeys(used))
    return _by_lead(invitation, State.CLOSED, on=on, did=did, used=took, settled=False)


def confirmed(invitation: Invitation, skills: Iterable[str]) -> Invitation:
    """The employee keeps those of the proposed skills that are right, perhaps none; this is done once.

    Raises MoveRefused, also for a skill that wasn't proposed.
    """
    kept = tuple(dict.fromkeys(skills))
    if invitation.settled:
        raise MoveRefused("the evidence has been answered already")
    if not set(kept) <= set(invitation.used):
        raise MoveRefused("only skills that were proposed at the closing can be confirmed")
    return moved(invitation, State.CLOSED, actor=Actor.EMPLOYEE, confirmed=kept, settled=True)


def working_days(on: date, days: int) -> date:
    """The day so many working days (Monday to Friday) after `on`."""
    day: date = np.busday_offset(np.datetime64(on, "D"), days, roll="backward").astype(object)
    return day


def _by_lead(invitation: Invitation, to: State, *, on: date, **changes: Any) -> Invitation:
    """A move of the lead, allowed or refused by the state that they see: neither tells of a no."""
    return moved(replace(invitation, state=invitation.looks(on)), to, actor=Actor.LEAD, **changes)


def _in_time(invitation: Invitation, on: date) -> None:
    if invitation.overdue(on):
        raise MoveRefused("the time for that has passed")
