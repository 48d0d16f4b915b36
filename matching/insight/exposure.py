"""How suggestions fall on groups, and who of those suggested is chosen: so that bias shows, without names.

Counted are people, not suggestions: who was suggested at least once in a month (30 days), and who of those
was chosen at least once in it. Each share has its 95 % interval, and how much it has changed since the month
before (`matching.insight.intervals`). Groups of fewer than ten are hidden, with as many others as it takes so
that they can't be worked out (`matching.insight.small_groups`); of a group with fewer than ten who were
suggested nothing is said of who was chosen. Whoever hides from who reads is in no group.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index.index import Index
from matching.insight.intervals import Difference, Share, difference
from matching.insight.small_groups import shown
from matching.model import FULL_TIME

# Days of a month in these figures, so that all months are as long. By definition.
MONTH_DAYS = 30
# Beginnings of ISCO-08 groups (ILO 2012) whose work mostly has no desk: health professionals and associates,
# teachers, service and sales, agriculture, crafts, machines, and elementary work. By eye: some of each sit at
# one, but what is asked for is a frontline that reads its mail seldom.
NO_DESK = ("22", "23", "32", "5", "6", "7", "8", "9")

Members = dict[str, set[str]]
"""Groups by their ids, each with the ids of its employees."""


class Dimension(StrEnum):
    """By what employees are grouped; a group's `id` is a workplace's, a profession's, or a word."""

    AREA = "area"
    WORKPLACE = "workplace"
    PROFESSION = "profession"
    HOURS = "hours"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Month:
    """Who (ids) was suggested in a month, and who was chosen."""

    suggested: Set[str] = frozenset()
    chosen: Set[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of employees: how many of them were suggested this month, and how many of those were chosen.

    `against_all` is the part suggested of the group divided by that of all employees: 1 is even. `chosen`
    is None where fewer than ten were suggested, or it would tell of such a group; a change likewise.
    """

    dimension: Dimension
    id: str
    suggested: Share
    suggested_change: Difference
    against_all: float
    chosen: Share | None
    chosen_change: Difference | None


def exposure_report(index: Index, *, now: Month, before: Month) -> tuple[Group, ...]:
    """Every group that can be shown, by dimension and size."""
    everybody = _members(index)
    overall = _share(set().union(*everybody[Dimension.HOURS].values()), now.suggested)
    areas = _Visible()
    found: list[Group] = []
    for dimension, members in everybody.items():
        visible = _visible(index, dimension, members, now=now, before=before, areas=areas)
        if dimension is Dimension.AREA:
            areas = visible
        found += (
            Group(
                dimension=dimension,
                id=id,
                suggested=(suggested := _share(members[id], now.suggested)),
                suggested_change=difference(suggested, _share(members[id], before.suggested)),
                against_all=suggested.value / overall.value if overall.count else 1.0,
                chosen=_chosen(members[id], now) if id in visible.chosen else None,
                chosen_change=difference(_chosen(members[id], now), _chosen(members[id], before))
                if id in visible.chosen & visible.chosen_before
                else None,
            )
            for id in sorted(visible.groups, key=lambda id: (-len(members[id]), id))
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Visible:
    """Which groups are shown, and of which it is shown who was chosen, this month and the one before."""

    groups: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()
    chosen_before: frozenset[str] = frozenset()


def _visible(
    index: Index, dimension: Dimension, members: Members, *, now: Month, before: Month, areas: _Visible
) -> _Visible:
    """What can be shown of the groups of a dimension; of workplaces, inside those of `areas` that are."""

    def visible(sizes: Mapping[str, int], within: frozenset[str], hidden: Set[str]) -> frozenset[str]:
        if dimension is not Dimension.WORKPLACE:
            return shown(sizes, hidden=hidden)
        inside: dict[str, dict[str, int]] = {}
        for id, size in sizes.items():
            inside.setdefault(index.area_of(id), {})[id] = size
        return frozenset().union(*(shown(inside[area], hidden=hidden) for area in within & inside.keys()))

    groups = visible({id: len(of) for id, of in members.items()}, areas.groups, frozenset())
    chosen, chosen_before = (
        visible(
            {id: len(of & month.suggested) for id, of in members.items()}, within, members.keys() - groups
        )
        for month, within in ((now, areas.chosen), (before, areas.chosen_before))
    )
    return _Visible(groups, chosen, chosen_before)


def _members(index: Index) -> dict[Dimension, Members]:
    """The employees (ids) of every group; areas before the workplaces in them."""
    workforce, rows = index.workforce, np.flatnonzero(index.workforce.active)
    ids = [workforce.ids[row] for row in rows.tolist()]
    workplaces, professions = workforce.workplaces.names, workforce.professions.names

    def grouped(names: Sequence[str], group: NDArray[Any]) -> Members:
        found: Members = {}
        for id, code in zip(ids, group[rows].tolist(), strict=True):
            found.setdefault(names[code], set()).add(id)
        return found

    return {
        Dimension.AREA: grouped([index.area_of(each) for each in workplaces], workforce.workplace),
        Dimension.WORKPLACE: grouped(workplaces, workforce.workplace),
        Dimension.PROFESSION: grouped(professions, workforce.profession),
        Dimension.HOURS: grouped(["full_time", "part_time"], workforce.weekly_hours < FULL_TIME),
        Dimension.DESK: grouped([_desk(index, each) for each in professions], workforce.profession),
    }


def _desk(index: Index, profession: str) -> str:
    known = index.professions.get(profession)
    if known is None or not known.isco:
        return "not_known"
    return "no_desk" if known.isco.startswith(NO_DESK) else "desk"


def _share(members: Set[str], of: Set[str]) -> Share:
    """How many of a group's members; of nobody it is none of one."""
    return Share(len(members & of), max(1, len(members)))


def _chosen(members: Set[str], month: Month) -> Share:
    return _share(members & month.suggested, month.chosen)
