"""What an import shows: what it read, and what it changes or would change. Ids and numbers, no names."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from graph.loading import Plan
from matching.model import Assignment, Employee, HeldSkill, Task
from matching.own_skills import disputed
from scripts.hr.assembly import Assembly
from scripts.hr.intake import Intake
from scripts.hr.schemas import COMPETENCES, PARTICIPANTS, FileKind
from scripts.hr.snapshot import Snapshot
from scripts.report import Counts, say, show_counts, show_gone, table


def show_sources(console: Console, intakes: Iterable[Intake]) -> None:
    """What was read of each source, and which of its columns nobody reads."""
    intakes = list(intakes)
    shown = table("Læst", "Kilde", ("Rækker", "Gode", "Afviste"))
    for intake in intakes:
        numbers = (intake.total, intake.total - intake.rejected, intake.rejected)
        shown.add_row(Text(intake.name), *map(str, numbers))
    console.print(shown)
    for intake in intakes:
        if intake.ignored:
            say(console, f"{intake.name}: kolonner, der ikke bruges: {', '.join(intake.ignored)}.")


def show_differences(
    console: Console,
    kinds: Collection[FileKind],
    *,
    assembly: Assembly,
    snapshot: Snapshot,
    planned: Mapping[FileKind, Plan[Any]],
) -> None:
    """All that sources of the given kinds change, or would change, and what to know about it.

    Other kinds are shown where they change along with those.
    """
    counts = [Counts.of_plan(kind.danish, plan) for kind, plan in planned.items() if plan or kind in kinds]
    if COMPETENCES in kinds:
        counts.append(_competence_counts(assembly, snapshot))
    if PARTICIPANTS in kinds:
        counts.append(_participant_counts(assembly, snapshot))
    show_counts(console, counts)
    for kind, plan in planned.items():
        show_gone(console, kind.danish, plan)
    if assembly.outweighed:
        say(console, f"{assembly.outweighed} kompetencer i filen vejer mindre end det, grafen allerede har.")
    if assembly.refuted:
        say(
            console,
            f"{assembly.refuted} kompetencer i filen tæller ikke: medarbejderen har selv sagt noget andet.",
        )
    if COMPETENCES in kinds:
        _show_disputed(console, {**snapshot.employees, **assembly.employees}.values())
    if assembly.assumed:
        say(console, f"{assembly.assumed} kompetencer antages ud fra medarbejdernes fagligheder.")
    say(console, *assembly.notes)


def _show_disputed(console: Console, employees: Iterable[Employee]) -> None:
    """What employees dispute and HR hasn't put right yet."""
    found = [(each.id, held) for each in employees if each.statements for held in disputed(each)]
    if found:
        say(
            console,
            f"{len(found)} kompetencer bestrides af medarbejderen selv. Ret niveauet, eller tag dem ud:",
        )
        say(
            console,
            *(
                f"{id}: {held.skill}, niveau {held.level}, {held.source}"
                for id, held in sorted(found, key=lambda each: (each[0], each[1].skill))
            ),
        )


def _competence_counts(assembly: Assembly, snapshot: Snapshot) -> Counts:
    """What happens to the competences of those employees whom the sources name."""
    before = [snapshot.employees[id] for id in assembly.employees if id in snapshot.employees]
    return Counts.between(COMPETENCES.danish, _held(before), _held(assembly.employees.values()))


def _participant_counts(assembly: Assembly, snapshot: Snapshot) -> Counts:
    """What happens to the participants of those tasks that the sources name."""
    before = [snapshot.tasks[id] for id in assembly.tasks if id in snapshot.tasks]
    return Counts.between(PARTICIPANTS.danish, _taking_part(before), _taking_part(assembly.tasks.values()))


def _held(employees: Iterable[Employee]) -> dict[Hashable, HeldSkill]:
    return {(employee.id, held.skill): held for employee in employees for held in employee.skills}


def _taking_part(tasks: Iterable[Task]) -> dict[Hashable, Assignment]:
    return {(task.id, each.employee): each for task in tasks for each in task.assignments}
