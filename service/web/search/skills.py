"""A skill by itself: what it means, where in the house it is, who teaches it, and which tasks ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from graph.errors import NotFound
from matching.index.index import Index
from matching.index.naming import workplace_name
from matching.insight.abilities import areas_with
from matching.insight.small_groups import SMALLEST_GROUP, told
from matching.insight.teaching import teachers
from matching.language.folding import alphabetical
from matching.model import SkillKind
from service.context import current_index, recording, services
from service.request.identity import current_identity
from service.use_cases.plain_search import holders
from service.web.frame.assets import Pages
from service.web.frame.texts import language
from service.web.frame.wording import definition, level_word, levels, skill_heading
from service.web.search.pages import MOST_SHOWN, OpenTask, Person, open_tasks, person

blueprint = Pages("skill", __name__)


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the house, and how many there have a skill."""

    id: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Asking:
    """An open task that asks for a skill, and at which level."""

    task: OpenTask
    level: str


@dataclass(frozen=True, slots=True)
class Teaching:
    """A colleague who offers to teach a skill, and the level that they have."""

    person: Person
    level: str


@blueprint.get("/kompetence/<path:skill_id>")
def show(skill_id: str) -> Response | str:
    """The skill; of one that the organisation joined with another, that one."""
    index = current_index()
    skill = index.taxonomy.skills.get(skill_id)
    if skill is None or skill.kind is SkillKind.GROUP:
        if kept := services().store.skills.replaced().get(skill_id):
            return redirect(url_for("skill.show", skill_id=kept))
        raise NotFound("skill", skill_id)
    who = holders(index, skill_id)
    teach = _teachers(index, skill_id)
    recording().seen((each.person.id for each in teach), where="skill")
    taxonomy = index.taxonomy
    return render_template(
        "web/skill.html",
        skill=skill_id,
        label=skill_heading(index, skill_id),
        definition=definition(skill),
        names=skill.alt_en if language() == "en" else skill.alt_da,
        levels=levels(),
        people=told(len(who)),
        areas=_areas(index, who),
        smallest=SMALLEST_GROUP,
        teachers=teach,
        asking=_asking(index, skill_id),
        near=[
            (id, skill_heading(index, id))
            for id in dict.fromkeys(
                (
                    *(each for each in skill.broader if _can_be_had(index, each)),
                    *taxonomy.narrower.get(skill_id, ()),
                    *taxonomy.related.get(skill_id, ()),
                )
            )
        ],
    )


def _areas(index: Index, people: Sequence[str]) -> list[Area]:
    """The largest first."""
    found = [Area(id, workplace_name(index, id), count) for id, count in areas_with(index, people).items()]
    return sorted(found, key=lambda each: (-each.people, alphabetical(each.name)))


def _teachers(index: Index, skill: str) -> list[Teaching]:
    """Who offers to teach it, as far as they are suggested; nobody while suggestions are switched off."""
    matcher, identity = services().matcher, current_identity()
    if not matcher.gate.open:
        return []
    found = teachers(matcher.suggesting(index), skill, unit=identity.unit, audience=identity.audience)
    return [
        Teaching(person(index, each.employee), level_word(each.level) if each.level else "")
        for each in found[:MOST_SHOWN]
    ]


def _asking(index: Index, skill: str) -> list[Asking]:
    """Open tasks that ask for it, the newest first."""
    tasks = index.open_tasks.values()
    asked = [(task.id, need.level) for task in tasks for need in task.requirements if need.skill == skill]
    shown = asked[:MOST_SHOWN]
    listed = open_tasks(index, [id for id, _ in shown])
    return [Asking(task, level_word(level)) for task, (_, level) in zip(listed, shown, strict=True)]


def _can_be_had(index: Index, id: str) -> bool:
    found = index.taxonomy.skills.get(id)
    return found is not None and found.kind is not SkillKind.GROUP
