"""Makes domain objects for tests from the few words that a test is about; everything else is plausible.

Names stand for ids: `employee("Anna", skills={"GDPR": 4})` has the skill that `skill("GDPR")` makes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from graph.store import GraphStore
from matching.language.link_model import (
    SHIPPED,
    Figure,
    LearnedLinking,
    LinkComparison,
    Regression,
    TextKind,
)
from matching.model import (
    Assignment,
    Employee,
    Evidence,
    HeldSkill,
    LifePhase,
    Profession,
    Requirement,
    RequirementKind,
    Skill,
    SkillKind,
    Task,
    TaskStatus,
    Visibility,
    Workplace,
)
from matching.question import Signal
from matching.weights import Comparison, RankingModel, Weights

TODAY = date(2026, 11, 23)
NOON = datetime.combine(TODAY, time(12), UTC)
CONFIRMED_ON = date(2026, 3, 1)

Thing = Skill | Profession | Workplace | Employee | Task


def skill_id(label: str) -> str:
    """The id that a skill with this label gets here."""
    return f"urn:tvaers:skill:{_slug(label)}"


def profession_id(label: str) -> str:
    """The id that a profession with this label gets here."""
    return f"urn:tvaers:profession:{_slug(label)}"


def workplace_id(name: str) -> str:
    """The id that a workplace with this name gets here."""
    return f"wp-{_slug(name)}"


def employee_id(name: str) -> str:
    """The id that an employee with this name gets here."""
    return f"emp-{_slug(name)}"


def task_id(title: str) -> str:
    """The id that a task with this title gets here."""
    return f"task-{_slug(title)}"


def skill(
    label: str,
    *,
    english: str = "",
    alternatives: Sequence[str] = (),
    hidden: Sequence[str] = (),
    broader: Sequence[str] = (),
    related: Sequence[str] = (),
    kind: SkillKind = SkillKind.SKILL,
    source: str = "catalogue",
) -> Skill:
    """A skill by its Danish label; `broader` and `related` are labels too."""
    return Skill(
        id=skill_id(label),
        kind=kind,
        label_da=label,
        label_en=english,
        alt_da=tuple(alternatives),
        hidden_da=tuple(hidden),
        broader=_ids(skill_id, broader),
        related=_ids(skill_id, related),
        source=source,
    )


def profession(label: str, *, english: str = "", requires: Sequence[str] = ()) -> Profession:
    """A profession; `requires` are labels of skills that it can't do without."""
    return Profession(
        id=profession_id(label),
        label_da=label,
        label_en=english,
        requires=tuple((id, RequirementKind.ESSENTIAL) for id in _ids(skill_id, requires)),
    )


def workplace(
    name: str, *, part_of: str | None = None, life_phases: Sequence[LifePhase] = (), closed: bool = False
) -> Workplace:
    """A workplace; `part_of` is the name of the one above."""
    return Workplace(
        id=workplace_id(name),
        name=name,
        part_of=workplace_id(part_of) if part_of else None,
        life_phases=tuple(sorted(life_phases)),
        closed=closed,
    )


def held(
    label: str,
    level: int = 3,
    *,
    evidence: Evidence = Evidence.SELF_STATED,
    source: str = "medarbejder",
    confirmed_on: date = CONFIRMED_ON,
) -> HeldSkill:
    """That somebody has the skill with this label."""
    return HeldSkill(
        skill=skill_id(label), level=level, evidence=evidence, source=source, confirmed_on=confirmed_on
    )


def employee(
    name: str = "Anna Holm",
    *,
    skills: Mapping[str, int] | Iterable[HeldSkill] = (),
    workplace: str = "Jobcenter",
    profession: str = "Socialrådgiver",
    weekly_hours: float = 37.0,
    hours_offered: float | None = None,
    visibility: Visibility = Visibility.EVERYONE,
    wants_to_learn: Sequence[str] = (),
    can_teach: Sequence[str] = (),
) -> Employee:
    """An employee; `skills` is {label: level}, or held skills where more matters."""
    holdings = (
        [held(label, level) for label, level in skills.items()] if isinstance(skills, Mapping) else skills
    )
    return Employee(
        id=employee_id(name),
        name=name,
        workplace=workplace_id(workplace),
        profession=profession_id(profession),
        weekly_hours=weekly_hours,
        hours_offered=hours_offered,
        visibility=visibility,
        skills=tuple(sorted(holdings, key=lambda each: each.skill)),
        wants_to_learn=_ids(skill_id, wants_to_learn),
        can_teach=_ids(skill_id, can_teach),
    )


def task(
    title: str = "Ny cykelsti",
    *,
    description: str = "",
    requires: Mapping[str, int] | Iterable[Requirement] = (),
    taken_away: Sequence[str] = (),
    owners: Sequence[str] = ("Jobcenter",),
    members: Sequence[str] = (),
    life_phases: Sequence[LifePhase] = (),
    created_on: date = date(2026, 10, 1),
    closed_on: date | None = None,
) -> Task:
    """A task; `requires` is {label: level}, `taken_away` are labels, `members` names.

    With a closing date it is closed, and was created by then.
    """
    requirements = (
        [Requirement(skill=skill_id(label), level=level) for label, level in requires.items()]
        if isinstance(requires, Mapping)
        else requires
    )
    return Task(
        id=task_id(title),
        title=title,
        description=description,
        status=TaskStatus.CLOSED if closed_on else TaskStatus.OPEN,
        created_on=min(created_on, closed_on or created_on),
        closed_on=closed_on,
        requirements=tuple(sorted(requirements, key=lambda each: each.skill)),
        taken_away=_ids(skill_id, taken_away),
        owners=_ids(workplace_id, owners),
        life_phases=tuple(sorted(life_phases)),
        assignments=tuple(
            Assignment(employee=id, role="deltager", hours=4.0) for id in _ids(employee_id, members)
        ),
    )


def ranking_model(**learned: float) -> RankingModel:
    """A model with one situation; `learned` are its weights by the names of signals."""
    return RankingModel(
        fitted_on=date(2026, 11, 24),
        change=7,
        seed=20,
        learned_from=date(2025, 3, 1),
        tested_from=date(2026, 3, 1),
        until=date(2026, 10, 1),
        n_known=600,
        n_learned=200,
        n_tested=200,
        weights=Weights({"alone": {Signal(name): weight for name, weight in learned.items()}}),
        replaced="shipped",
        comparisons=(
            Comparison(situation="alone", questions=200, before=0.2, after=0.3, low=0.05, high=0.15),
        ),
    )


def learned_linking(*, intercept: float = -1.0) -> LearnedLinking:
    """A linking model that is what ships but for an intercept, and was better on 40 own tasks."""
    alone = Regression(intercept, SHIPPED.alone.counts)
    return LearnedLinking(
        model=replace(SHIPPED, alone=alone, version=f"of{intercept}", learned_from={"own": 40}),
        replaced="shipped",
        change=7,
        comparisons=(
            LinkComparison(
                kind=TextKind.OWN,
                figure=Figure.PRECISION,
                texts=40,
                before=0.5,
                after=0.6,
                low=0.05,
                high=0.15,
            ),
        ),
    )


def fill(store: GraphStore, *things: Thing) -> int:
    """Put objects into the graph, with a plain stand-in for whatever they refer to that isn't there.

    Returns the change number.
    """
    skills = {each.id: each for each in things if isinstance(each, Skill)}
    professions = {each.id: each for each in things if isinstance(each, Profession)}
    workplaces = {each.id: each for each in things if isinstance(each, Workplace)}
    employees = {each.id: each for each in things if isinstance(each, Employee)}
    tasks = {each.id: each for each in things if isinstance(each, Task)}

    for id in _referred(id for each in tasks.values() for id in (one.employee for one in each.assignments)):
        if id not in employees and id not in store.employees.ids():
            employees[id] = employee(id.removeprefix("emp-"))
    for id in _referred(
        *(each.broader + each.related for each in skills.values()),
        *((skill for skill, _ in each.requires) for each in professions.values()),
        *((one.skill for one in each.skills) for each in employees.values()),
        *(each.wants_to_learn + each.can_teach for each in employees.values()),
        *((one.skill for one in each.requirements) for each in tasks.values()),
        *(each.taken_away for each in tasks.values()),
    ):
        if id not in skills and id not in store.skills.ids():
            skills[id] = Skill(id=id, label_da=_name(id))
    for id in _referred(each.profession for each in employees.values()):
        if id not in professions and id not in store.professions.ids():
            professions[id] = Profession(id=id, label_da=_name(id))
    for id in _referred(
        (each.workplace for each in employees.values()),
        *(each.owners for each in tasks.values()),
        (each.part_of for each in workplaces.values() if each.part_of),
    ):
        if id not in workplaces and id not in store.workplaces.ids():
            workplaces[id] = Workplace(id=id, name=_name(id.removeprefix("wp-")))

    loading = store.loading
    return loading.apply(
        loading.plan_skills(skills.values()),
        loading.plan_professions(professions.values()),
        loading.plan_workplaces(workplaces.values()),
        loading.plan_employees(employees.values()),
        loading.plan_tasks(tasks.values()),
    )


def _referred(*groups: Iterable[str]) -> list[str]:
    return sorted({id for group in groups for id in group})


def _ids(make: Callable[[str], str], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(make(name) for name in names))


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


def _name(id: str) -> str:
    return id.rsplit(":", 1)[-1].replace("-", " ").capitalize()
