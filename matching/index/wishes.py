"""Who wants to learn which skill, or can teach it: what people say of themselves, by skill.

Kept by employee too, so that what changes takes work in proportion to what it touches.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import Placed

_NOBODY = np.empty(0, np.intp)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Skills by the row of the employee, and rows (n_who_say_so,), rising, by skill."""

    skills_of: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    rows_of: Mapping[str, NDArray[np.intp]] = field(default_factory=dict)

    def of(self, skill: str) -> NDArray[np.intp]:
        """The rows of those who name a skill."""
        return self.rows_of.get(skill, _NOBODY)

    def patched(self, skills: Sequence[Sequence[str] | None], at: Placed) -> Self:
        """With what these employees say now in the place of what they said before."""
        skills_of = dict(self.skills_of)
        touched: dict[str, tuple[list[int], list[int]]] = {}
        same: dict[str, str] = {}  # of equal strings one is kept
        for row, said in zip(at.rows.tolist(), skills, strict=True):
            before = skills_of.pop(row, ())
            named = tuple(same.setdefault(skill, skill) for skill in said or ())
            if named:
                skills_of[row] = named
            for skill in before:
                touched.setdefault(skill, ([], []))[0].append(row)
            for skill in named:
                touched.setdefault(skill, ([], []))[1].append(row)
        rows_of = dict(self.rows_of)
        for skill, (left, joined) in touched.items():
            stayed = np.setdiff1d(self.of(skill), np.array(left, np.intp), assume_unique=True)
            rows_of[skill] = np.union1d(stayed, np.array(joined, np.intp))
        return type(self)(skills_of, rows_of)
