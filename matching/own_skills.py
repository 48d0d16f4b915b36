"""What counts of somebody's skills: what others say of them, and before that what they say themselves.

The level is always the one that they said. The rung of the ladder is what others know, as far as that goes:
who says a higher level than a colleague confirmed or a task showed has stated it themselves; who says the
same or a lower one keeps the rung. So nobody climbs by their own word, and nobody loses by being honest.
What they say they don't have, and what they dispute, counts nowhere. A dispute is about one level: once
others say another, it is settled.

Nothing here is kept: files and tasks go on changing what others say, and no order of them changes what
somebody said (`tests/matching/test_own_skills.py`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from matching.model import Employee, Evidence, HeldSkill, OwnStatement

# Where a skill comes from that somebody states themselves. By definition: as in HR's files.
ONESELF = "medarbejder"
# What the source of a skill begins with that a finished task showed; the task's id follows.
FROM_TASK = "task:"


def counting(employee: Employee) -> tuple[HeldSkill, ...]:
    """The skills that count for an employee, by rising id."""
    return all_counting(employee.skills, employee.statements)


def all_counting(skills: Iterable[HeldSkill], statements: Iterable[OwnStatement]) -> tuple[HeldSkill, ...]:
    """Of what others say and what oneself states, each about several skills, what counts."""
    said = by_skill(statements)
    known = {each.skill: each for each in skills}
    if not said:
        return tuple(known[skill] for skill in sorted(known))
    found = (counted(known.get(skill), said.get(skill)) for skill in sorted(known.keys() | said.keys()))
    return tuple(each for each in found if each is not None)


def counted(known: HeldSkill | None, said: OwnStatement | None) -> HeldSkill | None:
    """What counts of one skill; `known` is what others say of it. None where nothing does."""
    if said is None:
        return known
    if said.disputes:
        return None if is_disputed(known, said) else known
    if is_taken_off(said):
        return None
    if known is None or known.evidence <= Evidence.SELF_STATED or said.level > known.level:
        return HeldSkill(
            skill=said.skill,
            level=said.level,
            evidence=Evidence.SELF_STATED,
            source=ONESELF,
            confirmed_on=said.said_on,
        )
    return replace(known, level=said.level, confirmed_on=max(known.confirmed_on, said.said_on))


def is_disputed(known: HeldSkill | None, said: OwnStatement | None) -> bool:
    """Whether what others say of a skill is what the employee disputes."""
    return known is not None and said is not None and said.disputes and known.level == said.level


def is_taken_off(said: OwnStatement) -> bool:
    """Whether the employee says that they don't have a skill."""
    return said.level == 0 and not said.disputes


def disputed(employee: Employee) -> tuple[HeldSkill, ...]:
    """What others say of the employee that they dispute, by rising id."""
    said = by_skill(employee.statements)
    held = sorted(employee.skills, key=lambda each: each.skill)
    return tuple(each for each in held if is_disputed(each, said.get(each.skill)))


def is_refuted(stated: HeldSkill, said: OwnStatement | None) -> bool:
    """Whether the employee says something else than another's statement does."""
    return said is not None and (said.disputes == (said.level == stated.level))


def stating(employee: Employee, skill: str, level: int, *, on: date) -> Employee:
    """The employee once they said that they have a skill at a level, 1 to 5."""
    return _said(employee, OwnStatement(skill=skill, level=level, said_on=on))


def taking_off(employee: Employee, skill: str, *, on: date) -> Employee:
    """The employee once they said that they don't have a skill: what others said of it goes too."""
    said = _said(employee, OwnStatement(skill=skill, level=0, said_on=on))
    return replace(said, skills=tuple(each for each in said.skills if each.skill != skill))


def disputing(employee: Employee, held: HeldSkill, *, on: date) -> Employee:
    """The employee once they dispute what others say; nobody teaches what they dispute."""
    return _said(employee, OwnStatement(skill=held.skill, level=held.level, disputes=True, said_on=on))


def taking_back(employee: Employee, skill: str) -> Employee:
    """The employee without what they said of a skill: what others say counts again."""
    return replace(employee, statements=tuple(each for each in employee.statements if each.skill != skill))


def by_skill(statements: Iterable[OwnStatement]) -> Mapping[str, OwnStatement]:
    """Statements by their skill."""
    return {each.skill: each for each in statements}


def _said(employee: Employee, said: OwnStatement) -> Employee:
    others = (each for each in employee.statements if each.skill != said.skill)
    statements = tuple(sorted((*others, said), key=lambda each: each.skill))
    after = replace(employee, statements=statements)
    has = {each.skill for each in counting(after)}
    teaches = tuple(each for each in employee.can_teach if each != said.skill or each in has)
    return replace(after, can_teach=teaches)
