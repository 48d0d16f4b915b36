"""What people say they can, apart from what is true: some say too much, some too little, some long ago.

All draws are seeded. What is true is never changed, only what is written down of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from matching.model import MAX_LEVEL, Employee, Evidence, HeldSkill, Profession, RequirementKind
from service.hr.assumed_skills import with_assumed

INVENTED = 0.25
"""How many skills an over-claimer adds, of those they have; an under-claimer leaves out as many."""
TOO_HIGH = (1, 3)
"""By how much over-claimers state their levels too high, from and below."""
STALE_YEARS = (4.0, 8.0)
FADED = 0.5
FADED_LEVELS = 2
"""Of the stale statements, half were true then: by now the skill is two levels lower than they say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """Shares of employees who claim too much and too little, and of statements that are stale."""

    over: float = 0.2
    under: float = 0.2
    stale: float = 0.3


def claimed(employees: Sequence[Employee], noise: Noise, *, today: date, seed: int) -> list[Employee]:
    """The employees as they would be written down; `employees` say what is true."""
    chance = np.random.default_rng(seed)
    heard: dict[str, dict[str, None]] = {}
    for each in employees:
        heard.setdefault(each.profession, {}).update(dict.fromkeys(held.skill for held in each.skills))
    found = []
    for each, draw in zip(employees, chance.random(len(employees)).tolist(), strict=True):
        held = [_stale(one, chance) if chance.random() < noise.stale else one for one in each.skills]
        if draw < noise.over:
            held = _over(held, list(heard[each.profession]), chance, today=today)
        elif draw < noise.over + noise.under:
            held = _under(held, chance)
        found.append(replace(each, skills=tuple(held)))
    return found


def titles_only(
    employees: Sequence[Employee], professions: Sequence[Profession], *, today: date
) -> list[Employee]:
    """The employees as on the first day, when HR has loaded who works where as what, and nothing else."""
    essential = {
        profession.id: [skill for skill, kind in profession.requires if kind is RequirementKind.ESSENTIAL]
        for profession in professions
    }
    return [
        with_assumed(
            replace(each, skills=(), wants_to_learn=(), can_teach=(), hours_offered=None),
            before=None,
            essential=essential[each.profession],
            today=today,
        )
        for each in employees
    ]


def _stale(held: HeldSkill, chance: np.random.Generator) -> HeldSkill:
    """A statement from years before; what is assumed follows from the job and can't be stale."""
    if held.evidence is Evidence.ASSUMED:
        return held
    older = timedelta(days=round(365.25 * chance.uniform(*STALE_YEARS)))
    faded = FADED_LEVELS if chance.random() < FADED else 0
    return replace(held, confirmed_on=held.confirmed_on - older, level=min(MAX_LEVEL, held.level + faded))


def _over(
    held: Sequence[HeldSkill], heard: Sequence[str], chance: np.random.Generator, *, today: date
) -> list[HeldSkill]:
    """Own statements one or two levels too high, and skills that only colleagues of the profession have."""
    known = {one.skill for one in held}
    others = [skill for skill in heard if skill not in known]
    count = min(len(others), round(INVENTED * len(held)))
    invented = [
        HeldSkill(
            skill=others[at],
            level=int(chance.integers(3, MAX_LEVEL + 1)),
            evidence=Evidence.SELF_STATED,
            source="medarbejder",
            confirmed_on=today,
        )
        for at in chance.permutation(len(others))[:count].tolist()
    ]
    raised = [
        replace(one, level=min(MAX_LEVEL, one.level + int(chance.integers(*TOO_HIGH))))
        if one.evidence is Evidence.SELF_STATED
        else one
        for one in held
    ]
    return [*raised, *invented]


def _under(held: Sequence[HeldSkill], chance: np.random.Generator) -> list[HeldSkill]:
    """Own statements one level too low, and some left out."""
    return [
        replace(one, level=max(1, one.level - 1)) if one.evidence is Evidence.SELF_STATED else one
        for one in held
        if one.evidence is not Evidence.SELF_STATED or chance.random() >= INVENTED
    ]
