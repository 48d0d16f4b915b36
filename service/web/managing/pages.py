"""Mine medarbejdere: what a manager is asked, and who of theirs helps elsewhere, how much and until when."""

from collections.abc import Mapping

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from matching.bounds import LONGEST_NOTE
from matching.invitation import ManagerAnswer
from service.context import consultations, current_index, newest_index, services
from service.request.identity import current_identity
from service.use_cases.managing import can_answer, lent_out
from service.web.frame.assets import Pages
from service.web.frame.forms import plain, too_long
from service.web.frame.texts import gettext as _
from service.web.managing.cards import consultation_cards, helpers_of

blueprint = Pages("managing", __name__)


@blueprint.get("/udlaan")
def show_lent_out() -> str:
    """Who of one's own helps elsewhere, how much and until when."""
    identity, index, today = current_identity(), newest_index(), services().clock.today()
    return render_template(
        "web/lent_out.html",
        waiting=_waiting(),
        helpers=helpers_of(lent_out(identity, index, today=today), index),
    )


@blueprint.get("/hoeringer")
def show_consultations() -> str:
    """What one is told of and asked as a manager, what waits for an answer first."""
    return _page({})


@blueprint.post("/hoeringer/<invitation_id>/svar")
def answer(invitation_id: str) -> Response:
    """Agree or object; an objection needs a word on why."""
    said, note = request.form.get("svar", ""), plain(request.form.get("note", ""))
    if said not in set(ManagerAnswer):
        raise BadRequest
    wrong = _wrong(ManagerAnswer(said), note)
    if wrong:
        return make_response(_page({invitation_id: (said, note, wrong)}), 422)
    consultations().answer(invitation_id, ManagerAnswer(said), note=note)
    return redirect(url_for("managing.show_consultations", gemt=invitation_id, _anchor=invitation_id), 303)


def _wrong(answer: ManagerAnswer, note: str) -> str:
    """What is wrong with an answer; empty where nothing is."""
    if answer is ManagerAnswer.OBJECTS and not note:
        return _("Skriv, hvorfor det ikke passer. Medarbejderen og projektlederen læser det.")
    return too_long(note, LONGEST_NOTE)


def _page(written: Mapping[str, tuple[str, str, str]]) -> str:
    """The consultations; `written` is what was said and is wrong with it, by the id of the invitation."""
    cards = consultation_cards(
        consultations().all(), current_index(), identity=current_identity(), today=services().clock.today()
    )
    return render_template(
        "web/consultations.html",
        open=[each for each in cards if not each.over],
        over=[each for each in cards if each.over],
        written=written,
        saved=request.args.get("gemt", ""),
        longest_note=LONGEST_NOTE,
    )


def _waiting() -> int:
    """How many wait for one's answer."""
    today = services().clock.today()
    return sum(can_answer(each, today) and not each.manager_answer for each in consultations().all())
