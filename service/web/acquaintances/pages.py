"""Hvem jeg kender, and introductions: asking for one over the way to a stranger, and answering one."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from graph.records.reading import Stored
from matching.bounds import LONGEST_TEXT, MOST_KNOWN
from matching.index.index import Index
from matching.insight.introductions import MOST_STEPS, Request, RequestState
from matching.model import Employee
from service.context import current_index, introducing, recording, services
from service.request.identity import current_identity
from service.use_cases.plain_search import people_called
from service.use_cases.visibility import own_profile
from service.web.acquaintances.ways import Colleague, colleague, faces
from service.web.frame.assets import Pages
from service.web.frame.forms import plain, read_search
from service.web.frame.texts import day
from service.web.own.pages import hold_employee

blueprint = Pages("acquaintances", __name__)
blueprint.before_request(hold_employee)
# Colleagues that a search by name lists. By eye: who isn't among them is found by more of the name.
MOST_FOUND = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request for an introduction; `waits` where it is oneself who is asked and has not answered."""

    id: str
    asker: Colleague
    sought: Colleague
    through: Colleague
    message: str
    asked_on: str
    state: RequestState
    own: bool
    waits: bool


@blueprint.get("/min-side/kendte")
def show_known() -> str:
    """Whom one says one knows, and colleagues to add."""
    index, own = current_index(), _own()
    known = introducing().known(own.value)
    sought = read_search(request.args)
    found = _found(sought, index, but={id for id, _ in known})
    return render_template(
        "web/known.html",
        known=[(colleague(id, index), day(on)) for id, on in known],
        sought=sought,
        found=found,
        saved=request.args.get("gemt", ""),
    )


@blueprint.post("/min-side/kendte")
def replace_known() -> Response:
    """Say anew whom one knows."""
    named = list(dict.fromkeys(request.form.getlist("kender")))
    if len(named) > MOST_KNOWN:
        raise BadRequest
    introducing().know(named, version=_own().version)
    return redirect(url_for("acquaintances.show_known", gemt="ja", _anchor="kendte"), 303)


@blueprint.get("/introduktioner")
def show_introductions() -> str:
    """What one is asked to make and has asked for, and the way to somebody one would like to know."""
    index, own = current_index(), current_identity().subject
    asked = [_asked(each, own, index) for each in introducing().all()]
    sought = read_search(request.args)
    return render_template(
        "web/introductions.html",
        waiting=[each for each in asked if each.waits],
        mine=[each for each in asked if each.own],
        made=[each for each in asked if not each.own and not each.waits],
        sought=sought,
        found=_found(sought, index),
        done=request.args.get("gemt", ""),
    )


@blueprint.get("/introduktioner/vej")
def show_way() -> str:
    """The way to a colleague, as faces in a line, and a form to ask the first for an introduction."""
    index, sought = current_index(), request.args.get("til", "")
    steps = introducing().way(sought)
    recording().seen([sought, *(step.colleague for step in steps)], where="findIntroduction")
    return render_template(
        "web/way.html",
        sought=colleague(sought, index),
        oneself=sought == current_identity().subject,
        faces=faces(steps, index),
        waits=sought in _waiting_for(),
        most_steps=MOST_STEPS,
        longest_text=LONGEST_TEXT,
    )


@blueprint.post("/introduktioner")
def ask() -> Response:
    """Ask the first colleague on the way for an introduction."""
    message = plain(request.form.get("besked", ""))[:LONGEST_TEXT]
    introducing().ask(request.form.get("til", ""), message)
    return redirect(url_for("acquaintances.show_introductions", gemt="bedt", _anchor="mine"), 303)


@blueprint.post("/introduktioner/<introduction_id>/svar")
def answer(introduction_id: str) -> Response:
    """Say that one made an introduction, or that one won't."""
    said = request.form.get("svar", "")
    if said not in ("ja", "nej"):
        raise BadRequest
    introducing().answer(introduction_id, made=said == "ja")
    return redirect(url_for("acquaintances.show_introductions", gemt="svar", _anchor="bedt"), 303)


def _own() -> Stored[Employee]:
    identity = current_identity()
    return own_profile(identity, services().store.employees, identity.subject)


def _waiting_for() -> set[str]:
    """Those to whom one has asked for an introduction that nobody has answered, as far as one can tell."""
    own = current_identity().subject
    return {
        each.sought for each in introducing().all() if each.asker == own and each.state is RequestState.ASKED
    }


def _found(name: str, index: Index, *, but: Collection[str] = ()) -> list[Colleague]:
    """Colleagues by their name, without oneself; that they were looked at is written down."""
    out = {current_identity().subject, *but}
    ids = list(islice((id for id in people_called(index, name) if id not in out), MOST_FOUND))
    recording().seen(ids, where="search")
    return [colleague(id, index) for id in ids]


def _asked(each: Request, own: str, index: Index) -> Asked:
    return Asked(
        id=each.id,
        asker=colleague(each.asker, index),
        sought=colleague(each.sought, index),
        through=colleague(each.through, index),
        message=each.message,
        asked_on=day(each.asked_on),
        state=each.state,
        own=each.asker == own,
        waits=each.through == own and each.state is RequestState.ASKED,
    )
