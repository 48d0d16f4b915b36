"""Seeded tasks for teams: a municipality of skills, ties and hours that was never anybody's."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from matching.index.evidence import level_fit
from matching.teams.problem import Limits, Quota, QuotaKind, TeamProblem

WORKPLACES = 120
PROFESSIONS = 40
SKILLS_EACH = (6, 24)
PAST_TEAMS = 6_000
HALF_TIE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Staff:
    """Employees with levels of skills (n, n_skills), and what else a team is made of; columns are (n,)."""

    levels: NDArray[np.int8]
    quality: NDArray[np.float32]
    workplace: NDArray[np.int64]
    profession: NDArray[np.int64]
    hours: NDArray[np.float64]
    load: NDArray[np.float64]
    exposure: NDArray[np.float64]
    ties: csr_array[np.float64, tuple[int, int]]
    usual: NDArray[np.float64]
    """How usual each skill is in each profession, (n_professions, n_skills); rows sum to 1."""


def staff(*, employees: int, skills: int, seed: int) -> Staff:
    """Professions have their own skills and share some; a few people and skills are much in demand."""
    chance = np.random.default_rng(seed)
    common = 1.0 / (1.0 + chance.permutation(skills)) ** 0.8
    usual = np.empty((PROFESSIONS, skills))
    for number in range(PROFESSIONS):
        own = np.zeros(skills)
        own[chance.choice(skills, size=skills // 20, replace=False)] = chance.pareto(1.2, skills // 20) + 0.2
        usual[number] = 0.75 * own / own.sum() + 0.25 * common / common.sum()
    profession = chance.choice(PROFESSIONS, size=employees, p=_falling(PROFESSIONS))
    workplace = chance.choice(WORKPLACES, size=employees, p=_falling(WORKPLACES))
    levels = np.zeros((employees, skills), np.int8)
    quality = np.zeros((employees, skills), np.float32)
    for row in range(employees):
        count = int(chance.integers(*SKILLS_EACH))
        held = chance.choice(skills, size=count, replace=False, p=usual[profession[row]])
        levels[row, held] = chance.choice([1, 2, 3, 4, 5], size=count, p=[0.15, 0.2, 0.3, 0.25, 0.1])
        quality[row, held] = chance.choice([0.4, 0.7, 0.9, 1.0], size=count) * chance.uniform(0.5, 1, count)
    return Staff(
        levels=levels,
        quality=quality,
        workplace=workplace,
        profession=profession,
        hours=np.round(chance.gamma(2.0, 2.0, employees), 1),
        load=chance.beta(1.2, 3.0, employees),
        exposure=chance.beta(0.5, 4.0, employees),
        ties=_ties(workplace, chance),
        usual=usual,
    )


def task(staff: Staff, *, needs: int, seed: int) -> TeamProblem:
    """A task of two or three professions' skills, two in three essential, that each has somebody for.

    Every third has a lead, and somebody whom the lead knows.
    """
    chance = np.random.default_rng(seed)
    asking = chance.choice(PROFESSIONS, size=3 if needs > 4 else 2, replace=False)
    wish = staff.usual[asking].mean(axis=0)
    required = chance.choice([2, 3, 4], size=staff.levels.shape[1], p=[0.3, 0.5, 0.2]).astype(np.int8)
    limits = Limits(smallest=2, largest=10, workplaces=2, professions=2, hours=1.5 * needs, hours_each=1.0)
    free = staff.hours >= limits.hours_each
    met = ((staff.levels >= required) & free[:, None]).any(axis=0)
    skills = chance.choice(len(wish), size=needs, replace=False, p=wish * met / (wish * met).sum())
    levels = staff.levels[:, skills].T
    fits = np.array([level_fit(int(level)) for level in required[skills]])
    weights = chance.choice([1.0, 2.0, 3.0], size=needs)
    fixed: tuple[int, ...] = ()
    quotas: tuple[Quota, ...] = ()
    if seed % 3 == 0:
        lead = int(chance.choice(np.flatnonzero(staff.ties @ free.astype(np.float64))))
        known = np.asarray(staff.ties[[lead]].toarray()[0] > 0)
        fixed, quotas = (lead,), (Quota(kind=QuotaKind.KNOWN, among=known),)
    return TeamProblem(
        proficiency=np.take_along_axis(fits, levels.astype(np.int64), axis=1) * staff.quality[:, skills].T,
        levels=levels,
        required=required[skills],
        shares=weights / weights.sum(),
        essential=np.arange(needs) % 3 < 2,
        workplace=staff.workplace,
        profession=staff.profession,
        hours=staff.hours,
        load=staff.load,
        exposure=staff.exposure,
        hours_missing=np.maximum(0.0, 3.0 - staff.hours),
        ties=staff.ties,
        fixed=fixed,
        limits=limits,
        quotas=quotas,
    )


def _falling(count: int) -> NDArray[np.float64]:
    sizes = 1.0 / np.sqrt(1.0 + np.arange(count))
    shares: NDArray[np.float64] = sizes / sizes.sum()
    return shares


def _ties(
    workplace: NDArray[np.int64], chance: np.random.Generator
) -> csr_array[np.float64, tuple[int, int]]:
    """Ties of past teams of 3 to 7, most of them within one workplace, faded by up to ten years."""
    n = len(workplace)
    ones, others, strengths = list[int](), list[int](), list[float]()
    for _ in range(PAST_TEAMS * n // 5_000):
        first = int(chance.integers(n))
        near = np.flatnonzero(workplace == workplace[first])
        pool = near if chance.random() < 0.6 and len(near) > 7 else np.arange(n)
        team = np.unique([first, *chance.choice(pool, size=int(chance.integers(2, 7)), replace=False)])
        strength = 0.85 ** chance.uniform(0, 10) / (len(team) - 1)
        for member in team.tolist():
            ones += [member] * (len(team) - 1)
            others += [each for each in team.tolist() if each != member]
            strengths += [strength] * (len(team) - 1)
    joint = coo_array((np.array(strengths), (np.array(ones), np.array(others))), shape=(n, n)).tocsr()
    joint.data = joint.data / (joint.data + HALF_TIE)
    return csr_array(joint)
