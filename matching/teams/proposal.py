"""A proposed team with its reasons: who does what, what is covered, and what it trades for what."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from matching.teams.problem import (
    Team,
    TeamContribution,
    TeamProblem,
    Term,
    carriers,
    contributions,
    objective,
    ties_in,
)


class Emphasis(StrEnum):
    """What sets a proposal apart from the others."""

    BEST = "best"
    FEWER = "fewer"
    NEW_TIES = "new_ties"
    ALTERNATIVE = "alternative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One member's part, as positions of requirements.

    `carries` are those they meet best in the team, `covers` those they reach the level of, and
    `alone` those of them that nobody else in the team reaches.
    """

    member: int
    fixed: bool
    carries: tuple[int, ...]
    covers: tuple[int, ...]
    alone: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedCoverage:
    """How a team meets one requirement: who reaches the level, who meets it best, and how well, in [0, 1]."""

    requirement: int
    covered_by: Team
    carried_by: int | None
    proficiency: float

    @property
    def covered(self) -> bool:
        """Whether anybody in the team reaches the level."""
        return bool(self.covered_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """What a proposal gains (or gives up) of one term against the first one, in points."""

    term: Term
    difference: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamProposal:
    """A team that keeps every hard limit; `objective` is the sum of `contributions`, in points.

    `workplaces` and `professions` are codes, `ties` the pairs who know each other with strengths,
    `new_ties` how many pairs don't, `hours` what all have together a week. `bound`, if it was proven,
    is what no team at all exceeds. The `trades` add up to the difference from the first proposal.
    """

    emphasis: Emphasis
    seats: tuple[Seat, ...]
    coverage: tuple[NeedCoverage, ...]
    workplaces: tuple[int, ...]
    professions: tuple[int, ...]
    ties: tuple[tuple[int, int, float], ...]
    new_ties: int
    hours: float
    objective: float
    contributions: tuple[TeamContribution, ...]
    bound: float | None = None
    trades: tuple[Trade, ...] = ()

    @property
    def members(self) -> Team:
        """Who sits in the team, in the order of the seats."""
        return tuple(seat.member for seat in self.seats)

    @property
    def gap(self) -> float | None:
        """How much better a team could be at most, in points; None if nothing was proven."""
        return None if self.bound is None else max(0.0, self.bound - self.objective)


def proposal(
    problem: TeamProblem,
    team: Team,
    emphasis: Emphasis,
    *,
    against: Team | None = None,
    bound: float | None = None,
) -> TeamProposal:
    """A team explained; `against` is the first proposal, which the trades are reckoned from."""
    members, covers = list(team), problem.covers
    carried_by = carriers(problem, team)
    covered_by = [tuple(i for i in team if reached[i]) for reached in covers]
    seats = (
        Seat(
            member=member,
            fixed=member in problem.fixed,
            carries=_where(each == member for each in carried_by),
            covers=_where(member in each for each in covered_by),
            alone=_where(each == (member,) for each in covered_by),
        )
        for member in team
    )
    coverage = (
        NeedCoverage(
            requirement=r,
            covered_by=covered,
            carried_by=carrier,
            proficiency=0.0 if carrier is None else float(problem.proficiency[r, carrier]),
        )
        for r, (covered, carrier) in enumerate(zip(covered_by, carried_by, strict=True))
    )
    ties = ties_in(problem, team)
    parts = contributions(problem, team)
    return TeamProposal(
        emphasis=emphasis,
        seats=tuple(seats),
        coverage=tuple(coverage),
        workplaces=tuple(sorted(set(problem.workplace[members].tolist()))),
        professions=tuple(sorted(set(problem.profession[members].tolist()))),
        ties=ties,
        new_ties=len(team) * (len(team) - 1) // 2 - len(ties),
        hours=float(problem.hours[members].sum()),
        objective=objective(problem, team),
        contributions=parts,
        bound=bound,
        trades=() if against is None else trades(parts, contributions(problem, against)),
    )


def trades(ours: Iterable[TeamContribution], theirs: Iterable[TeamContribution]) -> tuple[Trade, ...]:
    """What one team has more of than another, term by term, the largest difference first."""
    differences = dict.fromkeys(Term, 0.0)
    for part in ours:
        differences[part.term] += part.value
    for part in theirs:
        differences[part.term] -= part.value
    found = (Trade(term=term, difference=value) for term, value in differences.items() if abs(value) > 1e-12)
    return tuple(sorted(found, key=lambda trade: -abs(trade.difference)))


def _where(true: Iterable[bool]) -> tuple[int, ...]:
    return tuple(number for number, each in enumerate(true) if each)
