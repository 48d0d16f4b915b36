"""Mine invitationer: what a colleague is asked, with a yes, a no in private, and the evidence afterwards."""

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from matching.bounds import LONGEST_NOTE
from service.context import current_index, own_calendar_file, own_invitations, services
from service.request.identity import current_identity
from service.telling.calendar_file import FILE_NAME, MEDIA_TYPE
from service.use_cases.visibility import employee_asking, own_profile
from service.web.frame.assets import Pages
from service.web.frame.forms import read_level
from service.web.frame.texts import language
from service.web.frame.wording import levels
from service.web.invitations.cards import Asked, asked_cards

blueprint = Pages("own_invitations", __name__)


@blueprint.get("/mine-invitationer")
def show() -> str:
    """Everything that one was asked, what waits for an answer first."""
    cards, answered = own_cards(), request.args.get("svar", "")
    return render_template(
        "web/own_invitations.html",
        answered=next((each for each in cards if each.id == answered and not each.waits), None),
        open=[each for each in cards if not each.over],
        over=[each for each in cards if each.over],
        levels=levels(),
    )


@blueprint.post("/mine-invitationer/<invitation_id>/ja")
def accept(invitation_id: str) -> BaseResponse:
    """Yes."""
    own_invitations().accept(invitation_id)
    return _receipt(invitation_id)


@blueprint.post("/mine-invitationer/<invitation_id>/nej")
def decline(invitation_id: str) -> BaseResponse:
    """No, or no longer yes."""
    own_invitations().decline(invitation_id, reason=request.form.get("grund", "").strip()[:LONGEST_NOTE])
    return _receipt(invitation_id)


@blueprint.post("/mine-invitationer/<invitation_id>/brugt")
def confirm(invitation_id: str) -> BaseResponse:
    """These skills were really used, at a level each where one is said; without any, none was."""
    form = request.form
    used = {skill: read_level(form.get(f"niveau-{skill}", "")) for skill in form.getlist("kompetence")}
    own_invitations().confirm(invitation_id, used)
    return _receipt(invitation_id)


@blueprint.get("/mine-invitationer/<invitation_id>/aftale.ics")
def take_dates(invitation_id: str) -> Response:
    """What is agreed, as a file for one's calendar."""
    answer = Response(own_calendar_file(invitation_id, language=language()), mimetype=MEDIA_TYPE)
    answer.headers.set("Content-Disposition", "attachment", filename=FILE_NAME)
    return answer


def own_cards() -> list[Asked]:
    """The invitations of the one who asks; none for who is no employee here."""
    identity, index = current_identity(), current_index()
    if employee_asking(identity, index) is None:
        return []
    own = own_profile(identity, services().store.employees, identity.subject).value
    return asked_cards(own_invitations(), own, index)


def _receipt(invitation_id: str) -> BaseResponse:
    """Back to the page, which says on top what was answered and what comes next."""
    address = url_for("own_invitations.show", svar=invitation_id, _anchor="kvittering")
    response: Response | BaseResponse = redirect(address, 303)
    return response
