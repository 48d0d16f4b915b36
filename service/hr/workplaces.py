"""Workplaces out of a source's rows, fitted into what the graph has: which are there, and which close."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.workplaces import WORKPLACE
from matching.model import Workplace
from service.hr.intake import Entry, Intake
from service.hr.labels import Labels, resolve
from service.hr.out_of_bounds import may_be
from service.hr.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Workplaces:
    """The source's open workplaces by id, and by the id of each that closes who takes over from it.

    `closed` are the latter as the source has them, so that they are found by id and name as before.
    """

    open: dict[str, Workplace] = field(default_factory=dict)
    closed: dict[str, Workplace] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)

    def after(self, before: Mapping[str, Workplace]) -> dict[str, Workplace]:
        """All workplaces that there are then, if there were these `before`."""
        return {id: each for id, each in {**before, **self.open}.items() if id not in self.successors}

    def labels(self, workplaces: Iterable[Workplace]) -> Labels:
        """Labels of workplaces; who takes over is also found by the id and name of what has closed."""
        former: dict[str, list[str]] = {}
        for id, successor in self.successors.items():
            former.setdefault(successor, []).extend((id, self.closed[id].name))
        return Labels.of_workplaces(workplaces, former=former)


def workplaces_of(intake: Intake, snapshot: Snapshot) -> Workplaces:
    """The source's workplaces; a parent or a successor can stand in the graph or anywhere in the source.

    A column that it hasn't leaves what the graph has. Rows that name an unknown parent or successor, or go
    round in a circle, are refused.
    """
    rows = {entry.values["id"]: entry for entry in intake.entries}
    while True:
        made = Workplaces()
        for id, entry in rows.items():
            if "successor" in entry.values:
                made.closed[id] = Workplace(id=id, name=entry.values["name"])
            else:
                made.open[id] = _without_place(intake, entry, snapshot.workplaces.get(id))
        refused = (
            _unfit(intake, made, rows, snapshot)
            or _succeed(intake, made, rows, snapshot)
            or _place(intake, made, rows, snapshot)
            or _hold_successor(intake, made, rows, snapshot)
        )
        if not refused:
            intake.entries = [*rows.values()]
            return made
        for id in refused:
            del rows[id]


def _without_place(intake: Intake, entry: Entry, before: Workplace | None) -> Workplace:
    values = entry.values
    before = before or Workplace(id=values["id"], name="")
    return replace(
        before,
        name=values["name"],
        life_phases=values.get("life_phases", ()) if "life_phases" in intake.columns else before.life_phases,
        manager=values.get("manager") if "manager" in intake.columns else before.manager,
        involvement=values.get("involvement", before.involvement),
        closed=False,
    )


def _unfit(intake: Intake, made: Workplaces, rows: Mapping[str, Entry], snapshot: Snapshot) -> set[str]:
    """Refuse, and return, those of whom something is said that may not be."""
    return {
        id
        for id, each in made.open.items()
        if not may_be(intake, rows[id], WORKPLACE, snapshot.workplaces.get(id), each)
    }


def _succeed(intake: Intake, made: Workplaces, rows: Mapping[str, Entry], snapshot: Snapshot) -> set[str]:
    """Set who takes over from each that closes, at the end of a chain; refuse, and return, the others."""
    known = {**snapshot.workplaces, **made.open, **made.closed}
    labels = Labels.of_workplaces(each for each in known.values() if not each.closed)
    named = {id: resolve(intake, rows[id], "successor", labels) for id in made.closed}
    if refused := {id for id, successor in named.items() if successor is None}:
        return refused
    for id in made.closed:
        passed, at = {id}, named[id]
        while at in named and at not in passed:
            passed.add(at)
            at = named[at]
        if at is None or at in named:
            _refuse(intake, rows[id], "successor", "arbejdspladsen efterfølger i sidste ende sig selv")
            refused.add(id)
        else:
            made.successors[id] = at
    return refused


def _place(intake: Intake, made: Workplaces, rows: Mapping[str, Entry], snapshot: Snapshot) -> set[str]:
    """Set `part_of` of every open workplace; refuse, and return, those that have no place."""
    if "part_of" not in intake.columns:
        return set()
    everything = made.after(snapshot.workplaces)
    labels = made.labels(each for each in everything.values() if not each.closed)
    refused: set[str] = set()
    for id in made.open:
        entry = rows[id]
        parent = resolve(intake, entry, "part_of", labels) if "part_of" in entry.values else None
        if parent is None and "part_of" in entry.values:
            refused.add(id)
        made.open[id] = everything[id] = replace(made.open[id], part_of=parent)
    if refused:
        return refused
    for id in made.open:
        if _goes_round(id, everything):
            _refuse(intake, rows[id], "part_of", "arbejdspladsen hører i sidste ende under sig selv")
            refused.add(id)
    return refused


def _hold_successor(
    intake: Intake, made: Workplaces, rows: Mapping[str, Entry], snapshot: Snapshot
) -> set[str]:
    """Refuse, and return, those that close in favour of what would then lie below itself."""
    if not made.successors:
        return set()
    everything = made.after(snapshot.workplaces)
    for id, each in everything.items():
        if each.part_of in made.successors:
            everything[id] = replace(each, part_of=made.successors[each.part_of])
    refused = {id for id, successor in made.successors.items() if _goes_round(successor, everything)}
    for id in refused:
        _refuse(
            intake, rows[id], "successor", "efterfølgeren hører selv under arbejdspladsen; flyt den først"
        )
    return refused


def _refuse(intake: Intake, entry: Entry, name: str, reason: str) -> None:
    column = intake.kind.column_of(name)
    intake.refuse(entry, column, reason=reason, fix=intake.kind.columns[column].metadata["fix"])


def _goes_round(id: str, workplaces: dict[str, Workplace]) -> bool:
    seen = {id}
    above = workplaces[id].part_of
    while above is not None and above in workplaces:
        if above in seen:
            return above == id
        seen.add(above)
        above = workplaces[above].part_of
    return False
