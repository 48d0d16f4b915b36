"""From a problem to up to three different teams, or to the reasons why there is none.

The first proposal is the best team found. The others are different on purpose: fewer people, more
pairs who don't know each other yet, or else the best team with other people in it. Each is explained
under the same weights, so that they can be compared term by term.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from matching.teams import exact as exact_team
from matching.teams.problem import WEIGHTS, Quota, QuotaKind, Team, TeamProblem, Term, Weights, ties_in
from matching.teams.proposal import Emphasis, TeamProposal, proposal
from matching.teams.search import improved, search, shortlisted
from matching.teams.shortfalls import Shortfall, ShortfallKind, shortfalls

# Two proposals differ by so many new people at least, or by being fewer. By eye.
DIFFERENT = 2
# Points by which strangers are welcome: less than a seat costs, so that nobody is added to have more. By eye.
NEW_TIES: Weights = {**WEIGHTS, Term.DISTANCE: -0.02}
# How many candidates for each requirement the relaxed problem chooses from. Measured with `bench.teams`.
LONG = 60
# Teams that the beam keeps for the other proposals: they are there to be different, so fewer will do. By eye.
NARROW = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """The proposals, best first, and the needs that cannot be met; without proposals some are hard."""

    proposals: tuple[TeamProposal, ...]
    shortfalls: tuple[Shortfall, ...]


def assemble(
    problem: TeamProblem, *, proposals: int = 3, exact: bool = False, time_limit_s: float = 10.0
) -> Assembly:
    """Up to so many different teams that keep every hard limit.

    With `exact` the first is the best there is, or all of them carry the bound that was proven within
    the time limit. The same problem gives the same teams, as long as the time limit isn't reached.
    """
    team, missing = best_team(problem, time_limit_s=time_limit_s)
    if team is None:
        return Assembly(proposals=(), shortfalls=missing)
    bound = None
    if exact:
        proof = exact_team.solve(problem, known=team, time_limit_s=time_limit_s)
        team, bound = proof.team or team, proof.bound
    teams = {team: Emphasis.BEST, **dict(_others(problem, team, proposals - 1))}
    explained = (
        proposal(problem, each, emphasis, against=None if each == team else team, bound=bound)
        for each, emphasis in teams.items()
    )
    return Assembly(proposals=tuple(explained), shortfalls=missing)


def best_team(
    problem: TeamProblem, *, time_limit_s: float = 10.0
) -> tuple[Team | None, tuple[Shortfall, ...]]:
    """The best team found, and what cannot be met; no team only if something hard can't.

    After the search, those few of a longer shortlist whom the relaxed problem finds most useful are put
    together exactly, and the better of both teams is improved among all who meet anything.
    """
    missing = shortfalls(problem)
    if any(each.hard for each in missing):
        return None, missing
    rows = shortlisted(problem)
    team, kept = search(problem, rows)
    if not kept:
        cover = exact_team.fewest(problem, time_limit_s=time_limit_s)
        if cover.team is None or len(cover.team) > problem.limits.largest:
            return None, (*missing, _too_few_seats(problem, cover))
        team, _ = search(problem, np.union1d(rows, cover.team), starts=[cover.team])
    longer = np.union1d(shortlisted(problem, most=LONG), team)
    few = exact_team.among_few(problem, longer)
    able = np.flatnonzero(problem.proficiency.any(axis=0) & problem.eligible)
    team, _ = improved(problem, [team] if few is None else [team, few], np.union1d(longer, able))
    return team, missing


def _too_few_seats(problem: TeamProblem, cover: exact_team.Fewest) -> Shortfall:
    return Shortfall(
        kind=ShortfallKind.SEATS,
        hard=True,
        needed=len(cover.team) if cover.team is not None else cover.at_least,
        available=problem.limits.largest,
        who=cover.team or (),
    )


def _others(problem: TeamProblem, best: Team, most: int) -> Iterable[tuple[Team, Emphasis]]:
    """Up to so many other teams, none like another."""
    found, rows = [best], np.union1d(shortlisted(problem), best)
    fewest = max(1, problem.limits.smallest, len(problem.fixed))
    if len(found) <= most and len(best) > fewest:
        smaller = replace(problem, limits=replace(problem.limits, largest=len(best) - 1))
        less = [tuple(i for i in best if i != out) for out in best if out not in problem.fixed]
        team, kept = search(smaller, rows, starts=less, width=NARROW)
        if kept:
            found.append(team)
            yield team, Emphasis.FEWER
    if len(found) <= most and ties_in(problem, best):
        no_larger = replace(problem, limits=replace(problem.limits, largest=len(best)))
        other = _unlike(no_larger, found)
        team, kept = search(other, rows, weights=NEW_TIES, starts=[best], width=NARROW)
        if kept and strangers(problem, team) > strangers(problem, best):
            found.append(team)
            yield team, Emphasis.NEW_TIES
    while len(found) <= most:
        team, kept = search(_unlike(problem, found), rows, starts=[best], width=NARROW)
        if not kept:
            return
        found.append(team)
        yield team, Emphasis.ALTERNATIVE


def strangers(problem: TeamProblem, team: Team) -> int:
    """How many pairs in a team don't know each other yet."""
    return len(team) * (len(team) - 1) // 2 - len(ties_in(problem, team))


def _unlike(problem: TeamProblem, teams: Iterable[Team]) -> TeamProblem:
    """The problem of a team with other people than each of these: as many as `DIFFERENT`, if it has them."""
    quotas = list(problem.quotas)
    for team in teams:
        among = np.ones(problem.size, np.bool_)
        among[list(team)] = False
        least = max(1, min(DIFFERENT, len(team) - len(problem.fixed)))
        quotas.append(Quota(kind=QuotaKind.DIFFERENT, among=among, least=least))
    return replace(problem, quotas=tuple(quotas))
