"""Who completed which tasks together, and the ties that follow.

Ties come only from tasks that two colleagues completed together (`matching.index.ties`); a colleague's
colleagues are reached in two steps of a random walk along them:

    mutual(a, b) = Σ over colleagues c of step(a, c) · step(c, b), where
    step(a, c)   ∝ strength(a, c), fading by `TIES_FADING_A_YEAR`
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
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

    def __len__(self) -> int:
        return int(self.alive.sum())

    def ties(
        self, member: int, *, today: date, a_year: float = FADING_A_YEAR
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The rows of an employee's former collaborators, rising, and how strong each tie is."""
        joint = self._living(member)
        took_part, counts = self._took_part(joint)
        strengths = for_each_pair(self._faded(joint, today, a_year=a_year), counts)
        rows, numbers = np.unique(took_part, return_inverse=True)
        tied = np.bincount(numbers, np.repeat(strengths, counts), minlength=len(rows))
        others = rows != member
        return rows[others], tied[others]

    def colleagues(self, member: int) -> NDArray[np.intp]:
        """The rows of all who completed a task together with an employee, themselves and some repeatedly."""
        return self._took_part(self._living(member))[0]

    def mutual(self, member: int, *, today: date, n_rows: int) -> NDArray[np.float64]:
        """How near everybody is to an employee by the colleagues they have in common, (n_rows,)."""
        colleagues, steps = self.ties(member, today=today, a_year=TIES_FADING_A_YEAR)
        if not len(colleagues):
            return np.zeros(n_rows)
        of_each = [self.tasks_of[row] for row in colleagues.tolist()]
        lengths = [len(tasks) for tasks in of_each]
        tasks = np.concatenate(of_each)
        left = self._faded(tasks, today, a_year=TIES_FADING_A_YEAR) * self.alive[tasks]
        starts = np.cumsum([0, *lengths[:-1]])
        reached = np.maximum(np.add.reduceat(left, starts), np.finfo(float).tiny)
        onward = np.repeat(steps / steps.sum() / reached, lengths) * left
        near = self._over_participants(tasks, for_each_pair(onward, self._sizes(tasks)), n_rows)
        near[member] = 0.0
        return near

    def taken_part(self, row: int) -> list[tuple[str, int, list[int]]]:
        """An employee's closed tasks: id, the day it ended (since 1970-01-01), the rows of who took part."""
        return [
            (self.task_ids[task], int(self.closed_days[task]), self.participants(task))
            for task in self._living(row).tolist()
        ]

    def participants(self, task: int) -> list[int]:
        """The rows of those who took part in a task, which is given by its own row."""
        start, end = self.took_part.indptr[task : task + 2]
        rows: list[int] = self.took_part.indices[start:end].tolist()
        return rows

    def joint_tasks(self, row: int, member: int) -> tuple[str, ...]:
        """The ids of the tasks that two employees completed together, newest first."""
        joint = {*self._living(row).tolist()} & {*self._living(member).tolist()}
        newest = sorted(joint, key=lambda task: (-int(self.closed_days[task]), self.task_ids[task]))
        return tuple(self.task_ids[task] for task in newest)

    def among(self, seen: NDArray[np.bool_]) -> Self:
        """The same tasks, as if only these employees (n_rows,) had taken part in them."""
        kept = seen[self.took_part.indices]
        ends = np.concatenate([[0], np.cumsum(kept)])[self.took_part.indptr].astype(np.int32)
        indices = self.took_part.indices[kept]
        shape = self.took_part.shape
        return replace(self, took_part=csr_array((np.ones(len(indices)), indices, ends), shape=shape))

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

    def _over_participants(
        self, tasks: NDArray[np.intp], values: NDArray[np.float64], n_rows: int
    ) -> NDArray[np.float64]:
        """What tasks give, summed over those who took part in each, (n_rows,)."""
        if len(tasks) < MANY * len(self.task_ids):
            took_part, counts = self._took_part(tasks)
            return np.bincount(took_part, np.repeat(values, counts), minlength=n_rows).astype(np.float64)
        # Going through everybody's tasks takes less than looking up so many.
        summed = np.bincount(tasks, values, minlength=len(self.task_ids)) @ self.took_part
        return np.pad(summed, (0, n_rows - len(summed))) if len(summed) < n_rows else summed

    def _living(self, row: int) -> NDArray[np.intp]:
        """The tasks of an employee that still stand, rising."""
        tasks = self.tasks_of.get(row, NO_TASKS)
        return tasks[self.alive[tasks]]

    def _faded(self, tasks: NDArray[np.intp], today: date, *, a_year: float) -> NDArray[np.float64]:
        """What is left of some tasks today, in the order given."""
        return faded(days(today) - self.closed_days[tasks], a_year=a_year)

    def _completed(
        self, closed: Sequence[Task], closed_days: NDArray[np.int32], row_of: Mapping[str, int]
    ) -> Self:
        """With more closed tasks, in rows behind those there are; `closed_days` has when each ended."""
        row_of_task, tasks_of = dict(self.row_of_task), dict(self.tasks_of)
        members: list[int] = []
        sizes: list[int] = []
        new_tasks_of: dict[int, list[int]] = {}
        for number, task in enumerate(closed, len(self.task_ids)):
            row_of_task[task.id] = number
            took_part = {row_of[a.employee] for a in task.assignments if a.employee in row_of}
            members += sorted(took_part)
            sizes.append(len(took_part))
            for row in took_part:
                new_tasks_of.setdefault(row, []).append(number)
        for row, numbers in new_tasks_of.items():
            tasks_of[row] = np.concatenate([tasks_of.get(row, NO_TASKS), np.array(numbers, np.intp)])
        indices = np.concatenate([self.took_part.indices, np.array(members, np.int32)])
        ends = np.concatenate(
            [self.took_part.indptr, len(self.took_part.indices) + np.cumsum(sizes, dtype=np.int32)]
        )
        return replace(
            self,
            task_ids=(*self.task_ids, *(task.id for task in closed)),
            row_of_task=row_of_task,
            titles={**self.titles, **{task.id: task.title for task in closed}},
            closed_days=np.concatenate([self.closed_days, closed_days]),
            alive=np.concatenate([self.alive, np.ones(len(closed), np.bool_)]),
            took_part=csr_array((np.ones(len(indices)), indices, ends), shape=(len(ends) - 1, len(row_of))),
            tasks_of=tasks_of,
        )


def closed_day(task: Task, *, today: date) -> int:
    """The day on which a closed task ended, since 1970-01-01.

    Nothing is over before it is over: a day that is yet to come, as older graphs may hold, counts as today,
    and one before 1970 as the first of it, so that no age is negative or without end.
    """
    return min(max(0, days(task.closed_on or task.created_on)), days(today))
