"""What another version of a vocabulary changes, as a file: one row for each skill, with how many have it.

Files of ESCO change thousands of skills at once; HR reads here what becomes of those that the house uses.
Nobody is named, who hides is not counted, and of fewer than ten people no number is said.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.loading import Plan
from graph.private_files import write_private
from graph.vocabulary.replaced import Replaced
from matching.insight.small_groups import SMALLEST_GROUP, told
from matching.model import Employee, Skill, Visibility
from service.spreadsheet import Cell, as_csv

COLUMNS = ("ændring", "id", "hed", "hedder", "erstattet_af", "medarbejdere")


def write_report(path: Path, plan: Plan[Skill], *, replaced: Replaced, employees: Iterable[Employee]) -> None:
    """Write the rows of `report_rows` as a Danish spreadsheet opens them. Raises OSError."""
    seen = (each for each in employees if each.visibility is not Visibility.HIDDEN)
    holders = Counter(held.skill for employee in seen for held in employee.skills)
    write_private(path, as_csv(COLUMNS, report_rows(plan, replaced=replaced, holders=holders)))


def report_rows(
    plan: Plan[Skill], *, replaced: Replaced, holders: Counter[str]
) -> Iterator[tuple[Cell, ...]]:
    """What is replaced, gone, given up, renamed and new, in this order, each by its id.

    `holders` are so many employees by skill.
    """
    labels = {each.id: each.label for each in (*plan.gone, *plan.new)}
    labels |= {each.after.id: each.after.label for each in plan.changed}
    gone = {each.id: each for each in plan.gone}
    for id in sorted(gone.keys() & replaced.keys()):
        kept = replaced[id]
        yield ("erstattet", id, gone[id].label, labels.get(kept, ""), kept, _people(holders[id]))
    for id in sorted(gone.keys() - replaced.keys()):
        yield ("udgår", id, gone[id].label, "", "", _people(holders[id]))
    for each in plan.changed:
        if each.after.obsolete and not each.before.obsolete:
            yield ("opgivet", each.after.id, each.before.label, "", "", _people(holders[each.after.id]))
    for each in plan.changed:
        if each.after.label != each.before.label:
            people = _people(holders[each.after.id])
            yield ("omdøbt", each.after.id, each.before.label, each.after.label, "", people)
    for new in sorted(plan.new, key=lambda skill: skill.id):
        yield ("ny", new.id, "", new.label, "", 0)


def _people(count: int) -> Cell:
    said = told(count)
    return f"under {SMALLEST_GROUP}" if said is None else said
