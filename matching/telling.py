"""Who is told of what by a move of an invitation, when they aren't looking.

A no is told to nobody: a lead hears no more of it than of silence. Who made the move isn't told of it, but
for the yes, of which the employee gets the dates (`graph/invitation_log.py`).
"""

from collections.abc import Iterator
from enum import StrEnum

from matching.invitation import TAKING_PART, Actor, Invitation, State
from matching.model import Involvement


class News(StrEnum):
    """What somebody is told."""

    ASKED = "asked"
    TAKEN_BACK = "taken_back"
    AGREED = "agreed"
    SAID_YES = "said_yes"
    OFFERED = "offered"
    TOLD_AS_MANAGER = "told_as_manager"
    ASKED_AS_MANAGER = "asked_as_manager"
    MANAGER_ANSWERED = "manager_answered"
    TO_CONFIRM = "to_confirm"
    INTRODUCTION_ASKED = "introduction_asked"
    INTRODUCTION_MADE = "introduction_made"


TAKEN_FROM_THEM = frozenset({State.INVITED, State.OFFERED, State.ACCEPTED, State.WORKING})
"""What an employee knows of and hasn't said no to."""


def told(
    before: Invitation | None, after: Invitation, *, actor: Actor, lead: str
) -> Iterator[tuple[str, News]]:
    """Employees (ids) and what they are told of a move; where one is named twice, the first counts.

    `lead` is who asked or took up last, else who made the task.
    """
    was, employee = before.state if before else None, after.employee
    if after.state is State.INVITED:
        yield employee, News.ASKED
    elif after.state is State.OFFERED:
        yield lead, News.OFFERED
    elif after.state is State.WITHDRAWN and was in TAKEN_FROM_THEM:
        yield employee, News.TAKEN_BACK
    elif after.state is State.ACCEPTED and was is State.ACCEPTED:
        yield employee, News.MANAGER_ANSWERED
        yield lead, News.MANAGER_ANSWERED
    elif after.state is State.ACCEPTED:
        yield employee, News.AGREED
        if after.involvement is Involvement.CONSULTED:
            yield after.manager, News.ASKED_AS_MANAGER
        elif after.manager:
            yield after.manager, News.TOLD_AS_MANAGER
        if actor is Actor.EMPLOYEE:
            yield lead, News.SAID_YES
    elif after.state is State.CLOSED and was is State.WORKING:
        yield employee, News.TO_CONFIRM


def still_so(news: News, invitation: Invitation) -> bool:
    """Whether it is worth telling yet: what was taken back or answered meanwhile is not."""
    if news is News.ASKED:
        return invitation.state is State.INVITED
    if news is News.OFFERED:
        return invitation.state is State.OFFERED
    if news is News.TAKEN_BACK:
        return invitation.state is State.WITHDRAWN
    if news is News.ASKED_AS_MANAGER:
        return invitation.state is State.ACCEPTED and invitation.manager_answer is None
    if news is News.TO_CONFIRM:
        return invitation.state is State.CLOSED and not invitation.settled
    return invitation.state in TAKING_PART
