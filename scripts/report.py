"""What a command shows: what it read, and what it changes or would change. Ids and numbers, no names."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.loading import Plan
from matching.model import Assignment, Employee, HeldSkill, Task
from scripts.hr.assembly import Assembly
from scripts.hr.files import HrFile
from scripts.hr.schemas import COMPETENCES, PARTICIPANTS, FileKind
from scripts.hr.snapshot import Snapshot

SHOWN_IDS = 10


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things of one kind are new, changed, gone and as they were."""

    name: str
    new: int
    changed: int
    gone: int
    unchanged: int

    @classmethod
    def of_plan(cls, name: str, plan: Plan[Any]) -> "Counts":
        return cls(name, len(plan.new), len(plan.changed), len(plan.gone), plan.unchanged)

    @classmethod
    def between(cls, name: str, before: Mapping[Hashable, Any], after: Mapping[Hashable, Any]) -> "Counts":
        both = before.keys() & after.keys()
        changed = sum(before[key] != after[key] for key in both)
        return cls(name, len(after) - len(both), changed, len(before) - len(both), len(both) - changed)


def say(console: Console, *lines: str) -> None:
    """Plain lines; nothing in them is taken for markup."""
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def show_files(console: Console, files: Iterable[HrFile]) -> None:
    """What was read of each file, and which of its columns nobody reads."""
    files = list(files)
    table = _table("Læst", "Fil", ("Rækker", "Gode", "Afviste"))
    for file in files:
        numbers = (file.total, file.total - file.rejected, file.rejected)
        table.add_row(Text(file.name), *map(str, numbers))
    console.print(table)
    for file in files:
        if file.ignored:
            say(console, f"{file.name}: kolonner, der ikke bruges: {', '.join(file.ignored)}.")


def show_counts(console: Console, counts: Iterable[Counts]) -> None:
    """What is new, changed, gone and as it was."""
    table = _table("Forskel på filer og graf", "Hvad", ("Nye", "Ændrede", "Udgår", "Uændrede"))
    for each in counts:
        table.add_row(each.name, *map(str, (each.new, each.changed, each.gone, each.unchanged)))
    console.print(table)


def show_gone(console: Console, name: str, plan: Plan[Any]) -> None:
    """The ids of what is to be retired, the first ten."""
    if ids := [each.id for each in plan.gone]:
        more = f" og {len(ids) - SHOWN_IDS} til" if len(ids) > SHOWN_IDS else ""
        say(console, f"Udgår, {name}: {', '.join(ids[:SHOWN_IDS])}{more}.")


def show_differences(
    console: Console,
    files: Collection[FileKind],
    *,
    assembly: Assembly,
    snapshot: Snapshot,
    planned: Mapping[FileKind, Plan[Any]],
) -> None:
    """All that the given kinds of file change, or would change, and what to know about it."""
    counts = [Counts.of_plan(kind.danish, plan) for kind, plan in planned.items() if kind in files]
    if COMPETENCES in files:
        counts.append(_competence_counts(assembly, snapshot))
    if PARTICIPANTS in files:
        counts.append(_participant_counts(assembly, snapshot))
    show_counts(console, counts)
    for kind, plan in planned.items():
        show_gone(console, kind.danish, plan)
    if assembly.outweighed:
        say(console, f"{assembly.outweighed} kompetencer i filen vejer mindre end det, grafen allerede har.")
    if assembly.assumed:
        say(console, f"{assembly.assumed} kompetencer antages ud fra medarbejdernes fagligheder.")
    say(console, *assembly.notes)


def _competence_counts(assembly: Assembly, snapshot: Snapshot) -> Counts:
    """What happens to the competences of those employees whom the files name."""
    before = [snapshot.employees[id] for id in assembly.employees if id in snapshot.employees]
    return Counts.between(COMPETENCES.danish, _held(before), _held(assembly.employees.values()))


def _participant_counts(assembly: Assembly, snapshot: Snapshot) -> Counts:
    """What happens to the participants of those tasks that the files name."""
    before = [snapshot.tasks[id] for id in assembly.tasks if id in snapshot.tasks]
    return Counts.between(PARTICIPANTS.danish, _taking_part(before), _taking_part(assembly.tasks.values()))


def _held(employees: Iterable[Employee]) -> dict[Hashable, HeldSkill]:
    return {(employee.id, held.skill): held for employee in employees for held in employee.skills}


def _taking_part(tasks: Iterable[Task]) -> dict[Hashable, Assignment]:
    return {(task.id, each.employee): each for task in tasks for each in task.assignments}


def _table(title: str, first: str, numbers: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first, overflow="fold")
    for heading in numbers:
        table.add_column(heading, justify="right")
    return table
