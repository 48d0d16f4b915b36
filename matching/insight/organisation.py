"""The organisation as a whole: which skills are asked for, who has them, and where it hangs by one person.

Demand is what open tasks ask for, and tasks that were closed in the last `RECENT_DAYS`. Supply is who has the
skill itself or a narrower one at the level asked for, more than assumed, as far as they show themselves to
leads: whoever hides is not there. Fewer than ten are no number here and have no order among themselves, and
a workplace of fewer than ten has no name (`small_groups`): it would tell who alone can do something.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.cache import once_an_index
from matching.index.columns import days
from matching.index.index import Index
from matching.index.taxonomy import COVERING
from matching.insight.collaboration import large_workplaces
from matching.insight.small_groups import SMALLEST_GROUP, told
from matching.model import Evidence, Visibility

# How many days ago a task may have been closed that still counts as demand: two years. By eye.
RECENT_DAYS = 730
# The level from which on somebody is good at a skill, where nothing asks for one: the middle one. By eye.
GOOD_LEVEL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillBalance:
    """Demand and supply of one skill: requirements of `open` and `recent` tasks, and who can meet them.

    `level` is the one most often asked for, the higher of equals. `holders` are so many employees at that
    level, from `workplaces` different ones, both None where they are one to nine; `only_workplace` (an id) is
    where all of them are, if ten or more work there.
    """

    skill: str
    level: int
    open: int
    recent: int
    holders: int | None
    workplaces: int | None
    only_workplace: str | None = None

    @property
    def scarcity(self) -> float:
        """Requirements for each holder; one to nine count as nine, so that no order tells them apart."""
        holders = SMALLEST_GROUP - 1 if self.holders is None else self.holders
        return (self.open + self.recent) / (holders + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfOneWorkplace:
    """A skill that one workplace alone has anybody good at.

    `workplace` (an id) is None where fewer than ten work there, `holders` where they are one to nine.
    """

    skill: str
    workplace: str | None
    holders: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncovered:
    """A requirement of an open task that nobody in the organisation meets at its level."""

    task: str
    skill: str
    level: int
    essential: bool


@once_an_index
def skill_balances(index: Index) -> tuple[SkillBalance, ...]:
    """Every skill that is asked for, the scarcest first, equal ones by id."""
    large = large_workplaces(index)
    opened, recent = _demand(index)
    levels: dict[str, Counter[int]] = {}
    for (skill, level), count in (opened + recent).items():
        levels.setdefault(skill, Counter())[level] += count
    balances = []
    for skill, asked in levels.items():
        level = max(asked, key=lambda each: (asked[each], each))
        rows = holders(index, skill, level)
        places = np.unique(index.workforce.workplace[rows])
        number = told(len(rows))
        only = index.workforce.workplaces.names[places[0]] if len(places) == 1 else None
        balances.append(
            SkillBalance(
                skill=skill,
                level=level,
                open=sum(opened[skill, each] for each in asked),
                recent=sum(recent[skill, each] for each in asked),
                holders=number,
                workplaces=None if number is None else len(places),
                only_workplace=only if only in large else None,
            )
        )
    return tuple(sorted(balances, key=lambda each: (-each.scarcity, each.skill)))


@once_an_index
def of_one_workplace(index: Index) -> tuple[OfOneWorkplace, ...]:
    """Skills that only one workplace has anybody good at, by skill."""
    workforce, seen = index.workforce, index.workforce.seen_by(Visibility.LEADS)
    large, found = large_workplaces(index), []
    for skill, posting in workforce.skills.postings.items():
        good = (posting.levels >= GOOD_LEVEL) & (posting.evidence > Evidence.ASSUMED) & seen[posting.rows]
        places = workforce.workplace[posting.rows[good]]
        if len(places) and (places == places[0]).all():
            name = workforce.workplaces.names[places[0]]
            found.append(
                OfOneWorkplace(
                    skill=skill, workplace=name if name in large else None, holders=told(len(places))
                )
            )
    return tuple(sorted(found, key=lambda each: each.skill))


@once_an_index
def uncovered(index: Index) -> tuple[Uncovered, ...]:
    """What open tasks ask for and nobody has at the level asked for, by task and skill."""
    met: dict[tuple[str, int], bool] = {}
    found = []
    for task in index.open_tasks.values():
        for need in task.requirements:
            key = (need.skill, need.level)
            if key not in met:
                met[key] = len(holders(index, *key)) > 0
            if not met[key]:
                found.append(
                    Uncovered(task=task.id, skill=need.skill, level=need.level, essential=need.essential)
                )
    return tuple(sorted(found, key=lambda each: (each.task, each.skill)))


def holders(index: Index, skill: str, level: int) -> NDArray[np.intp]:
    """The rows of those who have a skill, or a narrower one, at a level and more than assumed, rising."""
    seen, parts = index.workforce.seen_by(Visibility.LEADS), []
    for neighbour in index.taxonomy.neighbours(skill):
        posting = index.workforce.skills.postings.get(neighbour.skill)
        if posting is not None and neighbour.relation in COVERING:
            at_level = (posting.levels >= level) & (posting.evidence > Evidence.ASSUMED)
            parts.append(posting.rows[at_level & seen[posting.rows]])
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, np.intp)


def _demand(index: Index) -> tuple[Counter[tuple[str, int]], Counter[tuple[str, int]]]:
    """How many open and how many recently closed tasks ask for each skill at each level."""
    history, since = index.history, days(index.workforce.today) - RECENT_DAYS
    work = history.joint_work
    recent = np.flatnonzero(work.alive & (work.closed_days >= since)).tolist()
    opened = ((each.skill, each.level) for task in index.open_tasks.values() for each in task.requirements)
    return Counter(opened), _asked_in(history.requirements[task] for task in recent)


def _asked_in(requirements: Iterable[tuple[tuple[str, int], ...]]) -> Counter[tuple[str, int]]:
    return Counter(each for of_task in requirements for each in of_task)
