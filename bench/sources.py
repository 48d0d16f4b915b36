"""How long it takes to load a municipality from OS2mo and from exports of payroll and course systems.

Each is read, taken in, compared with an embedded graph that has the catalogue, and written; then the same
once more, which writes nothing. OS2mo is the tests' own, in this process: its answers count in.
"""

import tempfile
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.measuring import Figures, arguments, report, timed
from bench.municipality import made
from graph.store import GraphStore
from graph.vocabulary.neutral_titles import NeutralTitles
from harness import servers
from harness.os2mo import Organisation, Os2moServer, served, uuid
from matching.model import Workplace
from scripts.import_from import OPUS, PLAN2LEARN, SD, read
from service.clock import Clock
from service.hr.comparing import Terms, compare
from service.hr.intake import take_in
from service.hr.os2mo.client import Os2mo
from service.hr.os2mo.reading import read_os2mo
from service.hr.schemas import FileKind
from service.hr.source import Source
from service.settings import TIME_ZONE

PEOPLE = 10_000
PER_UNIT = 25
"""People of one unit: 400 units at 10,000 people, as a municipality of that size has. By eye."""
PERIOD = "<ActivationDate>2010-01-01</ActivationDate><DeactivationDate>9999-12-31</DeactivationDate>"

Sources = Mapping[FileKind, Source]
Person = tuple[int, int, str]
"""Number, unit and job."""
CLOCK = Clock(ZoneInfo(TIME_ZONE))


def measure(employees: int, *, store: GraphStore) -> Figures:
    """Load from each system into the emptied graph with the catalogue, and once more."""
    of = made(100)
    jobs = [each.label_da for each in of.professions]
    people = [(each, each // PER_UNIT, jobs[each % len(jobs)]) for each in range(employees)]
    figures: Figures = {"people": employees}
    with tempfile.TemporaryDirectory() as name, served(organisation(people)) as os2mo:
        folder = Path(name)
        for system in ("os2mo", OPUS, SD, PLAN2LEARN):
            export(system, people, folder)
            servers.empty(store)
            store.loading.apply(
                store.loading.plan_skills(of.skills),
                store.loading.plan_professions(of.professions),
                store.loading.plan_workplaces(units(people) if system == SD else ()),
            )
            for again, changes in (("", 1), ("_unchanged", 0)):
                seconds, written = timed(partial(load_system, system, store, os2mo, folder))
                if written != changes:
                    raise AssertionError(f"{system}{again}: {written} changes")
                figures[f"{system}{again}_s"] = seconds
    return figures


def load_system(system: str, store: GraphStore, os2mo: Os2moServer, folder: Path) -> int:
    """Read what a system says, and load it as `load` does."""
    return load(store, sources_of(system, os2mo, folder))


def sources_of(system: str, os2mo: Os2moServer, folder: Path) -> Sources:
    """What a system says of these people."""
    if system == "os2mo":
        return read_os2mo(Os2mo(os2mo.access), zone=CLOCK.zone, progress=lambda done, total: None)
    path = folder if system == PLAN2LEARN else folder / f"{system}.xml"
    return read(system, [path], today=CLOCK.today(), complete=True)


def units(people: Iterable[Person]) -> list[Workplace]:
    """The units of the people, all alike."""
    return [
        Workplace(id=f"u{each}", name=f"Enhed {each}") for each in sorted({unit for _, unit, _ in people})
    ]


def organisation(people: Iterable[Person]) -> Organisation:
    """The people as OS2mo has them."""
    found = Organisation()
    for number, unit, job in people:
        if uuid(f"units/Enhed {unit}") not in found.units:
            found.unit(f"Enhed {unit}")
        found.engagement(str(number), f"Person Nummer{number}", f"Enhed {unit}", job)
    return found


def export(system: str, people: Iterable[Person], folder: Path) -> None:
    """Write the people as a system exports them."""
    people = list(people)
    if system == OPUS:
        told = [
            f'<orgUnit id="{each.id}"><longName>{each.name}</longName></orgUnit>' for each in units(people)
        ]
        told += [
            f'<employee id="{number}"><cpr>0101701234</cpr><firstName>Person</firstName>'
            f"<lastName>Nummer{number}</lastName><position>{job}</position><orgUnit>u{unit}</orgUnit></employee>"
            for number, unit, job in people
        ]
        (folder / f"{system}.xml").write_text(f"<kmd>{''.join(told)}</kmd>", encoding="utf-8")
    if system == SD:
        told = [
            "<Person><PersonCivilRegistrationIdentifier>0101701234</PersonCivilRegistrationIdentifier>"
            f"<PersonGivenName>Person Nummer{number}</PersonGivenName>"
            f"<Employment><EmploymentIdentifier>{number}</EmploymentIdentifier>"
            f"<EmploymentStatus>{PERIOD}<EmploymentStatusCode>1</EmploymentStatusCode></EmploymentStatus>"
            f"<EmploymentDepartment>{PERIOD}<DepartmentIdentifier>u{unit}</DepartmentIdentifier>"
            f"</EmploymentDepartment><Profession>{PERIOD}<EmploymentName>{job}</EmploymentName></Profession>"
            "</Employment></Person>"
            for number, unit, job in people
        ]
        (folder / f"{system}.xml").write_text(f"<sd>{''.join(told)}</sd>", encoding="utf-8")
    if system == PLAN2LEARN:
        tables = {
            "bruger": (
                "BrugerId;CPR;Navn",
                [f"{each};0101701234;Person Nummer{each}" for each, _, _ in people],
            ),
            "organisation": (
                "AfdelingsID;Afdelingsnavn;Parentid",
                [f"{each.id};{each.name};" for each in units(people)],
            ),
            "engagement": (
                "BrugerId;AfdelingsId;StillingskodeId",
                [f"{n};u{u};{job}" for n, u, job in people],
            ),
            "stillingskode": (
                "StillingskodeID;Stillingskode",
                [f"{job};{job}" for job in sorted({job for _, _, job in people})],
            ),
            "leder": ("BrugerId;AfdelingsID", []),
        }
        for name, (columns, lines) in tables.items():
            (folder / f"{name}.csv").write_text("\n".join([columns, *lines, ""]), encoding="utf-8")


def load(store: GraphStore, sources: Sources) -> int:
    """Load the sources, all accepted, as the commands do; gives how many changes the graph has had by it."""
    terms = Terms(clock=CLOCK, titles=NeutralTitles.shipped())
    intakes = {
        kind: take_in(each, kind, clock=terms.clock, titles=terms.titles) for kind, each in sources.items()
    }
    number = store.changes.number()
    found = compare(store, intakes, terms)
    if found.rejects:
        raise AssertionError(found.rejects[0])
    if any(found.planned.values()):
        store.loading.apply(*found.planned.values())
    return store.changes.number() - number


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.set_defaults(employees=PEOPLE)
    options = parser.parse_args()
    title = f"Loading {options.employees:,} people from other systems ({servers.EMBEDDED_NAME})"
    with servers.embedded() as store:
        figures = measure(options.employees, store=store)
    report(title, figures, as_json=options.json)


if __name__ == "__main__":
    main()
