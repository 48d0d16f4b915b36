"""Skills that somebody may have and has said nothing of: from finished tasks, their profession, or own words.

What they write in their own words is read and forgotten: it is neither kept nor logged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from matching.index.index import Index
from matching.language.linking import LinkedSkill
from matching.model import Employee, RequirementKind, SkillKind, Task, TaskStatus
from service.levels import USUAL_LEVEL

# Suggestions at a time. By eye: what is looked through on a phone in a minute.
MOST_SUGGESTED = 12


@dataclass(frozen=True, slots=True)
class SuggestedSkill:
    """A skill one may have, with a level to begin with.

    `task` is the finished one that took it, if any, and `words` are those of one's own text that led to it.
    """

    skill: str
    level: int
    task: str | None = None
    words: tuple[str, ...] = ()


def suggested_skills(employee: Employee, index: Index, tasks: Iterable[Task]) -> list[SuggestedSkill]:
    """Those of finished `tasks`, the newest first, then those of the profession, the essential ones first.

    What others or they themselves have said anything of is not among them: neither what they took off.
    """
    found: dict[str, SuggestedSkill] = {}
    for task in sorted(tasks, key=_newest, reverse=True):
        if task.status is TaskStatus.CLOSED:
            for need in task.requirements:
                found.setdefault(need.skill, SuggestedSkill(need.skill, need.level, task.id))
    profession = index.professions.get(employee.profession)
    taken = profession.requires if profession else ()
    for skill, _kind in sorted(taken, key=lambda each: each[1] is not RequirementKind.ESSENTIAL):
        found.setdefault(skill, SuggestedSkill(skill, USUAL_LEVEL))
    return _usable(found.values(), employee, index)


def told_skills(employee: Employee, index: Index, linked: Iterable[LinkedSkill]) -> list[SuggestedSkill]:
    """Those that somebody's own words led to (`linked`), the most probable first."""
    found = (
        SuggestedSkill(each.skill, USUAL_LEVEL, words=tuple(dict.fromkeys(span.text for span in each.spans)))
        for each in linked
    )
    return _usable(found, employee, index)


def _usable(found: Iterable[SuggestedSkill], employee: Employee, index: Index) -> list[SuggestedSkill]:
    """The first of them of which nothing is said yet."""
    known = {each.skill for each in employee.skills} | {each.skill for each in employee.statements}
    usable = (each for each in found if each.skill not in known and _is_skill(index, each.skill))
    return [*islice(usable, MOST_SUGGESTED)]


def _newest(task: Task) -> tuple[date, str]:
    return task.closed_on or date.min, task.id


def _is_skill(index: Index, id: str) -> bool:
    skill = index.taxonomy.skills.get(id)
    return skill is not None and skill.kind is not SkillKind.GROUP
