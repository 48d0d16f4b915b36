"""What becomes of what refers to a workplace that closes: it moves to the successor, where one is named.

Of those that a complete file only leaves out, the ones that owned tasks stay by their name, marked as closed:
a task without an owner would have lost a part of its history.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from matching.model import Employee, Task, Workplace

SHOWN = 10
"""So many workplaces are told one by one; where a reorganisation closes more, the first show what happens."""


@dataclass(slots=True)
class Moved:
    """What moves along with workplaces that close: each object as it is to be, by its id."""

    workplaces: dict[str, Workplace] = field(default_factory=dict)
    employees: dict[str, Employee] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Count:
    tasks: int = 0
    employees: int = 0
    workplaces: int = 0


def moved(
    successors: Mapping[str, str],
    *,
    workplaces: Iterable[Workplace],
    employees: Iterable[Employee],
    tasks: Iterable[Task],
) -> Moved:
    """Whatever refers to a workplace that closes refers to its successor instead.

    The arguments are what there would be without that.
    """
    made = Moved()
    if not successors:
        return made
    counts = {id: _Count() for id in successors}
    for task in tasks:
        if closing := successors.keys() & task.owners:
            owners = dict.fromkeys(successors.get(id, id) for id in task.owners)
            made.tasks[task.id] = replace(task, owners=tuple(owners))
            for id in closing:
                counts[id].tasks += 1
    for employee in employees:
        if successor := successors.get(employee.workplace):
            made.employees[employee.id] = replace(employee, workplace=successor)
            counts[employee.workplace].employees += 1
    for workplace in workplaces:
        above = workplace.part_of
        if above is not None and above in successors:
            made.workplaces[workplace.id] = replace(workplace, part_of=successors[above])
            counts[above].workplaces += 1
    told = [(id, count) for id, count in sorted(counts.items()) if count != _Count()]
    made.notes = [
        f"{id} er lukket. Til {successors[id]} flyttes {count.tasks} opgaver, {count.employees} medarbejdere "
        f"og {count.workplaces} arbejdspladser under den."
        for id, count in told[:SHOWN]
    ]
    if len(told) > SHOWN:
        made.notes.append(f"Det samme gælder {len(told) - SHOWN} lukkede arbejdspladser til.")
    return made


def kept_by_name(
    ids: Collection[str], *, workplaces: Mapping[str, Workplace], tasks: Iterable[Task]
) -> Moved:
    """Those of the workplaces with these ids that tasks were owned by, closed but there."""
    made = Moved()
    concerned = 0
    for task in tasks:
        owners = [id for id in task.owners if id in ids]
        made.workplaces |= {id: replace(workplaces[id], closed=True, manager=None) for id in owners}
        concerned += bool(owners)
    if kept := sorted(made.workplaces):
        more = " …" if len(kept) > SHOWN else ""
        made.notes = [
            f"{len(kept)} arbejdspladser er lukket, men {concerned} afsluttede opgaver hører under dem, så "
            f"navnene bliver stående: {', '.join(kept[:SHOWN])}{more}. Er en anden trådt i stedet, så skriv "
            "den i kolonnen efterfølger."
        ]
    return made
