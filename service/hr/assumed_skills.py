"""What a job lets us assume of somebody whom we know nothing else of: the skills it can't do without."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from matching.model import Employee, Evidence, HeldSkill

FROM_PROFESSION = "faglighed"
ASSUMED_LEVEL = 2


def with_assumed(
    employee: Employee, *, before: Employee | None, essential: Collection[str], today: date
) -> Employee:
    """The employee with what their profession lets assume; `essential` are ids of its essential skills.

    Assumptions are made once, for who is new (`before` is None) or has another profession than before,
    and only where nothing is known of a skill, nor said by the employee: what they take off their profile
    stays off. What an earlier profession let assume, and this one doesn't, goes.
    """
    kept = {
        held.skill: held
        for held in employee.skills
        if held.skill in essential or not is_assumed_from_profession(held)
    }
    if before is None or before.profession != employee.profession:
        said = {each.skill for each in employee.statements}
        for skill in essential:
            if skill in said:
                continue
            kept.setdefault(skill, _assumed(skill, today))
    skills = tuple(kept[skill] for skill in sorted(kept))
    return employee if set(skills) == set(employee.skills) else replace(employee, skills=skills)


def is_assumed_from_profession(held: HeldSkill) -> bool:
    """Whether nothing but the job says so; everywhere such a skill is shown as assumed."""
    return held.evidence is Evidence.ASSUMED and held.source == FROM_PROFESSION


def _assumed(skill: str, today: date) -> HeldSkill:
    return HeldSkill(
        skill=skill,
        level=ASSUMED_LEVEL,
        evidence=Evidence.ASSUMED,
        source=FROM_PROFESSION,
        confirmed_on=today,
    )
