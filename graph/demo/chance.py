"""Chance that comes out the same on every machine: from one seed, by plain arithmetic only.

Everything is drawn from `Generator.random` on a named bit generator (PCG64), whose doubles are exact
everywhere; logarithms, powers and the generator's other distributions may differ in the last digit
between platforms and releases, and one digit is enough to make another municipality.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_BLOCK = 8192


class Chance:
    """One stream of chance; `part` keeps the streams of one seed apart."""

    def __init__(self, seed: int, part: int) -> None:
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, part))))
        self._block: list[float] = []

    def uniform(self, size: int) -> Floats:
        """Numbers in [0, 1), shape (size,)."""
        return self._generator.random(size)

    def grid(self, rows: int, columns: int) -> Floats:
        """Numbers in [0, 1), shape (rows, columns)."""
        return self._generator.random((rows, columns))

    def choices(self, weights: Sequence[float] | Floats, size: int) -> Ints:
        """Positions drawn by weight, shape (size,)."""
        return drawn(cumulated(weights), self.uniform(size))

    def order(self, size: int) -> Ints:
        """The numbers below `size` in a chance order."""
        return np.argsort(self.uniform(size), kind="stable")

    def next(self) -> float:
        """One number in [0, 1)."""
        if not self._block:
            self._block = self._generator.random(_BLOCK).tolist()
        return self._block.pop()

    def below(self, limit: int) -> int:
        """One of 0, 1, …, limit - 1."""
        return int(self.next() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def one_of(self, values: Sequence[T]) -> T:
        """Draw one of the values, each as likely."""
        return values[self.below(len(values))]

    def some_of(self, values: Sequence[T], count: int) -> list[T]:
        """Up to `count` different values, in a chance order."""
        left = list(values)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def weighted(self, cumulative: Sequence[float]) -> int:
        """One position, by the running sums that `cumulated` made, as a list."""
        return min(bisect_right(cumulative, self.next()), len(cumulative) - 1)


def cumulated(weights: Sequence[float] | Floats) -> Floats:
    """Running sums of weights that end at 1, shape (n,)."""
    sums = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.asarray(sums / sums[-1])


def drawn(cumulative: Floats, at: Floats) -> Ints:
    """The positions that numbers in [0, 1) fall on, shape of `at`."""
    positions = np.searchsorted(cumulative, at, side="right")
    return np.minimum(positions, len(cumulative) - 1).astype(np.int64)


def apportioned(weights: Sequence[float] | Floats, total: int) -> Ints:
    """Whole numbers in proportion to the weights that add up to `total` (largest remainders)."""
    sums = np.asarray(weights, dtype=np.float64)
    exact = sums / np.cumsum(sums)[-1] * total
    counts: Ints = np.floor(exact).astype(np.int64)
    left = total - int(counts.sum())
    counts[np.argsort(counts - exact, kind="stable")[:left]] += 1
    return counts
