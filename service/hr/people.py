"""Employees out of a source's rows, fitted into what the graph has."""

from dataclasses import replace

from graph.employees import EMPLOYEE
from graph.vocabulary.neutral_titles import NEUTRAL, parts_of
from matching.model import FULL_TIME, Employee
from matching.showing import filed
from service.hr.intake import Entry, Intake
from service.hr.labels import Labels, resolve
from service.hr.out_of_bounds import may_be
from service.hr.snapshot import Snapshot

_OWN = frozenset({"visibility", "protected", "hours_offered"})
"""Columns about what is for the employees themselves to decide."""


def employees_of(intake: Intake, snapshot: Snapshot, *, workplaces: Labels) -> dict[str, Employee]:
    """The source's employees with what the graph knows of their skills.

    Every column of the schema is the field of `Employee` that has its name; an empty cell or a missing column
    leaves what the graph has. What the visibility and the protection may do is `matching.showing.filed`;
    hours offered are taken for those who have said nothing yet. All other things that they declare are
    theirs to decide.
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
        stated = {name: value for name, value in values.items() if name not in _OWN}
        if before.hours_offered is None:
            stated["hours_offered"] = values.get("hours_offered")
        after = filed(
            replace(before, **stated | {"workplace": workplace, "profession": profession}),
            visibility=values.get("visibility"),
            protected=values.get("protected"),
        )
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
