"""Who can help with a task, and how much each signal says.

    score(e) = Σ_r share_r · best_r(e) · (SKILL + MISSING_IN_UNIT · lack_r)
             + PAST_TASKS · ~vote(e) + EXPERIENCE · ~experience(e)
             + TIES · ~joint(e) + MUTUAL_COLLEAGUES · ~mutual(e) + SAME_WORKPLACE · near(e)
             + AVAILABILITY · free(e) + ACROSS_WORKPLACES [+ ACROSS_PROFESSIONS] - EXPOSURE · exposure(e)

- the weights, in capitals, are those of the question's situation (`matching.weights`);
- `share_r` is the requirement's part of all weight (an essential one weighs 1.5 times), summing to 1;
- `best_r(e)` in [0, 1] is the best of the employee's exact, narrower, broader and related skills:
  closeness · level fit · evidence · freshness (`matching.index.taxonomy`, `matching.index.evidence`);
- `lack_r` in [0, 1] is what the asking unit is short of: 1 - the best `best_r` in it;
- vote, experience and joint work are those of `matching.index.history`, mutual colleagues those of
  `matching.index.joint_work`; `~x` is x / (x + max(half, max(x) / 4)), in [0, 0.8]: a quarter of the most
  counts half, as far as there is much;
- `near(e)` is 1 in a member's workplace, for a question that comes from no unit;
- `free(e)` is the hours a week the colleague can still lend, of `ENOUGH_HOURS`; unknown counts half;
- `exposure(e)` in [0, 1) is how often they were suggested lately (`matching.index.workload`).

Only rows that hold a skill that counts, are voted for or have worked with a member are touched.
Everything is a float64 sum in one order, so the contributions of an explanation add up to the score exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.history import Likeness, Votes
from matching.index.index import Index, Unit
from matching.index.reach import Reach
from matching.model import Question, Requirement, Signal

ESSENTIAL = 1.5
ENOUGH_HOURS = 8.0
# What counts half where there is little to compare with.
HALF = {
    Signal.PAST_TASKS: 0.05,
    Signal.EXPERIENCE: 0.05,
    Signal.TIES: 0.05,
    Signal.MUTUAL_COLLEAGUES: 0.005,
}
MOST_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement made ready: its share of all weight, and who can meet it."""

    requirement: Requirement
    share: float
    reach: Reach


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everybody who can score on a question, by rising row.

    `rows` (n,); `best` (n_needs, n) is how well each need is met; `need_weights` has (n_needs,) for
    `SKILL` and `MISSING_IN_UNIT`, what `best` is multiplied by; `signals` has (n,) for every other
    signal; `scores` (n,) is the sum of it all. `free_hours` (n,) are hours a week, NaN where not said.
    """

    needs: tuple[Need, ...]
    rows: NDArray[np.intp]
    best: NDArray[np.float64]
    need_weights: dict[Signal, NDArray[np.float64]]
    signals: dict[Signal, NDArray[np.float64]]
    scores: NDArray[np.float64]
    free_hours: NDArray[np.float64]
    votes: Votes


def rank(index: Index, question: Question) -> Ranking:
    """Score everybody who may be shown and can score; `matching.ranking.shortlist` picks from them."""
    needs = needs_of(index, question.requirements)
    workforce, today = index.workforce, index.workforce.today
    size = len(workforce.ids)
    weights = index.weights.of(question)
    like = index.history.similar(question.requirements, question.text)
    votes = index.history.votes(like, today=today, n_rows=size)

    touched = np.zeros(size, np.bool_)
    for need in needs:
        touched[need.reach.rows] = True
    touched |= votes.values > 0
    for member in index.rows_of(question.members):
        touched[index.history.colleagues(member)] = True
    rows = np.flatnonzero(touched & workforce.active)
    rows = rows[_allowed(index, question, rows)]
    best = _best(needs, rows, n_rows=size)
    unit = index.unit(question.unit) if question.unit else None
    need_weights = _need_weights(needs, unit, weights)
    free_hours = index.free_hours(rows, starts_on=question.starts_on, ends_on=question.ends_on)
    signals = {
        signal: weights[signal] * values
        for signal, values in (
            _from_history(index, question, rows, like, votes, weights)
            | _from_place(index, question, rows, free_hours, unit)
        ).items()
        if weights.get(signal)
    }
    scores = sum(need_weights.values()) @ best if needs else np.zeros(len(rows))
    for values in signals.values():
        scores += values
    return Ranking(needs, rows, best, need_weights, signals, scores, free_hours, votes)


def needs_of(index: Index, requirements: Sequence[Requirement]) -> tuple[Need, ...]:
    """Requirements made ready; those without weight are left out."""
    weights = [r.weight * (ESSENTIAL if r.essential else 1.0) for r in requirements]
    total = sum(weights)
    return tuple(
        Need(r, weight / total, index.reach(r.skill, r.level))
        for r, weight in zip(requirements, weights, strict=True)
        if weight > 0
    )


def _best(needs: tuple[Need, ...], rows: NDArray[np.intp], *, n_rows: int) -> NDArray[np.float64]:
    """How well each of the rows meets each need, (n_needs, len(rows)), in [0, 1]."""
    at = np.full(n_rows, len(rows), np.intp)  # one column more takes in all who are not among the rows
    at[rows] = np.arange(len(rows))
    best = np.zeros((len(needs), len(rows) + 1))
    for met, need in zip(best, needs, strict=True):
        met[at[need.reach.rows]] = need.reach.values
    return best[:, :-1]


def _allowed(index: Index, question: Question, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which rows the asker may see and the filters let through, (n_rows,)."""
    workforce, filters = index.workforce, question.filters
    keep = workforce.seen_by(question.audience, rows) & ~index.full[rows]
    if filters.workplaces:
        keep &= index.below(filters.workplaces)[workforce.workplace[rows]]
    if filters.life_phases:
        serves = [
            not set(filters.life_phases).isdisjoint(index.life_phases(id))
            for id in workforce.workplaces.names
        ]
        keep &= np.array(serves, np.bool_)[workforce.workplace[rows]]
    if filters.professions:
        numbers = [workforce.professions.number(id) for id in filters.professions]
        wanted = np.array([number for number in numbers if number is not None], np.int32)
        keep &= np.isin(workforce.profession[rows], wanted)
    if filters.hours > 0:
        free = index.free_hours(rows, starts_on=question.starts_on, ends_on=question.ends_on)
        keep &= np.nan_to_num(free, nan=0.0) >= filters.hours
    for language in filters.languages:
        posting = workforce.postings.get(language)
        keep &= np.isin(rows, posting.rows) if posting is not None else np.False_
    for id in (*filters.exclude, *question.members, question.asker):
        keep &= rows != workforce.row_of.get(id or "", -1)
    for member in index.rows_of(question.members):
        if filters.new_ties:
            keep &= ~np.isin(rows, index.history.ties(member, today=workforce.today)[0])
        if filters.across:
            keep &= workforce.workplace[rows] != workforce.workplace[member]
            keep &= workforce.profession[rows] != workforce.profession[member]
    return keep


def _need_weights(
    needs: tuple[Need, ...],
    unit: Unit | None,
    of: Mapping[Signal, float],
) -> dict[Signal, NDArray[np.float64]]:
    """What meeting each need is worth; what the asking unit is short of is worth more."""
    shares = np.array([need.share for need in needs])
    weights = {Signal.SKILL: of.get(Signal.SKILL, 0.0) * shares}
    if unit is not None:
        reaches = (need.reach for need in needs)
        lacks = [1.0 - reach.values[unit.has[reach.rows]].max(initial=0.0) for reach in reaches]
        weights[Signal.MISSING_IN_UNIT] = of.get(Signal.MISSING_IN_UNIT, 0.0) * shares * np.array(lacks)
    return weights


def _from_history(
    index: Index,
    question: Question,
    rows: NDArray[np.intp],
    like: Likeness,
    votes: Votes,
    weights: Mapping[Signal, float],
) -> dict[Signal, NDArray[np.float64]]:
    """What was done together so far says, in [0, 1], (n_rows,) each; only what has a weight is worked out."""
    history, today, size = index.history, index.workforce.today, len(index.workforce.ids)
    found = {Signal.PAST_TASKS: votes.values[rows]}
    if weights.get(Signal.EXPERIENCE):
        found[Signal.EXPERIENCE] = history.experience(like, n_rows=size)[rows]
    members = index.rows_of(question.members)
    if members and weights.get(Signal.TIES):
        joint = (history.joint_work(member, like, today=today, n_rows=size)[rows] for member in members)
        found[Signal.TIES] = np.sum(list(joint), axis=0)
    if members and weights.get(Signal.MUTUAL_COLLEAGUES):
        mutual = (history.mutual(member, today=today, n_rows=size)[rows] for member in members)
        found[Signal.MUTUAL_COLLEAGUES] = np.sum(list(mutual), axis=0)
    return {signal: _compared(values, HALF[signal]) for signal, values in found.items()}


def _compared(values: NDArray[np.float64], half: float) -> NDArray[np.float64]:
    """Values in [0, 1): a quarter of the highest counts half, and so does `half` where all are low."""
    compared: NDArray[np.float64] = values / (values + max(half, MOST_SHARE * values.max(initial=0.0)))
    return compared


def _from_place(
    index: Index,
    question: Question,
    rows: NDArray[np.intp],
    free_hours: NDArray[np.float64],
    unit: Unit | None,
) -> dict[Signal, NDArray[np.float64]]:
    """What hours, workplaces and professions say, in [0, 1], (n_rows,) each."""
    workforce = index.workforce
    free = np.nan_to_num(free_hours / ENOUGH_HOURS, nan=0.5)
    signals = {Signal.AVAILABILITY: np.minimum(1.0, free), Signal.EXPOSURE: -index.exposure[rows]}
    if unit is not None:
        signals[Signal.ACROSS_WORKPLACES] = (~unit.has[rows]).astype(np.float64)
        signals[Signal.ACROSS_PROFESSIONS] = (~unit.practises[workforce.profession[rows]]).astype(np.float64)
    elif question.members:
        places = workforce.workplace[index.rows_of(question.members)]
        signals[Signal.SAME_WORKPLACE] = np.isin(workforce.workplace[rows], places).astype(np.float64)
    return signals
