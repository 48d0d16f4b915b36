"""How good a ranking is, and how sure that is: NDCG, and intervals by drawing anew.

`found` (n_queries, depth) is which of the ranked, best first, were sought.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Hits = NDArray[np.bool_]
Columns = NDArray[np.intp]

# How often queries are drawn anew for an interval. As in Efron & Tibshirani 1993.
FOLDS = 1_000


def ndcg(found: Hits, n_sought: Columns, *, k: int) -> Floats:
    """Normalised discounted cumulative gain, a hit counting 1 (Järvelin & Kekäläinen 2002)."""
    discounts: Floats = 1.0 / np.log2(np.arange(2, k + 2))
    ideal = np.concatenate([[0.0], np.cumsum(discounts)])[np.minimum(n_sought, k)]
    return ratio(found[:, :k] @ discounts[: found.shape[1]], ideal)


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with the ends of its 95 % interval."""

    mean: float
    low: float
    high: float


def bootstrap(values: Floats, *, seed: int, folds: int = FOLDS) -> list[Interval]:
    """The means of several methods on the same queries, (n_methods, n_queries), with intervals.

    Queries are drawn anew with replacement in every fold, the same ones for all methods, so that the
    row of a difference is a paired bootstrap (Efron & Tibshirani 1993; Koehn 2004).
    """
    n_queries = values.shape[1]
    draws = np.random.default_rng(seed).multinomial(n_queries, np.full(n_queries, 1 / n_queries), folds)
    means = values @ draws.T / n_queries
    low, high = np.percentile(means, [2.5, 97.5], axis=1)
    ends = zip(values.mean(axis=1).tolist(), low.tolist(), high.tolist(), strict=True)
    return [Interval(*each) for each in ends]


def ratio(parts: NDArray[np.generic], wholes: NDArray[np.generic]) -> Floats:
    """Parts of wholes, 0 where there is no whole."""
    whole = wholes.astype(np.float64)
    return np.divide(parts.astype(np.float64), whole, out=np.zeros(len(whole)), where=whole > 0)
