"""Where in the house a skill is, and what a workplace can, in figures that tell of ten or more alone.

A workplace's figure stands beside those of its neighbours, and above them the one of what holds them all. So
it is told only where nobody can be worked out from these, all the way up (`small_groups.shown`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from matching.index.index import Index
from matching.insight.small_groups import SMALLEST_GROUP, shown
from matching.model import Evidence

_ITSELF = ""
"""Those who work at a workplace that has others below it, beside these."""


def areas_with(index: Index, employees: Sequence[str]) -> dict[str, int]:
    """How many of these employees (ids) work in which area, as far as that may be told."""
    sizes = Counter(index.area_of(index.workplace_of(row)) for row in index.rows_of(employees))
    return {area: sizes[area] for area in shown(sizes)}


def abilities(index: Index, workplace: str) -> dict[str, int | None]:
    """What people at a workplace, or below it, say they can or have shown, and how many of them.

    None where that is not told; nothing at all where fewer than ten work there.
    """
    workforce, inside = index.workforce, index.below([workplace])
    if (inside[workforce.workplace] & workforce.active).sum() < SMALLEST_GROUP:
        return {}
    steps = list(_steps(index, workplace))
    found: dict[str, int | None] = {}
    for skill, posting in workforce.skills.postings.items():
        rows = posting.rows[(posting.evidence > Evidence.ASSUMED) & workforce.active[posting.rows]]
        counts = np.bincount(workforce.workplace[rows], minlength=len(inside))
        here = int(counts[inside].sum())
        if here:
            found[skill] = here if here >= SMALLEST_GROUP and _is_told(counts, steps) else None
    return found


Groups = dict[str, NDArray[np.bool_]]
"""The workplaces right below another one, each with its codes and those below it, (n_workplace_codes,)."""


def _steps(index: Index, workplace: str) -> Iterator[tuple[str, Groups]]:
    """Down from the top: the next workplace on the way, among those beside it."""
    way = index.ancestors(workplace)[::-1]
    for above, next_one in pairwise(way):
        groups = {id: index.below([id]) for id, each in index.workplaces.items() if each.part_of == above}
        groups[_ITSELF] = index.below([above]) & ~np.logical_or.reduce(list(groups.values()))
        yield next_one, groups


def _is_told(counts: NDArray[np.intp], steps: Sequence[tuple[str, Groups]]) -> bool:
    return all(
        next_one in shown({id: int(counts[codes].sum()) for id, codes in groups.items()})
        for next_one, groups in steps
    )
