"""All baselines in one: a logistic regression on what they say, which is how others learn to rank teams.

As in the blends that question sites and code review use (Liu et al. 2024, "TUEF"): for each setting one
regression, learned from the last two years of the history by what was known before them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.baselines import BASELINES, Baseline, Past, Popularity, Random, Scores
from bench.team_data import Split, cut, people
from bench.team_queries import Pool, Query, Setting, queries

BATCH = 64
LEARNED_FROM = 500
"""Queries of a setting that are learned from, at most: more change little and take longer."""
BESIDE = 50
"""Of each baseline's scores the highest so many are learned from, beside those who are sought."""


class LogisticBlend(Baseline):
    """The chance that somebody is in the team, by the scores of all baselines, each of its highest."""

    name = "logistic_blend"

    def __init__(self, past: Past, *, seed: int) -> None:
        super().__init__(past, seed=seed)
        self.parts = _parts(past, seed=seed)
        self._weights: dict[str, NDArray[np.float64]] = {}

    def scores(self, queries: Sequence[Query]) -> Scores:
        setting = queries[0].setting
        if setting.name not in self._weights:
            self._weights[setting.name] = self._learned(setting)
        values = _values(self.parts, queries, self.past.pool)
        blended = np.tensordot(self._weights[setting.name], values, 1)
        return np.where(values.any(axis=0), blended, -np.inf)

    def _learned(self, setting: Setting) -> NDArray[np.float64]:
        """What each part counts, (n_parts,); all alike where there is nothing to learn from."""
        equal = np.ones(len(self.parts))
        try:
            at = cut(self.past.cut.history, Split.TEST)
            pool = Pool.build(at.history, people(at.history, seed=self.seed))
        except ValueError:
            return equal
        asked = list(queries(at.later, pool, setting))
        chosen = np.linspace(0, len(asked) - 1, min(len(asked), LEARNED_FROM)).astype(np.intp)
        asked = [asked[place] for place in chosen.tolist()]
        parts = _parts(Past(at, pool), seed=self.seed)
        values: list[NDArray[np.float64]] = []
        sought: list[NDArray[np.bool_]] = []
        for start in range(0, len(asked), BATCH):
            batch = asked[start : start + BATCH]
            for query, of in zip(batch, _values(parts, batch, pool).swapaxes(0, 1), strict=True):
                high = np.unique(np.argpartition(-of, min(BESIDE, of.shape[1] - 1), axis=1)[:, :BESIDE])
                values.append(of[:, high].T)
                sought.append(np.isin(high, query.sought))
        if not values or len(set(np.concatenate(sought).tolist())) < 2:
            return equal
        regression = LogisticRegression().fit(np.vstack(values), np.concatenate(sought))
        weights: NDArray[np.float64] = regression.coef_[0]
        return weights


def _parts(past: Past, *, seed: int) -> list[Baseline]:
    """All baselines but those that look at nothing in the question."""
    return [make(past, seed=seed) for make in BASELINES if make not in (Random, Popularity)]


def _values(parts: Sequence[Baseline], queries: Sequence[Query], pool: Pool) -> NDArray[np.float64]:
    """What each part says beside the highest it says of who may be suggested, in [0, 1].

    (n_parts, n_queries, n_pool), 0 for the others: a random walk stays most with the member it starts at.
    """
    values = np.stack([np.maximum(0.0, part.scores(queries)) for part in parts])
    for number, query in enumerate(queries):
        values[:, number, ~pool.allowed(query.setting, query.known)] = 0.0
    highest = np.maximum(values.max(axis=2, keepdims=True), np.finfo(float).tiny)
    beside: NDArray[np.float64] = values / highest
    return beside
