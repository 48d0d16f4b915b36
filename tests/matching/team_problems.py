"""Small problems of who should be in a team, spelled out or drawn by chance, and all their teams."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

from matching.teams.problem import Limits, Quota, QuotaKind, Team, TeamProblem, objective
from matching.teams.shortfalls import unmet

LEVELS = 5


def problem(
    people: Sequence[Sequence[int]],
    *,
    required: Sequence[int] | None = None,
    essential: Sequence[bool] | None = None,
    ties: Mapping[tuple[int, int], float] | None = None,
    **values: Any,
) -> TeamProblem:
    """A problem from each person's levels, one a requirement; all of it essential, at level 3.

    Everybody has a workplace and a profession of their own and 4 hours, unless `values` say otherwise.
    """
    levels = np.array(people, np.int8).T
    needs, n = levels.shape
    known = np.zeros((n, n))
    for (one, other), strength in (ties or {}).items():
        known[one, other] = known[other, one] = strength
    columns: dict[str, Any] = {
        "workplace": np.arange(n),
        "profession": np.arange(n),
        "hours": np.full(n, 4.0),
        "load": np.zeros(n),
        "exposure": np.zeros(n),
        "hours_missing": np.zeros(n),
    }
    columns |= {name: np.array(values.pop(name)) for name in columns if name in values}
    return TeamProblem(
        proficiency=levels / LEVELS,
        levels=levels,
        required=np.array(required or [3] * needs, np.int8),
        shares=np.full(needs, 1.0 / max(1, needs)),
        essential=np.array([True] * needs if essential is None else essential, np.bool_),
        ties=csr_array(known),
        **columns,
        **values,
    )


def among(n: int, *chosen: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Some of n candidates."""
    marked = np.zeros(n, np.bool_)
    marked[list(chosen)] = True
    return marked


@st.composite
def problems(draw: st.DrawFn) -> TeamProblem:
    """Any problem of up to nine people; about half of them have no team."""
    n, needs = draw(st.integers(2, 9)), draw(st.integers(1, 4))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    levels = chance.choice(LEVELS + 1, size=(n, needs), p=[0.45, 0.1, 0.1, 0.15, 0.1, 0.1])
    known = np.triu(chance.random((n, n)) * (chance.random((n, n)) < 0.3), k=1)
    fixed = tuple(sorted(chance.choice(n, size=chance.integers(0, 2), replace=False).tolist()))
    excluded = sorted(set(chance.choice(n, size=chance.integers(0, 3)).tolist()) - set(fixed))
    smallest = int(chance.integers(1, 4))
    limits = Limits(
        smallest=smallest,
        largest=smallest + int(chance.integers(0, 3)),
        workplaces=int(chance.integers(1, 4)),
        professions=int(chance.integers(1, 3)),
        hours=float(chance.choice([0.0, 6.0, 12.0])),
        hours_each=float(chance.choice([0.0, 2.0])),
    )
    quota = Quota(kind=QuotaKind.NEW, among=chance.random(n) < 0.6, least=int(chance.integers(1, 3)))
    return problem(
        levels.tolist(),
        required=chance.integers(1, 5, size=needs).tolist(),
        essential=(chance.random(needs) < 0.6).tolist(),
        ties={(i, j): float(known[i, j]) for i, j in np.argwhere(known).tolist()},
        workplace=chance.integers(0, 4, size=n),
        profession=chance.integers(0, 3, size=n),
        hours=chance.integers(0, 8, size=n).astype(np.float64),
        load=chance.random(n),
        exposure=chance.random(n),
        hours_missing=chance.integers(0, 3, size=n).astype(np.float64),
        fixed=fixed,
        excluded=tuple(excluded),
        limits=limits,
        quotas=(quota,) if chance.random() < 0.5 else (),
    )


def every_team(of: TeamProblem) -> list[Team]:
    """All teams that keep every limit, the best first."""
    sizes = range(of.limits.smallest, min(of.limits.largest, of.size) + 1)
    teams = (team for size in sizes for team in combinations(range(of.size), size))
    return sorted((team for team in teams if not unmet(of, team)), key=lambda team: -objective(of, team))
