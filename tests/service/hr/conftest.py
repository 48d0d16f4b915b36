"""HR's files fitted into a graph that is only said."""

from collections.abc import Callable, Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from graph.vocabulary.neutral_titles import NeutralTitles
from graph.vocabulary.qualification_kinds import read_qualification_kinds
from harness.factories import TODAY, profession, profession_id, skill, skill_id
from matching.model import Employee, Task, Workplace
from service.clock import Clock
from service.hr.assembly import Assembly, assemble
from service.hr.intake import Intake, take_in
from service.hr.labels import Labels
from service.hr.rejects import Reject
from service.hr.schemas import FileKind
from service.hr.snapshot import Snapshot
from service.hr.tables import read_table

CLOCK = Clock(ZoneInfo("Europe/Copenhagen"))
TITLES = NeutralTitles.shipped()

Fit = Callable[..., tuple[Assembly, dict[FileKind, Intake]]]

SKILLS = ("GDPR", "Ledelse", "Svejsning")
WORKPLACE_COLUMNS = "arbejdsplads_id;navn;del_af\n"
EMPLOYEE_COLUMNS = "medarbejder_id;navn;arbejdsplads;faglighed\n"
COMPETENCE_COLUMNS = "medarbejder_id;kompetence;niveau;grundlag;kilde;dato\n"
QUALIFICATION_COLUMNS = "medarbejder_id;kvalifikation;gyldig_til;udsteder;bevis;dato;ny_slags\n"
PARTICIPANT_COLUMNS = "opgave_id;medarbejder_id;rolle\n"


def snapshot(
    *, workplaces: Iterable[Workplace] = (), employees: Iterable[Employee] = (), tasks: Iterable[Task] = ()
) -> Snapshot:
    """A graph with a few skills and professions and the given objects."""
    return Snapshot(
        number=1,
        today=TODAY,
        workplaces={each.id: each for each in workplaces},
        employees={each.id: each for each in employees},
        tasks={each.id: each for each in tasks},
        skills=Labels.of_skills(map(skill, SKILLS)),
        professions=Labels.of_professions([profession("Lærer"), profession("Socialrådgiver")]),
        qualification_kinds=Labels.of_qualification_kinds(read_qualification_kinds()),
        essential={
            profession_id("Lærer"): (),
            profession_id("Socialrådgiver"): (skill_id("GDPR"), skill_id("Ledelse")),
        },
    )


def reasons(files: dict[FileKind, Intake]) -> list[tuple[str, str, str]]:
    """Every reject as kind of file, place and reason."""
    return [(file.kind.danish, each.place, each.reason) for file in files.values() for each in file.rejects]


def reject(**changed):
    values = {
        "position": 1,
        "source": "a.csv",
        "place": "linje 3",
        "column": "niveau",
        "value": "9",
        "reason": "for højt",
        "fix": "1–5",
    }
    return Reject(**values | changed)


@pytest.fixture
def fit(tmp_path: Path) -> Fit:
    """Fits texts of files (`{kind: text}`) into a snapshot; gives what is made of them, and the files."""

    def fit(texts, before, *, complete=(), max_gone=20.0, **terms):
        files = {}
        for kind, text in texts.items():
            path = tmp_path / f"{kind.danish}.csv"
            path.write_text(text, encoding="utf-8")
            files[kind] = take_in(read_table(path, sheets=(kind.danish,)), kind, clock=CLOCK, titles=TITLES)
        return assemble(files, before, complete=complete, max_gone=max_gone, **terms), files

    return fit
