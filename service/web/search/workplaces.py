"""A workplace by itself: what it can, what it asks for, and whom it works with."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template

from graph.errors import NotFound
from matching.index.index import Index
from matching.index.naming import workplace_name
from matching.insight.abilities import abilities
from matching.insight.collaboration import collaboration
from matching.insight.small_groups import SMALLEST_GROUP, told
from matching.language.folding import alphabetical
from service.context import current_index
from service.request.identity import current_identity
from service.rights import ROUTES
from service.web.frame.assets import Pages
from service.web.frame.wording import life_phase_words, skill_heading
from service.web.search.pages import MOST_SHOWN, open_tasks

blueprint = Pages("workplace", __name__)
# Skills on the page. By eye: more are not read.
MOST_SKILLS = 30


@dataclass(frozen=True, slots=True)
class Ability:
    """A skill that somebody at a workplace has, and how many, where that is told."""

    id: str
    label: str
    people: int | None


@blueprint.get("/arbejdsplads/<path:workplace_id>")
def show(workplace_id: str) -> str:
    """The workplace with those below it."""
    index = current_index()
    found = index.workplaces.get(workplace_id)
    if found is None:
        raise NotFound("workplace", workplace_id)
    inside = index.below([workplace_id])
    people = int((inside[index.workforce.workplace] & index.workforce.active).sum())
    owned = [id for id, task in sorted(index.open_tasks.items()) if workplace_id in task.owners]
    above = index.ancestors(workplace_id)[1:]
    may_compare = above and current_identity().may(ROUTES["GET /api/v1/organisation/collaboration"])
    return render_template(
        "web/workplace.html",
        id=workplace_id,
        name=found.name,
        closed=found.closed,
        above=[(id, workplace_name(index, id)) for id in above],
        below=sorted(
            ((id, each.name) for id, each in index.workplaces.items() if each.part_of == workplace_id),
            key=lambda pair: alphabetical(pair[1]),
        ),
        life_phases=[life_phase_words(each) for each in index.life_phases(workplace_id)],
        people=told(people),
        smallest=SMALLEST_GROUP,
        abilities=_abilities(index, workplace_id),
        most=MOST_SKILLS,
        tasks=open_tasks(index, owned[:MOST_SHOWN]),
        partners=list(_partners(index, workplace_id))[:MOST_SHOWN] if may_compare else None,
    )


def _abilities(index: Index, workplace: str) -> list[Ability]:
    """What most can first; what is no figure by the alphabet."""
    found = [
        Ability(skill, skill_heading(index, skill), people)
        for skill, people in abilities(index, workplace).items()
    ]
    return sorted(found, key=lambda each: (-(each.people or 0), alphabetical(each.label)))


def _partners(index: Index, workplace: str) -> Iterator[tuple[str, str, int]]:
    """Of ten or more that it completed tasks with, an area with areas, by how many, over all years."""
    found = collaboration(index, by_area=index.area_of(workplace) == workplace)
    together: Counter[str] = Counter()
    for _year, one, other, tasks in found.pairs:
        pair = (found.groups[one], found.groups[other])
        if workplace in pair:
            together[pair[1] if pair[0] == workplace else pair[0]] += tasks
    for id, tasks in sorted(together.items(), key=lambda each: (-each[1], each[0])):
        yield id, workplace_name(index, id), tasks
