"""Small whole pictures of a municipality, made of plain objects, for tests of ranking."""

from collections.abc import Iterable, Mapping
from datetime import date
from math import nan
from typing import Any

from matching.index.evidence import days
from matching.index.index import Changes, Index
from matching.model import (
    Assignment,
    Employee,
    EmployeeColumns,
    Evidence,
    HeldSkill,
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


def columns(employees: Iterable[Employee], retired: Iterable[str] = ()) -> EmployeeColumns:
    """The columns that the graph streams for these employees; those in `retired` have left."""
    gone = [colleague(id) for id in retired]
    all_of_them = [*employees, *gone]
    rows = [(number, skill) for number, e in enumerate(all_of_them) for skill in e.skills]
    return EmployeeColumns(
        ids=[e.id for e in all_of_them],
        names=[e.name for e in all_of_them],
        workplaces=[e.workplace for e in all_of_them],
        professions=[e.profession for e in all_of_them],
        weekly_hours=[e.weekly_hours for e in all_of_them],
        hours_offered=[nan if e.hours_offered is None else e.hours_offered for e in all_of_them],
        visibility=["" if e in gone else e.visibility.value for e in all_of_them],
        retired=[e in gone for e in all_of_them],
        wants_to_learn=[e.wants_to_learn for e in all_of_them],
        can_teach=[e.can_teach for e in all_of_them],
        shows_bridges=[float(e.shows_bridges) for e in all_of_them],
        knows=[[(id, days(on)) for id, on in e.knows] for e in all_of_them],
        holder=[number for number, _ in rows],
        skills=[skill.skill for _, skill in rows],
        levels=[skill.level for _, skill in rows],
        evidence=[int(skill.evidence) for _, skill in rows],
        confirmed_days=[days(skill.confirmed_on) for _, skill in rows],
        sources=[skill.source for _, skill in rows],
        offers_from_days=[nan if e.offers_from is None else days(e.offers_from) for e in all_of_them],
        offers_until_days=[nan if e.offers_until is None else days(e.offers_until) for e in all_of_them],
        invitation_caps=[nan if e.invitation_cap is None else e.invitation_cap for e in all_of_them],
    )


def words(text: str) -> list[str]:
    return text.lower().split()


def world(
    *employees: Employee,
    tasks: Iterable[Task] = (),
    skills: Iterable[Skill] = (),
    places: Iterable[Workplace] = PLACES,
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
        tasks=list(tasks),
        employees=[columns(employees)],
    )
    return Index.build(everything, today=TODAY, terms=words)
