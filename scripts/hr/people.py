"""Workplaces and employees out of a source's rows, fitted into what the graph has."""

from dataclasses import replace

from graph.vocabulary.neutral_titles import NEUTRAL, parts_of
from matching.model import FULL_TIME, Employee, Workplace
from scripts.hr.intake import Entry, Intake
from scripts.hr.labels import Labels, Unresolved
from scripts.hr.snapshot import Snapshot


def workplaces_of(intake: Intake, snapshot: Snapshot) -> dict[str, Workplace]:
    """The source's workplaces; a parent can stand in the graph or anywhere in the source.

    A column that it hasn't leaves what the graph has. Rows that name an unknown parent or go
    round in a circle are refused.
    """
    found: dict[str, Workplace] = {}
    by_id = {entry.values["id"]: entry for entry in intake.entries}
    for id, entry in by_id.items():
        before = snapshot.workplaces.get(id, Workplace(id=id, name=""))
        phases = (
            entry.values.get("life_phases", ()) if "life_phases" in intake.columns else before.life_phases
        )
        found[id] = replace(
            before,
            name=entry.values["name"],
            life_phases=phases,
            manager=entry.values.get("manager") if "manager" in intake.columns else before.manager,
            involvement=entry.values.get("involvement", before.involvement),
        )
    while True:
        refused = _place(intake, found, by_id, snapshot)
        if not refused:
            intake.entries = [entry for entry in intake.entries if entry.values["id"] in found]
            return found
        for id in refused:
            del found[id]


def employees_of(intake: Intake, snapshot: Snapshot, *, workplaces: Labels) -> dict[str, Employee]:
    """The source's employees with what the graph knows of their skills.

    Every column of the schema is the field of `Employee` that has its name; an empty cell or a missing column
    leaves what the graph has. The visibility can hide them from more people, never show them to more; hours
    offered are taken for those who have said nothing yet. All other things that they declare are theirs to
    decide.
    """
    found: dict[str, Employee] = {}
    for entry in intake.entries:
        workplace = resolve(intake, entry, "workplace", workplaces)
        profession = _profession(intake, entry, snapshot.professions)
        if workplace is None or profession is None:
            continue
        values = entry.values
        before = snapshot.employees.get(values["id"]) or Employee(
            id=values["id"],
            name="",
            workplace="",
            profession="",
            weekly_hours=FULL_TIME,
        )
        own = {
            "visibility": before.visibility.narrowed(values.get("visibility", before.visibility)),
            "hours_offered": (
                values.get("hours_offered") if before.hours_offered is None else before.hours_offered
            ),
        }
        found[values["id"]] = replace(
            before, **values | own | {"workplace": workplace, "profession": profession}
        )
    intake.entries = [entry for entry in intake.entries if entry.values["id"] in found]
    return found


def resolve(intake: Intake, entry: Entry, name: str, labels: Labels) -> str | None:
    """The id that one of a row's labels stands for; None, and the row is refused, if there is none."""
    try:
        return labels.find(entry.values[name])
    except Unresolved as error:
        column = intake.kind.column_of(name)
        intake.refuse(entry, column, reason=error.reason, fix=error.fix)
        return None


def _profession(intake: Intake, entry: Entry, professions: Labels) -> str | None:
    """As `resolve`; of a title that had something private, what is left or the neutral profession."""
    if entry.position not in intake.private:
        return resolve(intake, entry, "profession", professions)
    for part in parts_of(entry.values["profession"]):
        if len(meant := professions.meant(part)) == 1:
            return meant[0]
    return NEUTRAL.id


def _place(
    intake: Intake, found: dict[str, Workplace], by_id: dict[str, Entry], snapshot: Snapshot
) -> set[str]:
    """Set `part_of` of every workplace in `found`; refuse, and return, those that have no place."""
    if "part_of" not in intake.columns:
        return set()
    everything = {**snapshot.workplaces, **found}
    labels = Labels.of_workplaces(everything.values())
    refused: set[str] = set()
    for id in found:
        entry = by_id[id]
        parent = resolve(intake, entry, "part_of", labels) if "part_of" in entry.values else None
        if parent is None and "part_of" in entry.values:
            refused.add(id)
        found[id] = everything[id] = replace(found[id], part_of=parent)
    if refused:
        return refused
    for id in found:
        if _goes_round(id, everything):
            reason = "arbejdspladsen hører i sidste ende under sig selv"
            intake.refuse(
                by_id[id], "del_af", reason=reason, fix=intake.kind.columns["del_af"].metadata["fix"]
            )
            refused.add(id)
    return refused


def _goes_round(id: str, workplaces: dict[str, Workplace]) -> bool:
    seen = {id}
    above = workplaces[id].part_of
    while above is not None and above in workplaces:
        if above in seen:
            return above == id
        seen.add(above)
        above = workplaces[above].part_of
    return False
