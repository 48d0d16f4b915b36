"""What the organisation has done together: similar past tasks vote, and joint work makes ties.

A closed task is a vector of its required skills and the words of its text, weighted by tf-idf and
scaled to length 1. The tasks most similar to a question vote for those who took part in them:

    vote(e) = Σ over the `NEAREST` most similar tasks with e of similarity² · 0.85 ** years since

(a nearest-neighbour vote as in memory-based collaborative filtering, Breese et al. 1998; of all the
simple signals this one finds the real teams best, see docs/matching.md). A tie between two
colleagues comes only from tasks that they completed together:

    tie(a, b) = Σ over joint tasks of 0.85 ** years since / (participants - 1)

(Newman 2001: a large group says less about each pair in it.)
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.evidence import DAYS_A_YEAR, days
from matching.model import Requirement, Task, TaskStatus

NEAREST = 500
FADING_A_YEAR = 0.85
# A required skill says more of a task than a word of its text.
SKILL_WEIGHT = 2.0

Terms = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class TaskPosting:
    """The past tasks that one term stands in, and its weight there; arrays of shape (n_tasks_with,)."""

    tasks: NDArray[np.intp]
    weights: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Votes:
    """Which employees similar past tasks point to.

    `rows` (n,) rise; `values` (n,) are votes; `parts` is what each of the nearest tasks gives to
    each of its participants, to look up whose vote came from where.
    """

    rows: NDArray[np.intp]
    values: NDArray[np.float64]
    parts: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class History:
    """The closed tasks, one row each; a task that changes gets a new row and leaves the old one dead.

    `members` are the workforce rows of all participants, task after task; those of task t end at
    `members_end[t]` and begin where those of the task before end.
    """

    terms: Terms
    idf: Mapping[str, float]
    rarest: float
    task_ids: tuple[str, ...]
    row_of_task: Mapping[str, int]
    closed_days: NDArray[np.int32]
    alive: NDArray[np.bool_]
    members: NDArray[np.intp]
    members_end: NDArray[np.intp]
    postings: Mapping[str, TaskPosting]
    tasks_of: Mapping[int, tuple[int, ...]]

    @classmethod
    def build(cls, tasks: Iterable[Task], *, row_of: Mapping[str, int], terms: Terms) -> Self:
        """The history of all closed tasks; `row_of` is the workforce's, `terms` splits text into words."""
        closed = [task for task in tasks if task.status is TaskStatus.CLOSED]
        counts = [_counts(task.requirements, _text(task), terms) for task in closed]
        in_tasks = Counter(term for count in counts for term in count)
        idf = {term: math.log((1 + len(closed)) / (1 + n)) + 1 for term, n in in_tasks.items()}
        empty = cls(
            terms=terms,
            idf=idf,
            rarest=math.log(1 + len(closed)) + 1,
            task_ids=(),
            row_of_task={},
            closed_days=np.empty(0, np.int32),
            alive=np.empty(0, np.bool_),
            members=np.empty(0, np.intp),
            members_end=np.empty(0, np.intp),
            postings={},
            tasks_of={},
        )
        return empty._with(closed, counts, row_of)

    def patched(self, tasks: Iterable[Task], *, gone: Set[str], row_of: Mapping[str, int]) -> Self:
        """The history after some tasks changed or are gone; terms keep the weights of the build."""
        changed = list(tasks)
        old = {*gone, *(task.id for task in changed)} & self.row_of_task.keys()
        known = [self.row_of_task[id] for id in old]
        alive = self.alive.copy()
        alive[known] = False
        closed = [task for task in changed if task.status is TaskStatus.CLOSED]
        counts = [_counts(task.requirements, _text(task), self.terms) for task in closed]
        return replace(self, alive=alive)._with(closed, counts, row_of)

    def __len__(self) -> int:
        return int(self.alive.sum())

    def similar(
        self, requirements: Iterable[Requirement], text: str
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The past tasks nearest to a question and their cosine similarities, best first."""
        vector = self._vector(_counts(requirements, text, self.terms))
        found = [(weight, self.postings[term]) for term, weight in vector.items() if term in self.postings]
        if not found:
            return np.empty(0, np.intp), np.empty(0)
        lengths = [len(posting.tasks) for _, posting in found]
        parts = np.repeat(np.array([weight for weight, _ in found]), lengths)
        parts *= np.concatenate([posting.weights for _, posting in found])
        tasks = np.concatenate([posting.tasks for _, posting in found])
        similarity = np.bincount(tasks, parts).astype(np.float64, copy=False)
        touched = np.flatnonzero(similarity)
        touched = touched[self.alive[touched]]
        if len(touched) > NEAREST:
            nearest = np.argpartition(-similarity[touched], NEAREST)[:NEAREST]
            touched = np.sort(touched[nearest])
        order = np.argsort(-similarity[touched], kind="stable")
        return touched[order], similarity[touched[order]]

    def votes(self, requirements: Iterable[Requirement], text: str, *, today: date, n_rows: int) -> Votes:
        """The votes of similar past tasks over the workforce's `n_rows` rows."""
        nearest, similarity = self.similar(requirements, text)
        parts = similarity**2 * self._fading(nearest, today)
        if not len(nearest):
            return Votes(np.empty(0, np.intp), np.empty(0), {})
        voted, counts = self._took_part(nearest)
        weights = np.repeat(parts, counts)
        values = np.bincount(voted, weights, minlength=n_rows).astype(np.float64, copy=False)
        rows = np.flatnonzero(values)
        return Votes(rows, values[rows], dict(zip(nearest.tolist(), parts.tolist(), strict=True)))

    def votes_for(self, row: int, votes: Votes, *, most: int = 3) -> tuple[str, ...]:
        """The ids of the past tasks that weighed most in one employee's vote."""
        own = (task for task in self.tasks_of.get(row, ()) if task in votes.parts)
        weighty = sorted((-votes.parts[task], self.task_ids[task]) for task in own)
        return tuple(id for _, id in weighty[:most])

    def ties(self, member: int, *, today: date) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The rows of an employee's former collaborators, rising, and how strong each tie is."""
        joint = np.array(self.tasks_of.get(member, ()), np.intp)
        joint = joint[self.alive[joint]]
        took_part, counts = self._took_part(joint)
        strengths = self._fading(joint, today) / np.maximum(1, counts - 1)
        tied = np.bincount(took_part, np.repeat(strengths, counts)).astype(np.float64, copy=False)
        tied[member : member + 1] = 0.0
        rows = np.flatnonzero(tied)
        return rows, tied[rows]

    def joint_tasks(self, row: int, member: int) -> tuple[str, ...]:
        """The ids of the tasks that two employees completed together, newest first."""
        joint = set(self.tasks_of.get(row, ())).intersection(self.tasks_of.get(member, ()))
        newest = sorted(joint, key=lambda task: (-int(self.closed_days[task]), self.task_ids[task]))
        return tuple(self.task_ids[task] for task in newest if self.alive[task])

    def _took_part(self, tasks: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The participants of some tasks, task after task, and how many each has."""
        ends = self.members_end[tasks]
        counts = ends - np.where(tasks > 0, self.members_end[tasks - 1], 0)
        before = np.cumsum(counts) - counts
        return self.members[np.repeat(ends - counts - before, counts) + np.arange(counts.sum())], counts

    def _fading(self, tasks: NDArray[np.intp], today: date) -> NDArray[np.float64]:
        years = np.maximum(0, days(today) - self.closed_days[tasks]) / DAYS_A_YEAR
        faded: NDArray[np.float64] = FADING_A_YEAR**years
        return faded

    def _vector(self, counts: Mapping[str, float]) -> dict[str, float]:
        """Term → weight, scaled to length 1."""
        weights = {term: count * self.idf.get(term, self.rarest) for term, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {term: weight / length for term, weight in weights.items()} if length else {}

    def _with(self, closed: list[Task], counts: list[dict[str, float]], row_of: Mapping[str, int]) -> Self:
        start = len(self.task_ids)
        row_of_task, tasks_of = dict(self.row_of_task), dict(self.tasks_of)
        members: list[int] = []
        members_end: list[int] = []
        of_term: dict[str, tuple[list[int], list[float]]] = {}
        new_tasks_of: dict[int, list[int]] = {}
        for number, (task, count) in enumerate(zip(closed, counts, strict=True), start):
            row_of_task[task.id] = number
            took_part = {row_of[a.employee] for a in task.assignments if a.employee in row_of}
            members += sorted(took_part)
            members_end.append(len(self.members) + len(members))
            for row in took_part:
                new_tasks_of.setdefault(row, []).append(number)
            for term, weight in self._vector(count).items():
                tasks, weights = of_term.setdefault(term, ([], []))
                tasks.append(number)
                weights.append(weight)
        for row, numbers in new_tasks_of.items():
            tasks_of[row] = (*tasks_of.get(row, ()), *numbers)
        postings = dict(self.postings)
        for term, (tasks, weights) in of_term.items():
            known = postings.get(term, _NOWHERE)
            postings[term] = TaskPosting(
                np.concatenate([known.tasks, np.array(tasks, np.intp)]),
                np.concatenate([known.weights, np.array(weights, np.float32)]),
            )
        closed_days = [days(task.closed_on or task.created_on) for task in closed]
        return replace(
            self,
            task_ids=(*self.task_ids, *(task.id for task in closed)),
            row_of_task=row_of_task,
            closed_days=np.concatenate([self.closed_days, np.array(closed_days, np.int32)]),
            alive=np.concatenate([self.alive, np.ones(len(closed), np.bool_)]),
            members=np.concatenate([self.members, np.array(members, np.intp)]),
            members_end=np.concatenate([self.members_end, np.array(members_end, np.intp)]),
            postings=postings,
            tasks_of=tasks_of,
        )


_NOWHERE = TaskPosting(np.empty(0, np.intp), np.empty(0, np.float32))


def _text(task: Task) -> str:
    return f"{task.title}\n{task.description}"


def _counts(requirements: Iterable[Requirement], text: str, terms: Terms) -> dict[str, float]:
    """Term → count: skills by their id, words damped as 1 + log(count)."""
    counts = {f"skill {r.skill}": SKILL_WEIGHT * r.weight for r in requirements}
    for term, n in Counter(terms(text)).items():
        counts[term] = 1.0 + math.log(n)
    return counts
