"""Whom colleagues say that they know, by id, and the day they said so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from matching.index.columns import Placed, days


@dataclass(frozen=True, slots=True)
class Acquaintances:
    """Days since 1970-01-01 by who declared and by whom they named, and the other way round."""

    named: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    named_by: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def of(self, employee: str) -> dict[str, int]:
        """Whom an employee knows by their own word or by the other's, and the later day of the two."""
        known = dict(self.named_by.get(employee, {}))
        for id, day in self.named.get(employee, {}).items():
            known[id] = max(day, known.get(id, day))
        return known

    def patched(self, knows: Sequence[Sequence[tuple[str, date]] | None], at: Placed) -> Self:
        """With what these employees say now in the place of what they said before."""
        said = {
            id: {other: days(on) for other, on in now or ()}
            for id, now in zip(at.ids, knows, strict=True)
            if now or id in self.named
        }
        if not said:
            return self
        named, named_by = dict(self.named), dict(self.named_by)
        for id, now in said.items():
            for other in named.pop(id, {}):
                named_by[other] = {by: day for by, day in named_by[other].items() if by != id}
            if now:
                named[id] = now
            for other, day in now.items():
                named_by[other] = {**named_by.get(other, {}), id: day}
        return type(self)(named, named_by)
