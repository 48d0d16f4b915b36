"""What could be otherwise in a team: who else for a seat, and what one change would make of it.

Everything said here was worked out on the changed problem, not guessed from the parts of a sum.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from matching.teams.assembly import best_team
from matching.teams.pool import EQUAL, UNMET, Pool
from matching.teams.problem import WEIGHTS, Bools, Team, TeamProblem, contributions, objective
from matching.teams.proposal import Trade, trades
from matching.teams.search import improved
from matching.teams.shortfalls import Shortfall, shortfalls, unmet

# Of many who are excluded or busy, so many are tried who look most useful. By eye: each takes a search.
TRIED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Somebody else in a seat: `difference` in points, term by term in `trades`; every limit is kept."""

    out: int
    into: int
    difference: float
    trades: tuple[Trade, ...]


class ChangeKind(StrEnum):
    """The single change that a counterfactual is about."""

    LEVEL_LOWER = "level_lower"
    ONE_MORE_SEAT = "one_more_seat"
    EXCLUDED_ALLOWED = "excluded_allowed"
    HOURS_FOUND = "hours_found"
    WITHOUT = "without"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterfactual:
    """If this one thing were otherwise, this would be the team, and so much better (or worse), in points.

    `requirement` is the one asked a level lower; `candidate` who is allowed, has found the hours that
    each member needs, or is missing. Without `team` there is none, and `shortfalls` says why.
    """

    kind: ChangeKind
    requirement: int | None = None
    candidate: int | None = None
    team: Team | None
    joined: Team = ()
    left: Team = ()
    difference: float | None = None
    shortfalls: tuple[Shortfall, ...] = ()


def swaps(problem: TeamProblem, team: Team, seat: int, *, most: int = 5) -> tuple[Swap, ...]:
    """Who could sit in a member's seat while the others stay, the best first; equals by position.

    Empty if the team would keep its limits with nobody else there. Raises ValueError for a fixed member
    or somebody who isn't in the team.
    """
    if seat not in team or seat in problem.fixed:
        raise ValueError("only a member who is not fixed can be swapped")
    others = tuple(member for member in team if member != seat)
    pool = Pool.among(problem, np.flatnonzero(problem.eligible), WEIGHTS)
    grown = pool.worth([pool.at(others)])[1][0]
    order = np.argsort(-np.round(grown, 9), kind="stable")[: most + 1]
    fitting = (int(pool.rows[at]) for at in order.tolist() if grown[at] > -UNMET / 2)
    return tuple(_swap(problem, team, seat, into) for into in fitting if into != seat)[:most]


def counterfactual(problem: TeamProblem, team: Team) -> Counterfactual | None:
    """The one change that says most: what improves the team most, else whom it could least do without.

    None for a team of fixed members that no single change improves.
    """
    better = max(_improvements(problem, team), key=_gain, default=None)
    if better is not None:
        return better
    free = [member for member in team if member not in problem.fixed]
    return min((without(problem, team, member) for member in free), key=_gain, default=None)


def without(problem: TeamProblem, team: Team, member: int) -> Counterfactual:
    """The best team if one member could not be in it, or why there would be none."""
    changed = replace(problem, excluded=(*problem.excluded, member))
    other, missing = best_team(changed)
    if other is None:
        hard = tuple(each for each in missing if each.hard)
        return Counterfactual(kind=ChangeKind.WITHOUT, candidate=member, team=None, shortfalls=hard)
    return _changed(ChangeKind.WITHOUT, problem, changed, team, other, candidate=member)


def _improvements(problem: TeamProblem, team: Team) -> Iterator[Counterfactual]:
    """The single changes that make a better team possible, one that the problem as it is doesn't allow.

    Measured against the best that can be reached from this team without any change.
    """
    base, _ = improved(problem, [team])
    for kind, changed, requirement, candidate in _changes(problem, base):
        if any(each.hard for each in shortfalls(changed)):
            continue
        other, kept = improved(changed, [base])
        gain = objective(changed, other) - objective(changed, base)
        if kept and gain > EQUAL and unmet(problem, other):
            yield _changed(kind, problem, changed, team, other, requirement=requirement, candidate=candidate)


def _changes(
    problem: TeamProblem, team: Team
) -> Iterator[tuple[ChangeKind, TeamProblem, int | None, int | None]]:
    """Each problem that differs in one thing which could matter."""
    for r in np.flatnonzero(problem.essential & (problem.required > 1)).tolist():
        required = problem.required.copy()
        required[r] -= 1
        yield ChangeKind.LEVEL_LOWER, replace(problem, required=required), r, None
    if len(team) == problem.limits.largest:
        limits = replace(problem.limits, largest=problem.limits.largest + 1)
        yield ChangeKind.ONE_MORE_SEAT, replace(problem, limits=limits), None, None
    for kind, those in (
        (ChangeKind.EXCLUDED_ALLOWED, _marked(problem, problem.excluded)),
        (ChangeKind.HOURS_FOUND, ~problem.eligible & ~_marked(problem, problem.excluded)),
    ):
        for candidate in _tempting(problem, team, those):
            yield kind, _allowing(problem, (candidate,)), None, candidate


def _tempting(problem: TeamProblem, team: Team, those: Bools) -> list[int]:
    """Who of those would help most by joining or taking a seat, if at all."""
    allowed = tuple(np.flatnonzero(those).tolist())
    if not allowed:
        return []
    wide = _allowing(problem, allowed)
    pool = Pool.among(wide, np.flatnonzero(wide.eligible), WEIGHTS)
    at = pool.at(team)
    bases = [at, *(tuple(i for i in at if i != out) for out in at if out not in pool.fixed)]
    own, grown = pool.worth(bases)
    gain = grown.max(axis=0) - own[0]
    ranked = sorted((-float(gain[i]), member) for member, i in zip(allowed, pool.at(allowed), strict=True))
    return [member for loss, member in ranked[:TRIED] if loss < -EQUAL]


def _allowing(problem: TeamProblem, candidates: Team) -> TeamProblem:
    """The problem in which these may be in the team: not excluded, and with the hours that each needs."""
    hours = problem.hours.copy()
    rows = list(candidates)
    hours[rows] = np.maximum(hours[rows], problem.limits.hours_each)
    excluded = tuple(each for each in problem.excluded if each not in candidates)
    return replace(problem, hours=hours, excluded=excluded)


def _changed(
    kind: ChangeKind,
    problem: TeamProblem,
    changed: TeamProblem,
    team: Team,
    other: Team,
    *,
    requirement: int | None = None,
    candidate: int | None = None,
) -> Counterfactual:
    return Counterfactual(
        kind=kind,
        requirement=requirement,
        candidate=candidate,
        team=other,
        joined=tuple(sorted(set(other) - set(team))),
        left=tuple(sorted(set(team) - set(other))),
        difference=objective(changed, other) - objective(problem, team),
    )


def _swap(problem: TeamProblem, team: Team, seat: int, into: int) -> Swap:
    other = tuple(sorted((*(member for member in team if member != seat), into)))
    return Swap(
        out=seat,
        into=into,
        difference=objective(problem, other) - objective(problem, team),
        trades=trades(contributions(problem, other), contributions(problem, team)),
    )


def _gain(change: Counterfactual) -> float:
    return -np.inf if change.difference is None else change.difference


def _marked(problem: TeamProblem, candidates: Team) -> Bools:
    marked = np.zeros(problem.size, np.bool_)
    marked[list(candidates)] = True
    return marked
