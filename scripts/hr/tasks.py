"""Tasks and who took part in them, out of two files' rows, fitted into what the graph has."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from matching.model import Assignment, Requirement, Task, TaskStatus
from scripts.hr.files import HrFile, HrRow
from scripts.hr.labels import Labels, Unresolved
from scripts.hr.snapshot import Snapshot

# What an empty cell means in a column that the file has.
_EMPTIED: dict[str, Any] = {"description": "", "closed_on": None, "life_phases": ()}
_FIX_TASK = "Ret id'et, eller tag opgaven med i opgavefilen."
_FIX_EMPLOYEE = "Ret id'et, eller tag medarbejderen med i medarbejderfilen."


def tasks_of(file: HrFile, snapshot: Snapshot, *, workplaces: Labels) -> dict[str, Task]:
    """The file's tasks with the assignments of the graph; a missing column leaves what the graph has."""
    found: dict[str, Task] = {}
    for row in file.rows:
        values = row.values
        id = values["id"]
        before = snapshot.tasks.get(id, Task(id=id, title="", created_on=values["created_on"]))
        refusals = len(file.rejects)
        requirements = _requirements(file, row, before, snapshot.skills)
        owners = _owners(file, row, before, workplaces)
        if len(file.rejects) > refusals:
            continue
        found[id] = replace(
            before,
            title=values["title"],
            status=_status(file, values, before),
            created_on=values["created_on"],
            requirements=requirements,
            owners=owners,
            **{name: values.get(name, empty) for name, empty in _EMPTIED.items() if name in file.columns},
        )
    file.rows = [row for row in file.rows if row.values["id"] in found]
    return found


def participants_of(
    file: HrFile, *, tasks: Mapping[str, Task], employees: Collection[str], complete: bool
) -> dict[str, Task]:
    """The tasks that the file names, with who took part.

    With `complete`, those whom the file doesn't name are taken out of the tasks that it does name,
    but for tasks with a rejected row.
    """
    stated: dict[str, dict[str, Assignment]] = {}
    good: list[HrRow] = []
    for row in file.rows:
        values = row.values
        if values["task"] not in tasks:
            file.refuse(row, "opgave_id", reason="opgaven findes ikke", fix=_FIX_TASK)
        elif values["employee"] not in employees:
            file.refuse(row, "medarbejder_id", reason="medarbejderen findes ikke", fix=_FIX_EMPLOYEE)
        else:
            stated.setdefault(values["task"], {})[values["employee"]] = _assignment(values)
            good.append(row)
    file.rows = good
    found: dict[str, Task] = {}
    for id, ours in stated.items():
        keep = not complete or file.anonymous or id in file.unsure
        theirs = {each.employee: each for each in tasks[id].assignments} if keep else {}
        merged = {**theirs, **ours}
        found[id] = replace(tasks[id], assignments=tuple(merged[employee] for employee in sorted(merged)))
    return found


def _requirements(file: HrFile, row: HrRow, before: Task, skills: Labels) -> tuple[Requirement, ...]:
    """What the task needs; a skill that both columns name is essential, and known weights stay."""
    earlier = {each.skill: each for each in before.requirements}
    found: dict[str, Requirement] = {}
    for name, essential in (("essential_skills", True), ("skills", False)):
        if name not in file.columns:
            for skill, requirement in earlier.items():
                if requirement.essential is essential:
                    found.setdefault(skill, requirement)
            continue
        for label, level in row.values.get(name, ()):
            known = _find(file, row, name, label, skills)
            if known is not None:
                weight = earlier[known].weight if known in earlier else 1.0
                needed = Requirement(skill=known, level=level, weight=weight, essential=essential)
                found.setdefault(known, needed)
    return tuple(found.values())


def _owners(file: HrFile, row: HrRow, before: Task, workplaces: Labels) -> tuple[str, ...]:
    if "owners" not in file.columns:
        return before.owners
    found = [_find(file, row, "owners", label, workplaces) for label in row.values.get("owners", ())]
    return tuple(dict.fromkeys(id for id in found if id is not None))


def _find(file: HrFile, row: HrRow, name: str, label: str, labels: Labels) -> str | None:
    """The id of one of several labels in a cell; the refusal says which one it is about."""
    try:
        return labels.find(label)
    except Unresolved as error:
        file.refuse(row, file.kind.column_of(name), reason=f"»{label}«: {error.reason}", fix=error.fix)
        return None


def _status(file: HrFile, values: dict[str, Any], before: Task) -> TaskStatus:
    """What the file says, else whether it has the day of closing, else what the graph has."""
    if "status" in values:
        status: TaskStatus = values["status"]
        return status
    if "closed_on" in file.columns:
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
