"""Employees with an account in a sign-in system (SCIM), which says whether they are here: what files leave.

Neither undoes the other. A file that lacks somebody with an account lets nobody leave, since SCIM says when
they do; and where SCIM decides who works where, a file doesn't move them back. What a file says itself, that
they have left or that they hide, holds all the same.
"""

from collections.abc import Mapping
from dataclasses import replace

from matching.model import Employee
from service.hr.intake import Intake
from service.hr.snapshot import Snapshot


def kept_by_accounts(
    employees: Mapping[str, Employee], snapshot: Snapshot, *, notes: list[str]
) -> dict[str, Employee]:
    """Those of a source's employees with an account, with the name, workplace and profession they have."""
    kept: dict[str, Employee] = {}
    for id in employees.keys() & snapshot.accounts & snapshot.employees.keys():
        before = snapshot.employees[id]
        after = replace(
            employees[id], name=before.name, workplace=before.workplace, profession=before.profession
        )
        if after != employees[id]:
            kept[id] = after
    if kept:
        notes.append(
            f"{len(kept)} medarbejdere har andet navn, anden arbejdsplads eller faglighed i SCIM, "
            "og det gælder (docs/integrations/scim.md)."
        )
    return kept


def may_be_left_out(intake: Intake, snapshot: Snapshot) -> dict[str, Employee]:
    """The graph's employees who are gone if a complete source lacks them, or if it says so."""
    staying = snapshot.accounts - intake.left
    return {id: each for id, each in snapshot.employees.items() if id not in staying}
