"""The best team with proof: the same objective as an integer programme, solved by HiGHS.

    x_i in {0, 1} is in the team      a_ri <= x_i  carries requirement r, Σ_i a_ri <= 1
    s_k in {0, 1} there are k         z_ij <= x_i, x_j  a tied pair is in
    y_w <= Σ x_i of workplace w       the same for professions, and for those at a requirement's level

Only pairs that are tied have a z (the others are strangers whatever happens), with the cuts
`Σ_j z_ij <= (largest - 1) x_i` and `Σ z <= Σ_k k(k-1)/2 · s_k`. A team that is known already proves many
candidates useless before the search begins (reduced cost fixing, Dantzig, Fulkerson & Johnson 1954):
who costs the relaxed problem more than what is left between its bound and that team is in no better one.
"""

import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csr_array, triu, vstack

from matching.teams.problem import WEIGHTS, Bools, Floats, Ints, Team, TeamProblem, Term, objective

# Points; HiGHS works to this tolerance, so a smaller gap is none. By definition.
PROVEN = 1e-6
# How many candidates are put together exactly in every assembly. Measured with `bench.teams`.
CORE = 60
# And how many nodes of its search tree may be looked at. Measured: hardly ever more than a few.
CORE_NODES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The best team known, if any, and what no team can exceed, in points."""

    team: Team | None
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fewest:
    """A team of the fewest people that keep all limits but the largest size, and the least it can take."""

    team: Team | None
    at_least: int


def solve(problem: TeamProblem, *, known: Team | None, time_limit_s: float) -> Proof:
    """The best team, from a known one that keeps all limits on; the bound holds even if time runs out."""
    ends = time.perf_counter() + time_limit_s
    rows = _who_matter(problem)
    floor = objective(problem, known) if known is not None else -np.inf
    team, bound = known, np.inf
    if known is not None:
        rows, bound = _left(problem, rows, floor, ends)
    left_s = ends - time.perf_counter()
    if left_s <= 0 or bound <= floor + PROVEN:
        return Proof(team=team, bound=max(bound, floor))
    programme = _Programme.of(problem, rows)
    result = programme.solved(left_s)
    if result.x is not None:
        found = programme.team(result.x)
        worth = objective(problem, found)
        if worth > floor + PROVEN:
            team, floor = found, worth
    if result.mip_dual_bound is not None:
        bound = min(bound, -float(result.mip_dual_bound))
    return Proof(team=team, bound=max(bound, floor))


def among_few(problem: TeamProblem, rows: Ints) -> Team | None:
    """The best team of the `CORE` among these candidates whom the relaxed problem finds most useful.

    Bounded by nodes and not by time, so that the answer is the same on every machine; None if there
    is none, or it takes too many.
    """
    relaxed = _Programme.of(problem, rows, pairs=False).relaxed(presolve=False)
    if relaxed.status != 0:
        return None
    costs = relaxed.lower.marginals[: len(rows)]
    costs[np.isin(rows, problem.fixed)] = -np.inf
    programme = _Programme.of(problem, rows[np.sort(np.argsort(costs, kind="stable")[:CORE])])
    solution = programme.solved(nodes=CORE_NODES).x
    return None if solution is None else programme.team(solution)


def fewest(problem: TeamProblem, *, time_limit_s: float) -> Fewest:
    """How few people keep every limit but the largest size; a set cover, exact unless time runs out.

    Without a team, where none keeps them or nobody is eligible.
    """
    if not problem.eligible.any():
        return Fewest(team=None, at_least=0)
    programme = _Programme.covering(problem, np.flatnonzero(problem.eligible))
    result = programme.solved(time_limit_s)
    team = programme.team(result.x) if result.x is not None else None
    proven = result.mip_dual_bound
    at_least = 0 if proven is None else int(np.ceil(float(proven) - PROVEN))
    return Fewest(team=team, at_least=at_least)


def _who_matter(problem: TeamProblem) -> Ints:
    """Who can be in a best team, rising.

    Somebody who meets nothing costs more than the spread they bring (SIZE > WORKPLACES + PROFESSIONS),
    so without a limit that asks for more people there is a better team without them.
    """
    limits = problem.limits
    matters: Bools = np.any((problem.proficiency > 0) | problem.covers, axis=0)
    matters[list(problem.fixed)] = True
    for quota in problem.quotas:
        matters |= quota.among
    if limits.hours > 0 or max(limits.smallest, limits.workplaces, limits.professions) > 1:
        matters[:] = True
    return np.flatnonzero(matters & problem.eligible)


def _left(problem: TeamProblem, rows: Ints, floor: float, ends: float) -> tuple[Ints, float]:
    """Who can still be in a better team than one worth `floor`, and what no team exceeds.

    First without pairs, where everybody brings half of their strongest ties whoever else is in; the
    fewer are left, the fewer ties there are to bring. Then with them.
    """
    bound = np.inf
    for pairs in (False, False, False, True):
        programme = _Programme.of(problem, rows, pairs=pairs)
        result = programme.relaxed(ends - time.perf_counter())
        if result.status != 0:
            break
        bound = min(bound, -float(result.fun))
        keep = -float(result.fun) - result.lower.marginals[: len(rows)] >= floor - PROVEN
        keep[np.isin(rows, problem.fixed)] = True
        rows = rows[keep]
    return rows, bound


def _strongest(ties: csr_array[np.float64, tuple[int, int]], most: int) -> Floats:
    """The sum of each candidate's strongest ties, `most` of them, (n,)."""
    row = np.repeat(np.arange(ties.shape[0]), np.diff(ties.indptr))
    order = np.lexsort((-ties.data, row))
    place = np.arange(len(row)) - ties.indptr[row]
    return np.bincount(row, ties.data[order] * (place < most), minlength=ties.shape[0]).astype(np.float64)


@dataclass(slots=True)
class _Programme:
    """min cost·v, with rows lower <= A v <= upper; the first columns are the candidates `rows`."""

    rows: Ints
    cost: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    at_least: list[float] = field(default_factory=list)
    entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    @classmethod
    def covering(cls, problem: TeamProblem, rows: Ints) -> "_Programme":
        """The fewest people, with every limit but the largest size."""
        programme = cls(rows)
        people = programme.columns(np.ones(len(rows)), whole=True)
        programme._limits(problem, people)
        for term, least in (
            (Term.WORKPLACES, problem.limits.workplaces),
            (Term.PROFESSIONS, problem.limits.professions),
        ):
            programme._spread(problem, people, term, worth=0.0, least=least)
        return programme

    @classmethod
    def of(cls, problem: TeamProblem, rows: Ints, *, pairs: bool = True) -> "_Programme":
        """The whole objective; without pairs nobody's ties bring more than their strongest could."""
        limits = problem.limits
        programme = cls(rows)
        ties = csr_array(problem.ties[rows][:, rows])
        half = 0.0 if pairs else WEIGHTS[Term.DISTANCE] / 2
        costs = problem.costs()[rows] - half * _strongest(ties, limits.largest - 1)
        people = programme.columns(costs, whole=True)
        programme._limits(problem, people)
        programme._fit(problem, people)
        programme._gaps(problem, people)
        for term, least in ((Term.WORKPLACES, limits.workplaces), (Term.PROFESSIONS, limits.professions)):
            programme._spread(problem, people, term, worth=WEIGHTS[term], least=least)
        strangers = programme._sizes(problem, people)
        if pairs:
            programme._pairs(ties, people, strangers)
        return programme

    def columns(self, cost: Floats, *, whole: bool = False) -> Ints:
        """New unknowns in [0, 1], by their costs."""
        start = len(self.cost)
        self.cost += cost.tolist()
        self.whole += [whole] * len(cost)
        self.at_least += [0.0] * len(cost)
        return np.arange(start, len(self.cost))

    def row(self, at: Ints, values: Floats | float, *, lower: float = -np.inf, upper: float = np.inf) -> None:
        """lower <= Σ values · v[at] <= upper."""
        self.many(1, np.zeros(len(at), np.int64), at, values, lower=lower, upper=upper)

    def many(
        self,
        count: int,
        number: Ints,
        at: Ints,
        values: Floats | float,
        *,
        lower: float = -np.inf,
        upper: float = np.inf,
    ) -> None:
        """So many such rows; entry by entry which of them, where and what."""
        self.entries.append((len(self.lower) + number, at, np.broadcast_to(values, at.shape)))
        self.lower += [lower] * count
        self.upper += [upper] * count

    def no_more_than(self, inner: Ints, outer: Ints) -> None:
        """v[inner] <= v[outer], pair by pair."""
        count = len(inner)
        number = np.tile(np.arange(count), 2)
        values = np.repeat([1.0, -1.0], count)
        self.many(count, number, np.concatenate([inner, outer]), values, upper=0.0)

    def solved(self, time_limit_s: float = np.inf, *, nodes: int = 2**31 - 1) -> Any:
        """The integer programme: in whole people."""
        return milp(
            np.array(self.cost),
            integrality=np.array(self.whole, np.int64),
            bounds=Bounds(np.array(self.at_least), 1.0),
            constraints=LinearConstraint(self._matrix(), np.array(self.lower), np.array(self.upper)),
            options={"time_limit": max(0.1, time_limit_s), "node_limit": nodes, "mip_rel_gap": 0.0},
        )

    def relaxed(self, time_limit_s: float = np.inf, *, presolve: bool = True) -> Any:
        """The linear relaxation: parts of people. Presolving pays for thousands and costs for hundreds."""
        matrix, lower, upper = self._matrix(), np.array(self.lower), np.array(self.upper)
        same = lower == upper
        below, above = np.isfinite(upper) & ~same, np.isfinite(lower) & ~same
        # scipy takes sparse matrices here, which its stubs don't say.
        at_most: Any = vstack([matrix[below], -matrix[above]])
        equal: Any = matrix[same] if same.any() else None
        return linprog(
            np.array(self.cost),
            A_ub=at_most,
            b_ub=np.concatenate([upper[below], -lower[above]]),
            A_eq=equal,
            b_eq=upper[same] if same.any() else None,
            bounds=list(zip(self.at_least, [1.0] * len(self.cost), strict=True)),
            method="highs",
            options={"time_limit": max(0.1, time_limit_s), "presolve": presolve},
        )

    def team(self, solution: Floats) -> Team:
        return tuple(self.rows[solution[: len(self.rows)] > 0.5].tolist())

    def _matrix(self) -> csr_array[np.float64, tuple[int, int]]:
        number, at, values = (np.concatenate(parts) for parts in zip(*self.entries, strict=True))
        return coo_array((values, (number, at)), shape=(len(self.lower), len(self.cost))).tocsr()

    def _limits(self, problem: TeamProblem, people: Ints) -> None:
        """Fixed members, essential requirements, hours, quotas and the smallest size."""
        limits = problem.limits
        for at in np.flatnonzero(np.isin(self.rows, problem.fixed)).tolist():
            self.at_least[at] = 1.0
        for covers in problem.covers[problem.essential]:
            self.row(people[covers[self.rows]], 1.0, lower=1.0)
        for quota in problem.quotas:
            self.row(people[quota.among[self.rows]], 1.0, lower=quota.least)
        if limits.hours > 0:
            self.row(people, problem.hours[self.rows], lower=limits.hours)
        self.row(people, 1.0, lower=limits.smallest)

    def _fit(self, problem: TeamProblem, people: Ints) -> None:
        """a_ri: who carries each requirement."""
        for share, proficiency in zip(problem.shares, problem.proficiency[:, self.rows], strict=True):
            able = proficiency > 0
            carries = self.columns(-WEIGHTS[Term.FIT] * share * proficiency[able])
            self.row(carries, 1.0, upper=1.0)
            self.no_more_than(carries, people[able])

    def _gaps(self, problem: TeamProblem, people: Ints) -> None:
        """1 - c_r: the requirements that could do without somebody at their level, and have to."""
        soft = ~problem.essential
        gaps = self.columns(WEIGHTS[Term.GAP] * problem.shares[soft])
        for gap, covers in zip(gaps, problem.covers[soft], strict=True):
            self.row(np.append(people[covers[self.rows]], gap), 1.0, lower=1.0)

    def _spread(self, problem: TeamProblem, people: Ints, term: Term, *, worth: float, least: int) -> None:
        """y_w: the workplaces or professions that are there."""
        codes = (problem.workplace if term is Term.WORKPLACES else problem.profession)[self.rows]
        known, numbers = np.unique(codes, return_inverse=True)
        there = self.columns(np.full(len(known), -worth))
        number = np.concatenate([numbers, np.arange(len(known))])
        values = np.repeat([1.0, -1.0], [len(people), len(known)])
        self.many(len(known), number, np.concatenate([people, there]), values, lower=0.0)
        self.row(there, 1.0, lower=least)

    def _sizes(self, problem: TeamProblem, people: Ints) -> tuple[Ints, Floats]:
        """s_k, with the pairs there are among k: strangers, for all that is known yet."""
        limits = problem.limits
        sizes = np.arange(max(limits.smallest, len(problem.fixed)), limits.largest + 1)
        pairs_of = sizes * (sizes - 1) / 2
        has = self.columns(WEIGHTS[Term.DISTANCE] * pairs_of, whole=True)
        self.row(has, 1.0, lower=1.0, upper=1.0)
        counted = np.concatenate([np.ones(len(people)), -sizes])
        self.row(np.concatenate([people, has]), counted, lower=0.0, upper=0.0)
        return has, pairs_of

    def _pairs(
        self, ties: csr_array[np.float64, tuple[int, int]], people: Ints, sizes: tuple[Ints, Floats]
    ) -> None:
        """z_ij: the tied pairs, with both cuts."""
        has, pairs_of = sizes
        inside = triu(ties, k=1).tocoo()
        if not inside.nnz:
            return
        one, other = inside.coords
        both = self.columns(-WEIGHTS[Term.DISTANCE] * inside.data)
        for end in (one, other):
            self.no_more_than(both, people[end])
        self.row(np.concatenate([both, has]), np.concatenate([np.ones(len(both)), -pairs_of]), upper=0.0)
        tied, ends = np.unique(np.concatenate([one, other]), return_inverse=True)
        largest = (1 + np.sqrt(1 + 8 * pairs_of[-1])) / 2
        number = np.concatenate([ends, np.arange(len(tied))])
        values = np.repeat([1.0, 1.0 - largest], [len(ends), len(tied)])
        self.many(len(tied), number, np.concatenate([both, both, people[tied]]), values, upper=0.0)
