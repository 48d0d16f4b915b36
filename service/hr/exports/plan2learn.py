"""The five CSV files that OS2mo exports to Plan2learn: people, units, engagements, job titles and managers.

`bruger.csv` has personal numbers, mail and telephone numbers, `organisation.csv` addresses: no cell of those
columns is kept (`service.hr.exports.csv_records`).
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from service.hr.exports.csv_records import records
from service.hr.exports.days import day_of
from service.hr.exports.xml_records import UnreadableExport
from service.hr.schemas import EMPLOYEES, WORKPLACES, FileKind
from service.hr.source import Cell, Records, Row, Unknown

NAME = "Plan2learn"
PEOPLE, UNITS, ENGAGEMENTS, TITLES, MANAGERS = (
    "bruger",
    "organisation",
    "engagement",
    "stillingskode",
    "leder",
)
ACTIVE = "1"
"""`AktivStatus` of what is in force; 0 is an engagement that begins later."""
UNIT_COLUMNS = ("workplace_id", "name", "part_of", "manager")
ENGAGEMENT_COLUMNS = ("employee_id", "name", "workplace", "profession", "primary")
_NO_NAME = Unknown("brugeren står ikke i bruger.csv", "Hent alle fem filer igen på samme tid.")
_NO_TITLE = Unknown("stillingen står ikke i stillingskode.csv", "Hent alle fem filer igen på samme tid.")


def read_plan2learn(folder: Path, *, today: date) -> dict[FileKind, Records]:
    """Workplaces and employees out of a folder with the five files.

    Raises `service.hr.exports.xml_records.UnreadableExport`.
    """
    names = {
        each["BrugerId"]: each["Navn"]
        for _, each in records(_file(folder, PEOPLE), required=("BrugerId", "Navn"))
    }
    titles = {
        each["StillingskodeID"]: each["Stillingskode"]
        for _, each in records(_file(folder, TITLES), required=("StillingskodeID", "Stillingskode"))
    }
    managers: dict[str, str] = {}
    for _, each in records(
        _file(folder, MANAGERS), required=("BrugerId", "AfdelingsID"), optional=("AktivStatus",)
    ):
        if each.get("AktivStatus", ACTIVE) == ACTIVE:
            managers.setdefault(each["AfdelingsID"], each["BrugerId"])
    units = [
        each
        for _, each in records(_file(folder, UNITS), required=("AfdelingsID", "Afdelingsnavn", "Parentid"))
    ]
    told = {each["AfdelingsID"] for each in units}
    engagements = records(
        _file(folder, ENGAGEMENTS),
        required=("BrugerId", "AfdelingsId", "StillingskodeId"),
        optional=("EngagementId", "AktivStatus", "Primær", "StartdatoEngagement"),
    )
    return {
        WORKPLACES: Records(
            name=f"{NAME} enheder",
            noun="enhed",
            columns=UNIT_COLUMNS,
            rows=[
                Row(
                    each["AfdelingsID"],
                    (
                        each["AfdelingsID"],
                        each["Afdelingsnavn"],
                        each["Parentid"] if each["Parentid"] in told else "",
                        managers.get(each["AfdelingsID"], ""),
                    ),
                )
                for each in units
            ],
        ),
        EMPLOYEES: Records(
            name=f"{NAME} ansættelser",
            noun="ansættelse",
            columns=ENGAGEMENT_COLUMNS,
            rows=[
                Row(each.get("EngagementId") or f"på linje {line}", _engagement(each, names, titles))
                for line, each in engagements
                if _has_begun(each, today, line)
            ],
        ),
    }


def _engagement(said: Mapping[str, str], names: Mapping[str, str], titles: Mapping[str, str]) -> list[Cell]:
    return [
        said["BrugerId"],
        names.get(said["BrugerId"], _NO_NAME),
        said["AfdelingsId"],
        titles.get(said["StillingskodeId"], _NO_TITLE),
        "ja" if said.get("Primær") == "1" else "nej",
    ]


def _has_begun(said: Mapping[str, str], today: date, line: int) -> bool:
    first = said.get("StartdatoEngagement", "")
    active = said.get("AktivStatus", ACTIVE) == ACTIVE
    return active and day_of(first, otherwise=date.min, of=f"{ENGAGEMENTS}.csv, linje {line}") <= today


def _file(folder: Path, name: str) -> Path:
    """The file of that name, with whatever stands before it: `plan2learn_bruger.csv`."""
    found = [
        each
        for each in (folder.iterdir() if folder.is_dir() else ())
        if each.name.casefold().endswith(f"{name}.csv")
    ]
    if len(found) != 1:
        said = "har flere" if found else "har ingen"
        raise UnreadableExport(f"{NAME}: mappen {said} {name}.csv.")
    return found[0]
