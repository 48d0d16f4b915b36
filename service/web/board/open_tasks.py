"""Opgaver: one's own, those of the own workplace, and what open tasks lack, which anybody can offer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.task_history import Done
from matching.bounds import LONGEST_ID, LONGEST_NOTE
from matching.index.index import Index
from matching.index.naming import task_title, workplace_name
from matching.insight.teaching import gaps
from matching.model import Task
from service.context import current_index, newest_index, own_invitations, services
from service.request.identity import current_identity
from service.rights import ROUTES
from service.use_cases.organising import own_workplaces
from service.web.board.terms import read_terms
from service.web.frame.assets import Pages
from service.web.frame.texts import day
from service.web.frame.wording import level_word, skill_heading

blueprint = Pages("open_tasks", __name__)
# Lines of each list. By eye: who has more looks for one by the search.
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A task in a list: its title, and when and where it was saved."""

    id: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A skill that an open task lacks."""

    task: str
    title: str
    skill: str
    label: str
    level: str
    essential: bool


@blueprint.get("/opgaver")
def show() -> str:
    """What one has to do with, and where one could help."""
    return _page({})


@blueprint.post("/opgaver/<task_id>/tilbud")
def offer(task_id: str) -> Response | str:
    """Offer a skill that an open task asks for."""
    terms, wrong = read_terms(request.form)
    if wrong:
        return make_response(_page(wrong), 422)
    own_invitations().offer(
        task_id,
        request.form.get("kompetence", "")[:LONGEST_ID],
        hours=terms.hours,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        message=terms.message,
    )
    return redirect(url_for("own_invitations.show"), 303)


def _page(wrong: Mapping[str, str]) -> str:
    identity, index = current_identity(), current_index()
    organises = identity.may(ROUTES["GET /opgaver/<task_id>"])
    mine = _made_by(identity.signature, index) if organises else []
    places = own_workplaces(identity, newest_index()) if organises else set()
    ours = [
        each
        for each in index.open_tasks.values()
        if not places.isdisjoint(each.owners) and each.id not in {task.id for task in mine}
    ]
    lacking = [
        Wanted(
            each.task,
            each.title,
            each.skill,
            skill_heading(index, each.skill),
            level_word(each.level),
            each.essential,
        )
        for each in gaps(index)[:MOST_SHOWN]
    ]
    return render_template(
        "web/open_tasks.html",
        organises=organises,
        mine=mine,
        ours=_listed(ours, index),
        lacking=lacking,
        can_offer=identity.subject in index.workforce.row_of,
        wrong=wrong,
        longest_message=LONGEST_NOTE,
    )


def _made_by(signature: str, index: Index) -> list[Listed]:
    """Those that somebody made, the newest first; of closed ones the title is all that is known here."""
    changes = services().store.tasks.changes_by(signature)
    made = [task for task, change in changes if change.what is Done.CREATED][::-1]
    own = frozenset(made)
    opened = _listed((task for id, task in index.open_tasks.items() if id in own), index)
    done = [id for id in made if id in index.history.joint_work.titles and id not in index.open_tasks]
    closed = [Listed(id, task_title(index, id), "") for id in done]
    return [*opened, *closed][:MOST_SHOWN]


def _listed(tasks: Iterable[Task], index: Index) -> list[Listed]:
    """The first of these tasks."""
    return [
        Listed(
            each.id,
            each.title,
            ", ".join((day(each.created_on), *(workplace_name(index, owner) for owner in each.owners))),
        )
        for each in islice(tasks, MOST_SHOWN)
    ]
