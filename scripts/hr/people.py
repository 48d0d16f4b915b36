"""Employees out of a source's rows, fitted into what the graph has."""

from dataclasses import replace

from graph.employees import EMPLOYEE
from graph.vocabulary.neutral_titles import NEUTRAL, parts_of
from matching.model import FULL_TIME, Employee
from scripts.hr.intake import Entry, Intake
from scripts.hr.labels import Labels, resolve
from scripts.hr.out_of_bounds import may_be
from scripts.hr.snapshot import Snapshot


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
        known = snapshot.employees.get(values["id"])
        before = known or Employee(
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
        after = replace(before, **values | own | {"workplace": workplace, "profession": profession})
        if may_be(intake, entry, EMPLOYEE, known, after):
            found[after.id] = after
    intake.entries = [entry for entry in intake.entries if entry.values["id"] in found]
    return found


def _profession(intake: Intake, entry: Entry, professions: Labels) -> str | None:
    """As `resolve`; of a title that had something private, what is left or the neutral profession."""
    if entry.position not in intake.private:
        return resolve(intake, entry, "profession", professions)
    for part in parts_of(entry.values["profession"]):
        if len(meant := professions.meant(part)) == 1:
            return meant[0]
    return NEUTRAL.id
