"""Past tasks as they would have been asked about: who was sought, and what each signal said of whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matching.index.index import Index
from matching.index.reach import summed
from matching.model import Task
from matching.question import Filters, Question, Signal
from matching.ranking.ranking import Ranking, rank
from matching.ranking.signals import LEARNED
from matching.weights import SITUATIONS, TEXT, Weights, situation

# Tasks that somebody must have taken part in to be sought; fewer, and history can't find them. By eye.
EXPERIENCED = 3
# Candidates kept for each signal, those with the most of it: whoever is high in none isn't found. By eye.
CANDIDATES_A_SIGNAL = 50


@dataclass(frozen=True, slots=True)
class Case:
    """A question: what each learned signal said (n_candidates, n_signals), and who was sought."""

    values: NDArray[np.float64]
    sought: NDArray[np.bool_]


def cases(
    index: Index, later: Sequence[Task], *, text: Mapping[str, str], seed: int, most: int, known: int
) -> dict[str, list[Case]]:
    """At most so many cases of each situation; up to `known` of each team are taken for known, in turn."""
    ones: Mapping[Signal, float] = dict.fromkeys(LEARNED, 1.0)
    bare = Weights({f"{each}{words}": ones for each in SITUATIONS for words in ("", TEXT)})
    asking, experienced = replace(index, weights=bare), experienced_in(index)
    found: dict[str, list[Case]] = {}
    for question, team in asked(index, later, text=text, seed=seed, known=known):
        of_situation = found.setdefault(situation(question), [])
        if len(of_situation) < most:
            case = _case(rank(asking, question), team, experienced)
            of_situation += [] if case is None else [case]
    return found


def asked(
    index: Index, later: Sequence[Task], *, text: Mapping[str, str], seed: int, known: int = 1
) -> Iterator[tuple[Question, list[int]]]:
    """Tasks in a drawn order as they are asked about in each situation, with the rows that took part."""
    chance = np.random.default_rng(seed)
    experienced = experienced_in(index)
    for number in chance.permutation(len(later)).tolist():
        task = later[number]
        rows = [index.workforce.row_of.get(each.employee, -1) for each in task.assignments]
        team = [row for row in rows if row >= 0 and experienced[row]]
        if not team:
            continue
        words = text.get(task.id, "")
        of_task = [*questions(task, None, words)]
        if len(team) > 1:
            for member in chance.permutation(team)[:known].tolist():
                of_task += questions(task, index.workforce.ids[member], words)
        yield from ((question, team) for question in of_task)


def questions(task: Task, known: str | None, text: str) -> Iterable[Question]:
    """A task as it is asked about in each situation that fits what is known."""
    without = Question(requirements=task.requirements)
    if known is None:
        of_task = [without]
    else:
        member = replace(without, members=(known,))
        of_task = [
            member,
            replace(member, filters=Filters(new_ties=True)),
            replace(member, filters=Filters(new_ties=True, across=True)),
        ]
    yield from of_task
    if text:
        yield from (replace(question, text=text) for question in of_task)


def experienced_in(index: Index) -> NDArray[np.bool_]:
    """Who has taken part in enough tasks to be found by history, (n_rows,)."""
    experienced = np.zeros(len(index.workforce.ids), np.bool_)
    for row, tasks in index.history.joint_work.tasks_of.items():
        experienced[row] = len(tasks) >= EXPERIENCED
    return experienced


def _case(ranking: Ranking, team: Sequence[int], experienced: NDArray[np.bool_]) -> Case | None:
    """The values of all signals for whoever is high in any, and who of them is sought; None if nobody is."""
    kept = np.flatnonzero(experienced[ranking.rows])
    sought = np.isin(ranking.rows[kept], team)
    if not sought.any():
        return None
    nothing = np.zeros(len(ranking.rows))
    of_needs = {signal: summed(weights, ranking.best) for signal, weights in ranking.need_weights.items()}
    signals = ranking.signals | (of_needs if ranking.needs else {})
    values = np.stack([signals.get(signal, nothing)[kept] for signal in LEARNED])
    high = np.zeros(len(kept), np.bool_)
    for of_signal in values:
        top = np.argsort(-of_signal, kind="stable")[:CANDIDATES_A_SIGNAL]
        high[top[of_signal[top] > 0]] = True
    at = np.flatnonzero(high)
    return Case(values[:, at].T, sought[at])
