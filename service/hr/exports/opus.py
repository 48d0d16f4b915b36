"""KMD OPUS Løn's XML (`ZLPE….xml`): units, and an employee for each employment number.

OPUS tells who has several employments by the personal number alone, which is never read: such a colleague is
one employee for each employment.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from service.hr.exports.days import covers, day_of
from service.hr.exports.xml_records import Record, Shape, records
from service.hr.schemas import EMPLOYEES, WORKPLACES, FileKind
from service.hr.source import Cell, Records, Row, Unknown, hours_cell

NAME = "OPUS"
CANCELLED = "annulleret"
"""What stands as position or contract of an employment that was entered by mistake."""
LEAVE = "leave"
"""The `action` of somebody who has left, of whom nothing but the number is told."""
SHAPE: Shape = {
    "orgUnit": dict.fromkeys(("@id", "startDate", "endDate", "parentOrgUnit", "shortName", "longName")),
    "employee": dict.fromkeys(
        (
            "@id",
            "@action",
            "entryDate",
            "leaveDate",
            "firstName",
            "lastName",
            "workContractText",
            "position",
            "isManager",
            "orgUnit",
            "numerator",
            "denominator",
        )
    ),
}
UNIT_COLUMNS = ("workplace_id", "name", "part_of", "manager")
EMPLOYEE_COLUMNS = ("employee_id", "name", "workplace", "profession", "weekly_hours", "started_on")
_NO_HOURS = Unknown("brøken af fuld tid kan ikke læses", "Ret ansættelsen i OPUS.")


def read_opus(paths: Iterable[Path], *, today: date, complete: bool) -> dict[FileKind, Records]:
    """Workplaces and employees; of several files the later ones count where they tell of the same.

    A file of changes doesn't say who leads the units that it has no change of, so managers are read only from
    what is `complete`. Raises `service.hr.exports.xml_records.UnreadableExport`.
    """
    units: dict[str, Record] = {}
    people: dict[str, Record] = {}
    for path in paths:
        for record in records(path, SHAPE):
            (units if record.name == "orgUnit" else people)[record.text("id")] = record
    there = {id: each for id, each in people.items() if _is_there(each, today)}
    managers: dict[str, str] = {}
    for id, each in sorted(there.items()):
        if each.text("isManager").casefold() == "true":
            managers.setdefault(each.text("orgUnit"), id)
    shown = len(UNIT_COLUMNS) if complete else len(UNIT_COLUMNS) - 1
    return {
        WORKPLACES: Records(
            name=f"{NAME} enheder",
            noun="enhed",
            columns=UNIT_COLUMNS[:shown],
            rows=[
                Row(id, _unit(id, each, managers)[:shown])
                for id, each in units.items()
                if covers(
                    today, start=each.text("startDate"), end=each.text("endDate"), of=f"{NAME} enhed {id}"
                )
            ],
        ),
        EMPLOYEES: Records(
            name=f"{NAME} ansættelser",
            noun="ansættelse",
            columns=EMPLOYEE_COLUMNS,
            rows=[Row(id, _employee(id, each)) for id, each in there.items()],
            left=frozenset(id for id, each in people.items() if _has_left(each, today)),
        ),
    }


def _unit(id: str, said: Record, managers: dict[str, str]) -> list[Cell]:
    name = said.text("longName") or said.text("shortName")
    return [id, name, said.text("parentOrgUnit"), managers.get(id, "")]


def _employee(id: str, said: Record) -> list[Cell]:
    name = f"{said.text('firstName')} {said.text('lastName')}".strip()
    hours = _hours(said.text("numerator"), said.text("denominator"))
    return [id, name, said.text("orgUnit"), said.text("position"), hours, said.text("entryDate")]


def _hours(numerator: str, denominator: str) -> Cell:
    """Hours a week; where OPUS says nothing of them, those that are known stay."""
    if not numerator and not denominator:
        return ""
    try:
        return hours_cell(float(numerator.replace(",", ".")), float(denominator.replace(",", ".")))
    except (ValueError, ZeroDivisionError):
        return _NO_HOURS


def _has_left(said: Record, today: date) -> bool:
    cancelled = CANCELLED in {said.text("position").casefold(), said.text("workContractText").casefold()}
    last = day_of(said.text("leaveDate"), otherwise=date.max, of=_of(said))
    return said.text("action") == LEAVE or cancelled or last < today


def _is_there(said: Record, today: date) -> bool:
    return (
        not _has_left(said, today)
        and day_of(said.text("entryDate"), otherwise=date.min, of=_of(said)) <= today
    )


def _of(said: Record) -> str:
    return f"{NAME} ansættelse {said.text('id')}"
