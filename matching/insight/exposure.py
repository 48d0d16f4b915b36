"""How suggestions fall on areas, professions and part-time, for HR to see that nobody is left out.

Faded suggestions (`matching.index.workload`) a head. Groups of fewer than ten are left out, and so is the
smallest one shown where only one would be hidden, since what is hidden could be worked out from the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matching.index.index import Index
from matching.insight.organisation import SMALLEST_GROUP
from matching.model import FULL_TIME


class Dimension(StrEnum):
    """By what employees are grouped; `id` of a group is a workplace's, a profession's, or a word."""

    AREA = "area"
    PROFESSION = "profession"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of employees: how many, and how often each was suggested lately, in the mean.

    `share` is the group's part of all suggestions divided by its part of all employees: 1 is even.
    """

    dimension: Dimension
    id: str
    employees: int
    suggested: float
    share: float


def exposure_report(index: Index) -> tuple[Group, ...]:
    """Every group of at least ten employees, by dimension and size."""
    workforce = index.workforce
    active = np.flatnonzero(workforce.active)
    suggested = index.workload.load.suggested[active]
    areas = np.array([index.area_of(id) for id in workforce.workplaces.names], object)
    professions = np.array(workforce.professions.names, object)
    part_time = workforce.weekly_hours[active] < FULL_TIME
    columns = {
        Dimension.AREA: areas[workforce.workplace[active]],
        Dimension.PROFESSION: professions[workforce.profession[active]],
        Dimension.HOURS: np.where(part_time, "part_time", "full_time"),
    }
    return tuple(group for key, ids in columns.items() for group in _groups(key, ids, suggested))


def _groups(
    dimension: Dimension, ids: NDArray[np.object_], suggested: NDArray[np.float64]
) -> Iterable[Group]:
    overall = float(suggested.mean()) if len(suggested) else 0.0
    found = []
    for id in sorted(set(ids.tolist())):
        inside = ids == id
        mean = float(suggested[inside].mean())
        share = mean / overall if overall else 1.0
        found.append(
            Group(
                dimension=dimension,
                id=id,
                employees=int(inside.sum()),
                suggested=round(mean, 2),
                share=round(share, 2),
            )
        )
    found.sort(key=lambda group: (-group.employees, group.id))
    shown = [group for group in found if group.employees >= SMALLEST_GROUP]
    return shown[:-1] if len(found) - len(shown) == 1 else shown
