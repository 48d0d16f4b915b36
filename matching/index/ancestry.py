"""What each workplace is part of: the chain above it, the codes that lie in it, and its area."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matching.model import Workplace


def ancestry_of(workplaces: Mapping[str, Workplace]) -> dict[str, tuple[str, ...]]:
    """For each workplace itself and all above it; a circle in bad data is walked once."""

    def chain(workplace: str) -> tuple[str, ...]:
        above: dict[str, None] = {}
        at: str | None = workplace
        while at is not None and at in workplaces and at not in above:
            above[at] = None
            at = workplaces[at].part_of
        return tuple(above)

    return {id: chain(id) for id in workplaces}


def codes_in_of(ancestry: Mapping[str, tuple[str, ...]], names: Sequence[str]) -> dict[str, NDArray[np.intp]]:
    """For each workplace the codes of the workplaces in it; `names` are those of the codes."""
    codes: dict[str, list[int]] = {}
    for code, name in enumerate(names):
        for id in ancestry.get(name, (name,)):
            codes.setdefault(id, []).append(code)
    return {id: np.array(found, np.intp) for id, found in codes.items()}


def area_of(ancestry: Mapping[str, tuple[str, ...]], workplace: str) -> str:
    """What lies right below the top and holds a workplace; the top itself, or one unknown, is its own."""
    chain = ancestry.get(workplace, (workplace,))
    return chain[max(0, len(chain) - 2)]


def areas_of(ancestry: Mapping[str, tuple[str, ...]], names: Sequence[str]) -> NDArray[np.intp]:
    """For each workplace code a number for its area, what lies right below the top, (n_codes,)."""
    numbers: dict[str, int] = {}
    areas = (numbers.setdefault(area_of(ancestry, name), len(numbers)) for name in names)
    return np.fromiter(areas, np.intp, len(names))
