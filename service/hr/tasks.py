"""Tasks and who took part in them, out of two files' rows, fitted into what the graph has."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from graph.tasks import TASK
from matching.model import Assignment, Requirement, Task, TaskStatus
from service.hr.intake import Entry, Intake
from service.hr.labels import Labels, Unresolved
from service.hr.look_alikes import Ids, is_about_somebody
from service.hr.out_of_bounds import may_be
from service.hr.snapshot import Snapshot

# What an empty cell means in a column that the source has.
_EMPTIED: dict[str, Any] = {"description": "", "closed_on": None, "life_phases": ()}
_FIX_TASK = "Ret id'et, eller tag opgaven med i opgavefilen."


def tasks_of(intake: Intake, snapshot: Snapshot, *, workplaces: Labels) -> dict[str, Task]:
    """The source's tasks with the assignments of the graph; a missing column leaves what the graph has."""
    found: dict[str, Task] = {}
    for entry in intake.entries:
        values = entry.values
        id = values["id"]
        before = snapshot.tasks.get(id, Task(id=id, title="", created_on=values["created_on"]))
        refusals = len(intake.rejects)
        requirements = _requirements(intake, entry, before, snapshot.skills)
        owners = _owners(intake, entry, before, workplaces)
        qualifications = _qualifications(intake, entry, before, snapshot.qualification_kinds)
        if len(intake.rejects) > refusals:
            continue
        after = replace(
            before,
            title=values["title"],
            status=_status(intake, values, before),
            created_on=values["created_on"],
            requirements=requirements,
            taken_away=_not_needed(before.taken_away, requirements),
            owners=owners,
            qualifications=qualifications,
            **{name: values.get(name, empty) for name, empty in _EMPTIED.items() if name in intake.columns},
        )
        if may_be(intake, entry, TASK, snapshot.tasks.get(id), after):
            found[id] = after
    intake.entries = [entry for entry in intake.entries if entry.values["id"] in found]
    return found


def participants_of(
    intake: Intake, *, tasks: Mapping[str, Task], employees: Collection[str], complete: bool
) -> dict[str, Task]:
    """The tasks that the source names, with who took part.

    With `complete`, those whom the source doesn't name are taken out of the tasks that it does name,
    but for tasks with a rejected row.
    """
    stated: dict[str, dict[str, list[Assignment]]] = {}
    good: list[Entry] = []
    task_ids, employee_ids = Ids(tasks), Ids(employees)
    for entry in intake.entries:
        values = entry.values
        if values["task"] not in tasks:
            fix = task_ids.meant(values["task"], _FIX_TASK)
            intake.refuse(entry, "opgave_id", reason="opgaven findes ikke", fix=fix)
        elif is_about_somebody(intake, entry, employee_ids):
            periods = stated.setdefault(values["task"], {}).setdefault(values["employee"], [])
            periods.append(_assignment(values))
            good.append(entry)
    intake.entries = good
    found: dict[str, Task] = {}
    for id, ours in stated.items():
        keep = not complete or intake.anonymous or id in intake.unsure
        theirs = {each.employee: each for each in tasks[id].assignments} if keep else {}
        merged = {**theirs, **{employee: _joined(periods) for employee, periods in ours.items()}}
        found[id] = replace(tasks[id], assignments=tuple(merged[employee] for employee in sorted(merged)))
    return found


def _joined(periods: Sequence[Assignment]) -> Assignment:
    """What several rows say of one employee in one task: the latest, with the earlier periods."""
    *earlier, latest = sorted(
        periods, key=lambda each: (each.started_on or date.min, each.ended_on or date.max)
    )
    return replace(latest, earlier=tuple(each.periods[0] for each in earlier))


def _requirements(intake: Intake, entry: Entry, before: Task, skills: Labels) -> tuple[Requirement, ...]:
    """What the task needs; a skill that both columns name is essential, and known weights stay."""
    earlier = {each.skill: each for each in before.requirements}
    found: dict[str, Requirement] = {}
    for name, essential in (("essential_skills", True), ("skills", False)):
        if name not in intake.columns:
            for skill, requirement in earlier.items():
                if requirement.essential is essential:
                    found.setdefault(skill, requirement)
            continue
        for label, level in entry.values.get(name, ()):
            known = _find(intake, entry, name, label, skills)
            if known is not None:
                weight = earlier[known].weight if known in earlier else 1.0
                needed = Requirement(skill=known, level=level, weight=weight, essential=essential)
                found.setdefault(known, needed)
    return tuple(found.values())


def _not_needed(taken_away: Iterable[str], requirements: Iterable[Requirement]) -> tuple[str, ...]:
    """What a person took away stays so, unless the source says that the task needs it."""
    needed = {each.skill for each in requirements}
    return tuple(id for id in taken_away if id not in needed)


def _owners(intake: Intake, entry: Entry, before: Task, workplaces: Labels) -> tuple[str, ...]:
    return _all_of(intake, entry, "owners", before.owners, labels=workplaces)


def _qualifications(intake: Intake, entry: Entry, before: Task, kinds: Labels) -> tuple[str, ...]:
    return _all_of(intake, entry, "qualifications", before.qualifications, labels=kinds)


def _all_of(
    intake: Intake, entry: Entry, name: str, before: tuple[str, ...], *, labels: Labels
) -> tuple[str, ...]:
    """The ids of all labels in a cell; what was `before` where the source has no such column."""
    if name not in intake.columns:
        return before
    found = [_find(intake, entry, name, label, labels) for label in entry.values.get(name, ())]
    return tuple(dict.fromkeys(id for id in found if id is not None))


def _find(intake: Intake, entry: Entry, name: str, label: str, labels: Labels) -> str | None:
    """The id of one of several labels in a cell; the refusal says which one it is about."""
    try:
        return labels.find(label)
    except Unresolved as error:
        intake.refuse(entry, intake.kind.column_of(name), reason=f"»{label}«: {error.reason}", fix=error.fix)
        return None


def _status(intake: Intake, values: dict[str, Any], before: Task) -> TaskStatus:
    """What the source says, else whether it has the day of closing, else what the graph has."""
    if "status" in values:
        status: TaskStatus = values["status"]
        return status
    if "closed_on" in intake.columns:
        return TaskStatus.CLOSED if "closed_on" in values else TaskStatus.OPEN
    return before.status


def _assignment(values: dict[str, Any]) -> Assignment:
    return Assignment(
        employee=values["employee"],
        role=values["role"],
        started_on=values["started_on"],
        ended_on=values["ended_on"],
        hours=values["hours"],
    )
