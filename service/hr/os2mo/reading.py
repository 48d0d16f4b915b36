"""From OS2mo's units and engagements to rows like those of HR's files, read by the same intake."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from service.hr.life_phases import LifePhases, phases_cell
from service.hr.os2mo.client import Answer, Os2mo, Progress
from service.hr.os2mo.queries import ENGAGEMENTS, ORG_UNITS
from service.hr.schemas import EMPLOYEES, WORKPLACES, FileKind
from service.hr.source import Cell, Records, Row, Unknown, hours_cell
from service.hr.words import fold
from service.unreadable import Unusable

WHOLE = 1_000_000
"""OS2mo's `fraction` of somebody who works full time (its schema: "Worktime between 0-1000000")."""
INSIGHT = "indsigt"
"""The aspect of a KLE number that a unit may look into and has no tasks in."""
LEADS_PEOPLE = "personale"
"""How a manager's responsibility for people begins: such a manager goes before one for, say, a building."""
UNIT_COLUMNS = ("workplace_id", "name", "part_of", "manager", "life_phases")
ENGAGEMENT_COLUMNS = (
    "employee_id",
    "name",
    "workplace",
    "profession",
    "weekly_hours",
    "primary",
    "started_on",
)
_NO_PERSON = Unknown("OS2mo siger ikke, hvad personen hedder", "Ret personen i OS2mo.")
_NO_JOB = Unknown("OS2mo siger ikke, hvad stillingen hedder", "Ret ansættelsens stilling i OS2mo.")


class UnknownUnit(Unusable):
    """There is no such unit to read what lies below."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit's row is made of; `numbers` are the KLE numbers of tasks that are its own."""

    name: str
    parent: str | None
    manager: str
    numbers: tuple[str, ...]


def read_os2mo(
    os2mo: Os2mo,
    *,
    zone: ZoneInfo,
    life_phases: LifePhases | None = None,
    top: str | None = None,
    progress: Progress,
) -> dict[FileKind, Records]:
    """Workplaces and employees as OS2mo has them today; of the unit `top` and below it, where one is named.

    Raises
    ------
    service.hr.os2mo.client.Os2moUnavailable, service.hr.os2mo.client.Os2moRefused
    UnknownUnit
        If there is no unit `top`.
    """
    units = {id: _unit(each) for id, each in os2mo.pages(ORG_UNITS, progress=progress)}
    if top is not None and top not in units:
        raise UnknownUnit(f"OS2mo har ingen enhed {top} i dag.")
    read = units.keys() if top is None else _below(top, units)
    engagements = sorted(os2mo.pages(ENGAGEMENTS, progress=progress), key=lambda each: each[0])
    return {
        WORKPLACES: _workplaces(read, units, life_phases=life_phases, top=top),
        EMPLOYEES: Records(
            name="OS2mo ansættelser",
            noun="ansættelse",
            columns=ENGAGEMENT_COLUMNS,
            rows=[
                Row(id, _engagement(each, zone))
                for id, each in engagements
                if top is None or each["org_unit_response"]["uuid"] in read
            ],
        ),
    }


def _below(top: str, units: Mapping[str, Unit]) -> Collection[str]:
    """The unit and all that lies below it."""
    parts: dict[str | None, list[str]] = {}
    for id, unit in units.items():
        parts.setdefault(unit.parent, []).append(id)
    found, left = {top: None}, [top]
    while left:
        new = [id for id in parts.get(left.pop(), ()) if id not in found]
        found.update(dict.fromkeys(new))
        left += new
    return found.keys()


def _unit(said: Answer) -> Unit:
    return Unit(
        name=said["name"],
        parent=said["parent_response"]["uuid"] if said["parent_response"] else None,
        manager=_manager(said["managers_response"]["objects"]),
        numbers=tuple(sorted(set(_numbers(said["kles_response"]["objects"])))),
    )


def _manager(said: Sequence[Answer]) -> str:
    """Who leads people there, else who leads anything; of several the first that came, and then by id."""
    ranked = []
    for each in said:
        manager = each["current"]
        if manager and manager["person_response"]:
            duties = [fold(duty["name"]) for duty in _present(manager["responsibilities_response"])]
            leads = any(duty.startswith(LEADS_PEOPLE) for duty in duties)
            person = manager["person_response"]["uuid"]
            ranked.append((not leads, manager["validity"]["from"], each["uuid"], person))
    return min(ranked)[-1] if ranked else ""


def _numbers(said: Iterable[Answer]) -> Iterable[str]:
    for each in said:
        mark = each["current"]
        number = mark["kle_number_response"]["current"] if mark else None
        if number:
            aspects = [fold(aspect["name"]) for aspect in _present(mark["kle_aspects_response"])]
            if not aspects or any(aspect != INSIGHT for aspect in aspects):
                yield number["user_key"]


def _present(page: Answer) -> list[Answer]:
    return [each["current"] for each in page["objects"] if each["current"]]


def _workplaces(
    read: Iterable[str], units: Mapping[str, Unit], *, life_phases: LifePhases | None, top: str | None
) -> Records:
    """The rows; without a table of life phases there is no column of them, and the graph keeps its own."""
    rows = []
    for id in read:
        unit = units[id]
        cells = [id, unit.name, (id != top and unit.parent) or "", unit.manager]
        if life_phases:
            cells.append(phases_cell(life_phases.of(_own_or_above(id, units))))
        rows.append(Row(id, cells))
    columns = UNIT_COLUMNS if life_phases else UNIT_COLUMNS[:-1]
    return Records(name="OS2mo enheder", noun="enhed", columns=columns, rows=rows)


def _own_or_above(id: str, units: Mapping[str, Unit]) -> tuple[str, ...]:
    """The unit's KLE numbers, or where it has none those of the nearest above that has."""
    seen: set[str] = set()
    at: str | None = id
    while at is not None and at in units and at not in seen:
        if numbers := units[at].numbers:
            return numbers
        seen.add(at)
        at = units[at].parent
    return ()


def _engagement(said: Answer, zone: ZoneInfo) -> list[Cell]:
    """A row's cells. Who is on leave has no hours, and another engagement of theirs goes before that one."""
    person, job = said["person_response"], said["job_function_response"]["current"]
    away = bool(said["leave_response"] and said["leave_response"]["current"])
    named = person["current"]
    return [
        person["uuid"],
        (named["nickname"].strip() or named["name"]) if named else _NO_PERSON,
        said["org_unit_response"]["uuid"],
        job["name"] if job else _NO_JOB,
        "0" if away else hours_of(said["fraction"]),
        "ja" if said["is_primary"] and not away else "nej",
        datetime.fromisoformat(said["validity"]["from"]).astimezone(zone).date().isoformat(),
    ]


def hours_of(fraction: int | None) -> str:
    """Hours a week; full time where OS2mo says nothing of them."""
    return hours_cell(WHOLE if fraction is None else fraction, WHOLE)
