"""What many teams are worth at once, and what each would be worth with any candidate added.

The objective of `matching.teams.problem`, a function a term, less `UNMET` for each limit that is not kept.
Each function answers for teams and additions together: its points are (n_teams, m + 1), where a column says
what the team would have with that candidate, and the last one, nobody, what it has as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from matching.teams.problem import Floats, Ints, Limits, Team, TeamProblem, Term, Weights

# Points that a limit costs which is not kept. By definition: more than any team is worth, so that one that
# keeps all limits wins.
UNMET = 100.0
# Points by which two sums of the same numbers in another order differ at most. By definition: of float64.
EQUAL = 1e-10
# Ties of so few candidates are quicker to add up as a full matrix. Measured.
DENSE = 500


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """The candidates that a search looks among, as columns; the last column is nobody.

    Teams are rows of positions in the pool. `missing` (n_requirements, m + 1) is 1 where a candidate does not
    reach the level, and `open_cost` (n_requirements,) what it costs when nobody does; `gain` is of the shape
    of `missing`, and `quotas` (n_quotas, m + 1) is 1 where a candidate counts for one.
    """

    rows: Ints
    gain: Floats
    missing: Floats
    open_cost: Floats
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
            open_cost=np.where(problem.essential, UNMET, weights[Term.GAP] * shares),
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
        asked = _Asked.of(teams, nobody=len(self.rows))
        points = fit(self, asked)
        for term in (gaps, costs, strangers, workplaces, professions, too_few, too_few_hours, quotas):
            parts = term(self, asked)
            if parts is not None:
                points += parts
        own = points[:, -1].copy()
        points[asked.number, asked.at] = -np.inf
        points[asked.sizes >= self.limits.largest] = -np.inf
        return own, points[:, :-1]


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """Teams to be answered for: `at` (n_teams, longest) are their members, filled up with nobody.

    `number` (n_teams, 1) counts the teams, `sizes` (n_teams,) their members; `chosen` (n_teams, m + 1) is 1
    where a candidate is in; `joins` (m + 1,) is 1, but for nobody.
    """

    at: Ints
    number: Ints
    sizes: Ints
    chosen: Floats
    joins: Floats

    @classmethod
    def of(cls, teams: Sequence[Team], *, nobody: int) -> "_Asked":
        sizes = np.array([len(team) for team in teams])
        longest = max(1, int(sizes.max()))
        at = np.array([(*team, *[nobody] * (longest - len(team))) for team in teams])
        number = np.arange(len(teams))[:, None]
        chosen = np.zeros((len(teams), nobody + 1))
        chosen[number, at] = 1.0
        chosen[:, nobody] = 0.0
        return cls(at, number, sizes, chosen, np.append(np.ones(nobody), 0.0))


def fit(pool: Pool, asked: _Asked) -> Floats:
    """How well each requirement is met by whoever meets it best."""
    best = pool.gain[:, asked.at].max(axis=2)
    points = np.repeat(best.sum(axis=0)[:, None], len(asked.joins), axis=1)
    for gain, so_far in zip(pool.gain, best, strict=True):
        points += np.maximum(gain - so_far[:, None], 0.0)
    return points


def gaps(pool: Pool, asked: _Asked) -> Floats:
    """Requirements that nobody reaches the level of: essential ones a limit each, the others their share."""
    still_open = pool.missing[:, asked.at].min(axis=2)
    points: Floats = -(still_open * pool.open_cost[:, None]).T @ pool.missing
    return points


def costs(pool: Pool, asked: _Asked) -> Floats:
    """What each member costs by being in: load, exposure, hours that are missing, a seat."""
    return -((asked.chosen @ pool.cost)[:, None] + pool.cost)


def strangers(pool: Pool, asked: _Asked) -> Floats:
    """Pairs who don't know each other, as far as they don't."""
    chosen, ties, sizes = asked.chosen, pool.ties, asked.sizes
    tied = chosen @ ties if isinstance(ties, np.ndarray) else (csr_array(chosen) @ ties).toarray()
    apart = sizes * (sizes - 1) / 2 - (chosen * tied).sum(axis=1) / 2
    tied -= sizes[:, None] * asked.joins
    tied -= apart[:, None]
    tied *= pool.weights[Term.DISTANCE]
    return tied


def workplaces(pool: Pool, asked: _Asked) -> Floats:
    """How many workplaces are there, and what it costs if they are too few."""
    return _spread(asked, pool.workplace, weight=pool.weights[Term.WORKPLACES], least=pool.limits.workplaces)


def professions(pool: Pool, asked: _Asked) -> Floats:
    """How many professions are there, and what it costs if they are too few."""
    return _spread(
        asked, pool.profession, weight=pool.weights[Term.PROFESSIONS], least=pool.limits.professions
    )


def _spread(asked: _Asked, codes: Ints, *, weight: float, least: int) -> Floats:
    nobody = codes[-1]
    there = np.zeros((len(asked.sizes), nobody + 1), np.bool_)
    there[asked.number, codes[asked.at]] = True
    there[:, nobody] = False
    before = there.sum(axis=1).astype(np.float64)
    there[:, nobody] = True  # nobody brings nothing new
    count = before[:, None] + ~there[:, codes]
    points: Floats = weight * count
    if least > 1:
        points -= _short(least, count)
    return points


def too_few(pool: Pool, asked: _Asked) -> Floats | None:
    """Members who are missing to the smallest size."""
    smallest = pool.limits.smallest
    if (asked.sizes >= smallest).all():
        return None
    return -_short(smallest, asked.sizes[:, None] + asked.joins)


def too_few_hours(pool: Pool, asked: _Asked) -> Floats | None:
    """Hours a week that are missing: any at all one unmet limit, and more the more there are."""
    needed = pool.limits.hours
    if needed <= 0:
        return None
    short = np.maximum(needed - ((asked.chosen @ pool.hours)[:, None] + pool.hours), 0.0) / needed
    return -UNMET * ((short > EQUAL) + short)


def quotas(pool: Pool, asked: _Asked) -> Floats | None:
    """Members who are missing to each quota."""
    if not len(pool.quotas):
        return None
    points = np.zeros_like(asked.chosen)
    for quota, least in zip(pool.quotas, pool.least.tolist(), strict=True):
        points -= _short(least, (asked.chosen @ quota)[:, None] + quota)
    return points


def _short(least: float, count: Floats) -> Floats:
    """What it costs to have fewer than the least: a limit for each that is missing."""
    short: Floats = UNMET * np.maximum(least - count, 0.0)
    return short
