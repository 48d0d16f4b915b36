"""What sources would do to the graph: compared, counted and said, before anything is written.

It is the same for HR's files on the command line, for HR's page and for any other system: whoever has a
`Source` of each kind takes it in (`service.hr.intake`) and calls `compare`.
"""

import hashlib
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.erasure.erased import ErasedIds
from graph.loading import Counts, Plan
from graph.loads import Load
from graph.store import GraphStore
from graph.vocabulary.neutral_titles import NeutralTitles
from matching.model import Assignment, Employee, HeldSkill, Qualification, Task
from matching.own_skills import disputed
from matching.qualifications import is_disputed, unseen
from service.clock import Clock
from service.hr.assembly import Assembly, assemble, plans
from service.hr.erased import refuse_erased
from service.hr.intake import Intake
from service.hr.rejects import Reject
from service.hr.retirement import Refusal, too_many_rejected
from service.hr.schemas import COMPETENCES, EMPLOYEES, PARTICIPANTS, QUALIFICATIONS, WORKPLACES, FileKind
from service.hr.snapshot import Snapshot, read_snapshot

MAX_REJECTED = 10.0
"""Percent of a source's rows: with more rejected, it is the source that is wrong, not its rows."""
MAX_GONE = 20.0
"""Percent of the graph's objects of a kind: more people than that don't leave between two imports."""
NEW_KINDS = "slags kvalifikationer"
"""What is counted as new where rows add kinds of qualification."""
CAN_BE_COMPLETE = (WORKPLACES, EMPLOYEES, COMPETENCES, QUALIFICATIONS, PARTICIPANTS)
"""What is complete where nobody says of what: tasks are history, and many are made in Tværs itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms to import.

    `titles` knows what is private in titles and roles, `erased` who doesn't come back unasked; `complete` are
    the kinds whose sources hold everything there is. The limits are in percent. `accounts_decide` is as in
    `service.hr.assembly.assemble`.
    """

    clock: Clock
    titles: NeutralTitles
    erased: ErasedIds | None = None
    complete: tuple[FileKind, ...] = ()
    max_rejected: float = MAX_REJECTED
    max_gone: float = MAX_GONE
    accounts_decide: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What sources would do: `planned` is to be written, the rest is for people, with ids and no names.

    `notes` are sentences in Danish; `refusals` say why nothing may be written, if so.
    """

    intakes: tuple[Intake, ...]
    planned: Mapping[FileKind, Plan[Any]]
    counts: tuple[Counts, ...]
    notes: tuple[str, ...]
    refusals: tuple[Refusal, ...]

    @property
    def rejects(self) -> list[Reject]:
        """Every reason why a row is left out, source by source and line by line."""
        return [
            reject
            for intake in self.intakes
            for reject in sorted(intake.rejects, key=lambda each: each.position)
        ]

    def load(self, *, id: str, by: str, at: datetime, written: datetime | None = None) -> Load:
        """What the history says of it."""
        return Load(
            id=id,
            by=by,
            at=at,
            kinds=tuple(each.kind.name for each in self.intakes),
            counts=self.counts,
            rejected=sum(each.rejected for each in self.intakes),
            written=written,
        )

    @property
    def fingerprint(self) -> str:
        """The same for two comparisons exactly if they would write the same."""
        found = hashlib.sha256()
        for plan in self.planned.values():
            part = plan.part()
            for each in (part.node_type.kind, *part.differences, *part.gone):
                found.update(f"{each!r}\n".encode())
        return found.hexdigest()


def compare(store: GraphStore, intakes: Mapping[FileKind, Intake], terms: Terms) -> Comparison:
    """Fit the sources into the graph as it is now; rows that fit nothing move to the rejects of their intake.

    Raises GraphUnavailable, OutOfBounds.
    """
    if terms.erased is not None and EMPLOYEES in intakes:
        refuse_erased(intakes[EMPLOYEES], terms.erased)
    snapshot = read_snapshot(store, terms.clock.today())
    assembly = assemble(
        intakes,
        snapshot,
        complete=terms.complete,
        max_gone=terms.max_gone,
        accounts_decide=terms.accounts_decide,
    )
    planned = plans(assembly, snapshot, store.loading)
    rejected = (too_many_rejected(each, max_rejected=terms.max_rejected) for each in intakes.values())
    return Comparison(
        intakes=tuple(intakes.values()),
        planned=planned,
        counts=tuple(_counts(intakes, assembly=assembly, snapshot=snapshot, planned=planned)),
        notes=tuple(_notes(intakes, assembly=assembly, snapshot=snapshot)),
        refusals=(*filter(None, rejected), *assembly.refusals),
    )


def _counts(
    kinds: Collection[FileKind],
    *,
    assembly: Assembly,
    snapshot: Snapshot,
    planned: Mapping[FileKind, Plan[Any]],
) -> Iterator[Counts]:
    """All that sources of the given kinds change; other kinds where they change along with those."""
    for kind, plan in planned.items():
        if kind is QUALIFICATIONS:
            if plan:
                yield Counts.of_plan(NEW_KINDS, plan)
        elif plan or kind in kinds:
            yield Counts.of_plan(kind.danish, plan)
    if COMPETENCES in kinds:
        people = [snapshot.employees[id] for id in assembly.employees if id in snapshot.employees]
        yield Counts.between(COMPETENCES.danish, _held(people), _held(assembly.employees.values()))
    if QUALIFICATIONS in kinds:
        people = [snapshot.employees[id] for id in assembly.employees if id in snapshot.employees]
        yield Counts.between(
            QUALIFICATIONS.danish, _qualified(people), _qualified(assembly.employees.values())
        )
    if PARTICIPANTS in kinds:
        tasks = [snapshot.tasks[id] for id in assembly.tasks if id in snapshot.tasks]
        yield Counts.between(PARTICIPANTS.danish, _taking_part(tasks), _taking_part(assembly.tasks.values()))


def _notes(kinds: Collection[FileKind], *, assembly: Assembly, snapshot: Snapshot) -> Iterator[str]:
    """What to know before writing."""
    if assembly.outweighed:
        yield f"{assembly.outweighed} kompetencer i filen vejer mindre end det, grafen allerede har."
    if assembly.refuted:
        yield f"{assembly.refuted} kompetencer i filen tæller ikke: medarbejderen har selv sagt noget andet."
    if COMPETENCES in kinds:
        yield from _disputed({**snapshot.employees, **assembly.employees}.values())
    if QUALIFICATIONS in kinds:
        yield from _said_otherwise({**snapshot.employees, **assembly.employees}.values())
    if assembly.assumed:
        yield f"{assembly.assumed} kompetencer antages ud fra medarbejdernes fagligheder."
    yield from assembly.notes


def _disputed(employees: Iterable[Employee]) -> Iterator[str]:
    """What employees dispute and HR hasn't put right yet."""
    found = [(each.id, held) for each in employees if each.statements for held in disputed(each)]
    if found:
        yield f"{len(found)} kompetencer bestrides af medarbejderen selv. Ret niveauet, eller tag dem ud:"
    for id, held in sorted(found, key=lambda each: (each[0], each[1].skill)):
        yield f"{id}: {held.skill}, niveau {held.level}, {held.source}"


def _said_otherwise(employees: Iterable[Employee]) -> Iterator[str]:
    """Which qualifications employees dispute, or say that they have, and HR hasn't put right or seen yet."""
    for employee in sorted(employees, key=lambda each: each.id):
        for held in employee.qualifications:
            if is_disputed(employee, held):
                yield f"{employee.id}: {held.kind} bestrides af medarbejderen selv."
        for said in unseen(employee):
            end = f"til og med {said.valid_until:%d-%m-%Y}" if said.valid_until else "uden udløb"
            yield f"{employee.id}: siger selv {said.kind}, {end}. Det tæller først, når det står i filen."


def _held(employees: Iterable[Employee]) -> dict[Hashable, HeldSkill]:
    return {(employee.id, held.skill): held for employee in employees for held in employee.skills}


def _qualified(employees: Iterable[Employee]) -> dict[Hashable, Qualification]:
    return {(employee.id, each.kind): each for employee in employees for each in employee.qualifications}


def _taking_part(tasks: Iterable[Task]) -> dict[Hashable, Assignment]:
    return {(task.id, each.employee): each for task in tasks for each in task.assignments}
