"""How much better some weights find those who really took part than others do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from matching.index.index import Index
from matching.learning.cases import asked
from matching.learning.evaluation import bootstrap, ndcg
from matching.model import Task
from matching.ranking.ranking import Ranking, rank
from matching.weights import Comparison, Weights, situation

# Questions of a situation that are asked, at most: more change little and take longer. By eye.
MOST_QUESTIONS = 500
# Questions of a situation that it takes to say anything about it. By eye.
FEWEST_QUESTIONS = 50
# Places of a ranking that count in NDCG. By definition: as many as a list shows.
DEPTH = 10


def compare(
    index: Index,
    later: Sequence[Task],
    *,
    text: Mapping[str, str],
    seed: int,
    before: Weights,
    after: Weights,
) -> tuple[Comparison, ...]:
    """By situation, on the same questions, as a paired bootstrap; with few questions it is left out."""
    found: dict[str, list[list[float]]] = {}
    for question, team in asked(index, later, text=text, seed=seed):
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


def _found_in(ranking: Ranking, team: Sequence[int]) -> float | None:
    """The NDCG@10 of a ranking; None if nobody who is sought is in it at all."""
    sought = np.isin(ranking.rows, team)
    if not sought.any():
        return None
    first = np.argsort(-ranking.scores, kind="stable")[:DEPTH]
    return float(ndcg(sought[first][None], np.array([sought.sum()], np.intp), k=DEPTH)[0])
