"""All given sources together → what is to be in the graph, checked against each other and the graph."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graph.loading import Loading, Plan
from graph.vocabulary.neutral_titles import NEUTRAL
from matching.model import Employee, Profession, QualificationKind, Task, Workplace
from service.hr import look_alikes
from service.hr.accounts import kept_by_accounts, may_be_left_out
from service.hr.assumed_skills import is_assumed_from_profession, with_assumed
from service.hr.closing import kept_by_name, moved
from service.hr.competences import competences_of
from service.hr.engagements import keep_main_engagements
from service.hr.intake import Intake
from service.hr.people import employees_of
from service.hr.qualifications import qualifications_of
from service.hr.retirement import Gone, Refusal, find_gone, spare_used_workplaces
from service.hr.schemas import (
    COMPETENCES,
    EMPLOYEES,
    PARTICIPANTS,
    QUALIFICATIONS,
    TASKS,
    TITLES,
    WORKPLACES,
    FileKind,
)
from service.hr.snapshot import Snapshot
from service.hr.tasks import participants_of, tasks_of
from service.hr.workplaces import Workplaces, workplaces_of


@dataclass(slots=True, kw_only=True)
class Assembly:
    """What the sources say, as objects by id; `gone` is by the name of the kind.

    `outweighed` counts statements that weigh less than what is known, `refuted` those that employees
    themselves say otherwise, `assumed` skills that the employees' professions let assume, besides what the
    graph has.
    """

    professions: dict[str, Profession] = field(default_factory=dict)
    workplaces: dict[str, Workplace] = field(default_factory=dict)
    qualification_kinds: dict[str, QualificationKind] = field(default_factory=dict)
    employees: dict[str, Employee] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    gone: dict[str, Gone] = field(default_factory=dict)
    outweighed: int = 0
    refuted: int = 0
    assumed: int = 0
    warnings: list[str] = field(default_factory=list)

    @property
    def refusals(self) -> list[Refusal]:
        """Why nothing may be written, if so."""
        return [gone.refusal for gone in self.gone.values() if gone.refusal]

    @property
    def notes(self) -> list[str]:
        """What to know before writing."""
        return [*self.warnings, *(gone.note for gone in self.gone.values() if gone.note)]


def assemble(
    intakes: Mapping[FileKind, Intake],
    snapshot: Snapshot,
    *,
    complete: Collection[FileKind] = (),
    max_gone: float,
    accounts_decide: bool = True,
) -> Assembly:
    """Fit the sources into the graph: rows that fit nothing move to the rejects of their intake.

    `accounts_decide` is whether SCIM says where those with an account work (`service.hr.accounts`).
    """
    made = Assembly()
    if private := sum(len(intake.private) for intake in intakes.values()):
        made.warnings.append(f"{private} stillinger eller roller siger noget privat og er gjort neutrale.")
    for kind, before in (
        (WORKPLACES, snapshot.workplaces),
        (EMPLOYEES, snapshot.employees),
        (TASKS, snapshot.tasks),
    ):
        if intake := intakes.get(kind):
            made.warnings.extend(look_alikes.warnings(intake, before.keys()))
    intake = intakes.get(WORKPLACES)
    stated = workplaces_of(intake, snapshot) if intake else Workplaces()
    made.workplaces = stated.open
    workplaces = stated.after(snapshot.workplaces)
    if intake := intakes.get(EMPLOYEES):
        if several := keep_main_engagements(intake):
            made.warnings.append(
                f"{several} medarbejdere har flere ansættelser; hovedansættelsen gælder (docs/hr-files.md)."
            )
        places = stated.labels(each for each in workplaces.values() if not each.closed)
        made.employees = employees_of(intake, snapshot, workplaces=places)
        if accounts_decide:
            made.employees |= kept_by_accounts(made.employees, snapshot, notes=made.warnings)
        if any(employee.profession == NEUTRAL.id for employee in made.employees.values()):
            made.professions[NEUTRAL.id] = NEUTRAL
        if EMPLOYEES in complete or intake.left:
            made.gone[EMPLOYEES.name] = find_gone(
                intake,
                known=may_be_left_out(intake, snapshot),
                complete=EMPLOYEES in complete,
                max_gone=max_gone,
            )
    employees = _remaining({**snapshot.employees, **made.employees}, made.gone.get(EMPLOYEES.name))
    if intake := intakes.get(COMPETENCES):
        competences = competences_of(
            intake,
            employees=employees,
            skills=snapshot.skills,
            complete=COMPETENCES in complete,
            max_gone=max_gone,
        )
        made.employees |= competences.employees
        made.outweighed, made.refuted = competences.outweighed, competences.refuted
        made.gone[COMPETENCES.name] = competences.gone
    if intake := intakes.get(QUALIFICATIONS):
        qualifications = qualifications_of(
            intake,
            employees=employees | made.employees,
            kinds=snapshot.qualification_kinds,
            complete=QUALIFICATIONS in complete,
            max_gone=max_gone,
        )
        made.employees |= qualifications.employees
        made.qualification_kinds = qualifications.kinds
        made.gone[QUALIFICATIONS.name] = qualifications.gone
        if qualifications.outweighed:
            made.warnings.append(
                f"{qualifications.outweighed} kvalifikationer i filen er set tidligere end det, grafen har."
            )
    if EMPLOYEES in intakes:
        _assume(made, snapshot)
    if intake := intakes.get(TASKS):
        made.tasks = tasks_of(intake, snapshot, workplaces=stated.labels(workplaces.values()))
        if TASKS in complete:
            made.gone[TASKS.name] = find_gone(intake, known=snapshot.tasks, complete=True, max_gone=max_gone)
    tasks = _remaining({**snapshot.tasks, **made.tasks}, made.gone.get(TASKS.name))
    if intake := intakes.get(PARTICIPANTS):
        made.tasks |= participants_of(
            intake, tasks=tasks, employees=employees.keys(), complete=PARTICIPANTS in complete
        )
    if intake := intakes.get(WORKPLACES):
        gone = Gone()
        if WORKPLACES in complete:
            open = [id for id, each in snapshot.workplaces.items() if not each.closed]
            gone = find_gone(intake, known=open, complete=True, max_gone=max_gone)
        everything = _Everything(
            workplaces=workplaces, employees=employees | made.employees, tasks=tasks | made.tasks
        )
        _close(made, everything, gone, stated=stated, known=snapshot.workplaces.keys())
    made.warnings += [
        f"{former} er ikke længere en kompetence for sig og er læst som {kept}."
        for former, kept in snapshot.skills.redirected.items()
    ]
    return made


def plans(made: Assembly, snapshot: Snapshot, loading: Loading) -> dict[FileKind, Plan[Any]]:
    """What is to be written; applying it fails if the graph has changed since the snapshot."""

    def finished(kind: FileKind, plan: Plan[Any], before: Mapping[str, Any]) -> Plan[Any]:
        ids = made.gone.get(kind.name, Gone()).ids
        return replace(plan, gone=tuple(before[id] for id in sorted(ids)), number=snapshot.number)

    professions = loading.plan_professions(made.professions.values())
    workplaces = loading.plan_workplaces(made.workplaces.values())
    kinds = loading.plan_qualification_kinds(made.qualification_kinds.values())
    employees = loading.plan_employees(made.employees.values())
    tasks = loading.plan_tasks(made.tasks.values())
    return {
        TITLES: replace(professions, number=snapshot.number),
        WORKPLACES: finished(WORKPLACES, workplaces, snapshot.workplaces),
        QUALIFICATIONS: replace(kinds, number=snapshot.number),
        EMPLOYEES: finished(EMPLOYEES, employees, snapshot.employees),
        TASKS: finished(TASKS, tasks, snapshot.tasks),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Everything:
    """What there will be, by id, if nothing follows from workplaces that close."""

    workplaces: dict[str, Workplace]
    employees: dict[str, Employee]
    tasks: dict[str, Task]


def _close(
    made: Assembly, everything: _Everything, gone: Gone, *, stated: Workplaces, known: Collection[str]
) -> None:
    """Let workplaces of the graph (`known`) close, and nothing that refers to them be lost.

    `gone` are those that a complete source no longer has; the source has `stated` who takes over from others.
    """
    followed = moved(
        stated.successors,
        workplaces=everything.workplaces.values(),
        employees=everything.employees.values(),
        tasks=everything.tasks.values(),
    )
    made.workplaces |= followed.workplaces
    made.employees |= followed.employees
    made.tasks |= followed.tasks
    workplaces = everything.workplaces | made.workplaces
    tasks = everything.tasks | made.tasks
    gone = spare_used_workplaces(
        gone,
        workplaces=workplaces.values(),
        employees=(everything.employees | made.employees).values(),
        tasks=tasks.values(),
    )
    kept = kept_by_name(gone.ids, workplaces=workplaces, tasks=tasks.values())
    made.workplaces |= kept.workplaces
    made.warnings += [*followed.notes, *kept.notes]
    closed = {id for id in stated.successors if id in known}
    made.gone[WORKPLACES.name] = replace(gone, ids=(gone.ids - kept.workplaces.keys()) | closed)


def _assume(made: Assembly, snapshot: Snapshot) -> None:
    """Give the employees what their professions let assume, where nothing else is known."""
    for id, employee in made.employees.items():
        before = snapshot.employees.get(id)
        made.employees[id] = with_assumed(
            employee,
            before=before,
            essential=snapshot.essential.get(employee.profession, ()),
            today=snapshot.today,
        )
        known = before.skills if before else ()
        made.assumed += sum(
            is_assumed_from_profession(held) and held not in known for held in made.employees[id].skills
        )


def _remaining(objects: dict[str, Any], gone: Gone | None) -> dict[str, Any]:
    return {id: value for id, value in objects.items() if gone is None or id not in gone.ids}
