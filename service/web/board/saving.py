"""Gem opgaven: what a task needs, confirmed one by one, before it gets an address of its own."""

from collections.abc import Mapping

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matching.bounds import LONGEST_LABEL
from service.context import current_index, current_mover, services
from service.request.identity import current_identity
from service.request.screening import marks_personal_numbers
from service.use_cases.organising import save_once
from service.web.board.drafting import Draft, first_draft, read_draft
from service.web.frame.addresses import address
from service.web.frame.assets import Pages
from service.web.frame.wording import levels, qualification_name
from service.web.task.chips import chip
from service.web.task.choices import choices
from service.web.task.inquiry import read_inquiry
from service.web.task.pages import skills_asked, start_page

blueprint = Pages("saving", __name__)


@blueprint.post("/opgaver/ny")
@marks_personal_numbers("tekst", "anbefaling")
def draft() -> Response | str:
    """What is about to be saved, from the page with the list or a team."""
    inquiry, wrong = read_inquiry(request.form)
    if wrong:
        return make_response(start_page(inquiry, wrong), 422)
    if "titel" in request.form:  # the same page again, in another language
        return _page(read_draft(inquiry, request.form)[0].known_in(current_index()), {})
    unit = current_identity().unit or ""
    first = first_draft(inquiry, skills_asked(inquiry), form=request.form, unit=unit)
    return _page(first, {})


@blueprint.post("/opgaver/gem")
@marks_personal_numbers("tekst", "anbefaling")
def save() -> Response | str:
    """Save the task, once, and go on to its board, or to asking those who were chosen with it.

    What the texts tell of single people is asked about first; whoever writes decides.
    """
    inquiry, unreadable = read_inquiry(request.form)
    given, missing = read_draft(inquiry, request.form)
    index = current_index()
    wanted = given.known_in(index)
    wrong = {**missing, **unreadable}
    if wrong or (wanted.marks() and not request.form.get("alligevel")):
        return make_response(_page(wanted, wrong), 422)
    made = wanted.task(services().clock.today())
    task = save_once(made, tasks=services().store.tasks, mover=current_mover()).value
    if not wanted.people:
        return redirect(url_for("board.show", task_id=task.id), 303)
    chosen = [("medarbejder", each) for each in wanted.people]
    answer = [("anbefaling", wanted.recommendation)] if wanted.recommendation else []
    return redirect(address(url_for("board.ask", task_id=task.id), [*chosen, *answer]), 303)


def _page(draft: Draft, wrong: Mapping[str, str]) -> str:
    index = current_index()
    return render_template(
        "web/draft.html",
        draft=draft,
        wrong=wrong,
        marks=draft.marks() if not wrong else (),
        needs=[(need, chip(need.skill, index)) for need in draft.needs],
        demanded=[qualification_name(index, each) for each in draft.qualifications],
        taken_away=[chip(each, index) for each in draft.taken_away],
        levels=levels(),
        choices=choices(index),
        longest_title=LONGEST_LABEL,
    )
