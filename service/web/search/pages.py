"""Find people, skills, workplaces and tasks by words, without suggestions: by the alphabet."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from flask import render_template, request

from matching.index.columns import day
from matching.index.index import Index
from matching.index.naming import employee_name, task_title, workplace_name
from service.context import current_index, organiser, recording
from service.request.identity import current_identity
from service.rights import ROUTES
from service.use_cases.plain_search import (
    holders,
    open_tasks_called,
    past_tasks_called,
    people_called,
    skills_called,
    took_part,
    workplaces_called,
)
from service.web.frame.assets import Pages
from service.web.frame.forms import read_search
from service.web.frame.texts import month
from service.web.frame.wording import place_words, skill_heading

blueprint = Pages("search", __name__)
# Skills, workplaces and tasks on the page, and colleagues in each list. By eye: more need more words.
MOST_SHOWN = 10
MOST_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class Person:
    """A colleague, what they are and where they work."""

    id: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Place:
    """A workplace, and the one that it is part of."""

    id: str
    name: str
    part_of: str


@dataclass(frozen=True, slots=True)
class OpenTask:
    """An open task and who owns it; its board is open to those who `may_open` it."""

    id: str
    title: str
    owners: str
    may_open: bool


@dataclass(frozen=True, slots=True)
class PastTask:
    """A closed task, the month it ended, and who took part of those who show themselves."""

    title: str
    ended: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A skill with who said they have it, the first of `total` by the alphabet; `by` another label."""

    id: str
    label: str
    by: str
    people: tuple[Person, ...]
    total: int


@blueprint.get("/soeg")
def show() -> str:
    """Everything that has the words in its name; of a skill also who said they have it."""
    index = current_index()
    sought = read_search(request.args, "efter")
    skills, people = skills_called(index, sought), people_called(index, sought)
    workplaces, tasks = workplaces_called(index, sought), open_tasks_called(index, sought)
    held = {skill: holders(index, skill) for skill in islice(skills, MOST_SHOWN)}
    past = past_tasks_called(index, sought)
    solved = {task: took_part(index, task) for task in past[:MOST_SHOWN]}
    listed = (*held.values(), *solved.values())
    named = [*people[:MOST_PEOPLE], *(id for ids in listed for id in ids[:MOST_PEOPLE])]
    recording().seen(dict.fromkeys(named), where="search")
    return render_template(
        "web/search.html",
        sought=sought,
        people=[person(index, id) for id in people[:MOST_PEOPLE]],
        skills=[
            Found(
                skill,
                skill_heading(index, skill),
                skills[skill],
                tuple(person(index, id) for id in ids[:MOST_PEOPLE]),
                len(ids),
            )
            for skill, ids in held.items()
        ],
        workplaces=[_place(index, id) for id in workplaces[:MOST_SHOWN]],
        tasks=open_tasks(index, tasks[:MOST_SHOWN]),
        past=[_past_task(index, task, ids[:MOST_PEOPLE]) for task, ids in solved.items()],
        more=len(people) > MOST_PEOPLE or max(map(len, (skills, workplaces, tasks, past))) > MOST_SHOWN,
    )


def person(index: Index, id: str) -> Person:
    """A colleague in a list."""
    return Person(id, employee_name(index, id), place_words(index, id))


def open_tasks(index: Index, ids: Sequence[str]) -> list[OpenTask]:
    """Open tasks in a list."""
    board = "GET /opgaver/<task_id>"
    opens = organiser(board).organises if current_identity().may(ROUTES[board]) else lambda _task: False
    return [
        OpenTask(
            task.id,
            task.title,
            ", ".join(workplace_name(index, each) for each in task.owners),
            may_open=opens(task),
        )
        for task in (index.open_tasks[id] for id in ids)
    ]


def _past_task(index: Index, id: str, people: Sequence[str]) -> PastTask:
    joint_work = index.history.joint_work
    ended = day(int(joint_work.closed_days[joint_work.row_of_task[id]]))
    return PastTask(task_title(index, id), month(ended), tuple(person(index, each) for each in people))


def _place(index: Index, id: str) -> Place:
    above = index.workplaces[id].part_of
    return Place(id, workplace_name(index, id), workplace_name(index, above) if above else "")
