"""What past tasks say about a question: those like it vote, and experience counts.

A closed task is two vectors, of its required skills and of its words (its text and the labels of those
skills), each weighted by tf-idf and scaled to length 1; how alike two tasks are is

    like = SKILLS_SHARE · cos(skills) + (1 - SKILLS_SHARE) · cos(words)

The tasks most like a question vote for those who took part in them (a nearest-neighbour vote as in
memory-based collaborative filtering, Breese et al. 1998), and all tasks of an employee together say
how much of their experience lies in the question's field (the cosine of the question and the
employee's profile, Rocchio 1971):

    vote(e)       = Σ over the `NEAREST` tasks most alike with e of like³ · 0.85 ** years since
    experience(e) = Σ over all tasks with e of like · 0.85 ** years since / ‖profile(e)‖

Joint work (`matching.index.joint_work`) counts most for a question where it was like it:

    joint(a, b)  = Σ over joint tasks of 0.6 ** years since · (FAMILIAR + like)
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matching.bounds import HEAVIEST, LIGHTEST
from matching.index.cache import Cache
from matching.index.columns import days
from matching.index.evidence import DAYS_A_YEAR
from matching.index.joint_work import NO_TASKS, JointWork, closed_day
from matching.index.ties import FADING_A_YEAR, TIES_FADING_A_YEAR
from matching.model import Requirement, Task, TaskStatus

# So many of the most similar past tasks vote. Chosen on the real teams of 2020-21 (docs/benchmarks.md).
NEAREST = 500
# The part of two tasks' likeness that their skills make; words make the rest. Chosen on the same teams.
SKILLS_SHARE = 0.2
# What having worked together at all is worth beside how much the joint work was like the question, which is
# in [0, 1]. Chosen on the same teams.
FAMILIAR = 0.05
# Labels whose words are kept. By eye: ESCO has some 14,000 skills.
MOST_LABELS = 20_000

Terms = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class TaskPosting:
    """The past tasks that one term stands in, and its weight there; arrays of shape (n_tasks_with,)."""

    tasks: NDArray[np.intp]
    weights: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The past tasks that have anything in common with a question, rising, and how alike they are; (n,)."""

    tasks: NDArray[np.intp]
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Votes:
    """How much similar past tasks point to each employee.

    `values` (n_rows,) are votes. `tasks`, rising, are the nearest ones and `parts` what each gives to
    each of its participants, to look up whose vote came from where.
    """

    values: NDArray[np.float64]
    tasks: NDArray[np.intp]
    parts: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class History(JointWork):
    """The closed tasks with what they were about.

    `requirements` has the skills and levels that each asked for. `faded` (n_tasks,) is how much of each
    task is left as of the day `as_of`, and `lengths` (n_rows,) are those of the employees' profiles then;
    `shortened` (n_rows,) is 1 / length, 0 for those without a profile.
    """

    terms: Terms
    idf: Mapping[str, float]
    rarest: float
    requirements: tuple[tuple[tuple[str, int], ...], ...]
    faded: NDArray[np.float64]
    postings: Mapping[str, TaskPosting]
    labels: Mapping[str, str]
    lengths: NDArray[np.float64]
    shortened: NDArray[np.float64]
    as_of: int
    _label_terms: Cache[str, tuple[str, ...]] = field(default_factory=partial(Cache, MOST_LABELS), repr=False)

    @classmethod
    def build(
        cls,
        tasks: Iterable[Task],
        *,
        row_of: Mapping[str, int],
        terms: Terms,
        today: date,
        labels: Mapping[str, str] | None = None,
    ) -> Self:
        """The history of all closed tasks, seen from `today`.

        `row_of` is the workforce's, `terms` splits text into words, `labels` are those of skills by id.
        """
        closed = [task for task in tasks if task.status is TaskStatus.CLOSED]
        counts = [(_skills(task.requirements), _words(task, terms, labels or {})) for task in closed]
        in_tasks = Counter(term for skills, words in counts for term in (*skills, *words))
        idf = {term: math.log((1 + len(closed)) / (1 + n)) + 1 for term, n in in_tasks.items()}
        empty = cls(
            terms=terms,
            idf=idf,
            rarest=math.log(1 + len(closed)) + 1,
            task_ids=(),
            requirements=(),
            row_of_task={},
            titles={},
            closed_days=np.empty(0, np.int32),
            alive=np.empty(0, np.bool_),
            took_part=csr_array((0, len(row_of))),
            faded=np.empty(0),
            postings={},
            tasks_of={},
            labels=labels or {},
            lengths=np.zeros(len(row_of)),
            shortened=np.zeros(len(row_of)),
            as_of=days(today),
        )
        vectors = [empty._vector(skills, words) for skills, words in counts]
        history = empty._with(closed, vectors, row_of, today=today)
        return history._with_lengths(history._profile_lengths(vectors))

    def patched(
        self, tasks: Iterable[Task], *, gone: Set[str], row_of: Mapping[str, int], today: date
    ) -> Self:
        """The history after some tasks changed or are gone; terms keep the weights of the build."""
        changed = list(tasks)
        old = {*gone, *(task.id for task in changed)} & self.row_of_task.keys()
        known = [self.row_of_task[id] for id in old]
        alive = self.alive.copy()
        alive[known] = False
        titles = {id: title for id, title in self.titles.items() if id not in old}
        history = replace(self, alive=alive, titles=titles)
        for task in changed:
            if task.status is TaskStatus.CLOSED:
                history = history._added(task, row_of, today=today)
        return history

    def similar(self, requirements: Iterable[Requirement], text: str) -> Likeness:
        """How alike the past tasks are to a question."""
        needs = list(requirements)
        words = Counter(self.terms(text)) if text else Counter()
        for need in needs:
            for term in self._terms_of_label(need.skill):
                words[term] = max(1, words[term])
        return self._like(self._vector(_skills(needs), _damped(words)))

    def votes(self, like: Likeness, *, today: date, n_rows: int) -> Votes:
        """The votes of the most similar past tasks over the workforce's `n_rows` rows."""
        nearest, values = like.tasks, like.values
        if len(nearest) > NEAREST:
            chosen = values >= np.partition(values, -NEAREST)[-NEAREST]
            nearest, values = nearest[chosen], values[chosen]
        parts = values * values * values * self.faded[nearest] * self._since(today)
        summed = self._over_participants(nearest, parts, n_rows)
        return Votes(summed, nearest, parts)

    def experience(self, like: Likeness, *, n_rows: int) -> NDArray[np.float64]:
        """How much of everybody's experience lies in the question's field, (n_rows,), in about [0, 1].

        Tasks and profiles fade alike, so that the day makes no difference.
        """
        summed = self._over_participants(like.tasks, like.values * self.faded[like.tasks], n_rows)
        summed[: len(self.shortened)] *= self.shortened
        return summed

    def votes_for(self, row: int, votes: Votes, *, most: int = 3) -> tuple[str, ...]:
        """The ids of the past tasks that weighed most in one employee's vote."""
        own = np.isin(votes.tasks, self.tasks_of.get(row, NO_TASKS))
        found = zip((-votes.parts[own]).tolist(), votes.tasks[own].tolist(), strict=True)
        weighty = sorted((part, self.task_ids[task]) for part, task in found)
        return tuple(id for _, id in weighty[:most])

    def joint_work(self, member: int, like: Likeness, *, today: date, n_rows: int) -> NDArray[np.float64]:
        """How much everybody has worked with an employee, most on tasks like the question; (n_rows,)."""
        joint = self._living(member)
        at = np.minimum(like.tasks.searchsorted(joint), max(0, len(like.tasks) - 1))
        alike = np.zeros(len(joint))
        if len(like.tasks):
            alike = np.where(like.tasks[at] == joint, like.values[at], 0.0)
        strengths = self._faded(joint, today, a_year=TIES_FADING_A_YEAR) * (FAMILIAR + alike)
        worked = self._over_participants(joint, strengths, n_rows)
        worked[member] = 0.0
        return worked

    def _since(self, today: date) -> float:
        """What has faded between `as_of` and today."""
        since: float = FADING_A_YEAR ** ((days(today) - self.as_of) / DAYS_A_YEAR)
        return since

    def _like(self, vector: Mapping[str, float]) -> Likeness:
        found = [(weight, self.postings[term]) for term, weight in vector.items() if term in self.postings]
        if not found:
            return Likeness(NO_TASKS, np.empty(0))
        lengths = [len(posting.tasks) for _, posting in found]
        parts = np.repeat(np.array([weight for weight, _ in found]), lengths)
        parts *= np.concatenate([posting.weights for _, posting in found])
        tasks = np.concatenate([posting.tasks for _, posting in found])
        alike = np.bincount(tasks, parts).astype(np.float64, copy=False)
        touched = np.flatnonzero(alike)
        touched = touched[self.alive[touched]]
        return Likeness(touched, alike[touched])

    def _terms_of_label(self, skill: str) -> tuple[str, ...]:
        return self._label_terms.of(skill, lambda: tuple(self.terms(self.labels.get(skill, ""))))

    def _vector(self, skills: Mapping[str, float], words: Mapping[str, float]) -> dict[str, float]:
        """Term → weight: skills and words each of length 1, times the root of their share."""
        vector: dict[str, float] = {}
        for counts, share in ((skills, SKILLS_SHARE), (words, 1.0 - SKILLS_SHARE)):
            weights = {term: count * self.idf.get(term, self.rarest) for term, count in counts.items()}
            length = math.sqrt(sum(weight * weight for weight in weights.values()) / share)
            vector |= {term: weight / length for term, weight in weights.items()}
        return vector

    def _profile_lengths(self, vectors: list[dict[str, float]]) -> NDArray[np.float64]:
        """The length of everybody's sum of faded task vectors, (n_rows,)."""
        if not vectors:
            return self.lengths
        columns: dict[str, int] = {}
        places = [columns.setdefault(term, len(columns)) for vector in vectors for term in vector]
        weights = [weight for vector in vectors for weight in vector.values()]
        ends = np.cumsum([0, *map(len, vectors)])
        terms = csr_array((weights, places, ends), shape=(len(vectors), len(columns)))
        profiles = (self.took_part.multiply(self.faded[:, None]).T.tocsr() @ terms).tocsr()
        squared: NDArray[np.float64] = np.asarray(profiles.multiply(profiles).sum(axis=1)).ravel()
        return np.sqrt(squared)

    def _added(self, task: Task, row_of: Mapping[str, int], *, today: date) -> Self:
        """With one more closed task; ‖p + v‖² = ‖p‖² + 2·p·v + ‖v‖² keeps the profiles' lengths."""
        vector = self._vector(_skills(task.requirements), _words(task, self.terms, self.labels))
        like = self._like(vector)
        size = len(row_of)
        onto = self._over_participants(like.tasks, like.values * self.faded[like.tasks], size)
        own = FADING_A_YEAR ** ((self.as_of - closed_day(task, today=today)) / DAYS_A_YEAR)
        squared = np.zeros(size)
        squared[: len(self.lengths)] = self.lengths**2
        took_part = [row_of[each.employee] for each in task.assignments if each.employee in row_of]
        squared[took_part] += 2 * own * onto[took_part] + own**2 * sum(w * w for w in vector.values())
        return self._with([task], [vector], row_of, today=today)._with_lengths(np.sqrt(squared))

    def _with_lengths(self, lengths: NDArray[np.float64]) -> Self:
        shortened = np.divide(1.0, lengths, out=np.zeros(len(lengths)), where=lengths > 0)
        return replace(self, lengths=lengths, shortened=shortened)

    def _with(
        self,
        closed: list[Task],
        vectors: list[dict[str, float]],
        row_of: Mapping[str, int],
        *,
        today: date,
    ) -> Self:
        of_term: dict[str, tuple[list[int], list[float]]] = {}
        for number, vector in enumerate(vectors, len(self.task_ids)):
            for term, weight in vector.items():
                tasks, weights = of_term.setdefault(term, ([], []))
                tasks.append(number)
                weights.append(weight)
        postings = dict(self.postings)
        for term, (tasks, weights) in of_term.items():
            known = postings.get(term, _NOWHERE)
            postings[term] = TaskPosting(
                np.concatenate([known.tasks, np.array(tasks, np.intp)]),
                np.concatenate([known.weights, np.array(weights, np.float32)]),
            )
        ended = np.array([closed_day(task, today=today) for task in closed], np.int32)
        ages = self.as_of - ended
        return replace(
            self._completed(closed, ended, row_of),
            requirements=(*self.requirements, *(_asked(task) for task in closed)),
            faded=np.concatenate([self.faded, FADING_A_YEAR ** (ages / DAYS_A_YEAR)]),
            postings=postings,
        )


_NOWHERE = TaskPosting(NO_TASKS, np.empty(0, np.float32))


def _asked(task: Task) -> tuple[tuple[str, int], ...]:
    return tuple((need.skill, need.level) for need in task.requirements)


def _skills(requirements: Iterable[Requirement]) -> dict[str, float]:
    """What counts of some requirements, those without a weight for nothing.

    Squares of what lies far outside the bounds of a weight are 0 or without end.
    """
    return {f"skill {r.skill}": min(max(LIGHTEST, r.weight), HEAVIEST) for r in requirements if r.weight > 0}


def _words(task: Task, terms: Terms, labels: Mapping[str, str]) -> dict[str, float]:
    """The words of a task's text and of the labels of its skills; a label adds no second count."""
    words = Counter(terms(f"{task.title}\n{task.description}"))
    for need in task.requirements:
        for term in terms(labels.get(need.skill, "")):
            words[term] = max(1, words[term])
    return _damped(words)


def _damped(words: Mapping[str, int]) -> dict[str, float]:
    return {term: 1.0 + math.log(n) for term, n in words.items()}
