"""The way to a stranger: colleagues who have really worked together, or say that they know each other.

A tie comes from completed joint work and from what people declare, and fades with time:

    strength(a, b) = Σ over joint tasks as in `matching.index.ties`
                   + DECLARED · 0.85 ** years since either last said so

The way goes by the fewest steps, at most `MOST_STEPS`; of equally short ways by the one whose weakest tie
is strongest (a widest path, Pollack 1960), then whose other ties are, then by the ids on it. Nobody is on it
whom the asker may not see.

`Ties` is where ties are read from: the index (`of_index`) or the graph (`graph.ties`); both give the same.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import combinations

from matching.index.columns import day, days
from matching.index.index import Index
from matching.index.ties import faded, for_each_pair
from matching.model import Visibility

# Steps of the longest way. By eye: beyond a colleague's colleague's colleague nobody can introduce anybody.
MOST_STEPS = 3
# What it is worth to say that one knows somebody: as much as one task a year ago among five. By eye.
DECLARED = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How two colleagues know each other: closed tasks, newest first, and when either last declared it."""

    strength: float
    tasks: tuple[str, ...] = ()
    declared_on: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way, from one employee to the next."""

    employee: str
    colleague: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class Joint:
    """A closed task with so many participants that two employees took part in, and when it ended."""

    task: str
    ended_on: date
    participants: int


class RequestState(StrEnum):
    """How far a request for an introduction is."""

    ASKED = "asked"
    MADE = "made"
    DECLINED = "declined"


class RequestRefused(Exception):
    """A request for an introduction that cannot be asked or answered like this; `detail` tells why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.detail = f"{why}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """That somebody asks a go-between (`through`) to introduce them to a colleague (`sought`).

    A decline is the go-between's own business: the asker sees no answer, as before.
    """

    id: str
    asker: str
    sought: str
    through: str
    message: str = ""
    state: RequestState = RequestState.ASKED
    asked_on: date
    answered_on: date | None = None

    def seen_by(self, employee: str) -> "Request":
        """The request as one of the three may see it."""
        if self.state is RequestState.DECLINED and employee != self.through:
            return replace(self, state=RequestState.ASKED, answered_on=None)
        return self


def answered(request: Request, state: RequestState, *, on: date) -> Request:
    """The go-between has made the introduction, or doesn't. Raises RequestRefused for a second answer."""
    if request.state is not RequestState.ASKED or state is RequestState.ASKED:
        raise RequestRefused("it has been answered")
    return replace(request, state=state, answered_on=on)


Ties = Callable[[Iterable[str]], Mapping[str, Mapping[str, Tie]]]
"""Employees → for each of them the colleagues whom the asker may see, with the ties to them."""


def way(asker: str, sought: str, ties: Ties) -> tuple[Step, ...]:
    """How the asker gets to know somebody; no steps where there is no way of `MOST_STEPS` or fewer."""
    if asker == sought:
        return ()
    from_asker = ties([asker]).get(asker, {})
    if sought in from_asker:
        return (Step(asker, sought, from_asker[sought]),)
    to_sought = ties([sought]).get(sought, {})
    others = {id: tie for id, tie in from_asker.items() if id != sought}
    ways = [
        (Step(asker, id, tie), Step(id, sought, to_sought[id]))
        for id, tie in others.items()
        if id in to_sought
    ]
    return _widest(ways or _of_three(asker, sought, others, to_sought, ties))


def ways(asker: str, sought: Iterable[str], ties: Ties) -> dict[str, tuple[Step, ...]]:
    """How the asker gets to know each of several; nobody's ties are read twice."""
    known: dict[str, Mapping[str, Tie]] = {}

    def remembered(employees: Iterable[str]) -> Mapping[str, Mapping[str, Tie]]:
        wanted = list(employees)
        if new := [id for id in wanted if id not in known]:
            known.update(ties(new))
        return {id: known[id] for id in wanted if id in known}

    return {id: way(asker, id, remembered) for id in sought}


def _of_three(
    asker: str, sought: str, first: Mapping[str, Tie], last: Mapping[str, Tie], ties: Ties
) -> Iterator[tuple[Step, ...]]:
    inner = ties(first) if last else {}
    for id, tie in first.items():
        for other in inner.get(id, {}).keys() & last.keys() - {asker, id}:
            yield Step(asker, id, tie), Step(id, other, inner[id][other]), Step(other, sought, last[other])


def _widest(ways: Iterable[tuple[Step, ...]]) -> tuple[Step, ...]:
    def weakest_first(steps: tuple[Step, ...]) -> tuple[list[float], list[str]]:
        strengths = sorted(round(step.tie.strength, 9) for step in steps)
        return [-strength for strength in strengths], [step.colleague for step in steps]

    return min(ways, key=weakest_first, default=())


def tie(joint: Iterable[Joint], declared_on: date | None, *, today: date) -> Tie:
    """The tie that follows from joint work and a declaration."""
    newest = sorted(joint, key=lambda each: (-days(each.ended_on), each.task))
    parts = [for_each_pair(faded((today - each.ended_on).days), each.participants) for each in newest]
    if declared_on is not None:
        parts.append(DECLARED * faded((today - declared_on).days))
    return Tie(strength=math.fsum(parts), tasks=tuple(each.task for each in newest), declared_on=declared_on)


def of_index(index: Index, *, audience: Visibility, declared: bool = True) -> Ties:
    """The ties that the index knows, to those whom `audience` may see; those `declared` only if wanted."""
    workforce, joint_work = index.workforce, index.history.joint_work
    seen = workforce.seen_by(audience)

    def of_one(employee: str) -> dict[str, Tie]:
        row = workforce.row_of.get(employee)
        if row is None:
            return {}
        joint: dict[str, list[Joint]] = {}
        for task, ended, rows in joint_work.taken_part(row):
            together = Joint(task, day(ended), len(rows))
            for other in rows:
                if other != row and seen[other]:
                    joint.setdefault(workforce.ids[other], []).append(together)
        said = {
            id: day(number)
            for id, number in (workforce.acquaintances.of(employee) if declared else {}).items()
            if id in workforce.row_of and seen[workforce.row_of[id]]
        }
        return {
            id: tie(joint.get(id, ()), said.get(id), today=workforce.today)
            for id in joint.keys() | said.keys()
        }

    return lambda employees: {employee: of_one(employee) for employee in employees}


def new_ties(index: Index, task: str) -> tuple[tuple[str, str], ...] | None:
    """Pairs in a closed task who had completed none together before it; None if it isn't closed."""
    joint_work, ids = index.history.joint_work, index.workforce.ids
    number = joint_work.row_of_task.get(task)
    if number is None or not joint_work.alive[number]:
        return None
    members: Sequence[int] = sorted(joint_work.participants(number), key=lambda row: ids[row])
    ended = int(joint_work.closed_days[number])
    earlier = {row: {t for t, day, _ in joint_work.taken_part(row) if day < ended} for row in members}
    return tuple((ids[a], ids[b]) for a, b in combinations(members, 2) if earlier[a].isdisjoint(earlier[b]))
