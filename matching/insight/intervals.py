"""How sure a share is: 95 % intervals of a share and of the difference of two.

Wilson's score interval of k of n people (E. B. Wilson 1927, JASA 22), with p = k / n and z for 95 %:

    (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)

It holds for few people and for none or all of them too, where the simple one collapses. The difference of two
shares is Newcombe's score interval (R. G. Newcombe 1998, Statistics in Medicine 17, method 10).
"""

from dataclasses import dataclass
from math import hypot, sqrt

# Standard deviations that 95 % of a normal distribution lie within. By definition.
Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of` people, and between what the share lies with 95 % certainty; `of` is at least 1."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share itself, in [0, 1]."""
        return self.count / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """The lowest and the highest that it is, in [0, 1]."""
        spread = Z * sqrt(self.value * (1 - self.value) / self.of + Z**2 / (4 * self.of**2))
        middle, whole = self.value + Z**2 / (2 * self.of), 1 + Z**2 / self.of
        return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher one share is than another, in [−1, 1], and its interval.

    Taken as if other people were asked each time; of the same people the real interval is a little narrower.
    """

    value: float
    interval: tuple[float, float]


def difference(now: Share, before: Share) -> Difference:
    """How much a share has risen; it has, or has fallen, for certain where its interval holds no 0."""
    value = now.value - before.value
    (low, high), (low_before, high_before) = now.interval, before.interval
    below = hypot(now.value - low, high_before - before.value)
    above = hypot(high - now.value, before.value - low_before)
    return Difference(value, (value - below, value + above))
