"""Finding a good team fast: a beam over growing teams, then add, drop and swap from several starts.

All of it rests on one question, answered for many teams at once (`matching.teams.pool`): what is this team
worth, and what would it be worth with each candidate added? A drop is a team without one, a swap an addition
to that.

Searched are the candidates who could matter (`shortlisted`); `improved` looks among everybody. Equal teams
are ordered by the positions of their members, and nothing is left to chance.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from matching.teams.pool import EQUAL, Pool
from matching.teams.problem import WEIGHTS, Bools, Floats, Ints, Team, TeamProblem, Term, Weights

# How many teams the beam keeps at each size. Measured with `bench.teams`: more find hardly better ones.
WIDTH = 30
# The climb starts from the best teams of the beam, one for so many of its width. By eye.
A_START = 3
# How many candidates are shortlisted in each respect, as far as there are. By eye, on `bench.teams`.
SHORT = 14


def search(
    problem: TeamProblem,
    rows: Ints,
    *,
    weights: Weights = WEIGHTS,
    starts: Iterable[Team] = (),
    width: int = WIDTH,
) -> tuple[Team, bool]:
    """A good team of these candidates, fixed ones among them, and whether it keeps all hard limits.

    `starts` are teams of them to begin from too, beside those that a beam of this width comes by.
    """
    pool = Pool.among(problem, rows, weights)
    best = _climbed(pool, [*_beamed(pool, width), *(pool.at(team) for team in starts)])[0]
    return pool.of(best), pool.keeps_limits(best)


def improved(problem: TeamProblem, teams: Iterable[Team], among: Ints | None = None) -> tuple[Team, bool]:
    """The best of these teams after every add, drop and swap that helps, among everybody if not said."""
    rows = np.flatnonzero(problem.eligible) if among is None else among
    pool = Pool.among(problem, rows, WEIGHTS)
    best = _climbed(pool, [pool.at(team) for team in teams])[0]
    return pool.of(best), pool.keeps_limits(best)


def shortlisted(problem: TeamProblem, *, most: int = SHORT) -> Ints:
    """The candidates who could matter, rising: the best alone, and for each requirement, quota and limit.

    `most` for each of these, and three times as many of the best alone.
    """
    fit = WEIGHTS[Term.FIT] * problem.shares[:, None] * problem.proficiency
    alone = fit.sum(axis=0) - problem.costs()
    if problem.fixed:
        alone += WEIGHTS[Term.DISTANCE] * problem.ties[list(problem.fixed)].sum(axis=0)
    eligible = problem.eligible
    chosen = np.zeros(problem.size, np.bool_)
    chosen[list(problem.fixed)] = True
    best_alone = np.argsort(-alone, kind="stable")
    best_alone = best_alone[eligible[best_alone]]

    def choose(among: Bools, most: int, *, by: Floats | None = None) -> None:
        if by is None:
            chosen[best_alone[among[best_alone]][:most]] = True
        else:
            rows = np.flatnonzero(among & eligible)
            chosen[rows[np.argsort(-by[rows], kind="stable")[:most]]] = True

    choose(eligible, 3 * most)
    for need, covers in zip(fit, problem.covers, strict=True):
        choose(need > 0, most, by=need + alone)
        choose(covers, most, by=need + alone)
        choose(covers, most)
    for quota in problem.quotas:
        choose(quota.among, most)
    if problem.limits.hours > 0:
        choose(eligible, most, by=problem.hours)
        choose(problem.hours >= problem.limits.hours / problem.limits.largest, most)
    for codes, least in (
        (problem.workplace, problem.limits.workplaces),
        (problem.profession, problem.limits.professions),
    ):
        if least > 1:
            _, first = np.unique(codes[best_alone], return_index=True)
            chosen[best_alone[np.sort(first)[: 3 * most]]] = True
    return np.flatnonzero(chosen)


def _beamed(pool: Pool, width: int) -> list[Team]:
    """The best teams that a beam of growing teams comes by, best first."""
    beam, seen, starts = [pool.fixed], dict[Team, float](), width // A_START
    best = -np.inf
    if pool.fixed:
        best = seen[pool.fixed] = float(pool.worth(beam)[0][0])
    while beam:
        _, grown = pool.worth(beam)
        flat = grown.ravel()
        keep = min(len(flat), 3 * width)
        top = np.argpartition(-flat, keep - 1)[:keep]
        level: dict[Team, float] = {}
        for number, worth in zip(top.tolist(), flat[top].tolist(), strict=True):
            if worth > -np.inf:
                base, added = divmod(number, grown.shape[1])
                level[tuple(sorted((*beam[base], added)))] = worth
        ranked = _ranked(level)[:width]
        seen.update((team, level[team]) for team in ranked[:starts])
        if not ranked or level[ranked[0]] <= best:
            break
        best, beam = level[ranked[0]], ranked
    return _ranked(seen)[:starts]


def _climbed(pool: Pool, teams: Iterable[Team]) -> list[Team]:
    """Each team after the best add, drop or swap for as long as one helps; best first, without doubles."""
    going, done = list(dict.fromkeys(teams)), dict[Team, float]()
    if not len(pool.rows):  # nobody can join
        return going
    while going:
        following = _following(pool, going)
        for team, (best, worth) in zip(going, following, strict=True):
            if best == team:
                done[team] = worth
        going = [team for team in dict.fromkeys(best for best, _ in following) if team not in done]
    return _ranked(done)


def _following(pool: Pool, teams: Sequence[Team]) -> list[tuple[Team, float]]:
    """For each team the best of itself and all that are one add, drop or swap away, with its worth."""
    bases = [(team, *_without_one(pool, team)) for team in teams]
    asked = [base for of_team in bases for base in of_team]
    own, grown = pool.worth(asked)
    choice = grown.argmax(axis=1)
    grown_to = grown[np.arange(len(asked)), choice]
    found, start = list[tuple[Team, float]](), 0
    for team, of_team in zip(teams, bases, strict=True):
        mine = range(start, start + len(of_team))
        moves = {asked[n]: float(own[n]) for n in mine if asked[n]}
        for n in mine:
            moves[tuple(sorted((*asked[n], int(choice[n]))))] = float(grown_to[n])
        best, worth = _ranked(moves)[0], float(own[start])
        found.append((best, moves[best]) if moves[best] > worth + EQUAL else (team, worth))
        start = mine.stop
    return found


def _without_one(pool: Pool, team: Team) -> list[Team]:
    """The team without each of those who are not fixed."""
    return [tuple(i for i in team if i != out) for out in team if out not in pool.fixed]


def _ranked(teams: Mapping[Team, float]) -> list[Team]:
    """Best first; equals (but for rounding) by the positions of their members."""
    return sorted(teams, key=lambda team: (-round(teams[team], 9), team))
