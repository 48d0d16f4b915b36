"""Learns from what came earlier and is judged by what came later.

The closed tasks are cut by time in three: what is known, what is learned from, and what it is tested on.
Nothing that came later is known when an earlier task is asked about, as far as the graph can tell: a
skill that was confirmed or used since counts as stated by oneself on the day of the cut, since what it
counted as then is not remembered.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from matching.index.columns import EmployeeColumns, days
from matching.index.history import Terms
from matching.index.index import Changes, Index
from matching.learning.comparison import compare
from matching.learning.regression import learn
from matching.model import Evidence, Task, TaskStatus
from matching.weights import RankingModel, Weights

# The part of all tasks that is learned from, after those that are known and before those tested on. By eye.
LEARNED_SHARE = 0.2
# The part of all tasks, the last ones, that new weights are tested on. By eye.
TESTED_SHARE = 0.2
# Past tasks that it takes to learn at all: then 60 are learned from, more than a situation needs. By eye.
FEWEST_TASKS = 300
# What chance begins with where nobody says. By eye: any other would do.
SEED = 20

Progress = Callable[[int, int], None]
"""Told how many steps are done, and of how many."""


class TooFewTasks(ValueError):
    """There are too few past tasks to learn from; `found` and `needed` say how many."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{found} past tasks; it takes {FEWEST_TASKS}")
        self.found = found
        self.needed = FEWEST_TASKS


@dataclass(frozen=True, slots=True)
class Cut:
    """Past tasks in the order they ended in: known, learned from, tested on."""

    known: Sequence[Task]
    learned: Sequence[Task]
    tested: Sequence[Task]


def fit(
    read: Changes, *, terms: Terms, in_use: Weights, fitted_on: date, seed: int, progress: Progress
) -> RankingModel:
    """Learn weights from a whole read of the graph, and compare them with those in use on later tasks.

    The same graph, seed and weights in use give the same model, apart from the day. An accepted
    invitation to an open task is a case like those of closed tasks; who declined, nobody asks.
    Raises TooFewTasks.
    """
    employees = list(read.employees)
    parts = cut(read.tasks)
    text = {task.id: f"{task.title}\n{task.description}" for task in read.tasks}
    learned_from, tested_from = day_of(parts.learned[0]), day_of(parts.tested[0])
    progress(0, 4)
    index = Index.build(as_of(read, employees, parts.known, learned_from), today=learned_from, terms=terms)
    progress(1, 4)
    weights = learn(index, parts.learned, text=text, seed=seed)
    progress(2, 4)
    earlier = [*parts.known, *parts.learned]
    index = Index.build(as_of(read, employees, earlier, tested_from), today=tested_from, terms=terms)
    progress(3, 4)
    comparisons = compare(index, parts.tested, text=text, seed=seed, before=in_use, after=weights)
    progress(4, 4)
    return RankingModel(
        fitted_on=fitted_on,
        change=read.number,
        seed=seed,
        learned_from=learned_from,
        tested_from=tested_from,
        until=day_of(parts.tested[-1]),
        n_known=len(parts.known),
        n_learned=len(parts.learned),
        n_tested=len(parts.tested),
        weights=weights,
        replaced=in_use.version,
        comparisons=comparisons,
    )


def cut(tasks: Iterable[Task]) -> Cut:
    """The tasks that somebody takes or took part in, cut by time. Raises TooFewTasks."""
    ended = sorted((task for task in tasks if task.assignments), key=lambda task: (day_of(task), task.id))
    if len(ended) < FEWEST_TASKS:
        raise TooFewTasks(len(ended))
    tested = round(len(ended) * (1 - TESTED_SHARE))
    learned = round(len(ended) * (1 - TESTED_SHARE - LEARNED_SHARE))
    return Cut(ended[:learned], ended[learned:tested], ended[tested:])


def day_of(task: Task) -> date:
    """The day a task ended, or began where it is still open."""
    return task.closed_on if task.status is TaskStatus.CLOSED and task.closed_on else task.created_on


def as_of(read: Changes, employees: Sequence[EmployeeColumns], tasks: Sequence[Task], on: date) -> Changes:
    """What was known on a day, before the tasks that ended then or later."""
    return replace(read, tasks=tasks, employees=[_competences_on(batch, on) for batch in employees])


def _competences_on(batch: EmployeeColumns, on: date) -> EmployeeColumns:
    held, stated = batch.held, np.int8(Evidence.SELF_STATED)
    known = replace(
        held,
        evidence=np.where(held.confirmed_days > days(on), np.minimum(held.evidence, stated), held.evidence),
        confirmed_days=np.minimum(held.confirmed_days, np.int32(days(on))),
    )
    return replace(batch, held=known)
