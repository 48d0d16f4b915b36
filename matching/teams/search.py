"""Finding a good team fast: a beam over growing teams, then add, drop and swap from several starts.

All of it rests on one question, answered for many teams at once: what is this team worth, and what
would it be worth with each candidate added? A drop is a team without one, a swap an addition to that.

Searched are the candidates who could matter (`shortlisted`); `improved` looks among everybody. Unmet
limits cost `UNMET` each, so that a team that keeps them always wins over one that doesn't. Equal teams
are ordered by the positions of their members, and nothing is left to chance.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from matching.teams.problem import WEIGHTS, Bools, Floats, Ints, Limits, Team, TeamProblem, Term, Weights

UNMET = 100.0
WIDTH = 30
# The climb starts from the best teams of the beam, one for so many of its width.
A_START = 3
# Two sums of the same numbers in another order differ by less.
EQUAL = 1e-10
SHORT = 14
# Ties of so few candidates are quicker to add up as a full matrix.
DENSE = 500


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """The candidates that a search looks among, as columns; the last column is nobody.

    Teams are rows of positions in the pool, filled up with nobody. `missing` (n_requirements, m + 1)
    is 1 where a candidate does not reach the level; `hard` and `soft` (n_requirements,) are what it
    costs when nobody does.
    """

    rows: Ints
    gain: Floats
    missing: Floats
    hard: Floats
    soft: Floats
    cost: Floats
    hours: Floats
    workplace: Ints
    profession: Ints
    quotas: Floats
    least: Floats
    ties: Floats | csr_array[np.float64, tuple[int, int]]
    fixed: Team
    limits: Limits
    weights: Weights

    @classmethod
    def among(cls, problem: TeamProblem, rows: Ints, weights: Weights) -> "Pool":
        """A pool of these candidates (rising positions), who include the fixed ones."""

        def column(values: Floats) -> Floats:
            return np.append(values[rows], 0.0)

        def codes(values: Ints) -> Ints:
            known, numbers = np.unique(values[rows], return_inverse=True)
            return np.append(numbers, len(known))

        n, shares = len(rows), problem.shares
        ties = problem.ties if n == problem.size else problem.ties[rows][:, rows]
        ends = np.append(ties.indptr, ties.indptr[-1])
        padded = csr_array((ties.data, ties.indices, ends), shape=(n + 1, n + 1))
        gain = weights[Term.FIT] * shares[:, None] * problem.proficiency[:, rows]
        nobody = ((0, 0), (0, 1))
        return cls(
            rows=rows,
            gain=np.pad(gain, nobody),
            missing=np.pad(1.0 - problem.covers[:, rows], nobody, constant_values=1.0),
            hard=np.where(problem.essential, UNMET, 0.0),
            soft=np.where(problem.essential, 0.0, weights[Term.GAP] * shares),
            cost=column(problem.costs(weights)),
            hours=column(problem.hours),
            workplace=codes(problem.workplace),
            profession=codes(problem.profession),
            quotas=np.array([np.append(quota.among[rows], False) for quota in problem.quotas], np.float64),
            least=np.array([quota.least for quota in problem.quotas], np.float64),
            ties=padded.toarray() if n <= DENSE else padded,
            fixed=tuple(np.searchsorted(rows, sorted(problem.fixed)).tolist()),
            limits=problem.limits,
            weights=weights,
        )

    def at(self, team: Team) -> Team:
        """A team's positions in the pool, from those in the problem."""
        return tuple(np.searchsorted(self.rows, team).tolist())

    def of(self, team: Team) -> Team:
        """A team's positions in the problem, from those in the pool."""
        return tuple(self.rows[list(team)].tolist())

    def keeps_limits(self, team: Team) -> bool:
        """Whether a team breaks none of the hard limits."""
        return float(self.worth([team])[0][0]) > -UNMET / 2

    def worth(self, teams: Sequence[Team]) -> tuple[Floats, Floats]:
        """What teams are worth, (n_teams,), and with each candidate added, (n_teams, m), less unmet limits.

        Minus infinity where the candidate is in already, or the team is full.
        """
        nobody, limits = len(self.rows), self.limits
        sizes = np.array([len(team) for team in teams])
        longest = max(1, int(sizes.max()))
        at = np.array([(*team, *[nobody] * (longest - len(team))) for team in teams])
        number = np.arange(len(teams))[:, None]

        best = self.gain[:, at].max(axis=2)
        open_ = self.missing[:, at].min(axis=2)
        own = best.sum(axis=0)
        grown = np.repeat(own[:, None], nobody + 1, axis=1)
        for gain, so_far in zip(self.gain, best, strict=True):
            grown += np.maximum(gain - so_far[:, None], 0.0)
        open_cost = open_ * (self.hard + self.soft)[:, None]
        own -= open_cost.sum(axis=0)
        grown -= open_cost.T @ self.missing

        chosen = np.zeros((len(teams), nobody + 1))
        chosen[number, at] = 1.0
        chosen[:, nobody] = 0.0
        ties = self.ties
        tied = chosen @ ties if isinstance(ties, np.ndarray) else (csr_array(chosen) @ ties).toarray()
        inside = (chosen * tied).sum(axis=1) / 2
        distance = self.weights[Term.DISTANCE]
        cost = chosen @ self.cost
        own -= cost + distance * (sizes * (sizes - 1) / 2 - inside)
        grown -= (cost + distance * (sizes * (sizes + 1) / 2 - inside))[:, None]
        grown -= self.cost - distance * tied

        for codes, term, least in (
            (self.workplace, Term.WORKPLACES, limits.workplaces),
            (self.profession, Term.PROFESSIONS, limits.professions),
        ):
            there = np.zeros((len(teams), nobody + 2), np.bool_)
            there[number, codes[at]] = True
            there[:, codes[nobody]] = False
            count = there.sum(axis=1).astype(np.float64)
            own += self.weights[term] * count - UNMET * np.maximum(least - count, 0.0)
            count_grown = count[:, None] + ~there[:, codes]
            grown += self.weights[term] * count_grown
            if least > 1:
                grown -= UNMET * np.maximum(least - count_grown, 0.0)
        own -= UNMET * np.maximum(limits.smallest - sizes, 0)
        grown -= UNMET * np.maximum(limits.smallest - sizes - 1, 0)[:, None]
        if limits.hours > 0:
            hours = chosen @ self.hours
            own -= _short_of_hours(limits.hours, hours)
            grown -= _short_of_hours(limits.hours, hours[:, None] + self.hours)
        for quota, least in zip(self.quotas, self.least.tolist(), strict=True):
            count = chosen @ quota
            own -= UNMET * np.maximum(least - count, 0.0)
            grown -= UNMET * np.maximum(least - count[:, None] - quota, 0.0)

        grown[number, at] = -np.inf
        grown[sizes >= limits.largest] = -np.inf
        return own, grown[:, :nobody]


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


def greedy(problem: TeamProblem, *, weights: Weights = WEIGHTS) -> tuple[Team, bool]:
    """The plain way: add whoever helps most until nobody does. What `search` is measured against."""
    pool = Pool.among(problem, np.flatnonzero(problem.eligible), weights)
    team = pool.fixed
    while True:
        own, grown = pool.worth([team])
        worth = float(own[0]) if team else -np.inf
        choice = int(grown[0].argmax())
        if grown[0, choice] <= worth + EQUAL:
            return pool.of(team), pool.keeps_limits(team)
        team = tuple(sorted((*team, choice)))


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


def _short_of_hours(needed: float, hours: Floats) -> Floats:
    """What missing hours cost: any at all one unmet limit, and more the more there are."""
    short = np.maximum(needed - hours, 0.0) / needed
    return UNMET * ((short > EQUAL) + short)


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
