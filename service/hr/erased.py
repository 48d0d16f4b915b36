"""Rows about people who were erased: a file doesn't bring them back unasked."""

from graph.erasure.erased import ErasedIds
from service.hr.intake import Intake
from service.hr.schemas import EMPLOYEES

COLUMN = next(column for column, field in EMPLOYEES.columns.items() if field.name == EMPLOYEES.key)
REASON = "Personen blev slettet {on:%Y-%m-%d} og tages ikke ind igen af sig selv."
FIX = "Tag rækken ud. Skal personen ind igen, så kør først: tvaers erase {id} --allow-again --apply"


def refuse_erased(intake: Intake, erased: ErasedIds) -> None:
    """Move the rows of employees who were erased, and may not come back, to the rejects."""
    ids = {entry.values[EMPLOYEES.key] for entry in intake.entries}
    days = {
        id: max(each.on for each in barring)
        for id, found in erased.among(ids)
        if (barring := [each for each in found if not each.allowed])
    }
    for entry in intake.entries:
        if on := days.get(id := entry.values[EMPLOYEES.key]):
            intake.refuse(entry, COLUMN, reason=REASON.format(on=on), fix=FIX.format(id=id))
    intake.entries = [entry for entry in intake.entries if entry.values[EMPLOYEES.key] not in days]
