"""Learns from an organisation's own history how much each signal should count.

Later tasks are asked about from an index of what came before them, and for each situation the weights
are sought that put those who really took part highest: NDCG@10, climbed one weight at a time from
zero (coordinate ascent, Metzler & Croft 2007). Weights are never negative, so that every signal can be
explained as a reason for somebody, and there are few of them, so that a few hundred tasks are enough.
Where new ties or people from elsewhere are sought, nobody near is among the candidates, so that nothing
near is learned for them.

What the past cannot teach keeps its shipped weight: what the asking unit lacks, free hours, exposure, other
workplaces and professions. What is learned shares the rest, as far as the shipped weights give it away.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matching.index.index import Index
from matching.learning.evaluation import bootstrap, ndcg
from matching.model import Filters, Question, Signal, Task
from matching.ranking.ranking import Ranking, rank
from matching.ranking.signals import DEFAULT, LEARNED
from matching.weights import SITUATIONS, TEXT, Comparison, Weights, situation

# Questions of a situation that are learned from, at most: more change little and take longer. By eye.
MOST_QUESTIONS = 500
# Questions of a situation that it takes to learn anything for it. By eye.
FEWEST_QUESTIONS = 50
# Tasks that somebody must have taken part in to be sought; fewer, and history can't find them. By eye.
EXPERIENCED = 3
# Candidates kept for each signal, those with the most of it: whoever is high in none isn't found. By eye.
CANDIDATES_A_SIGNAL = 50
# The weights that are tried for one signal, where the best one alone begins with 1. By eye: each twice
# the last.
STEPS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
# How often all signals are gone through, at most. By eye: the third time hardly changes anything.
ROUNDS = 5
# A weight changes only for a rise in NDCG of more than this; less is chance. By eye.
LEAST_GAIN = 1e-4
# Places of a ranking that count in NDCG. By definition: as many as a list shows.
DEPTH = 10

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Cases:
    """Questions of one situation: `values` (n_signals, n, n_candidates); `sought` (n, n_candidates)."""

    values: Floats
    sought: NDArray[np.bool_]
    n_sought: NDArray[np.intp]


def learn(index: Index, later: Sequence[Task], *, text: Mapping[str, str], seed: int) -> Weights:
    """Weights for every situation that enough of the later tasks were in.

    `index` must hold nothing of the later tasks; `text` is what each was asked with, by id. `seed`
    draws the tasks, where there are many, and the member of each team that is taken for known.
    """
    asking = replace(index, weights=_equal())
    found: dict[str, list[_Case]] = {}
    for question, team in _asked(index, later, text, seed=seed):
        cases = found.setdefault(situation(question), [])
        if len(cases) < MOST_QUESTIONS:
            case = _case(rank(asking, question), team, _experienced(index))
            cases += [] if case is None else [case]
    return Weights(
        {
            name: _with_the_rest(_climbed(_side_by_side(cases)))
            for name, cases in found.items()
            if len(cases) >= FEWEST_QUESTIONS
        }
    )


def compare(
    index: Index,
    later: Sequence[Task],
    *,
    text: Mapping[str, str],
    seed: int,
    before: Weights,
    after: Weights,
) -> tuple[Comparison, ...]:
    """How much better some weights find those who took part in later tasks than others do.

    By situation, on the same questions, as a paired bootstrap; situations with few questions are left out.
    """
    found: dict[str, list[list[float]]] = {}
    for question, team in _asked(index, later, text, seed=seed):
        qualities = found.setdefault(situation(question), [])
        if len(qualities) < MOST_QUESTIONS:
            pair = [_found_in(rank(replace(index, weights=each), question), team) for each in (before, after)]
            qualities += [] if None in pair else [[each for each in pair if each is not None]]
    compared = []
    for name, pairs in found.items():
        if len(pairs) >= FEWEST_QUESTIONS:
            of_before, of_after = np.array(pairs).T
            old, new, gain = bootstrap(np.stack([of_before, of_after, of_after - of_before]), seed=seed)
            compared.append(
                Comparison(
                    situation=name,
                    questions=len(pairs),
                    before=old.mean,
                    after=new.mean,
                    low=gain.low,
                    high=gain.high,
                )
            )
    return tuple(sorted(compared, key=lambda each: each.situation))


def questions(task: Task, known: str | None, text: str) -> Iterable[Question]:
    """A task as it is asked about in each situation that fits what is known."""
    without = Question(requirements=task.requirements)
    if known is None:
        asked = [without]
    else:
        member = replace(without, members=(known,))
        asked = [
            member,
            replace(member, filters=Filters(new_ties=True)),
            replace(member, filters=Filters(new_ties=True, across=True)),
        ]
    yield from asked
    if text:
        yield from (replace(question, text=text) for question in asked)


def _equal() -> Weights:
    """Weights of 1 in every situation, so that a ranking has the bare values of the signals."""
    ones = dict.fromkeys(LEARNED, 1.0)
    return Weights({f"{known}{text}": ones for known in SITUATIONS for text in ("", TEXT)})


_Case = tuple[Floats, NDArray[np.bool_], int]


def _asked(
    index: Index, later: Sequence[Task], text: Mapping[str, str], *, seed: int
) -> Iterator[tuple[Question, list[int]]]:
    """Tasks in a drawn order as they are asked about in each situation, with the rows that took part."""
    chance = np.random.default_rng(seed)
    experienced = _experienced(index)
    for number in chance.permutation(len(later)).tolist():
        task = later[number]
        rows = [index.workforce.row_of.get(each.employee, -1) for each in task.assignments]
        team = [row for row in rows if row >= 0 and experienced[row]]
        if not team:
            continue
        words = text.get(task.id, "")
        asked = [*questions(task, None, words)]
        if len(team) > 1:
            asked += questions(task, index.workforce.ids[int(chance.choice(team))], words)
        yield from ((question, team) for question in asked)


def _experienced(index: Index) -> NDArray[np.bool_]:
    """Who has taken part in enough tasks to be found by history, (n_rows,)."""
    experienced = np.zeros(len(index.workforce.ids), np.bool_)
    for row, tasks in index.history.joint_work.tasks_of.items():
        experienced[row] = len(tasks) >= EXPERIENCED
    return experienced


def _found_in(ranking: Ranking, team: Sequence[int]) -> float | None:
    """The NDCG@10 of a ranking; None if nobody who is sought is in it at all."""
    sought = np.isin(ranking.rows, team)
    if not sought.any():
        return None
    first = np.argsort(-ranking.scores, kind="stable")[:DEPTH]
    return float(ndcg(sought[first][None], np.array([sought.sum()], np.intp), k=DEPTH)[0])


def _with_the_rest(learned: Mapping[Signal, float]) -> dict[Signal, float]:
    """Learned weights, which sum to 1, beside the shipped ones of what cannot be learned."""
    share = math.fsum(DEFAULT.get(signal, 0.0) for signal in LEARNED)
    rest = {signal: weight for signal, weight in DEFAULT.items() if signal not in LEARNED}
    return {signal: share * weight for signal, weight in learned.items()} | rest


def _case(ranking: Ranking, team: Sequence[int], experienced: NDArray[np.bool_]) -> _Case | None:
    """The values of all signals for whoever is high in any, and who of them is sought; None if nobody is."""
    kept = np.flatnonzero(experienced[ranking.rows])
    rows = ranking.rows[kept]
    sought = np.isin(rows, team)
    if not sought.any():
        return None
    nothing = np.zeros(len(ranking.rows))
    of_needs = {signal: weights @ ranking.best for signal, weights in ranking.need_weights.items()}
    signals = ranking.signals | (of_needs if ranking.needs else {})
    values = np.stack([signals.get(signal, nothing)[kept] for signal in LEARNED])
    high = np.zeros(len(rows), np.bool_)
    for of_signal in values:
        top = np.argsort(-of_signal, kind="stable")[:CANDIDATES_A_SIGNAL]
        high[top[of_signal[top] > 0]] = True
    at = np.flatnonzero(high)
    return values[:, at], sought[at], int(sought.sum())


def _side_by_side(cases: Sequence[_Case]) -> _Cases:
    """Cases of different sizes as one array; what fills up has -inf nowhere and is never sought."""
    width = max(values.shape[1] for values, _, _ in cases)
    values = np.zeros((len(LEARNED), len(cases), width))
    sought = np.zeros((len(cases), width), np.bool_)
    for number, (of_case, sought_in, _) in enumerate(cases):
        values[:, number, : of_case.shape[1]] = of_case
        sought[number, : of_case.shape[1]] = sought_in
    return _Cases(values, sought, np.array([n for _, _, n in cases], np.intp))


def _climbed(cases: _Cases) -> dict[Signal, float]:
    """The weights that nothing in reach of one step improves, summing to 1."""
    n_signals = len(LEARNED)
    singles = [_quality(cases, cases.values[number]) for number in range(n_signals)]
    weights = np.zeros(n_signals)
    weights[int(np.argmax(singles))] = 1.0
    best = max(singles)
    for _ in range(ROUNDS):
        before = best
        for number in range(n_signals):
            rest = np.tensordot(weights, cases.values, 1) - weights[number] * cases.values[number]
            for step in STEPS:
                quality = _quality(cases, rest + step * cases.values[number])
                if quality > best + LEAST_GAIN:
                    best, weights[number] = quality, step
        if best == before:
            break
    total = math.fsum(weights.tolist())
    return {
        signal: weight / total for signal, weight in zip(LEARNED, weights.tolist(), strict=True) if weight
    }


def _quality(cases: _Cases, scores: Floats) -> float:
    """The mean NDCG@10 of a scoring, (n_cases, n_candidates)."""
    top = np.argpartition(-scores, min(DEPTH, scores.shape[1] - 1), axis=1)[:, :DEPTH]
    order = np.argsort(-np.take_along_axis(scores, top, 1), axis=1, kind="stable")
    ranked = np.take_along_axis(top, order, 1)
    return float(ndcg(np.take_along_axis(cases.sought, ranked, 1), cases.n_sought, k=DEPTH).mean())
