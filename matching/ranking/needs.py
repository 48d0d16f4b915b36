"""A task's requirements made ready: what part of the task each is, who can meet it, and how well."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.index import Index
from matching.index.reach import Reach
from matching.model import Requirement

# An essential requirement weighs as much as one and a half others. By eye.
ESSENTIAL = 1.5


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement with its share of all weight, in (0, 1], and everybody who can meet it."""

    requirement: Requirement
    share: float
    reach: Reach


def needs_of(index: Index, requirements: Sequence[Requirement]) -> tuple[Need, ...]:
    """Requirements made ready, their shares summing to 1; those without weight are left out."""
    weights = [r.weight * (ESSENTIAL if r.essential else 1.0) for r in requirements]
    total = sum(weights)
    return tuple(
        Need(r, weight / total, index.reach(r.skill, r.level))
        for r, weight in zip(requirements, weights, strict=True)
        if weight > 0
    )


def best_of(needs: Iterable[Need], rows: NDArray[np.intp], *, n_rows: int) -> NDArray[np.float64]:
    """How well each of the rows meets each need, (n_needs, len(rows)), in [0, 1].

    `n_rows` is how many the workforce has.
    """
    needs = tuple(needs)
    at = np.full(n_rows, len(rows), np.intp)  # one column more takes in all who are not among the rows
    at[rows] = np.arange(len(rows))
    best = np.zeros((len(needs), len(rows) + 1))
    for met, need in zip(best, needs, strict=True):
        met[at[need.reach.rows]] = need.reach.values
    return best[:, :-1]
