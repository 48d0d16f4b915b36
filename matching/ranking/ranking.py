"""Who can help with a task, and how much each signal says.

    score(e) = Σ_r share_r · best_r(e) · (SKILL + MISSING_IN_UNIT · lack_r)
             + PAST_TASKS · ~vote(e) + EXPERIENCE · ~experience(e)
             + TIES · ~joint(e) + MUTUAL_COLLEAGUES · ~mutual(e) + SAME_WORKPLACE · near(e)
             + AVAILABILITY · free(e) + ACROSS_WORKPLACES [+ ACROSS_PROFESSIONS] - EXPOSURE · exposure(e)

- the weights, in capitals, are those of the question's situation (`matching.weights`);
- each signal says in `matching.ranking.signals` what it is;
- `share_r` is the requirement's part of all weight (`matching.index.reach`), summing to 1;
- `best_r(e)` in [0, 1] is the best of the employee's exact, narrower, broader and related skills;
- `~x` is x / (x + max(half, max(x) / 4)), in [0, 0.8]: a quarter of the most counts half, if that is much.

Only rows that hold a skill that counts, are voted for or have worked with a member are touched.
Everything is a float64 sum in one order, so the contributions of an explanation add up to the score exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.index import Index
from matching.index.reach import Need, best_of, summed
from matching.question import Question, Signal
from matching.ranking.signals import SIGNALS, Asked, weights_for


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everybody who can score on a question, by rising row.

    `best` (n_needs, n_rows) is how well each need is met; `need_weights` has (n_needs,) for each signal of
    needs, what `best` is multiplied by; `signals` has (n_rows,) for each signal of people; `scores` (n_rows,)
    is the sum of it all. `unqualified` more could score if no qualifications were demanded.
    """

    asked: Asked
    best: NDArray[np.float64]
    need_weights: dict[Signal, NDArray[np.float64]]
    signals: dict[Signal, NDArray[np.float64]]
    scores: NDArray[np.float64]
    unqualified: int = 0

    @property
    def rows(self) -> NDArray[np.intp]:
        """Who can score, (n_rows,)."""
        return self.asked.rows

    @property
    def needs(self) -> tuple[Need, ...]:
        """What the question asks for, in its order."""
        return self.asked.needs


def rank(index: Index, question: Question, *, also: Sequence[int] = ()) -> Ranking:
    """Score everybody who may be shown and can score; `matching.ranking.shortlist` picks from them.

    The filters don't hold for the rows in `also`, who need not score either; what is demanded does.
    """
    asked, unqualified = _asked(index, question, also)
    weights = weights_for(question, index.weights)
    best = best_of(asked.needs, asked.rows, n_rows=len(index.workforce.ids))
    shares = np.array([need.share for need in asked.needs])
    need_weights, signals = {}, {}
    for signal, declared in SIGNALS.items():
        weight = weights.get(signal, 0.0)
        values = declared.values_for(asked) if weight or declared.of_needs else None
        if values is None:
            continue
        if declared.of_needs:
            need_weights[signal] = weight * shares * values
        else:
            signals[signal] = weight * values
    scores = summed(sum(need_weights.values(), np.zeros(len(asked.needs))), best)
    for values in signals.values():
        scores += values
    return Ranking(asked, best, need_weights, signals, scores, unqualified)


def _asked(index: Index, question: Question, also: Sequence[int]) -> tuple[Asked, int]:
    """The question made ready, with the rows of all who hold what counts, are voted for or know a member.

    And how many more there would be if no qualifications were demanded.
    """
    workforce, history = index.workforce, index.history
    needs, members = index.needs(question.requirements), index.rows_of(question.members)
    like = history.similar(question.requirements, question.text)
    nearest = history.nearest(like)
    votes = history.votes(nearest, today=workforce.today, n_rows=len(workforce.ids))
    touched = votes.values > 0
    for need in needs:
        touched[need.reach.rows] = True
    for member in members:
        touched[history.joint_work.colleagues(member)] = True
    touched[list(also)] = True
    rows = np.flatnonzero(touched & workforce.active)
    named = np.isin(rows, also) & workforce.seen_by(question.audience, rows)
    allowed, qualified = _allowed(index, question, rows), workforce.qualified(question)[rows]
    unqualified = int((allowed & ~qualified).sum())
    rows = rows[(allowed | named) & qualified]
    asked = Asked(
        index=index,
        question=question,
        needs=needs,
        unit=index.unit(question.unit) if question.unit else None,
        members=tuple(members),
        like=like,
        nearest=nearest,
        votes=votes,
        rows=rows,
        free_hours=index.free_hours(rows, starts_on=question.starts_on, ends_on=question.ends_on),
    )
    return asked, unqualified


def _allowed(index: Index, question: Question, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which of the rows the asker may see and the filters let through, (len(rows),)."""
    workforce, filters = index.workforce, question.filters
    keep = workforce.seen_by(question.audience, rows) & ~index.workload.full[rows]
    if filters.workplaces:
        keep &= index.below(filters.workplaces)[workforce.workplace[rows]]
    if filters.life_phases:
        keep &= index.serving(filters.life_phases)[workforce.workplace[rows]]
    if filters.professions:
        numbers = [workforce.professions.number(id) for id in filters.professions]
        wanted = np.array([number for number in numbers if number is not None], np.int32)
        keep &= np.isin(workforce.profession[rows], wanted)
    if filters.hours > 0:
        free = index.free_hours(rows, starts_on=question.starts_on, ends_on=question.ends_on)
        keep &= np.nan_to_num(free, nan=0.0) >= filters.hours
    for language in filters.languages:
        posting = workforce.skills.postings.get(language)
        keep &= np.isin(rows, posting.rows) if posting is not None else np.False_
    for id in (*filters.exclude, *question.members, question.asker):
        keep &= rows != workforce.row_of.get(id or "", -1)
    for member in index.rows_of(question.members):
        if filters.new_ties:
            keep &= ~np.isin(rows, index.history.joint_work.ties(member, today=workforce.today)[0])
        if filters.across:
            keep &= ~workforce.workplaces.shared(rows, [member])
            keep &= ~workforce.professions.shared(rows, [member])
    return keep
