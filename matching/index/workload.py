"""How busy colleagues are: hours that open tasks take, recent suggestions, open invitations.

    exposure(e) = c / (c + HALF),   c = Σ over suggestions of e of 0.5 ^ (days since / HALF_LIFE_DAYS)

A suggestion is a move of an invitation into proposed or invited (`matching.invitation`); what became of
it is read by nothing here, so a decline costs nobody anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.invitation import DEFAULT_CAP, Waiting
from matching.model import Period, Task

# Days until a suggestion counts half. By eye; what it spares the busiest is measured by `bench.exposure`.
HALF_LIFE_DAYS = 30.0
# So many suggestions today, or twice as many a month ago, are an exposure of one half. By eye, as above.
HALF = 1.0
# Days after which suggestions aren't read: ten half-lives, when they count less than a thousandth.
# By definition.
REMEMBERED_DAYS = 300
# Hours a week that a seat in a team takes where nobody says how many: half a day. By eye.
SEAT_HOURS = 4.0
# From so many free hours a week on somebody is as available as can be: enough for two such seats. By eye.
ENOUGH_HOURS = 2 * SEAT_HOURS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Load:
    """Faded suggestions of each employee on a day, (n_rows,), and the invitations that wait, by id."""

    on: date
    suggested: Floats = field(default_factory=lambda: np.zeros(0))
    waiting: Mapping[str, Waiting] = field(default_factory=dict)

    @property
    def exposure(self) -> Floats:
        """How often each employee was suggested lately, in [0, 1), (n_rows,)."""
        found: Floats = self.suggested / (self.suggested + HALF)
        return found

    def patched(
        self,
        suggestions: Iterable[tuple[str, date]],
        waiting: Iterable[Waiting],
        *,
        row_of: Mapping[str, int],
        on: date,
    ) -> Self:
        """With suggestions (employee and day) that were not counted yet, seen from the day `on`.

        Each of `waiting` replaces what was known of that invitation.
        """
        faded = np.zeros(len(row_of))
        faded[: len(self.suggested)] = self.suggested * _fading((on - self.on).days)
        for employee, day in suggestions:
            row = row_of.get(employee)
            if row is not None:
                faded[row] += _fading(max(0, (on - day).days))
        known = {**self.waiting, **{each.id: each for each in waiting}}
        return type(self)(on, faded, {id: each for id, each in known.items() if each.waits(on)})

    def full(self, caps: NDArray[np.float32], *, row_of: Mapping[str, int]) -> NDArray[np.bool_]:
        """Who has as many unanswered invitations as they want, (n_rows,); `caps` are NaN where not said."""
        counts = np.zeros(len(row_of))
        for each in self.waiting.values():
            row = row_of.get(each.employee)
            if row is not None:
                counts[row] += 1
        reached: NDArray[np.bool_] = counts >= np.nan_to_num(caps, nan=float(DEFAULT_CAP))
        return reached


@dataclass(frozen=True, slots=True)
class Workload:
    """How busy everybody is on the day of `load`; arrays of shape (n_rows,).

    `hours` a week go to open tasks, `exposure` in [0, 1) is how often each was suggested lately, and `full`
    says who wants no more invitations now.
    """

    load: Load
    hours: NDArray[np.float32]
    exposure: Floats
    full: NDArray[np.bool_]

    @classmethod
    def of(
        cls, load: Load, open_tasks: Iterable[Task], *, row_of: Mapping[str, int], caps: NDArray[np.float32]
    ) -> Self:
        """What follows from the load and the open tasks; `caps` are NaN where not said."""
        hours = assigned_hours(open_tasks, row_of=row_of)
        return cls(load, hours, load.exposure, load.full(caps, row_of=row_of))


def assigned_hours(
    open_tasks: Iterable[Task],
    *,
    row_of: Mapping[str, int],
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> NDArray[np.float32]:
    """Hours a week that employees give to open tasks, (n_rows,); of a period those that fall into it."""
    first, last = starts_on or date.min, ends_on or date.max
    hours = np.zeros(len(row_of), np.float32)
    for task in open_tasks:
        for each in task.assignments:
            row = row_of.get(each.employee)
            if row is not None:
                hours[row] += sum(once.hours for once in each.periods if _falls_into(once, first, last))
    return hours


def _falls_into(period: Period, first: date, last: date) -> bool:
    return (period.started_on or date.min) <= last and (period.ended_on or date.max) >= first


def _fading(days: int) -> float:
    return float(0.5 ** (days / HALF_LIFE_DAYS))
