"""Small whole pictures of a municipality, made of plain objects, for tests of ranking."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from matching.index.columns import EmployeeColumns
from matching.index.index import Changes, Index
from matching.model import (
    Assignment,
    Employee,
    Evidence,
    HeldSkill,
    Profession,
    Requirement,
    Skill,
    Task,
    TaskStatus,
    Workplace,
)

TODAY = date(2026, 11, 23)
PLACES = (
    Workplace(id="kommune", name="Fjordby Kommune"),
    Workplace(id="teknik", name="Teknik og Miljø", part_of="kommune"),
    Workplace(id="vej", name="Vej og Park", part_of="teknik"),
    Workplace(id="skole", name="Skovvangskolen", part_of="kommune"),
    Workplace(id="pleje", name="Plejecenter Kildebakken", part_of="kommune"),
)


def colleague(id: str, skills: Mapping[str, int] | Iterable[HeldSkill] = (), **values: Any) -> Employee:
    """An employee at the school; skills as {"GDPR": 4} are confirmed today."""
    if isinstance(skills, Mapping):
        skills = [held(skill, level) for skill, level in skills.items()]
    standard = {"name": f"Navn {id}", "workplace": "skole", "profession": "lærer", "hours_offered": 4.0}
    return Employee(id=id, skills=tuple(skills), **(standard | values))


def held(skill: str, level: int = 4, **values: Any) -> HeldSkill:
    standard = {"evidence": Evidence.CONFIRMED, "source": "hr", "confirmed_on": TODAY}
    return HeldSkill(skill=skill, level=level, **(standard | values))


def solved(id: str, skills: Iterable[str], by: Iterable[str], **values: Any) -> Task:
    """A task that was closed a year ago."""
    standard: dict[str, Any] = {
        "title": "",
        "status": TaskStatus.CLOSED,
        "created_on": date(2025, 6, 1),
        "closed_on": date(2025, 11, 23),
        "requirements": tuple(Requirement(skill=skill) for skill in skills),
        "assignments": tuple(Assignment(employee=employee) for employee in by),
    }
    return Task(id=id, **(standard | values))


def words(text: str) -> list[str]:
    return text.lower().split()


def world(
    *employees: Employee,
    tasks: Iterable[Task] = (),
    skills: Iterable[Skill] = (),
    places: Iterable[Workplace] = PLACES,
    professions: Iterable[Profession] = (),
) -> Index:
    """An index of these employees, tasks and skills; skills that nobody describes stand alone."""
    described = {skill.id: skill for skill in skills}
    for employee in employees:
        for have in employee.skills:
            described.setdefault(have.skill, Skill(id=have.skill, label_da=have.skill))
    everything = Changes(
        number=1,
        skills=list(described.values()),
        workplaces=list(places),
        professions=list(professions),
        tasks=list(tasks),
        employees=[EmployeeColumns.of(employees)],
    )
    return Index.build(everything, today=TODAY, terms=words)
