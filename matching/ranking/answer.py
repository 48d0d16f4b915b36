"""What comes out of a question: the list, who meets what it leaves open, and who did something like it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import day
from matching.index.index import Index
from matching.index.reach import Need, levels_of
from matching.model import Candidate, Question, Requirement
from matching.ranking.signals import Asked

# Of those who cover what the list leaves open so many are named, and so many past tasks, each with so many
# people to ask. By eye: as many as somebody calls.
MOST_NAMED = 3
# The cosine from which on two tasks are said to be alike. By eye, on the demo's: half of the words or more.
ALIKE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A requirement that nobody on the list covers though somebody in the house does.

    `employees` are those who can be asked, the best first; none where all have enough invitations.
    """

    skill: str
    employees: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarTask:
    """A past task like the one that is asked about, and who of those that took part can be asked about it."""

    task: str
    closed_on: date
    employees: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """The answer to a question: candidates in order, and which requirements nobody at all covers (gaps).

    `elsewhere` are those that somebody covers who isn't on the list, `similar` the past tasks most like this
    one. `considered` is how many employees could score at all; `change` is the change number of the
    graph that the answer was made from, and `weights` the version of the weights.
    """

    candidates: tuple[Candidate, ...]
    gaps: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    similar: tuple[SimilarTask, ...] = ()
    considered: int
    change: int
    weights: str = "shipped"


def left_open(index: Index, question: Question, listed: Iterable[str]) -> tuple[list[str], list[Elsewhere]]:
    """Which of the requirements that the `listed` don't cover nobody covers, and which somebody else does."""
    size, rows = len(index.workforce.ids), np.array(index.rows_of(listed), np.intp)
    gaps, elsewhere = [], []
    for requirement in question.requirements:
        if _covering(index, requirement, rows, size=size).any():
            continue
        reach = index.reach(requirement.skill, requirement.level)
        everybody = reach.rows.astype(np.intp)
        seen = index.workforce.seen_by(question.audience, everybody)
        able = np.flatnonzero(seen & _covering(index, requirement, everybody, size=size))
        if not len(able):
            gaps.append(requirement.skill)
            continue
        worth = (reach.values * reach.counted)[able]
        order = np.lexsort((index.workforce.lots(question)[everybody[able]], -worth))
        askable = _askable(index, question, everybody[able][order].tolist())
        elsewhere.append(Elsewhere(skill=requirement.skill, employees=askable))
    return gaps, elsewhere


def similar_tasks(asked: Asked) -> tuple[SimilarTask, ...]:
    """The past tasks most like the question, the closest first, with people to ask about them.

    Those in which nobody took part whom the asker may see are left out. Of equals the newest comes first.
    """
    index, like, joint_work = asked.index, asked.like, asked.index.history.joint_work
    alike = like.values >= ALIKE
    order = np.lexsort((-joint_work.closed_days[like.tasks[alike]], -like.values[alike]))
    found: list[SimilarTask] = []
    for task in like.tasks[alike][order].tolist():
        rows = np.array(joint_work.participants(task), np.intp)
        seen = rows[index.workforce.seen_by(asked.question.audience, rows)].tolist()
        people = _askable(index, asked.question, seen)
        if people:
            closed_on = day(int(joint_work.closed_days[task]))
            found.append(SimilarTask(task=joint_work.task_ids[task], closed_on=closed_on, employees=people))
        if len(found) == MOST_NAMED:
            break
    return tuple(found)


def _covering(
    index: Index, requirement: Requirement, rows: NDArray[np.integer], *, size: int
) -> NDArray[np.bool_]:
    """Which of the rows reach the level of a requirement, (len(rows),)."""
    need = Need(requirement, 1.0, index.reach(requirement.skill, requirement.level))
    reached: NDArray[np.bool_] = levels_of((need,), rows, n_rows=size)[0] >= requirement.level
    return reached


def _askable(index: Index, question: Question, rows: Iterable[int]) -> tuple[str, ...]:
    """The first of these who may be asked: nobody who asks, takes part, was left out, or has had enough."""
    ids = (index.workforce.ids[row] for row in rows if not index.workload.full[row])
    kept_out = {question.asker, *question.members, *question.filters.exclude}
    return tuple([id for id in ids if id not in kept_out][:MOST_NAMED])
