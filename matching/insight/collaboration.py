"""How workplaces work together: tasks that they completed together, and who joins them.

    together(a, b, year) = how many tasks that ended in the year had somebody from both
    bridge(e)            = Σ over workplaces b other than e's own a of 1 / n(a, b),

where n(a, b) is how many employees of a have completed a task with somebody of b: to be the only one who
has counts one, to be one of many next to nothing (a simple measure of structural holes, Burt 1992).
Employees count for the workplace where they are now. Groups of fewer than ten are left out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matching.index.cache import once_an_index
from matching.index.columns import day
from matching.index.index import Index
from matching.insight.small_groups import SMALLEST_GROUP
from matching.model import Visibility


@dataclass(frozen=True, slots=True)
class Collaboration:
    """Tasks together by year: `tasks[year]` is (n_groups, n_groups), symmetric, nothing on the diagonal.

    `groups` are ids of workplaces with `SMALLEST_GROUP` employees or more, and `employees` how many.
    """

    groups: tuple[str, ...]
    employees: tuple[int, ...]
    tasks: dict[int, csr_array]

    @property
    def pairs(self) -> list[tuple[int, int, int, int]]:
        """Year, position of one group and of a later one, and their tasks together; in this order."""
        found = []
        for year, matrix in sorted(self.tasks.items()):
            ones, others = (each.tolist() for each in matrix.tocoo().coords)
            for one, other, tasks in zip(ones, others, matrix.tocoo().data.tolist(), strict=True):
                if one < other:
                    found.append((year, one, other, tasks))
        return found


@dataclass(frozen=True, slots=True)
class Bridge:
    """Somebody who consents to be shown as one who joins workplaces: how many, and what hangs by them."""

    employee: str
    workplaces: int
    score: float


@once_an_index
def collaboration(index: Index, *, by_area: bool) -> Collaboration:
    """Which workplaces, or areas (what lies right below the top), completed tasks together in which year."""
    group_of, names = _groups(index, by_area=by_area)
    joint_work, sizes = index.history.joint_work, _sizes(index, group_of, len(names))
    shown = np.flatnonzero(sizes >= SMALLEST_GROUP)
    years = np.array([day(number).year for number in joint_work.closed_days.tolist()], np.int32)
    in_group = _took_part_by_group(index, group_of, len(names))[:, shown]
    tasks = {}
    for year in np.unique(years[joint_work.alive]).tolist():
        of_year = in_group[np.flatnonzero(joint_work.alive & (years == year))]
        together = (of_year.T @ of_year).tolil()
        together.setdiag(0)
        tasks[year] = csr_array(together.tocsr())
        tasks[year].eliminate_zeros()
    return Collaboration(
        groups=tuple(names[number] for number in shown.tolist()),
        employees=tuple(sizes[shown].tolist()),
        tasks=tasks,
    )


@once_an_index
def large_workplaces(index: Index) -> frozenset[str]:
    """The workplaces (ids) with ten employees or more, which can be named in statistics."""
    names = index.workforce.workplaces.names
    sizes = _sizes(index, np.arange(len(names)), len(names))
    return frozenset(names[number] for number in np.flatnonzero(sizes >= SMALLEST_GROUP).tolist())


@once_an_index
def bridges(index: Index) -> tuple[Bridge, ...]:
    """Those who consented to be shown, by how much hangs by them; equal ones by id."""
    workforce, joint_work = index.workforce, index.history.joint_work
    size = len(workforce.workplaces.names)
    codes = np.arange(size)
    took_part = joint_work.took_part[np.flatnonzero(joint_work.alive)]
    with_group = _took_part_by_group(index, codes, size)[np.flatnonzero(joint_work.alive)]
    met = csr_array(took_part.T @ with_group).tocoo()
    rows, others = met.coords
    own = workforce.workplace[rows]
    across = (own != others) & workforce.active[rows]
    rows, others, own = rows[across], others[across], own[across]
    pair, counts = np.unique(own.astype(np.int64) * size + others, return_inverse=True, return_counts=True)[
        1:
    ]
    shares = 1.0 / counts[pair]
    smallest = np.argsort(shares, kind="stable")  # added up in that order, whoever else took part
    scores = np.bincount(rows[smallest], shares[smallest], minlength=len(workforce.ids))
    reached = np.bincount(rows, minlength=len(workforce.ids))
    seen = workforce.seen_by(Visibility.LEADS)
    consenting = np.flatnonzero(workforce.shows_bridges & seen & (reached > 0))
    found = (Bridge(workforce.ids[row], int(reached[row]), float(scores[row])) for row in consenting.tolist())
    return tuple(sorted(found, key=lambda each: (-each.score, each.employee)))


def _sizes(index: Index, group_of: NDArray[np.intp], size: int) -> NDArray[np.intp]:
    """How many employees each group has, (size,)."""
    workforce = index.workforce
    return np.bincount(group_of[workforce.workplace[workforce.active]], minlength=size)


def _groups(index: Index, *, by_area: bool) -> tuple[NDArray[np.intp], list[str]]:
    """For each workplace code the number of its group, (n_codes,), and the groups' ids."""
    names = index.workforce.workplaces.names
    if not by_area:
        return np.arange(len(names)), list(names)
    ids: dict[int, str] = {}
    for number, name in zip(index.areas.tolist(), names, strict=True):
        ids.setdefault(number, index.area_of(name))
    return index.areas, [ids[number] for number in range(len(ids))]


def _took_part_by_group(index: Index, group_of: NDArray[np.intp], size: int) -> csr_array:
    """1 where anybody of a group took part in a task, (n_tasks, size)."""
    took_part = index.history.joint_work.took_part
    of_member = group_of[index.workforce.workplace[took_part.indices]]
    tasks = np.repeat(np.arange(took_part.shape[0]), np.diff(took_part.indptr))
    found = csr_array((np.ones(len(tasks), np.int32), (tasks, of_member)), shape=(took_part.shape[0], size))
    found.data[:] = 1
    return found
