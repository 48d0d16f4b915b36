"""The signals that a score is the sum of: each declared once, with a function that works it out.

Signals of people give each employee who can score a value, (n_rows,); those of needs say what meeting each
need is worth beside its share of the task, (n_needs,). All are in [0, 1], but for exposure, which counts
against somebody. A signal that has nothing to say in a question gives None. The docstrings document the
algorithm; docs/matching.md says the same for a works council.

A new signal takes a member of `matching.question.Signal`, its declaration here, and its sentence in
`service.web.task.sentences`. What is forgotten stops the import or the type check.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from matching.index.history import RECENT, Likeness, Votes
from matching.index.index import Index, Unit
from matching.index.reach import Need
from matching.index.workload import ENOUGH_HOURS
from matching.question import Question, Signal
from matching.ranking.shipped import DEFAULT
from matching.weights import Weights, situation

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question made ready: all that a signal may look at.

    `unit` is the asking workplace; `members` are the rows of those already in the task; `like`, the `nearest`
    of them and their `votes` are what similar past tasks say; `rows` (n_rows,) are those who can score,
    rising, and `free_hours` (n_rows,) the hours a week that they can still lend, NaN where not said.
    """

    index: Index
    question: Question
    needs: tuple[Need, ...]
    unit: Unit | None
    members: tuple[int, ...]
    like: Likeness
    nearest: Likeness
    votes: Votes
    rows: NDArray[np.intp]
    free_hours: Floats


Values = Callable[[Asked], Floats | None]
Behind = Callable[[Asked, int], tuple[str, ...]]
"""A question, and an employee's row → the ids of the past tasks that weighed most in a signal for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A signal: what it is called on a model card, what it counts, and how it is worked out.

    `learned` says whether an organisation's own history may teach another weight than the one that ships
    (`matching.ranking.shipped`). Values that are compared within a question have a `full`, in their own unit:
    what counts fully where nobody has more. All of them are by eye.
    """

    signal: Signal
    danish: str
    learned: bool
    of_needs: bool
    full: float | None
    values: Values
    behind: Behind

    def values_for(self, asked: Asked) -> Floats | None:
        """What the signal says in a question, compared where it is to be."""
        values = self.values(asked)
        return values if values is None or self.full is None else compared(values, self.full)


def compared(values: Floats, full: float) -> Floats:
    """Values in [0, 1]: the root of their part of the highest, or of `full` where all are low.

    The root, because the second of two like tasks says less than the first; nothing is cut off, so that much
    more stays more.
    """
    beside: Floats = np.sqrt(values / max(full, values.max(initial=0.0)))
    return beside


SIGNALS: dict[Signal, Declared] = {}
"""Every signal, in the order in which a score is summed."""


def _no_tasks(_asked: Asked, _row: int) -> tuple[str, ...]:
    return ()


def declared(
    signal: Signal,
    *,
    danish: str,
    learned: bool,
    of_needs: bool = False,
    full: float | None = None,
    behind: Behind = _no_tasks,
) -> Callable[[Values], Values]:
    """Declare a signal; the decorated function is `Declared.values`."""

    def declare(values: Values) -> Values:
        SIGNALS[signal] = Declared(
            signal=signal,
            danish=danish,
            learned=learned,
            of_needs=of_needs,
            full=full,
            values=values,
            behind=behind,
        )
        return values

    return declare


def _similar_tasks(asked: Asked, row: int) -> tuple[str, ...]:
    return asked.index.history.votes_for(row, asked.votes)


def _joint_tasks(asked: Asked, row: int) -> tuple[str, ...]:
    joint_work = asked.index.history.joint_work
    return tuple(dict.fromkeys(id for member in asked.members for id in joint_work.joint_tasks(row, member)))


@declared(Signal.SKILL, danish="kompetencer", learned=True, of_needs=True)
def skill(asked: Asked) -> Floats:
    """Meets the requirements: each need's share of the task, times how well the employee meets it.

    How well is the best of their exact, narrower, broader and related skills, in [0, 1]: closeness · level
    fit · evidence · freshness (`matching.index.taxonomy`, `matching.index.evidence`).
    """
    return np.ones(len(asked.needs))


@declared(Signal.MISSING_IN_UNIT, danish="det, enheden mangler", learned=False, of_needs=True)
def missing_in_unit(asked: Asked) -> Floats | None:
    """Brings what the asking unit is short of: for each need 1 less the best that anybody in the unit has."""
    if asked.unit is None:
        return None
    reaches = (need.reach for need in asked.needs)
    return np.array([1.0 - reach.values[asked.unit.has[reach.rows]].max(initial=0.0) for reach in reaches])


@declared(Signal.PAST_TASKS, danish="lignende opgaver", learned=True, full=0.2, behind=_similar_tasks)
def past_tasks(asked: Asked) -> Floats:
    """Took part in similar tasks: the votes of those most like the question (`matching.index.history`)."""
    return asked.votes.values[asked.rows]


@declared(
    Signal.RECENT_TASKS, danish="lignende opgaver for nylig", learned=True, full=0.2, behind=_similar_tasks
)
def recent_tasks(asked: Asked) -> Floats:
    """Took part in similar tasks lately: the same votes, but two years ago counts a third of today."""
    index = asked.index
    today, size = index.workforce.today, len(index.workforce.ids)
    return index.history.votes(asked.nearest, RECENT, today=today, n_rows=size).values[asked.rows]


@declared(Signal.EXPERIENCE, danish="erfaring", learned=True, full=0.2, behind=_similar_tasks)
def experience(asked: Asked) -> Floats:
    """Has much of their experience in the question's field: the cosine of it and the sum of all their tasks.

    It lifts those who do little else over those who do a little of everything.
    """
    index = asked.index
    return index.history.experience(asked.like, n_rows=len(index.workforce.ids))[asked.rows]


@declared(Signal.TIES, danish="har arbejdet sammen", learned=True, full=0.2, behind=_joint_tasks)
def ties(asked: Asked) -> Floats | None:
    """Has completed tasks with those already in it, most on tasks like this one.

    Small on purpose: Tværs is there to make new ties.
    """
    index, size = asked.index, len(asked.index.workforce.ids)
    today = index.workforce.today
    joint = (
        index.history.worked_with(member, asked.like, today=today, n_rows=size)[asked.rows]
        for member in asked.members
    )
    return reduce(np.add, joint) if asked.members else None


@declared(Signal.MUTUAL_COLLEAGUES, danish="fælles kolleger", learned=True, full=0.02)
def mutual_colleagues(asked: Asked) -> Floats | None:
    """Has colleagues in common with those already in it, who could introduce them.

    The chance of coming from a member to the employee in two steps along ties (`matching.index.joint_work`).
    """
    workforce, joint_work = asked.index.workforce, asked.index.history.joint_work
    today, size = workforce.today, len(workforce.ids)
    mutual = (joint_work.mutual(member, today=today, n_rows=size)[asked.rows] for member in asked.members)
    return reduce(np.add, mutual) if asked.members else None


@declared(
    Signal.WORKPLACES_TOGETHER, danish="arbejdspladser, der har arbejdet sammen", learned=True, full=0.05
)
def workplaces_together(asked: Asked) -> Floats | None:
    """Works at a workplace that has solved tasks together with a member's, for each who works there.

    The workplace counts, not the colleague: it is where to ask for somebody whom nobody knows yet.
    """
    if not asked.members:
        return None
    partners = np.sum([asked.index.partners(member) for member in asked.members], axis=0)
    found: Floats = partners[asked.index.workforce.workplace[asked.rows]]
    return found


@declared(Signal.AVAILABILITY, danish="ledige timer", learned=False)
def availability(asked: Asked) -> Floats:
    """Has hours to lend: their part of `ENOUGH_HOURS` a week. Who has not said counts half."""
    return np.minimum(1.0, np.nan_to_num(asked.free_hours / ENOUGH_HOURS, nan=0.5))


@declared(Signal.EXPOSURE, danish="foreslået for nylig (trækkes fra)", learned=False)
def exposure(asked: Asked) -> Floats:
    """Was suggested often lately, in (-1, 0] (`matching.index.workload`): it isn't always the same few."""
    return -asked.index.workload.exposure[asked.rows]


@declared(Signal.ACROSS_WORKPLACES, danish="anden arbejdsplads", learned=False)
def across_workplaces(asked: Asked) -> Floats | None:
    """Is known to work somewhere else than in the asking unit or below it."""
    if asked.unit is None:
        return None
    known = asked.index.workforce.workplaces.known(asked.rows)
    return (known & ~asked.unit.has[asked.rows]).astype(np.float64)


@declared(Signal.ACROSS_PROFESSIONS, danish="anden faglighed", learned=False)
def across_professions(asked: Asked) -> Floats | None:
    """Is known to have a profession that nobody in the asking unit has."""
    if asked.unit is None:
        return None
    professions = asked.index.workforce.professions
    new = ~asked.unit.practises[professions.of_row[asked.rows]]
    return (new & professions.known(asked.rows)).astype(np.float64)


@declared(Signal.SAME_WORKPLACE, danish="samme arbejdsplads", learned=True)
def same_workplace(asked: Asked) -> Floats | None:
    """Works where a member does, in a question that no unit asks. Counts only where it was learned."""
    if asked.unit is not None or not asked.members:
        return None
    return asked.index.workforce.workplaces.shared(asked.rows, asked.members).astype(np.float64)


def undeclared(signals: Container[Signal]) -> list[Signal]:
    """Which signals nobody has declared."""
    return [signal for signal in Signal if signal not in signals]


if undeclared(SIGNALS):
    raise TypeError(f"signals without a declaration: {', '.join(undeclared(SIGNALS))}")

LEARNED = tuple(each.signal for each in SIGNALS.values() if each.learned)
"""The signals whose weights an organisation's own history can teach."""


def weights_for(question: Question, weights: Weights) -> Mapping[Signal, float]:
    """What each signal counts for a question: as learned for its situation, else as shipped."""
    return (weights.learned and weights.learned_for(question)) or DEFAULT[situation(question)]
