"""Mine invitationer: what a colleague is asked, with a yes, a no in private, and the evidence afterwards."""

from dataclasses import dataclass

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from matching.index.index import Index
from matching.index.naming import task_title
from matching.invitation import Invitation, ManagerAnswer, State
from service.context import current_index, services
from service.levels import LEVELS
from service.request.identity import current_identity
from service.use_cases.invitations import OwnInvitations, mover
from service.web.frame.assets import Pages
from service.web.frame.texts import day, number
from service.web.frame.texts import gettext as _
from service.web.frame.wording import capitalised, level_text, level_word, skill_label

blueprint = Pages("own_invitations", __name__)
LONGEST_REASON = 2_000
FIRST = (State.INVITED, State.OFFERED, State.ACCEPTED, State.WORKING, State.CLOSED)
ORDER = (*FIRST, *(state for state in State if state not in FIRST))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An invitation as the page shows it; `skills` are id and label of what is to be confirmed."""

    id: str
    title: str
    state: State
    words: str
    terms: tuple[str, ...]
    message: str
    objection: str
    did: str
    skills: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A level that one can say one has: what it is called, and what somebody there does."""

    level: int
    word: str
    text: str


@blueprint.get("/mine-invitationer")
def show() -> str:
    """Everything that one was asked, what waits for an answer first."""
    index = current_index()
    found = sorted((_asked(each, index) for each in _own().all()), key=lambda each: ORDER.index(each.state))
    return render_template(
        "web/own_invitations.html",
        invitations=found,
        levels=[Choice(level, capitalised(level_word(level)), level_text(level)) for level in LEVELS],
    )


@blueprint.post("/mine-invitationer/<invitation_id>/ja")
def accept(invitation_id: str) -> BaseResponse:
    """Yes."""
    _own().accept(invitation_id)
    return _back()


@blueprint.post("/mine-invitationer/<invitation_id>/nej")
def decline(invitation_id: str) -> BaseResponse:
    """No, or no longer yes."""
    _own().decline(invitation_id, reason=request.form.get("grund", "").strip()[:LONGEST_REASON])
    return _back()


@blueprint.post("/mine-invitationer/<invitation_id>/brugt")
def confirm(invitation_id: str) -> BaseResponse:
    """These skills were really used, at a level each where one is said; without any, none was."""
    used = request.form.getlist("kompetence")
    _own().confirm(invitation_id, {skill: _level(request.form.get(f"niveau-{skill}", "")) for skill in used})
    return _back()


def _level(said: str) -> int | None:
    """The level that was chosen, None for any other text."""
    return {str(level): level for level in LEVELS}.get(said)


def _own() -> OwnInvitations:
    return OwnInvitations(services().store, mover(current_identity(), services().clock))


def _back() -> BaseResponse:
    response: Response | BaseResponse = redirect(url_for("own_invitations.show"), 303)
    return response


def _asked(invitation: Invitation, index: Index) -> Asked:
    to_confirm = () if invitation.settled else invitation.used
    return Asked(
        id=invitation.id,
        title=task_title(index, invitation.task),
        state=invitation.state,
        words=_words(invitation.state, offered=bool(invitation.offers)),
        terms=tuple(_terms(invitation, index)),
        message=invitation.message,
        objection=invitation.manager_note if invitation.manager_answer is ManagerAnswer.OBJECTS else "",
        did=invitation.did,
        skills=tuple((skill, capitalised(skill_label(index, skill))) for skill in to_confirm),
    )


def _terms(invitation: Invitation, index: Index) -> list[str]:
    """What was offered, hours, period and deadlines, a sentence each."""
    found = []
    if invitation.offers:
        found.append(_("Du tilbyder %(skill)s", skill=skill_label(index, invitation.offers)))
    if invitation.hours:
        found.append(_("%(hours)s timer om ugen", hours=number(invitation.hours)))
    if invitation.starts_on:
        found.append(_("Fra %(day)s", day=day(invitation.starts_on)))
    if invitation.ends_on:
        found.append(_("Til %(day)s", day=day(invitation.ends_on)))
    if invitation.state is State.INVITED and invitation.answer_by:
        found.append(_("Svar senest %(day)s", day=day(invitation.answer_by)))
    if invitation.state is State.ACCEPTED and invitation.manager_by and not invitation.manager_answer:
        found.append(_("Din leder kan sige noget til det indtil %(day)s", day=day(invitation.manager_by)))
    return found


def _words(state: State, *, offered: bool) -> str:
    match state:
        case State.OFFERED:
            return _("Dit tilbud venter på svar")
        case State.ACCEPTED if offered:
            return _("De har sagt ja tak til dit tilbud")
        case State.DECLINED if offered:
            return _("Du har trukket dit tilbud tilbage")
        case State.WITHDRAWN if offered:
            return _("De tog ikke imod dit tilbud denne gang")
        case State.INVITED:
            return _("Venter på dit svar")
        case State.ACCEPTED:
            return _("Du har sagt ja")
        case State.DECLINED:
            return _("Du har sagt nej")
        case State.WORKING:
            return _("I gang")
        case State.CLOSED:
            return _("Afsluttet")
        case State.EXPIRED:
            return _("Svarfristen er udløbet")
        case _state:
            return _("Trukket tilbage")
