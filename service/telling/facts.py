"""What a notice says, read when it is sent: nothing that was taken back, answered or hidden meanwhile."""

from dataclasses import dataclass
from datetime import date

from graph.errors import NotFound, Unreadable
from graph.notices import Notice
from graph.store import GraphStore
from matching.invitation import Invitation
from matching.model import Visibility
from matching.telling import News, still_so

OWN_INVITATIONS, CONSULTATIONS, INTRODUCTIONS = "/mine-invitationer", "/hoeringer", "/introduktioner"
TASK = "/opgaver/"
"""The pages that notices lead to."""
FOR_MANAGERS = frozenset({News.ASKED_AS_MANAGER, News.TOLD_AS_MANAGER})
BETWEEN_COLLEAGUES = frozenset({News.INTRODUCTION_ASKED, News.INTRODUCTION_MADE})
WITH_DATES = frozenset({News.AGREED, News.SAID_YES})
"""News that have the agreed period with them, as a calendar file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A notice with what it takes to tell it: a page's path, the task's title, the agreement to put down."""

    notice: Notice
    path: str
    task: str = ""
    title: str = ""
    agreement: Invitation | None = None


def fact_of(store: GraphStore, notice: Notice, *, today: date) -> Fact | None:
    """What a notice says today; None where there is nobody to tell, or nothing worth it any more."""
    try:
        store.employees.get(notice.person)
        if store.accounts.is_switched_off(notice.person):
            return None
        if notice.news in BETWEEN_COLLEAGUES:
            return _introduction(store, notice)
        return _invitation(store, notice, today=today)
    except (NotFound, Unreadable):
        return None


def _introduction(store: GraphStore, notice: Notice) -> Fact | None:
    """Told only between those who show themselves to everyone: who hides from one has not asked them."""
    request = store.introductions.get(notice.about).value
    others = {request.asker, request.sought, request.through} - {notice.person}
    shown = (store.employees.get(each).value.visibility for each in others)
    if any(each is not Visibility.EVERYONE for each in shown):
        return None
    return Fact(notice=notice, path=INTRODUCTIONS)


def _invitation(store: GraphStore, notice: Notice, *, today: date) -> Fact | None:
    invitation = store.invitations.get(notice.about).value
    if not still_so(notice.news, invitation) or invitation.overdue(today):
        return None
    if notice.news is News.MANAGER_ANSWERED and _hides(store, invitation.manager):
        return None
    return Fact(
        notice=notice,
        path=_path(notice, invitation),
        task=invitation.task,
        title=store.tasks.get(invitation.task).value.title,
        agreement=invitation if notice.news in WITH_DATES else None,
    )


def _hides(store: GraphStore, manager: str) -> bool:
    """Whether a manager hides, who is then as if they had no part."""
    return not manager or store.employees.get(manager).value.visibility is Visibility.HIDDEN


def _path(notice: Notice, invitation: Invitation) -> str:
    if notice.news in FOR_MANAGERS:
        return CONSULTATIONS
    return OWN_INVITATIONS if notice.person == invitation.employee else f"{TASK}{invitation.task}"
