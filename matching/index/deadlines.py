"""Until when employees have each kind of qualification, or which end they dispute: columns by kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import Placed, days
from matching.model import OwnQualification, Qualification

# The last day of what never ends. By definition: later than any other.
NO_END = float("inf")

Said = Qualification | OwnQualification


@dataclass(frozen=True, slots=True)
class Deadlines:
    """By kind, the last day (since 1970-01-01) that each row's employee has one to, or disputes, if any."""

    of_kind: Mapping[str, Mapping[int, float]] = field(default_factory=dict)

    def of(self, kind: str, size: int) -> NDArray[np.float64]:
        """Everybody's last day, (size,); NaN where they have none."""
        found = np.full(size, np.nan)
        known = self.of_kind.get(kind, {})
        found[list(known)] = list(known.values())
        return found

    def last(self, kind: str, row: int) -> float | None:
        """The last day of the employee in a row."""
        return self.of_kind.get(kind, {}).get(row)

    def patched(self, values: Sequence[Sequence[Said] | None], at: Placed) -> Self:
        """With what these employees have, or dispute, now in the place of what they did."""
        ends = ({each.kind: _end(each) for each in said or () if _tells(each)} for said in values)
        now = dict(zip(at.rows.tolist(), ends, strict=True))
        named = {kind for each in now.values() for kind in each}
        of_kind = dict(self.of_kind)
        for kind in (*of_kind, *(named - of_kind.keys())):
            before = of_kind.get(kind, {})
            if kind in named or not now.keys().isdisjoint(before):
                kept = {row: end for row, end in before.items() if row not in now}
                of_kind[kind] = kept | {row: have[kind] for row, have in now.items() if kind in have}
        return type(self)(of_kind)


def _tells(said: Said) -> bool:
    """What HR says does; of what somebody says themselves, what they dispute."""
    return isinstance(said, Qualification) or said.disputes


def _end(said: Said) -> float:
    return NO_END if said.valid_until is None else float(days(said.valid_until))
