"""Lær af de bedste: who can teach a skill, near the asker or across, and what open tasks still lack."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.index.cache import once_an_index
from matching.index.index import Index
from matching.index.taxonomy import COVERING
from matching.insight.organisation import holders
from matching.model import Task, Visibility


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody who offers to teach a skill: at which level they have it (0: not said), near or across."""

    employee: str
    skill: str
    level: int
    near: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A requirement of an open task that nobody in it meets at its level: anyone can offer."""

    task: str
    title: str
    skill: str
    level: int
    essential: bool


def teachers(index: Index, skill: str, *, unit: str | None, audience: Visibility) -> tuple[Teacher, ...]:
    """Who offers to teach a skill, or a narrower one, and shows themselves: best first, near before across.

    Near is in `unit` or a workplace below it. Equals are ordered by a checksum of their ids.
    """
    workforce = index.workforce
    near = index.unit(unit).has if unit else np.zeros(len(workforce.ids), np.bool_)
    seen = workforce.seen_by(audience)
    found: dict[int, Teacher] = {}
    for neighbour in index.taxonomy.neighbours(skill):
        if neighbour.relation not in COVERING:
            continue
        for row in workforce.teachers.of(neighbour.skill).tolist():
            if seen[row] and row not in found:
                held = workforce.skills.of(row, neighbour.skill)
                level = held.level if held else 0
                found[row] = Teacher(workforce.ids[row], neighbour.skill, level, bool(near[row]))
    order = sorted(found, key=lambda row: (-found[row].level, not found[row].near, workforce.checksums[row]))
    return tuple(found[row] for row in order)


@once_an_index
def gaps(index: Index) -> tuple[Gap, ...]:
    """What open tasks still lack, newest task first, essential requirements before others."""
    return tuple(gap for task in index.open_tasks.values() for gap in _gaps_of(index, task))


def _gaps_of(index: Index, task: Task) -> Iterator[Gap]:
    members = index.rows_of(each.employee for each in task.assignments)
    for need in sorted(task.requirements, key=lambda need: (not need.essential, need.skill)):
        if not np.isin(holders(index, need.skill, need.level), members).any():
            yield Gap(
                task=task.id,
                title=task.title,
                skill=need.skill,
                level=need.level,
                essential=need.essential,
            )
