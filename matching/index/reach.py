"""Who can meet a need at all: everybody who holds the required skill or one that can stand in for it.

The same skills are asked for again and again, so what was found is kept and used as long as the
postings it came from are the ones in the workforce.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.cache import Cache
from matching.index.evidence import level_fit
from matching.index.held_skills import Posting
from matching.index.taxonomy import Neighbour, Taxonomy
from matching.index.workforce import Workforce
from matching.model import Requirement

# An essential requirement weighs as much as one and a half others. By eye.
ESSENTIAL = 1.5
# Reaches that are kept, each of a skill and a level. By eye: more than are asked for in a week.
MOST_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Reach:
    """All employees who can meet one need, by rising row.

    `rows` (n,); `values` (n,) in [0, 1] is how well: the best of closeness · level fit · evidence ·
    freshness over the skills they hold; `by` (n,) is the position in `neighbours` of that skill.
    """

    neighbours: tuple[Neighbour, ...]
    postings: tuple[Posting | None, ...]
    rows: NDArray[np.int32]
    values: NDArray[np.float64]
    by: NDArray[np.int16]

    def best_held(self, row: int) -> Neighbour | None:
        """By which skill an employee meets the need best."""
        at = int(self.rows.searchsorted(row))
        return self.neighbours[self.by[at]] if at < len(self.rows) and self.rows[at] == row else None


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement with its share of all weight, in (0, 1], and everybody who can meet it."""

    requirement: Requirement
    share: float
    reach: Reach


class Reaches:
    """The reaches asked for lately, by skill and level. Safe to share between threads and indexes."""

    def __init__(self) -> None:
        self._kept: Cache[tuple[str, int], Reach] = Cache(MOST_KEPT)

    def of(self, skill: str, level: int, *, workforce: Workforce, taxonomy: Taxonomy) -> Reach:
        """Who can meet the need for a skill at a level; kept, unless the graph has changed there."""
        neighbours = taxonomy.neighbours(skill)
        postings = tuple(map(workforce.skills.postings.get, (each.skill for each in neighbours)))
        known = self._kept.get((skill, level))
        if known is not None and known.neighbours == neighbours and _same(known.postings, postings):
            return known
        return self._kept.put((skill, level), _reach(neighbours, postings, level))


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


def _same(some: tuple[Posting | None, ...], others: tuple[Posting | None, ...]) -> bool:
    return all(one is other for one, other in zip(some, others, strict=True))


def _reach(neighbours: tuple[Neighbour, ...], postings: tuple[Posting | None, ...], level: int) -> Reach:
    """All postings side by side; of each employee the best one stays, the closer one where they are equal."""
    fit = level_fit(level)
    held = [(n, p) for n, p in enumerate(postings) if p is not None and len(p.rows)]
    if not held:
        return Reach(neighbours, postings, np.empty(0, np.int32), np.empty(0), np.empty(0, np.int16))
    rows = np.concatenate([posting.rows for _, posting in held])
    sizes = [len(posting.rows) for _, posting in held]
    by = np.repeat(np.array([n for n, _ in held], np.int16), sizes)
    values = np.repeat([neighbours[n].closeness for n, _ in held], sizes)
    values *= fit[np.concatenate([posting.levels for _, posting in held])]
    values *= np.concatenate([posting.quality for _, posting in held])
    order = np.argsort(rows, kind="stable")  # each posting is sorted already, which this makes use of
    rows, values = rows[order], values[order]
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    most = np.maximum.reduceat(values, starts)
    best = np.flatnonzero(values == np.repeat(most, np.diff(starts, append=len(rows))))
    best = best[np.flatnonzero(np.diff(rows[best], prepend=-1))]
    return Reach(neighbours, postings, rows[best].astype(np.int32), most, by[order[best]])
