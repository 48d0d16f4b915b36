"""Why no team can keep all limits, or why a requirement stays open: named, never hidden.

Every limit but the largest size is of the kind *at least*: whoever joins only helps. So if everybody
together meets each of them, the one thing that can stand in the way is that it takes too many people,
and how many it takes is found exactly (`matching.teams.exact.fewest`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from matching.teams.problem import Bools, Ints, Team, TeamProblem


class ShortfallKind(StrEnum):
    """What is not there. The first four are about a requirement, `QUOTA` about a quota."""

    NOBODY_HAS_SKILL = "nobody_has_skill"
    NOBODY_AT_LEVEL = "nobody_at_level"
    NOBODY_HAS_HOURS = "nobody_has_hours"
    ONLY_EXCLUDED = "only_excluded"
    QUOTA = "quota"
    PEOPLE = "people"
    WORKPLACES = "workplaces"
    PROFESSIONS = "professions"
    HOURS = "hours"
    SEATS = "seats"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """One need that cannot be met. `hard` ones mean that there is no team; the others leave a gap.

    `requirement` and `quota` are positions in the problem. `needed` and `available` are levels,
    hours a week (for `NOBODY_HAS_HOURS` of one person), people, workplaces or professions, after the
    kind; for `SEATS` they are the fewest people it takes and the largest size. `who` are those it
    turns on: at the level but busy or excluded, or nearest to the level.
    """

    kind: ShortfallKind
    hard: bool
    requirement: int | None = None
    quota: int | None = None
    needed: float = 1.0
    available: float = 0.0
    who: Team = ()


def shortfalls(problem: TeamProblem) -> tuple[Shortfall, ...]:
    """What cannot be met even if there were seats for everybody, requirements first."""
    return (
        *(each for r in range(len(problem.shares)) if (each := _of_requirement(problem, r)) is not None),
        *(each for each in _of_limits(problem) if each.available < each.needed),
    )


def unmet(problem: TeamProblem, team: Team) -> tuple[str, ...]:
    """The hard limits that one team breaks, by name; none for every proposal."""
    members, limits = list(team), problem.limits
    covered = np.asarray(problem.covers[:, members].any(axis=1))
    checks = {
        "essential": bool(covered[problem.essential].all()),
        "eligible": bool(problem.eligible[members].all()),
        "fixed": set(problem.fixed) <= set(team),
        "smallest": len(team) >= limits.smallest,
        "largest": len(team) <= limits.largest,
        "workplaces": _distinct(problem.workplace[members]) >= limits.workplaces,
        "professions": _distinct(problem.profession[members]) >= limits.professions,
        "hours": float(problem.hours[members].sum()) >= limits.hours * (1 - 1e-9),
        "quotas": all(int(quota.among[members].sum()) >= quota.least for quota in problem.quotas),
    }
    return tuple(name for name, kept in checks.items() if not kept)


def asking_less(problem: TeamProblem, missing: Iterable[Shortfall]) -> TeamProblem:
    """The same problem asking no more than there is: to propose a team all the same, beside what it lacks."""
    essential, quotas, limits = problem.essential.copy(), list(problem.quotas), problem.limits
    for each in missing:
        if each.requirement is not None:
            essential[each.requirement] = False
        elif each.quota is not None:
            quotas[each.quota] = replace(quotas[each.quota], least=int(each.available))
        elif each.kind is ShortfallKind.SEATS:
            limits = replace(limits, largest=int(each.needed))
        elif each.kind is ShortfallKind.PEOPLE:
            limits = replace(limits, smallest=max(1, int(each.available)))
        elif each.kind is ShortfallKind.WORKPLACES:
            limits = replace(limits, workplaces=int(each.available))
        elif each.kind is ShortfallKind.PROFESSIONS:
            limits = replace(limits, professions=int(each.available))
        else:
            limits = replace(limits, hours=each.available)
    return replace(problem, essential=essential, quotas=tuple(quotas), limits=limits)


def _of_requirement(problem: TeamProblem, r: int) -> Shortfall | None:
    covers: Bools = problem.covers[r]
    hard = bool(problem.essential[r])
    if (covers & problem.eligible).any():
        return None
    level = float(problem.required[r])
    if not (problem.proficiency[r] > 0).any() and not covers.any():
        return Shortfall(kind=ShortfallKind.NOBODY_HAS_SKILL, hard=hard, requirement=r, needed=level)
    if not covers.any():
        highest = int(problem.levels[r].max())
        nearest = (problem.levels[r] == highest) & (problem.proficiency[r] > 0)
        return Shortfall(
            kind=ShortfallKind.NOBODY_AT_LEVEL,
            hard=hard,
            requirement=r,
            needed=level,
            available=highest,
            who=_positions(nearest),
        )
    busy = covers.copy()
    busy[list(problem.excluded)] = False
    if busy.any():
        return Shortfall(
            kind=ShortfallKind.NOBODY_HAS_HOURS,
            hard=hard,
            requirement=r,
            needed=problem.limits.hours_each,
            available=float(problem.hours[busy].max()),
            who=_positions(busy),
        )
    return Shortfall(kind=ShortfallKind.ONLY_EXCLUDED, hard=hard, requirement=r, who=_positions(covers))


def _of_limits(problem: TeamProblem) -> Iterable[Shortfall]:
    """Every limit with what there is for it."""
    limits, eligible = problem.limits, problem.eligible
    for number, quota in enumerate(problem.quotas):
        there = int((quota.among & eligible).sum())
        kind = ShortfallKind.QUOTA
        yield Shortfall(kind=kind, hard=True, quota=number, needed=quota.least, available=there)
    of_all = {
        ShortfallKind.PEOPLE: (limits.smallest, int(eligible.sum())),
        ShortfallKind.WORKPLACES: (limits.workplaces, _distinct(problem.workplace[eligible])),
        ShortfallKind.PROFESSIONS: (limits.professions, _distinct(problem.profession[eligible])),
        ShortfallKind.HOURS: (limits.hours, float(problem.hours[eligible].sum())),
    }
    for kind, (needed, available) in of_all.items():
        yield Shortfall(kind=kind, hard=True, needed=needed, available=available)
    if len(problem.fixed) > limits.largest:
        seats = ShortfallKind.SEATS
        yield Shortfall(kind=seats, hard=True, needed=len(problem.fixed), available=limits.largest)


def _distinct(codes: Ints) -> int:
    return len(set(codes.tolist()))


def _positions(chosen: Bools) -> Team:
    return tuple(np.flatnonzero(chosen).tolist())
