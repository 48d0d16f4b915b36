"""How strong a tie two colleagues have from the tasks that they completed together.

    strength(a, b) = Σ over joint tasks of a_year ** years since / (participants - 1)

A large group says less about each pair in it (Newman 2001), and what was long ago less than what is new.
"""

from typing import overload

import numpy as np
from numpy.typing import NDArray

from matching.index.evidence import DAYS_A_YEAR

# What is left of past work after each year: half of it after 4.3 years. By eye.
FADING_A_YEAR = 0.85
# The same for whom somebody works with: half of it after 1.4 years. Chosen on the real teams of 2020-21
# (docs/benchmarks.md).
TIES_FADING_A_YEAR = 0.6

Floats = NDArray[np.float64]
Days = NDArray[np.signedinteger]
Counts = NDArray[np.signedinteger]


@overload
def faded(ages: int, *, a_year: float = ...) -> float: ...
@overload
def faded(ages: Days, *, a_year: float = ...) -> Floats: ...
def faded(ages: int | Days, *, a_year: float = FADING_A_YEAR) -> float | Floats:
    """What is left of work that ended so many days ago, in [0, 1]; all of it where it ends in the future."""
    left: float | Floats = a_year ** (np.maximum(0, ages) / DAYS_A_YEAR)
    return left


@overload
def for_each_pair(values: float, participants: int) -> float: ...
@overload
def for_each_pair(values: Floats, participants: Counts) -> Floats: ...
def for_each_pair(values: float | Floats, participants: int | Counts) -> float | Floats:
    """What a task's weight says about each pair of those who took part in it."""
    each: float | Floats = values / np.maximum(1, participants - 1)
    return each
