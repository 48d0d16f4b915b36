"""Who can help with a task, and how much each signal says.

    score(e) = Σ_r share_r · best_r(e) · (SKILL + MISSING_IN_UNIT · lack_r)
             + PAST_TASKS · vote(e) + TIES · tie(e) + AVAILABILITY · free(e)
             + ACROSS_WORKPLACES [+ ACROSS_PROFESSIONS]

- `share_r` is the requirement's part of all weight (an essential one weighs 1.5 times), summing to 1;
- `best_r(e)` in [0, 1] is the best of the employee's exact, narrower, broader and related skills:
  closeness · level fit · evidence · freshness (`matching.taxonomy`, `matching.evidence`);
- `lack_r` in [0, 1] is what the asking unit is short of: 1 - the best `best_r` in it;
- `vote(e)` and `tie(e)` are votes and ties (`matching.history`) saturated as v / (v + half);
- `free(e)` is the hours a week the colleague can still lend, of `ENOUGH_HOURS`; unknown counts half.

Only rows that hold a skill that counts, or are voted for, are touched. Everything is a float64 sum in
one order, so the contributions of an explanation add up to the score exactly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.history import Votes
from matching.index import Index
from matching.model import Question, Requirement, Signal, Visibility
from matching.reach import Reach
from matching.workforce import AUDIENCES

WEIGHTS = {
    Signal.SKILL: 0.55,
    Signal.MISSING_IN_UNIT: 0.10,
    Signal.PAST_TASKS: 0.20,
    Signal.TIES: 0.04,
    Signal.AVAILABILITY: 0.05,
    Signal.ACROSS_WORKPLACES: 0.03,
    Signal.ACROSS_PROFESSIONS: 0.03,
}
ESSENTIAL = 1.5
ENOUGH_HOURS = 8.0
HALF_VOTE = 0.25
HALF_TIE = 0.5


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
    """Score everybody who may be shown and can score; `matching.shortlist` picks from them."""
    needs = _needs(index, question)
    workforce, today = index.workforce, index.workforce.today
    size = len(workforce.ids)
    votes = index.history.votes(question.requirements, question.text, today=today, n_rows=size)

    touched = np.zeros(size, np.bool_)
    for need in needs:
        touched[need.reach.rows] = True
    touched[votes.rows] = True
    rows = np.flatnonzero(touched & workforce.active)
    best = _best(needs, rows, n_rows=size)
    in_unit = index.below([question.unit]) if question.unit else None
    need_weights = _need_weights(index, needs, rows, best, in_unit)
    keep = _allowed(index, question, rows)
    rows, best = rows[keep], best[:, keep]
    free_hours = index.free_hours(rows)
    signals = _signals(index, question, rows, votes, free_hours, in_unit)
    scores = sum(need_weights.values()) @ best if needs else np.zeros(len(rows))
    for values in signals.values():
        scores += values
    return Ranking(needs, rows, best, need_weights, signals, scores, free_hours, votes)


def _needs(index: Index, question: Question) -> tuple[Need, ...]:
    weights = [r.weight * (ESSENTIAL if r.essential else 1.0) for r in question.requirements]
    total = sum(weights)
    return tuple(
        Need(r, weight / total, index.reach(r.skill, r.level))
        for r, weight in zip(question.requirements, weights, strict=True)
        if weight > 0
    )


def _best(needs: tuple[Need, ...], rows: NDArray[np.intp], *, n_rows: int) -> NDArray[np.float64]:
    """How well each of the rows meets each need, (n_needs, len(rows)), in [0, 1].

    All who hold a skill are among `rows`: a retired employee holds none.
    """
    at = np.empty(n_rows, np.intp)
    at[rows] = np.arange(len(rows))
    best = np.zeros((len(needs), len(rows)))
    for met, need in zip(best, needs, strict=True):
        met[at[need.reach.rows]] = need.reach.values
    return best


def _allowed(index: Index, question: Question, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which rows the asker may see and the filters let through, (n_rows,)."""
    workforce, filters = index.workforce, question.filters
    keep = workforce.audience[rows] <= AUDIENCES.index(_shown_to(question))
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
        keep &= np.nan_to_num(index.free_hours(rows), nan=0.0) >= filters.hours
    for language in filters.languages:
        posting = workforce.postings.get(language)
        keep &= np.isin(rows, posting.rows) if posting is not None else np.False_
    for id in (*filters.exclude, *question.members):
        keep &= rows != workforce.row_of.get(id, -1)
    return keep


def _shown_to(question: Question) -> Visibility:
    """The widest visibility the asker sees; nobody sees those who are hidden."""
    return Visibility.EVERYONE if question.audience is Visibility.EVERYONE else Visibility.LEADS


def _need_weights(
    index: Index,
    needs: tuple[Need, ...],
    rows: NDArray[np.intp],
    best: NDArray[np.float64],
    in_unit: NDArray[np.bool_] | None,
) -> dict[Signal, NDArray[np.float64]]:
    """What meeting each need is worth; what the asking unit is short of is worth more."""
    shares = np.array([need.share for need in needs])
    weights = {Signal.SKILL: WEIGHTS[Signal.SKILL] * shares}
    if in_unit is not None:
        own = in_unit[index.workforce.workplace[rows]]
        lacks = 1.0 - best[:, own].max(axis=1, initial=0.0)
        weights[Signal.MISSING_IN_UNIT] = WEIGHTS[Signal.MISSING_IN_UNIT] * shares * lacks
    return weights


def _signals(
    index: Index,
    question: Question,
    rows: NDArray[np.intp],
    votes: Votes,
    free_hours: NDArray[np.float64],
    in_unit: NDArray[np.bool_] | None,
) -> dict[Signal, NDArray[np.float64]]:
    """The parts of the score that do not follow from single needs, (n_rows,) each."""
    workforce = index.workforce
    vote = _spread(votes.rows, votes.values, rows, len(workforce.ids))
    signals = {Signal.PAST_TASKS: WEIGHTS[Signal.PAST_TASKS] * vote / (vote + HALF_VOTE)}
    for member in question.members:
        if member in workforce.row_of:
            tied, strengths = index.history.ties(workforce.row_of[member], today=workforce.today)
            tie = _spread(tied, strengths, rows, len(workforce.ids))
            signals[Signal.TIES] = signals.get(Signal.TIES, np.zeros(len(rows))) + tie
    if Signal.TIES in signals:
        tie = signals[Signal.TIES]
        signals[Signal.TIES] = WEIGHTS[Signal.TIES] * tie / (tie + HALF_TIE)

    free = np.nan_to_num(free_hours / ENOUGH_HOURS, nan=0.5)
    signals[Signal.AVAILABILITY] = WEIGHTS[Signal.AVAILABILITY] * np.minimum(1.0, free)

    if in_unit is not None:
        elsewhere = (~in_unit[workforce.workplace[rows]]).astype(np.float64)
        signals[Signal.ACROSS_WORKPLACES] = WEIGHTS[Signal.ACROSS_WORKPLACES] * elsewhere
        own = np.flatnonzero(in_unit[workforce.workplace] & workforce.active)
        practised = np.zeros(len(workforce.professions.names), np.bool_)
        practised[workforce.profession[own]] = True
        other = (~practised[workforce.profession[rows]]).astype(np.float64)
        signals[Signal.ACROSS_PROFESSIONS] = WEIGHTS[Signal.ACROSS_PROFESSIONS] * other
    return signals


def _spread(
    at: NDArray[np.intp], values: NDArray[np.float64], rows: NDArray[np.intp], size: int
) -> NDArray[np.float64]:
    """Values that belong to some rows, laid out over others; zero where there is none."""
    spread = np.zeros(size)
    spread[at] = values
    return spread[rows]
