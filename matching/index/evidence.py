"""How much a held skill counts: the evidence ladder, and fading until it is confirmed again.

`quality = evidence factor × max(floor, 0.5 ** (age / half-life))`, age and half-life in years. What
was used in real work stands highest and fades slowest; what is only assumed from a job title does
not fade, because it follows from the job and not from a statement.
"""

from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import days
from matching.model import MAX_LEVEL, Evidence

# What a held skill counts, in (0, 1], by how we know of it. By eye; what wrong claims cost is measured
# by `bench.robustness`.
EVIDENCE_FACTOR = {
    Evidence.ASSUMED: 0.40,
    Evidence.SELF_STATED: 0.70,
    Evidence.CONFIRMED: 0.90,
    Evidence.USED: 1.00,
}
# Years until a statement counts half, unless it is confirmed again. By eye.
HALF_LIFE_YEARS = {
    Evidence.ASSUMED: np.inf,
    Evidence.SELF_STATED: 4.0,
    Evidence.CONFIRMED: 6.0,
    Evidence.USED: 8.0,
}
# However old, a statement keeps this part of what it counted. By eye.
FRESHNESS_FLOOR = 0.4
# Days in a year. By definition: the Julian one.
DAYS_A_YEAR = 365.25
# How much of the fit is reaching the level asked for, and how much the level itself; they sum to 1. By eye.
REACHED, OWN_LEVEL = 0.85, 0.15

_FACTORS = np.array([EVIDENCE_FACTOR[rung] for rung in Evidence])
_HALF_LIVES = np.array([HALF_LIFE_YEARS[rung] for rung in Evidence])


def quality(
    evidence: NDArray[np.int8], confirmed_days: NDArray[np.int32], *, today: date
) -> NDArray[np.float32]:
    """How much held skills count, in (0, 1], apart from their levels; arrays of shape (n_held,)."""
    age = np.maximum(0, days(today) - confirmed_days) / DAYS_A_YEAR
    freshness = np.maximum(FRESHNESS_FLOOR, np.exp2(-age / _HALF_LIVES[evidence]))
    counts: NDArray[np.float32] = (_FACTORS[evidence] * freshness).astype(np.float32)
    return counts


@cache
def level_fit(required: int) -> NDArray[np.float64]:
    """How well each level from 0 to 5 meets a required one, (6,).

    fit(level) = REACHED · min(1, level / required) + OWN_LEVEL · level / 5

    Meeting the required level is what matters; being above it counts a little. Below 1 there is no level.
    """
    levels = np.arange(MAX_LEVEL + 1)
    reached = np.minimum(1.0, levels / max(1, required))
    fit: NDArray[np.float64] = REACHED * reached + OWN_LEVEL * levels / MAX_LEVEL
    return fit
