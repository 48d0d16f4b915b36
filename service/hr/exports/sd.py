"""SD Løn's XML of employments (GetEmployment…) and of names (GetPerson…), in one file or in several.

Names are joined with employments by the employment's number, since the personal number is never read. Every
property of an employment has a timeline of its own; what counts is what is in force today.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from service.hr.exports.days import covers, day_of
from service.hr.exports.xml_records import Record, Shape, records
from service.hr.schemas import EMPLOYEES, FileKind
from service.hr.source import Cell, Records, Row, Unknown, hours_cell

NAME = "SD Løn"
EMPLOYED = frozenset("01")
"""Status of who is employed: 0 without pay, 1 with."""
ON_LEAVE = "3"
LEFT = frozenset("789S")
"""Status of who has left: 7 for other reasons, 8 left, 9 retired, S deleted in SD."""
_PERIOD = ("ActivationDate", "DeactivationDate")
SHAPE: Shape = {
    "Person": {
        "PersonGivenName": None,
        "PersonSurnameName": None,
        "Employment": {
            "EmploymentIdentifier": None,
            "EmploymentDate": None,
            "EmploymentStatus": dict.fromkeys((*_PERIOD, "EmploymentStatusCode")),
            "EmploymentDepartment": dict.fromkeys(
                (*_PERIOD, "DepartmentIdentifier", "DepartmentUUIDIdentifier")
            ),
            "Profession": dict.fromkeys((*_PERIOD, "EmploymentName")),
            "WorkingTime": dict.fromkeys((*_PERIOD, "OccupationRate")),
        },
    }
}
COLUMNS = ("employee_id", "name", "workplace", "profession", "weekly_hours", "started_on")
_NO_NAME = Unknown("navnet står ikke i filerne", "Giv også SD's udtræk med navne (GetPerson).")
_NO_HOURS = Unknown("ansættelsens timer kan ikke læses", "Ret ansættelsens arbejdstid i SD Løn.")


def read_sd(paths: Iterable[Path], *, today: date) -> dict[FileKind, Records]:
    """Employees; raises `service.hr.exports.xml_records.UnreadableExport`.

    Somebody's id is the number of the employment that began first, so that it stays when they get another.
    """
    names: dict[str, str] = {}
    people: list[list[Record]] = []
    for path in paths:
        for person in records(path, SHAPE):
            employments = person.all("Employment")
            if named := f"{person.text('PersonGivenName')} {person.text('PersonSurnameName')}".strip():
                names.update({each.text("EmploymentIdentifier"): named for each in employments})
            if told := [each for each in employments if each.all("EmploymentStatus")]:
                people.append(told)
    rows: list[Row] = []
    left: set[str] = set()
    for employments in people:
        numbers = [each.text("EmploymentIdentifier") for each in employments]
        id = min(employments, key=_beginning).text("EmploymentIdentifier")
        name: Cell = next((names[number] for number in numbers if number in names), _NO_NAME)
        for number, each in zip(numbers, employments, strict=True):
            if cells := _cells(each, today):
                rows.append(Row(number, [id, name, *cells]))
        if all(_has_left(each, today) for each in employments):
            left.add(id)
    found = Records(
        name=f"{NAME} ansættelser", noun="ansættelse", columns=COLUMNS, rows=rows, left=frozenset(left)
    )
    return {EMPLOYEES: found}


def _beginning(employment: Record) -> tuple[date, str]:
    day = day_of(employment.text("EmploymentDate"), otherwise=date.max, of=_of(employment))
    return day, employment.text("EmploymentIdentifier")


def _has_left(employment: Record, today: date) -> bool:
    """Whether an employment has ended: its status says so, or it has none any more."""
    status = _in_force(employment, "EmploymentStatus", today)
    if status:
        return status.text("EmploymentStatusCode") in LEFT
    return any(
        day_of(each.text("ActivationDate"), otherwise=date.min, of=_of(employment)) <= today
        for each in employment.all("EmploymentStatus")
    )


def _cells(employment: Record, today: date) -> list[Cell] | None:
    """The cells after id and name, None where nobody is employed today."""
    status = _in_force(employment, "EmploymentStatus", today)
    code = status.text("EmploymentStatusCode") if status else ""
    if status is None or code in LEFT:
        return None
    department = _in_force(employment, "EmploymentDepartment", today) or Record("")
    profession = _in_force(employment, "Profession", today) or Record("")
    hours: Cell = Unknown("SD's statuskode kendes ikke", "Ret ansættelsens status i SD Løn.", code)
    if code == ON_LEAVE:
        hours = "0"
    elif code in EMPLOYED:
        hours = _hours(_in_force(employment, "WorkingTime", today))
    return [
        department.text("DepartmentUUIDIdentifier") or department.text("DepartmentIdentifier"),
        profession.text("EmploymentName"),
        hours,
        employment.text("EmploymentDate"),
    ]


def _hours(working_time: Record | None) -> Cell:
    """Hours a week; full time where SD says nothing of them, as after a leave."""
    rate = working_time.text("OccupationRate") if working_time else ""
    try:
        return hours_cell(float(rate.replace(",", ".") or 1))
    except ValueError:
        return _NO_HOURS


def _in_force(employment: Record, name: str, today: date) -> Record | None:
    """The version of a property that is in force today; the last one given, should there be several."""
    return next(
        (
            each
            for each in reversed(employment.all(name))
            if covers(
                today,
                start=each.text("ActivationDate"),
                end=each.text("DeactivationDate"),
                of=_of(employment),
            )
        ),
        None,
    )


def _of(employment: Record) -> str:
    return f"{NAME} ansættelse {employment.text('EmploymentIdentifier')}"
