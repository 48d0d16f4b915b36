"""Mine invitationer: what a colleague is asked, with a yes, a no in private, and the evidence afterwards."""

from dataclasses import dataclass

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from matching.bounds import LONGEST_NOTE
from matching.index.index import Index
from matching.index.naming import task_title
from matching.invitation import Invitation, ManagerAnswer, State
from service.context import current_index, own_invitations
from service.web.frame.assets import Pages
from service.web.frame.forms import read_level
from service.web.frame.texts import day
from service.web.frame.texts import gettext as _
from service.web.frame.wording import capitalised, levels, skill_label, terms_words

blueprint = Pages("own_invitations", __name__)
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


@blueprint.get("/mine-invitationer")
def show() -> str:
    """Everything that one was asked, what waits for an answer first."""
    index = current_index()
    found = [_asked(each, index) for each in own_invitations().all()]
    return render_template(
        "web/own_invitations.html",
        invitations=sorted(found, key=lambda each: ORDER.index(each.state)),
        levels=levels(),
    )


@blueprint.post("/mine-invitationer/<invitation_id>/ja")
def accept(invitation_id: str) -> BaseResponse:
    """Yes."""
    own_invitations().accept(invitation_id)
    return _back()


@blueprint.post("/mine-invitationer/<invitation_id>/nej")
def decline(invitation_id: str) -> BaseResponse:
    """No, or no longer yes."""
    own_invitations().decline(invitation_id, reason=request.form.get("grund", "").strip()[:LONGEST_NOTE])
    return _back()


@blueprint.post("/mine-invitationer/<invitation_id>/brugt")
def confirm(invitation_id: str) -> BaseResponse:
    """These skills were really used, at a level each where one is said; without any, none was."""
    form = request.form
    used = {skill: read_level(form.get(f"niveau-{skill}", "")) for skill in form.getlist("kompetence")}
    own_invitations().confirm(invitation_id, used)
    return _back()


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
    found += terms_words(invitation.hours, invitation.starts_on, invitation.ends_on)
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
