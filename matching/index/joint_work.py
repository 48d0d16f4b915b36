"""Who completed which tasks together, and the ties that follow.

Ties come only from tasks that two colleagues completed together (`matching.index.ties`); a colleague's
colleagues are reached in two steps of a random walk along them:

    mutual(a, b) = Σ over colleagues c of step(a, c) · step(c, b), where
    step(a, c)   ∝ strength(a, c), fading by `TIES_FADING_A_YEAR`
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matching.index.columns import days
from matching.index.ties import FADING_A_YEAR, TIES_FADING_A_YEAR, faded, for_each_pair
from matching.model import Task

# From this part of all tasks on they are many, and looked up otherwise. Measured with `bench.ranking`.
MANY = 0.25
NO_TASKS = np.empty(0, np.intp)


@dataclass(frozen=True, slots=True)
class JointWork:
    """The closed tasks, one row each; a task that changes gets a new row and leaves the old one dead.

    `took_part` (n_tasks, n_rows) is 1 where an employee took part; `tasks_of` has the tasks of each row of
    the workforce, rising, dead ones too. `titles` are those of the tasks that stand, by id.
    """

    task_ids: tuple[str, ...]
    row_of_task: Mapping[str, int]
    titles: Mapping[str, str]
    closed_days: NDArray[np.int32]
    alive: NDArray[np.bool_]
    took_part: csr_array
    tasks_of: Mapping[int, NDArray[np.intp]]

    @classmethod
    def build(cls, closed: Sequence[Task], *, row_of: Mapping[str, int], today: date) -> Self:
        """These closed tasks in their order, seen from `today`; `row_of` is the workforce's."""
        took_part = [
            sorted({row_of[each.employee] for each in task.assignments if each.employee in row_of})
            for task in closed
        ]
        tasks_of: dict[int, list[int]] = {}
        for task, rows in enumerate(took_part):
            for row in rows:
                tasks_of.setdefault(row, []).append(task)
        members = np.array([*chain.from_iterable(took_part)], np.int32)
        ends = np.cumsum([0, *map(len, took_part)], dtype=np.int32)
        return cls(
            task_ids=tuple(task.id for task in closed),
            row_of_task={task.id: number for number, task in enumerate(closed)},
            titles={task.id: task.title for task in closed},
            closed_days=np.array([closed_day(task, today=today) for task in closed], np.int32),
            alive=np.ones(len(closed), np.bool_),
            took_part=_participation(members, ends, len(row_of)),
            tasks_of={row: np.array(tasks, np.intp) for row, tasks in tasks_of.items()},
        )

    def without(self, tasks: Set[str]) -> Self:
        """As if these tasks (ids) had not been; their rows stay, dead."""
        alive = self.alive.copy()
        alive[[self.row_of_task[id] for id in tasks & self.row_of_task.keys()]] = False
        return replace(
            self, alive=alive, titles={id: title for id, title in self.titles.items() if id not in tasks}
        )

    def followed_by(self, later: Self) -> Self:
        """With more closed tasks, in rows behind those there are."""
        before = len(self.task_ids)
        tasks_of = dict(self.tasks_of)
        for row, tasks in later.tasks_of.items():
            tasks_of[row] = np.concatenate([tasks_of.get(row, NO_TASKS), tasks + before])
        mine, theirs = self.took_part, later.took_part
        return replace(
            self,
            task_ids=(*self.task_ids, *later.task_ids),
            row_of_task={**self.row_of_task, **{id: n + before for id, n in later.row_of_task.items()}},
            titles={**self.titles, **later.titles},
            closed_days=np.concatenate([self.closed_days, later.closed_days]),
            alive=np.concatenate([self.alive, later.alive]),
            took_part=_participation(
                np.concatenate([mine.indices, theirs.indices]),
                np.concatenate([mine.indptr, mine.indptr[-1] + theirs.indptr[1:]]),
                theirs.shape[1],
            ),
            tasks_of=tasks_of,
        )

    def __len__(self) -> int:
        return int(self.alive.sum())

    def ties(
        self, member: int, *, today: date, a_year: float = FADING_A_YEAR
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The rows of an employee's former collaborators, rising, and how strong each tie is."""
        joint = self.standing(member)
        took_part, counts = self._took_part(joint)
        strengths = for_each_pair(self.remaining(joint, today, a_year=a_year), counts)
        rows, numbers = np.unique(took_part, return_inverse=True)
        tied = np.bincount(numbers, np.repeat(strengths, counts), minlength=len(rows))
        others = rows != member
        return rows[others], tied[others]

    def colleagues(self, member: int) -> NDArray[np.intp]:
        """The rows of all who completed a task together with an employee, themselves and some repeatedly."""
        return self._took_part(self.standing(member))[0]

    def mutual(self, member: int, *, today: date, n_rows: int) -> NDArray[np.float64]:
        """How near everybody is to an employee by the colleagues they have in common, (n_rows,)."""
        colleagues, steps = self.ties(member, today=today, a_year=TIES_FADING_A_YEAR)
        if not len(colleagues):
            return np.zeros(n_rows)
        of_each = [self.tasks_of[row] for row in colleagues.tolist()]
        lengths = [len(tasks) for tasks in of_each]
        tasks = np.concatenate(of_each)
        left = self.remaining(tasks, today, a_year=TIES_FADING_A_YEAR) * self.alive[tasks]
        starts = np.cumsum([0, *lengths[:-1]])
        reached = np.maximum(np.add.reduceat(left, starts), np.finfo(float).tiny)
        onward = np.repeat(steps / steps.sum() / reached, lengths) * left
        near = self.over_participants(tasks, for_each_pair(onward, self._sizes(tasks)), n_rows)
        near[member] = 0.0
        return near

    def between(
        self, group: int, groups: NDArray[np.signedinteger], *, n_groups: int, today: date
    ) -> NDArray[np.float64]:
        """How much the people of a group have worked with those of each other group, (n_groups,).

        `groups` (n_rows,) is everybody's, below 0 where there is none. A task counts once for each pair of
        groups in it, and the less the more of them there are, as ties do.
        """
        of_group = [self.standing(row) for row in np.flatnonzero(groups == group).tolist()]
        tasks = np.unique(np.concatenate([NO_TASKS, *of_group]))
        took_part, counts = self._took_part(tasks)
        at, found = np.repeat(np.arange(len(tasks)), counts), groups[took_part].astype(np.intp)
        at, found = np.divmod(np.unique((at * n_groups + found)[found >= 0]), n_groups)
        left = self.remaining(tasks, today, a_year=FADING_A_YEAR)
        strengths = for_each_pair(left, np.bincount(at, minlength=len(tasks)))
        worked = np.bincount(found, strengths[at], minlength=n_groups).astype(np.float64)
        worked[group] = 0.0
        return worked

    def taken_part(self, row: int) -> list[tuple[str, int, list[int]]]:
        """An employee's closed tasks: id, the day it ended (since 1970-01-01), the rows of who took part."""
        return [
            (self.task_ids[task], int(self.closed_days[task]), self.participants(task))
            for task in self.standing(row).tolist()
        ]

    def participants(self, task: int) -> list[int]:
        """The rows of those who took part in a task, which is given by its own row."""
        start, end = self.took_part.indptr[task : task + 2]
        rows: list[int] = self.took_part.indices[start:end].tolist()
        return rows

    def joint_tasks(self, row: int, member: int) -> tuple[str, ...]:
        """The ids of the tasks that two employees completed together, newest first."""
        joint = {*self.standing(row).tolist()} & {*self.standing(member).tolist()}
        newest = sorted(joint, key=lambda task: (-int(self.closed_days[task]), self.task_ids[task]))
        return tuple(self.task_ids[task] for task in newest)

    def among(self, seen: NDArray[np.bool_]) -> Self:
        """The same tasks, as if only these employees (n_rows,) had taken part in them."""
        kept = seen[self.took_part.indices]
        ends = np.concatenate([[0], np.cumsum(kept)])[self.took_part.indptr].astype(np.int32)
        indices = self.took_part.indices[kept]
        return replace(self, took_part=_participation(indices, ends, self.took_part.shape[1]))

    def standing(self, row: int) -> NDArray[np.intp]:
        """The tasks of an employee that still stand, rising."""
        tasks = self.tasks_of.get(row, NO_TASKS)
        return tasks[self.alive[tasks]]

    def remaining(self, tasks: NDArray[np.intp], today: date, *, a_year: float) -> NDArray[np.float64]:
        """What is left of some tasks today, in the order given."""
        return faded(days(today) - self.closed_days[tasks], a_year=a_year)

    def over_participants(
        self, tasks: NDArray[np.intp], values: NDArray[np.float64], n_rows: int
    ) -> NDArray[np.float64]:
        """What tasks give, summed over those who took part in each, (n_rows,)."""
        if len(tasks) < MANY * len(self.task_ids):
            took_part, counts = self._took_part(tasks)
            return np.bincount(took_part, np.repeat(values, counts), minlength=n_rows).astype(np.float64)
        # Going through everybody's tasks takes less than looking up so many.
        summed = np.bincount(tasks, values, minlength=len(self.task_ids)) @ self.took_part
        return np.pad(summed, (0, n_rows - len(summed))) if len(summed) < n_rows else summed

    def _took_part(self, tasks: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The participants of some tasks, task after task, and how many each has."""
        counts = self._sizes(tasks)
        first = self.took_part.indptr[tasks] - (np.cumsum(counts) - counts)
        return self.took_part.indices[np.repeat(first, counts) + np.arange(counts.sum())], counts

    def _sizes(self, tasks: NDArray[np.intp]) -> NDArray[np.intp]:
        """How many took part in each task."""
        ends = self.took_part.indptr
        sizes: NDArray[np.intp] = ends[tasks + 1] - ends[tasks]
        return sizes


def closed_day(task: Task, *, today: date) -> int:
    """The day on which a closed task ended, since 1970-01-01.

    Nothing is over before it is over: a day that is yet to come, as older graphs may hold, counts as today,
    and one before 1970 as the first of it, so that no age is negative or without end.
    """
    return min(max(0, days(task.closed_on or task.created_on)), days(today))


def _participation(rows: NDArray[np.int32], ends: NDArray[np.int32], n_rows: int) -> csr_array:
    """A one for each of the `rows` of the workforce, task after task, each up to its end."""
    return csr_array((np.ones(len(rows)), rows, ends), shape=(len(ends) - 1, n_rows))
