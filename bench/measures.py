"""Whom rankings find, what the found can do, and who gets to be found.

Rankings of many queries are one array of columns `ranked` (n_queries, depth), best first, padded with
-1 behind those that a method had to show. `hits` has the same shape: which of them were sought. All
measures are (n_queries,), in [0, 1] except NDKL.
"""

from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray

from matching.learning.evaluation import Columns, Floats, Hits, ratio


def best(scores: Floats, ties: Columns, *, depth: int) -> Columns:
    """The columns with the highest scores, (≤ depth,); -inf is never among them.

    `ties` (n_columns,) are all different; of equal scores the one with the lower number goes first.
    """
    shown = np.flatnonzero(scores > -np.inf)
    if len(shown) > depth:
        least = np.partition(scores[shown], len(shown) - depth)[len(shown) - depth]
        shown = shown[scores[shown] >= least]
    order = np.lexsort((ties[shown], -scores[shown]))[:depth]
    columns: Columns = shown[order]
    return columns


def padded(rankings: Sequence[Columns], *, depth: int) -> Columns:
    """Rankings of different lengths as one array, (n_queries, depth)."""
    ranked = np.full((len(rankings), depth), -1, np.intp)
    for row, columns in enumerate(rankings):
        ranked[row, : len(columns)] = columns
    return ranked


def hits(ranked: Columns, sought: Sequence[Columns]) -> Hits:
    """Which of the ranked were sought, (n_queries, depth)."""
    rows = [np.isin(row, columns) for row, columns in zip(ranked, sought, strict=True)]
    return np.array(rows, np.bool_).reshape(ranked.shape)


def recall(found: Hits, n_sought: Columns, *, k: int) -> Floats:
    """The share of the sought among the first k."""
    return ratio(found[:, :k].sum(axis=1), n_sought)


def precision(found: Hits, *, k: int) -> Floats:
    """The share of sought among the first k; places that are not filled count as misses."""
    return ratio(found[:, :k].sum(axis=1), np.full(len(found), k, np.intp))


def average_precision(found: Hits, n_sought: Columns, *, k: int) -> Floats:
    """The mean, over the sought, of the precision at the place of each; 0 for those not in the first k."""
    within = found[:, :k]
    precisions = np.cumsum(within, axis=1) / np.arange(1, within.shape[1] + 1)
    return ratio((precisions * within).sum(axis=1), np.minimum(n_sought, k))


def skill_coverage(
    ranked: Columns, needed: Sequence[Sequence[str]], held: Sequence[Set[str]], *, k: int
) -> Floats:
    """The share of the needed skills that anybody among the first k holds; 1 where none is needed.

    `held` are the skills of each column.
    """
    covered = np.ones(len(ranked))
    for row, skills in enumerate(needed):
        if skills:
            shown = [held[column] for column in ranked[row, :k].tolist() if column >= 0]
            covered[row] = sum(any(skill in has for has in shown) for skill in skills) / len(skills)
    return covered


def share_of_group(ranked: Columns, group: NDArray[np.bool_], *, k: int) -> Floats:
    """The share of a group (n_columns,) among those shown in the first k; 0 where nobody is shown."""
    shown = ranked[:, :k] >= 0
    return ratio((group[ranked[:, :k]] & shown).sum(axis=1), shown.sum(axis=1))


def ndkl(ranked: Columns, group: NDArray[np.bool_], *, k: int) -> Floats:
    """How far a group and the rest are from their shares of everybody, at every length of the list.

    Normalised discounted Kullback-Leibler divergence in nats, 0 for a list as everybody is (Geyik et al.
    2019, "Fairness-aware ranking in search & recommendation systems"). `group` is (n_columns,).
    """
    shown = ranked[:, :k] >= 0
    lengths = np.maximum(1, np.cumsum(shown, axis=1))
    inside = np.cumsum(group[ranked[:, :k]] & shown, axis=1) / lengths
    overall = float(group.mean())
    divergence = _relative_entropy(inside, overall) + _relative_entropy(1.0 - inside, 1.0 - overall)
    discounts = shown / np.log2(np.arange(2, shown.shape[1] + 2))
    return ratio((divergence * discounts).sum(axis=1), discounts.sum(axis=1))


def _relative_entropy(shares: Floats, overall: float) -> Floats:
    """p · ln(p / q), 0 where either is 0."""
    if overall <= 0:
        return np.zeros_like(shares)
    logs = np.log(np.where(shares > 0, shares / overall, 1.0))
    return shares * logs
