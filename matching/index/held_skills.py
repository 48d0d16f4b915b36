"""Who holds which skills, by skill and by employee, and how that follows the graph.

Never changed: what is patched shares the postings of all skills that the changed employees don't touch.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import Codes, HeldColumns, Placed, day
from matching.index.evidence import quality
from matching.model import Evidence, HeldSkill

_RUNGS = tuple(Evidence)


@dataclass(frozen=True, slots=True)
class Posting:
    """Who holds one skill, by rising row; all arrays have shape (n_holders,)."""

    rows: NDArray[np.intp]
    levels: NDArray[np.int8]
    evidence: NDArray[np.int8]
    confirmed_days: NDArray[np.int32]
    sources: NDArray[np.int16]
    quality: NDArray[np.float32]

    def where(self, keep: NDArray[np.bool_] | NDArray[np.intp] | slice) -> "Posting":
        """The holders that `keep` picks, in their order."""
        return Posting(
            self.rows[keep],
            self.levels[keep],
            self.evidence[keep],
            self.confirmed_days[keep],
            self.sources[keep],
            self.quality[keep],
        )

    def joined(self, other: "Posting") -> "Posting":
        """The holders of both, by rising row."""
        both = Posting(
            np.concatenate([self.rows, other.rows]),
            np.concatenate([self.levels, other.levels]),
            np.concatenate([self.evidence, other.evidence]),
            np.concatenate([self.confirmed_days, other.confirmed_days]),
            np.concatenate([self.sources, other.sources]),
            np.concatenate([self.quality, other.quality]),
        )
        return both.where(np.argsort(both.rows, kind="stable"))

    def position(self, row: int) -> int:
        """Where an employee who holds the skill stands in the posting."""
        return int(self.rows.searchsorted(row))


@dataclass(frozen=True, slots=True)
class HeldSkills:
    """Postings by skill, and the skills of each row; sources are numbers of `sources`."""

    postings: Mapping[str, Posting] = field(default_factory=dict)
    of_row: tuple[tuple[str, ...], ...] = ()
    sources: Codes = field(default_factory=Codes)

    def of(self, row: int, skill: str) -> HeldSkill | None:
        """What one employee has of one skill."""
        if skill not in self.of_row[row]:
            return None
        posting = self.postings[skill]
        at = posting.position(row)
        return HeldSkill(
            skill=skill,
            level=posting.levels.item(at),
            evidence=_RUNGS[posting.evidence.item(at)],
            source=self.sources.names[posting.sources.item(at)],
            confirmed_on=day(posting.confirmed_days.item(at)),
        )

    def on(self, today: date) -> Self:
        """The same seen from another day: evidence has faded further."""
        aged = {
            skill: replace(posting, quality=quality(posting.evidence, posting.confirmed_days, today=today))
            for skill, posting in self.postings.items()
        }
        return replace(self, postings=aged)

    def patched(self, held: HeldColumns, at: Placed, *, today: date) -> Self:
        """With what these employees hold now in the place of what they held before."""
        skills, numbers = Codes().encode(held.skills)
        now: dict[int, list[str]] = {}
        for position, number in zip(held.holder.tolist(), numbers.tolist(), strict=True):
            now.setdefault(position, []).append(skills.names[number])
        of_row = [*self.of_row, *[()] * (at.size - len(self.of_row))]
        leavers: dict[str, list[int]] = {}
        for position, row in enumerate(at.rows.tolist()):
            for skill in of_row[row]:
                leavers.setdefault(skill, []).append(row)
            of_row[row] = tuple(now.get(position, ()))

        postings = dict(self.postings)
        for skill, left in leavers.items():
            posting = postings[skill]
            postings[skill] = posting.where(~np.isin(posting.rows, np.array(left, np.intp)))
        sources, source_numbers = self.sources.encode(held.sources)
        entries = Posting(
            rows=at.rows[held.holder],
            levels=held.levels,
            evidence=held.evidence,
            confirmed_days=held.confirmed_days,
            sources=source_numbers.astype(np.int16),
            quality=quality(held.evidence, held.confirmed_days, today=today),
        )
        order = np.lexsort((entries.rows, numbers))  # one sort for all skills
        entries = entries.where(order)
        bounds = np.searchsorted(numbers[order], np.arange(len(skills.names) + 1)).tolist()
        for number, skill in enumerate(skills.names):
            posting = entries.where(slice(bounds[number], bounds[number + 1]))
            known = postings.get(skill)
            postings[skill] = posting if known is None or not len(known.rows) else known.joined(posting)
        return type(self)(postings, tuple(of_row), sources)
