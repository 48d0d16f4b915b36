"""A colleague by themselves: what they let be seen, as the API shows it."""

from dataclasses import replace

from flask import render_template

from matching.index.naming import workplace_name
from matching.own_skills import counting
from service.context import current_index, introducing, newest_index, recording, services
from service.request.identity import current_identity
from service.use_cases.visibility import employee_asking, hold_seen
from service.web.acquaintances.ways import faces
from service.web.frame.assets import Pages
from service.web.frame.texts import number
from service.web.frame.wording import profession_heading, skill_heading
from service.web.own.rungs import ladder_of
from service.web.own.skills import shown_lines

blueprint = Pages("colleague", __name__)


@blueprint.get("/kollega/<employee_id>")
def show(employee_id: str) -> str:
    """One colleague with skills, if they show themselves to the one who reads; that is written down."""
    index, identity = current_index(), current_identity()
    hold_seen(identity, newest_index(), employee_id)
    found = services().store.employees.get(employee_id).value
    asks = employee_asking(identity, newest_index())
    steps = introducing().way(employee_id) if asks else ()
    recording().seen([employee_id, *(step.colleague for step in steps)], where="colleague")
    lines = shown_lines(found, index)
    seen = replace(found, skills=counting(found))

    def labelled(ids: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(each, skill_heading(index, each)) for each in ids]

    return render_template(
        "web/colleague.html",
        person=seen,
        profession=profession_heading(index, seen.profession),
        workplace=workplace_name(index, seen.workplace),
        lines=lines,
        ladder=ladder_of(lines),
        teaches=labelled(seen.can_teach),
        learns=labelled(seen.wants_to_learn),
        hours=number(seen.hours_offered) if seen.hours_offered else "",
        faces=faces(steps, index),
        may_meet=asks not in (None, employee_id),
    )
