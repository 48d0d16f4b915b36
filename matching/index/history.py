"""What past tasks say about a question: those like it vote, and experience counts.

A closed task is two vectors, of its required skills and of its words (its text and the labels of those
skills), each weighted by tf-idf and scaled to length 1; how alike two tasks are is

    like = SKILLS_SHARE · cos(skills) + (1 - SKILLS_SHARE) · cos(words)

The tasks most like a question vote for those who took part in them (a nearest-neighbour vote as in
memory-based collaborative filtering, Breese et al. 1998), and all tasks of an employee together say
how much of their experience lies in the question's field (the cosine of the question and the
employee's profile, Rocchio 1971):

    vote(e)       = Σ over the `NEAREST` tasks most alike with e of like ** power · a_year ** years since
    experience(e) = Σ over all tasks with e of like · 0.85 ** years since / ‖profile(e)‖

Joint work (`matching.index.joint_work`) counts most for a question where it was like it:

    joint(a, b)  = Σ over joint tasks of 0.6 ** years since · (FAMILIAR + like)
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matching.bounds import HEAVIEST, LIGHTEST
from matching.index.cache import Cache
from matching.index.columns import days
from matching.index.evidence import DAYS_A_YEAR
from matching.index.joint_work import NO_TASKS, JointWork
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
Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How often each term stands in a task or a question, dampened; skills apart from words."""

    skills: Mapping[str, float]
    words: Mapping[str, float]


class TermCounter:
    """Counts what tasks and questions are about, and keeps what it made of the labels of skills.

    `terms` splits text into words, `labels` are those of skills by id.
    """

    def __init__(self, terms: Terms, labels: Mapping[str, str]) -> None:
        self._terms = terms
        self._labels = labels
        self._of_label: Cache[str, list[str]] = Cache(MOST_LABELS)

    def count(self, requirements: Sequence[Requirement], text: str) -> TermCounts:
        """The terms of a task or a question. The label of a skill adds no second count to a word."""
        words = Counter(self._terms(text)) if text else Counter()
        for need in requirements:
            for term in self._terms_of_label(need.skill):
                words[term] = max(1, words[term])
        return TermCounts(_skills(requirements), {term: 1.0 + math.log(n) for term, n in words.items()})

    def _terms_of_label(self, skill: str) -> list[str]:
        return self._of_label.of(skill, lambda: self._terms(self._labels.get(skill, "")))


@dataclass(frozen=True, slots=True)
class TfIdf:
    """How telling each term is: `idf` by term, and `rarest` for terms that no task had."""

    idf: Mapping[str, float]
    rarest: float

    @classmethod
    def fit(cls, tasks: Sequence[TermCounts]) -> Self:
        """Learn from some tasks; a term says the more, the fewer of them it stands in."""
        in_tasks = Counter(term for task in tasks for term in (*task.skills, *task.words))
        idf = {term: math.log((1 + len(tasks)) / (1 + n)) + 1 for term, n in in_tasks.items()}
        return cls(idf, rarest=math.log(1 + len(tasks)) + 1)

    def vector(self, counts: TermCounts) -> Vector:
        """Term → weight: skills and words each of length 1, times the root of their share."""
        vector: Vector = {}
        for part, share in ((counts.skills, SKILLS_SHARE), (counts.words, 1.0 - SKILLS_SHARE)):
            weights = {term: count * self.idf.get(term, self.rarest) for term, count in part.items()}
            length = math.sqrt(sum(weight * weight for weight in weights.values()) / share)
            vector |= {term: weight / length for term, weight in weights.items()}
        return vector


@dataclass(frozen=True, slots=True)
class TaskPosting:
    """The past tasks that one term stands in, and its weight there; arrays of shape (n_tasks_with,)."""

    tasks: NDArray[np.intp]
    weights: NDArray[np.float32]

    def followed_by(self, later: Self) -> Self:
        """With later tasks behind these."""
        return type(self)(
            np.concatenate([self.tasks, later.tasks]), np.concatenate([self.weights, later.weights])
        )


@dataclass(frozen=True, slots=True)
class Likeness:
    """The past tasks that have anything in common with a question, rising, and how alike they are; (n,)."""

    tasks: NDArray[np.intp]
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vote:
    """A way to vote: the likeness of a past task counts by its `power`, and fades by `a_year`."""

    power: int
    a_year: float


# The most similar tasks decide, new or old. Chosen on the real teams of 2020-21 (docs/benchmarks.md).
SHARP = Vote(3, FADING_A_YEAR)
# The most similar of the last years decide. Chosen on the tune years of three data sets.
RECENT = Vote(3, TIES_FADING_A_YEAR)


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
class History:
    """The closed tasks: who took part in them together (`joint_work`), and what they were about.

    Arrays follow the rows of `joint_work`. `requirements` has the skills and levels that each task asked
    for, `postings` the tasks by term. `faded` (n_tasks,) is how much of each task is left as of the day
    `as_of`, and `lengths` (n_rows,) are those of the employees' profiles then;
    `shortened` (n_rows,) is 1 / length, 0 for those without a profile.
    """

    joint_work: JointWork
    requirements: tuple[tuple[tuple[str, int], ...], ...]
    counter: TermCounter
    tfidf: TfIdf
    postings: Mapping[str, TaskPosting]
    faded: NDArray[np.float64]
    lengths: NDArray[np.float64]
    shortened: NDArray[np.float64]
    as_of: int

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
        joint_work = JointWork.build(closed, row_of=row_of, today=today)
        counter = TermCounter(terms, labels or {})
        counts = [_counted(task, counter) for task in closed]
        tfidf = TfIdf.fit(counts)
        vectors = [tfidf.vector(each) for each in counts]
        faded = _faded(joint_work, as_of=days(today))
        lengths = _profile_lengths(joint_work.took_part, vectors, faded)
        return cls(
            joint_work=joint_work,
            requirements=tuple(map(_asked, closed)),
            counter=counter,
            tfidf=tfidf,
            postings=_posted(vectors),
            faded=faded,
            lengths=lengths,
            shortened=_inverse(lengths),
            as_of=days(today),
        )

    def patched(
        self, tasks: Iterable[Task], *, gone: Set[str], row_of: Mapping[str, int], today: date
    ) -> Self:
        """The history after some tasks changed or are gone; terms keep the weights of the build."""
        changed = list(tasks)
        history = replace(self, joint_work=self.joint_work.without({*gone, *(task.id for task in changed)}))
        for task in changed:
            if task.status is TaskStatus.CLOSED:
                history = history._followed_by(task, row_of=row_of, today=today)
        return history

    def among(self, seen: NDArray[np.bool_]) -> Self:
        """The same tasks, as if only these employees (n_rows,) had taken part in them."""
        return replace(self, joint_work=self.joint_work.among(seen))

    def similar(self, requirements: Iterable[Requirement], text: str) -> Likeness:
        """How alike the past tasks are to a question."""
        return self._like(self.tfidf.vector(self.counter.count([*requirements], text)))

    def nearest(self, like: Likeness) -> Likeness:
        """The `NEAREST` past tasks that are most alike, and those as alike as the last of them."""
        if len(like.tasks) <= NEAREST:
            return like
        chosen = like.values >= np.partition(like.values, -NEAREST)[-NEAREST]
        return Likeness(like.tasks[chosen], like.values[chosen])

    def votes(self, nearest: Likeness, vote: Vote = SHARP, *, today: date, n_rows: int) -> Votes:
        """The votes of past tasks over the workforce's `n_rows` rows."""
        left = self.joint_work.remaining(nearest.tasks, today, a_year=vote.a_year)
        parts = nearest.values**vote.power * left
        summed = self.joint_work.over_participants(nearest.tasks, parts, n_rows)
        return Votes(summed, nearest.tasks, parts)

    def experience(self, like: Likeness, *, n_rows: int) -> NDArray[np.float64]:
        """How much of everybody's experience lies in the question's field, (n_rows,), in about [0, 1].

        Tasks and profiles fade alike, so that the day makes no difference.
        """
        summed = self.joint_work.over_participants(like.tasks, like.values * self.faded[like.tasks], n_rows)
        summed[: len(self.shortened)] *= self.shortened
        return summed

    def votes_for(self, row: int, votes: Votes, *, most: int = 3) -> tuple[str, ...]:
        """The ids of the past tasks that weighed most in one employee's vote."""
        own = np.isin(votes.tasks, self.joint_work.tasks_of.get(row, NO_TASKS))
        found = zip((-votes.parts[own]).tolist(), votes.tasks[own].tolist(), strict=True)
        weighty = sorted((part, self.joint_work.task_ids[task]) for part, task in found)
        return tuple(id for _, id in weighty[:most])

    def worked_with(self, member: int, like: Likeness, *, today: date, n_rows: int) -> NDArray[np.float64]:
        """How much everybody has worked with an employee, most on tasks like the question; (n_rows,)."""
        joint = self.joint_work.standing(member)
        at = np.minimum(like.tasks.searchsorted(joint), max(0, len(like.tasks) - 1))
        alike = np.zeros(len(joint))
        if len(like.tasks):
            alike = np.where(like.tasks[at] == joint, like.values[at], 0.0)
        strengths = self.joint_work.remaining(joint, today, a_year=TIES_FADING_A_YEAR) * (FAMILIAR + alike)
        worked = self.joint_work.over_participants(joint, strengths, n_rows)
        worked[member] = 0.0
        return worked

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
        touched = touched[self.joint_work.alive[touched]]
        return Likeness(touched, alike[touched])

    def _followed_by(self, task: Task, *, row_of: Mapping[str, int], today: date) -> Self:
        """With one more closed task; ‖p + v‖² = ‖p‖² + 2·p·v + ‖v‖² keeps the profiles' lengths."""
        vector = self.tfidf.vector(_counted(task, self.counter))
        later = JointWork.build([task], row_of=row_of, today=today)
        faded = _faded(later, as_of=self.as_of)
        left, like, size = faded.item(), self._like(vector), len(row_of)
        onto = self.joint_work.over_participants(like.tasks, like.values * self.faded[like.tasks], size)
        squared = np.zeros(size)
        squared[: len(self.lengths)] = self.lengths**2
        took_part = later.participants(0)
        squared[took_part] += 2 * left * onto[took_part] + left**2 * sum(w * w for w in vector.values())
        lengths = np.sqrt(squared)
        return replace(
            self,
            joint_work=self.joint_work.followed_by(later),
            requirements=(*self.requirements, _asked(task)),
            postings=_extended(self.postings, _posted([vector], first=len(self.requirements))),
            faded=np.concatenate([self.faded, faded]),
            lengths=lengths,
            shortened=_inverse(lengths),
        )


def _counted(task: Task, counter: TermCounter) -> TermCounts:
    return counter.count(task.requirements, f"{task.title}\n{task.description}")


def _skills(requirements: Iterable[Requirement]) -> dict[str, float]:
    """What counts of some requirements, those without a weight for nothing.

    Squares of what lies far outside the bounds of a weight are 0 or without end.
    """
    return {f"skill {r.skill}": min(max(LIGHTEST, r.weight), HEAVIEST) for r in requirements if r.weight > 0}


def _asked(task: Task) -> tuple[tuple[str, int], ...]:
    return tuple((need.skill, need.level) for need in task.requirements)


def _faded(joint_work: JointWork, *, as_of: int) -> NDArray[np.float64]:
    """How much of each task is left on a day, (n_tasks,); more than 1 of one that ended after it."""
    left: NDArray[np.float64] = FADING_A_YEAR ** ((as_of - joint_work.closed_days) / DAYS_A_YEAR)
    return left


def _posted(vectors: Sequence[Vector], *, first: int = 0) -> dict[str, TaskPosting]:
    """The tasks that each term stands in; they have the rows from `first` on."""
    of_term: dict[str, tuple[list[int], list[float]]] = {}
    for number, vector in enumerate(vectors, first):
        for term, weight in vector.items():
            tasks, weights = of_term.setdefault(term, ([], []))
            tasks.append(number)
            weights.append(weight)
    return {
        term: TaskPosting(np.array(tasks, np.intp), np.array(weights, np.float32))
        for term, (tasks, weights) in of_term.items()
    }


def _extended(
    postings: Mapping[str, TaskPosting], later: Mapping[str, TaskPosting]
) -> dict[str, TaskPosting]:
    """Postings with those of later tasks behind them."""
    extended = dict(postings)
    for term, more in later.items():
        known = extended.get(term)
        extended[term] = more if known is None else known.followed_by(more)
    return extended


def _profile_lengths(
    took_part: csr_array, vectors: Sequence[Vector], faded: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The length of everybody's profile, the sum of their faded task vectors, (n_rows,)."""
    columns: dict[str, int] = {}
    places = [columns.setdefault(term, len(columns)) for vector in vectors for term in vector]
    weights = [weight for vector in vectors for weight in vector.values()]
    ends = np.cumsum([0, *map(len, vectors)])
    terms = csr_array((weights, places, ends), shape=(len(vectors), len(columns)))
    profiles = (took_part.multiply(faded[:, None]).T.tocsr() @ terms).tocsr()
    squared: NDArray[np.float64] = np.asarray(profiles.multiply(profiles).sum(axis=1)).ravel()
    return np.sqrt(squared)


def _inverse(lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 / length, and 0 where that is 0."""
    return np.divide(1.0, lengths, out=np.zeros(len(lengths)), where=lengths > 0)
