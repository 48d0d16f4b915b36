"""Who can meet a need at all: everybody who holds the required skill or one that can stand in for it.

The same skills are asked for again and again, so what was found is kept and used as long as the
postings it came from are the ones in the workforce.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.cache import Cache
from matching.index.evidence import level_fit
from matching.index.held_skills import Posting
from matching.index.professions import Usual
from matching.index.taxonomy import COVERING, Neighbour, Taxonomy
from matching.index.workforce import Workforce
from matching.model import Evidence, Requirement

# An essential requirement weighs as much as one and a half others. By eye.
ESSENTIAL = 1.5
# The part that counts of a need that isn't usual in the employee's profession, by how we know that they meet
# it: what others have seen them do is worth more. Chosen on tasks judged by hand (`bench.people`).
BESIDE_PROFESSION = {
    Evidence.ASSUMED: 0.5,
    Evidence.SELF_STATED: 0.5,
    Evidence.CONFIRMED: 0.6,
    Evidence.USED: 0.6,
}
# Reaches that are kept, each of a skill and a level. By eye: more than are asked for in a week.
MOST_KEPT = 8192


Columns = tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.float64], NDArray[np.int16]]
"""Of a `Reach`: rows, values, counted and by."""


@dataclass(frozen=True, slots=True)
class Reach:
    """All employees who can meet one need, by rising row.

    `rows` (n,); `values` (n,) in [0, 1] is how well: closeness · level fit · evidence · freshness of the
    skill that counts most; `by` (n,) is its position in `neighbours`. `counted` (n,) in (0, 1] is the part of
    it that counts where somebody is chosen: all, where the need is usual in their profession. That follows
    from `usual` and the `professions` by their codes.
    """

    neighbours: tuple[Neighbour, ...]
    postings: tuple[Posting | None, ...]
    usual: Usual
    professions: tuple[str, ...]
    rows: NDArray[np.int32]
    values: NDArray[np.float64]
    counted: NDArray[np.float64]
    by: NDArray[np.int16]

    def best_held(self, row: int) -> Neighbour | None:
        """By which skill an employee meets the need best."""
        at = int(self.rows.searchsorted(row))
        return self.neighbours[self.by[at]] if at < len(self.rows) and self.rows[at] == row else None

    def counted_of(self, row: int) -> float:
        """The part that counts of what an employee meets the need by; 1 of who doesn't."""
        at = int(self.rows.searchsorted(row))
        return float(self.counted[at]) if at < len(self.rows) and self.rows[at] == row else 1.0

    def in_trade(self, rows: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Which of the rows have the skill itself or a narrower one, as is usual in their profession."""
        itself = np.array([neighbour.relation in COVERING for neighbour in self.neighbours])
        inside: NDArray[np.bool_] = np.isin(rows, self.rows[itself[self.by] & (self.counted == 1.0)])
        return inside


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement with its share of all weight, in (0, 1], and everybody who can meet it."""

    requirement: Requirement
    share: float
    reach: Reach

    @property
    def certainty(self) -> float:
        """How sure it is that this is needed: 1 where a person said so, else its probability."""
        return 1.0 if self.requirement.confirmed else self.requirement.weight


class Reaches:
    """The reaches asked for lately, by skill and level. Safe to share between threads and indexes.

    `beside` is the part that counts of a need beside the profession, by how it is known.
    """

    def __init__(self, beside: Mapping[Evidence, float] = BESIDE_PROFESSION) -> None:
        self._beside = np.array([beside[rung] for rung in Evidence])
        self._kept: Cache[tuple[str, int], Reach] = Cache(MOST_KEPT)

    def of(self, skill: str, level: int, *, workforce: Workforce, taxonomy: Taxonomy, usual: Usual) -> Reach:
        """Who can meet the need for a skill at a level; kept, unless the graph has changed there."""
        neighbours = taxonomy.neighbours(skill)
        postings = tuple(map(workforce.skills.postings.get, (each.skill for each in neighbours)))
        known = self._kept.get((skill, level))
        if (
            known is not None
            and known.neighbours == neighbours
            and _same(known.postings, postings)
            and known.usual is usual
            and known.professions is workforce.professions.names
        ):
            return known
        names = workforce.professions.names
        within = usual.in_professions(skill, names)
        rows, values, counted, by = _reached(
            neighbours,
            postings,
            level,
            parts=np.where(within[:, None], 1.0, self._beside),
            profession=workforce.profession,
        )
        found = Reach(neighbours, postings, usual, names, rows, values, counted, by)
        return self._kept.put((skill, level), found)


def best_of(needs: Iterable[Need], rows: NDArray[np.intp], *, n_rows: int) -> NDArray[np.float64]:
    """How well each of the rows meets each need, as far as it counts, (n_needs, len(rows)), in [0, 1].

    `n_rows` is how many the workforce has.
    """
    needs = tuple(needs)
    at = np.full(n_rows, len(rows), np.intp)  # one column more takes in all who are not among the rows
    at[rows] = np.arange(len(rows))
    best = np.zeros((len(needs), len(rows) + 1))
    for met, need in zip(best, needs, strict=True):
        met[at[need.reach.rows]] = need.reach.values * need.reach.counted
    return best[:, :-1]


def summed(weights: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each person's values (n_needs, n) times the weights (n_needs,), summed over the needs in order, (n,).

    A matrix product would take people in groups: the last bit of a sum would tell of how many there are.
    """
    total = np.zeros(values.shape[1])
    for weight, row in zip(weights, values, strict=True):
        total += weight * row
    return total


def levels_of(needs: Sequence[Need], rows: NDArray[np.integer], *, n_rows: int) -> NDArray[np.int8]:
    """The level that each of the rows can cover each need at, 0 to 5, (n_needs, len(rows)).

    That is the highest of the skill itself or a narrower one, if it is more than assumed.
    """
    at = np.full(n_rows, len(rows), np.intp)  # one column more takes in all who are not among the rows
    at[rows] = np.arange(len(rows))
    levels = np.zeros((len(needs), len(rows) + 1), np.int8)
    for level, need in zip(levels, needs, strict=True):
        for neighbour, posting in zip(need.reach.neighbours, need.reach.postings, strict=True):
            if posting is not None and neighbour.relation in COVERING:
                counts = posting.evidence > Evidence.ASSUMED
                places = at[posting.rows[counts]]
                level[places] = np.maximum(level[places], posting.levels[counts])
    return levels[:, :-1]


def _same(some: tuple[Posting | None, ...], others: tuple[Posting | None, ...]) -> bool:
    return all(one is other for one, other in zip(some, others, strict=True))


def _reached(
    neighbours: tuple[Neighbour, ...],
    postings: tuple[Posting | None, ...],
    level: int,
    *,
    parts: NDArray[np.float64],
    profession: NDArray[np.int32],
) -> Columns:
    """All postings side by side; of each employee the best one stays, the closer one where they are equal.

    `parts` (n_professions, n_rungs) is what counts; `profession` (n_rows,) has codes of professions.
    """
    fit = level_fit(level)
    held = [(n, p) for n, p in enumerate(postings) if p is not None and len(p.rows)]
    if not held:
        none = np.empty(0)
        return np.empty(0, np.int32), none, none, np.empty(0, np.int16)
    rows = np.concatenate([posting.rows for _, posting in held])
    sizes = [len(posting.rows) for _, posting in held]
    by = np.repeat(np.array([n for n, _ in held], np.int16), sizes)
    values = np.repeat([neighbours[n].closeness for n, _ in held], sizes)
    values *= fit[np.concatenate([posting.levels for _, posting in held])]
    values *= np.concatenate([posting.quality for _, posting in held])
    counted = parts[profession[rows], np.concatenate([posting.evidence for _, posting in held])]
    order = np.argsort(rows, kind="stable")  # each posting is sorted already, which this makes use of
    rows, worth = rows[order], (values * counted)[order]
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    most = np.maximum.reduceat(worth, starts)
    best = np.flatnonzero(worth == np.repeat(most, np.diff(starts, append=len(rows))))
    best = best[np.flatnonzero(np.diff(rows[best], prepend=-1))]
    at = order[best]
    return rows[best].astype(np.int32), values[at], counted[at], by[at]
