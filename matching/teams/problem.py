"""What a good team is: the people to choose from, the hard limits, and the objective with its parts.

    objective(T) = FIT · Σ_r share_r · max_{i in T} proficiency_ri
                 - GAP · Σ_{r not essential, nobody in T at its level} share_r
                 - DISTANCE · Σ_{i<j in T} (1 - tie_ij)
                 - Σ_{i in T} (LOAD · load_i + EXPOSURE · exposure_i + HOURS · hours_missing_i + SIZE)
                 + WORKPLACES · |workplaces in T| + PROFESSIONS · |professions in T|

(team formation with communication cost after Lappas, Liu & Terzi 2009, as one sum that a lead can
read.) Everything is in points: 1 point is every requirement met as well as can be. Hard are: every
essential requirement has somebody at its level; the size; workplaces; professions; hours; quotas.
All of this is positions and plain numbers; `docs/teams.md` says what each array is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matching.question import USUAL_TEAM

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Team = tuple[int, ...]
"""Positions of the members among the candidates, rising."""


class Term(StrEnum):
    """What a contribution to a team's objective stands for."""

    FIT = "fit"
    GAP = "gap"
    DISTANCE = "distance"
    LOAD = "load"
    EXPOSURE = "exposure"
    HOURS = "hours"
    SIZE = "size"
    WORKPLACES = "workplaces"
    PROFESSIONS = "professions"


Weights = Mapping[Term, float]
# Points for one of each, where all requirements met as well as can be are 1 point. By eye, on the demo.
WEIGHTS: Weights = {
    Term.FIT: 1.0,
    Term.GAP: 0.25,
    Term.DISTANCE: 0.005,
    Term.LOAD: 0.04,
    Term.EXPOSURE: 0.10,
    Term.HOURS: 0.01,
    # More than a workplace and a profession together, so that nobody is added for spread alone.
    Term.SIZE: 0.04,
    Term.WORKPLACES: 0.015,
    Term.PROFESSIONS: 0.015,
}


class QuotaKind(StrEnum):
    """What a quota asks the team to have some of."""

    KNOWN = "known"
    NEW = "new"
    LEARNER = "learner"
    MENTOR = "mentor"
    LIFE_PHASE = "life_phase"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quota:
    """At least `least` members from `among` (n,); `name` says which, as a skill or a life phase."""

    kind: QuotaKind
    among: Bools
    least: int = 1
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Hard limits: people, distinct workplaces and professions, and hours a week.

    `hours` is what all members have together, `hours_each` what each has at least (fixed members
    are the lead's choice and may have less).
    """

    smallest: int = 1
    largest: int = USUAL_TEAM
    workplaces: int = 1
    professions: int = 1
    hours: float = 0.0
    hours_each: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TeamProblem:
    """Whom to choose from, and what for; n candidates (fixed, excluded and busy ones too).

    Requirements: `proficiency` (n_requirements, n) in [0, 1] is how well a candidate meets one,
    `levels` of the same shape the level that counts as covering it (0 to 5), `required` the level
    asked for; `shares` (n_requirements,) of all weight sum to 1; `essential` must be covered.

    Candidates, all (n,): `workplace` and `profession` are codes from 0, `hours` free hours a week,
    `load` and `exposure` in [0, 1], `hours_missing` hours a week. `ties` (n, n) is symmetric, in
    [0, 1], with nothing on the diagonal. `fixed` and `excluded` are positions.
    """

    proficiency: Floats
    levels: NDArray[np.int8]
    required: NDArray[np.int8]
    shares: Floats
    essential: Bools
    workplace: Ints
    profession: Ints
    hours: Floats
    load: Floats
    exposure: Floats
    hours_missing: Floats
    ties: csr_array[np.float64, tuple[int, int]]
    fixed: Team = ()
    excluded: Team = ()
    limits: Limits = Limits()
    quotas: tuple[Quota, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError where shapes or numbers contradict what is said above."""
        needs, n = self.proficiency.shape
        columns = (self.workplace, self.profession, self.hours, *self.burdens.values())
        _require(self.levels.shape == (needs, n), "levels and proficiency have different shapes")
        _require(
            all(len(each) == needs for each in (self.required, self.shares, self.essential)), "requirements"
        )
        _require(all(each.shape == (n,) for each in columns), "one value a candidate is needed everywhere")
        _require(self.ties.shape == (n, n), "ties must be between the candidates")
        _require(needs == 0 or abs(float(self.shares.sum()) - 1.0) < 1e-6, "shares must sum to 1")
        _require(bool((self.required >= 1).all()), "a required level is at least 1")
        _require(all(bool(np.isfinite(each).all()) for each in columns), "values must be numbers")
        _require(all(bool((each >= 0).all()) for each in columns), "values must not be negative")
        _require(bool(((self.ties.data >= 0) & (self.ties.data <= 1)).all()), "ties are in [0, 1]")
        _require(set(self.fixed).isdisjoint(self.excluded), "a fixed member cannot be excluded")
        _require(all(0 <= each < n for each in (*self.fixed, *self.excluded)), "no such candidate")
        _require(1 <= self.limits.smallest <= self.limits.largest, "sizes must be 1 <= smallest <= largest")
        _require(all(quota.among.shape == (n,) for quota in self.quotas), "a quota is among the candidates")

    @property
    def size(self) -> int:
        """How many candidates there are."""
        return len(self.hours)

    @property
    def covers(self) -> Bools:
        """Who reaches the level of which requirement, (n_requirements, n)."""
        reached: Bools = np.greater_equal(self.levels, self.required[:, None])
        return reached

    @property
    def eligible(self) -> Bools:
        """Who may be in a team, (n,): fixed, or neither excluded nor short of hours."""
        may: Bools = np.greater_equal(self.hours, self.limits.hours_each)
        may[list(self.excluded)] = False
        may[list(self.fixed)] = True
        return may

    @property
    def burdens(self) -> Mapping[Term, Floats]:
        """What speaks against each candidate by themselves, before it is weighed, (n,)."""
        return {Term.LOAD: self.load, Term.EXPOSURE: self.exposure, Term.HOURS: self.hours_missing}

    def costs(self, weights: Weights = WEIGHTS) -> Floats:
        """What each candidate costs by being in the team, in points, (n,): their burdens and a seat."""
        weighed = np.array([weights[term] * values for term, values in self.burdens.items()])
        costs: Floats = weighed.sum(axis=0) + weights[Term.SIZE]
        return costs


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamContribution:
    """One part of the objective, in points; `requirement` and `member` say what and whom it is about."""

    term: Term
    value: float
    requirement: int | None = None
    member: int | None = None


def learner_seat(
    learners: Iterable[int], mentors: Iterable[int], *, size: int, skill: str
) -> Sequence[Quota]:
    """The two quotas of a learner's seat: somebody who wants to learn a skill, and somebody who teaches it.

    Raises ValueError if the same person is to do both.
    """
    learning, teaching = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    learning[list(learners)] = True
    teaching[list(mentors)] = True
    _require(not (learning & teaching).any(), "nobody learns a skill from themselves")
    return (
        Quota(kind=QuotaKind.LEARNER, among=learning, name=skill),
        Quota(kind=QuotaKind.MENTOR, among=teaching, name=skill),
    )


def carriers(problem: TeamProblem, team: Team) -> list[int | None]:
    """Who carries each requirement: who meets it best, of equals one at the level, then the first."""
    members = list(team)
    covers: Bools = problem.covers[:, members]
    found: list[int | None] = []
    for best, at_level in zip(problem.proficiency[:, members], covers, strict=True):
        meeting = [
            (-value, not reached, i) for value, reached, i in zip(best, at_level, members, strict=True)
        ]
        value, _, member = min(meeting, default=(0.0, True, -1))
        found.append(member if value < 0 else None)
    return found


def contributions(
    problem: TeamProblem, team: Team, *, weights: Weights = WEIGHTS
) -> tuple[TeamContribution, ...]:
    """The parts of a team's objective that are not zero; their sum is the objective."""
    members = list(team)
    parts: list[TeamContribution] = []
    covered = np.asarray(problem.covers[:, members].any(axis=1))
    for r, member in enumerate(carriers(problem, team)):
        share = float(problem.shares[r])
        if member is not None:
            value = weights[Term.FIT] * share * float(problem.proficiency[r, member])
            parts.append(TeamContribution(term=Term.FIT, value=value, requirement=r, member=member))
        if not (problem.essential[r] or covered[r]):
            parts.append(TeamContribution(term=Term.GAP, value=-weights[Term.GAP] * share, requirement=r))
    for term, values in problem.burdens.items():
        for member in members:
            cost = -weights[term] * float(values[member])
            parts.append(TeamContribution(term=term, value=cost, member=member))
    strangers = len(team) * (len(team) - 1) / 2 - sum(strength for _, _, strength in ties_in(problem, team))
    whole = {
        Term.DISTANCE: -strangers,
        Term.SIZE: -len(team),
        Term.WORKPLACES: len(set(problem.workplace[members].tolist())),
        Term.PROFESSIONS: len(set(problem.profession[members].tolist())),
    }
    parts += [TeamContribution(term=term, value=weights[term] * value) for term, value in whole.items()]
    return tuple(part for part in parts if part.value)


def objective(problem: TeamProblem, team: Team, *, weights: Weights = WEIGHTS) -> float:
    """How good a team is, in points."""
    return sum(part.value for part in contributions(problem, team, weights=weights))


def best_fit(problem: TeamProblem) -> float:
    """How well all who may be in a team would meet the requirements together, in points."""
    best = np.where(problem.eligible, problem.proficiency, 0.0).max(axis=1, initial=0.0)
    return float(WEIGHTS[Term.FIT] * problem.shares @ best)


def ties_in(problem: TeamProblem, team: Team) -> tuple[tuple[int, int, float], ...]:
    """The pairs of members who know each other, with the strength in (0, 1]."""
    inside = problem.ties[list(team)][:, list(team)].toarray()
    pairs = ((a, b) for a in range(len(team)) for b in range(a + 1, len(team)) if inside[a, b])
    return tuple((team[a], team[b], float(inside[a, b])) for a, b in pairs)


def _require(true: bool, otherwise: str) -> None:
    if not true:
        raise ValueError(otherwise)
