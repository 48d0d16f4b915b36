"""Forslag til og fra: how the switches stand, who turned them and when; each turn is asked about once."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from matching.index.index import Index
from matching.index.naming import employee_name, workplace_name
from matching.language.folding import alphabetical
from service.context import current_index, recording, services
from service.request.identity import current_identity
from service.use_cases.switching import hold_workplace, turn
from service.web.frame.assets import Pages
from service.web.frame.texts import gettext as _
from service.web.frame.texts import moment
from service.web.task.choices import choices

blueprint = Pages("switching", __name__)
SAID = {"til": True, "fra": False}
"""What a form says of a switch: on, off."""


@dataclass(frozen=True, slots=True)
class Off:
    """A workplace that takes no part, and in a sentence since when."""

    id: str
    name: str
    since: str


@blueprint.get("/forslag")
def show() -> str:
    """How all switches stand."""
    gate, index = services().matcher.gate, current_index()
    return render_template(
        "web/switches.html",
        on=gate.open,
        by_setting=not gate.allowed,
        last=_last_turned(None, index),
        off=sorted(
            (Off(id, workplace_name(index, id), _last_turned(id, index)) for id in gate.workplaces_off),
            key=lambda each: alphabetical(each.name),
        ),
        choices=choices(index),
    )


@blueprint.get("/forslag/bekraeft")
def ask() -> str:
    """What a turn means, and whether it is meant."""
    on, workplace = _wanted(request.args)
    index = current_index()
    hold_workplace(workplace, on=on, gate=services().matcher.gate, index=index)
    place = workplace_name(index, workplace) if workplace else ""
    return render_template("web/switches_confirm.html", on=on, workplace=workplace or "", place=place)


@blueprint.post("/forslag")
def confirm() -> Response:
    """Turn the switch, and show how they stand now."""
    on, workplace = _wanted(request.form)
    gate = services().matcher.gate
    turn(on=on, workplace=workplace, recording=recording(), gate=gate, index=current_index())
    return redirect(url_for("switching.show"), 303)


def _wanted(said: Mapping[str, str]) -> tuple[bool, str | None]:
    """On or off, and of which workplace, if of one. Raises BadRequest."""
    on = SAID.get(said.get("forslag", ""))
    if on is None:
        raise BadRequest
    return on, said.get("arbejdsplads") or None


def _last_turned(workplace: str | None, index: Index) -> str:
    """Who turned a switch last, and when; empty where nobody has.

    Whoever doesn't show themselves to the reader is told by what they may, like one who has left.
    """
    turned = services().matcher.gate.last_turned(workplace)
    if turned is None:
        return ""
    when = moment(turned.at, services().clock.zone)
    if turned.by == current_identity().subject:
        return _("Af dig, %(moment)s.", moment=when)
    if not turned.by or index.unseen(current_identity().audience, [turned.by]):  # or was erased
        return _("Af en administrator eller databeskyttelsesrådgiver, %(moment)s.", moment=when)
    recording().seen([turned.by], where="switches")
    return _("Af %(name)s, %(moment)s.", name=employee_name(index, turned.by), moment=when)
