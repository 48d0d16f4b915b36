"""HR's files fitted into a graph that is only said, or loaded by the command into one that runs."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from graph.store import GraphStore
from graph.vocabulary.neutral_titles import NeutralTitles
from harness.factories import TODAY, profession, profession_id, skill, skill_id
from matching.model import Employee, Task, Workplace
from scripts.hr.assembly import Assembly, assemble
from scripts.hr.intake import Intake, take_in
from scripts.hr.labels import Labels
from scripts.hr.schemas import FileKind
from scripts.hr.snapshot import Snapshot
from scripts.hr.tables import read_table
from scripts.tvaers import main
from service.clock import Clock

CLOCK = Clock(ZoneInfo("Europe/Copenhagen"))
TITLES = NeutralTitles.shipped()

Fit = Callable[..., tuple[Assembly, dict[FileKind, Intake]]]

SKILLS = ("GDPR", "Ledelse", "Svejsning")
WORKPLACE_COLUMNS = "arbejdsplads_id;navn;del_af\n"
EMPLOYEE_COLUMNS = "medarbejder_id;navn;arbejdsplads;faglighed\n"
COMPETENCE_COLUMNS = "medarbejder_id;kompetence;niveau;grundlag;kilde;dato\n"
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
        essential={
            profession_id("Lærer"): (),
            profession_id("Socialrådgiver"): (skill_id("GDPR"), skill_id("Ledelse")),
        },
    )


def reasons(files: dict[FileKind, Intake]) -> list[tuple[str, str, str]]:
    """Every reject as kind of file, place and reason."""
    return [(file.kind.danish, each.place, each.reason) for file in files.values() for each in file.rejects]


@pytest.fixture
def fit(tmp_path: Path) -> Fit:
    """Fits texts of files (`{kind: text}`) into a snapshot; gives what is made of them, and the files."""

    def fit(texts, before, *, complete=(), max_gone=20.0):
        files = {}
        for kind, text in texts.items():
            path = tmp_path / f"{kind.danish}.csv"
            path.write_text(text, encoding="utf-8")
            files[kind] = take_in(read_table(path, sheets=(kind.danish,)), kind, clock=CLOCK, titles=TITLES)
        return assemble(files, before, complete=complete, max_gone=max_gone), files

    return fit


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit code, and all that it printed."""

    code: int
    said: str


Run = Callable[..., Outcome]


@pytest.fixture
def tvaers(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `tvaers` with the arguments, on a wide terminal."""
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: object) -> Outcome:
        with pytest.raises(SystemExit) as ended:
            main([str(each) for each in arguments])
        captured = capfd.readouterr()
        return Outcome(int(str(ended.value.code)), captured.out + captured.err)

    return run


@pytest.fixture
def tvaers_on_graph(tvaers: Run, graph: GraphStore, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `tvaers` on `graph`: `tvaers_on_graph("load-catalogue", "--apply")`."""
    monkeypatch.setenv("TVAERS_DATA_DIR", str(data_dir))
    return tvaers


@dataclass(frozen=True)
class Imported(Outcome):
    """What an import left besides: its file of rejects, as rows and as it is written."""

    rejects: list[dict[str, str]]
    rejects_file: str


Import = Callable[..., Imported]


@pytest.fixture
def run_import(tvaers_on_graph: Run, tmp_path: Path) -> Import:
    """Imports files given as texts into `graph`: `run_import("--apply", employees=…)`."""

    def run_import(*arguments: str, encoding: str = "utf-8", **texts: str) -> Imported:
        for kind, text in texts.items():
            path = tmp_path / f"{kind}.csv"
            path.write_bytes(text.encode(encoding))
            arguments = (f"--{kind}", str(path), *arguments)
        rejects = tmp_path / "afvist.csv"
        outcome = tvaers_on_graph("import-hr", *arguments, "--rejects", rejects)
        content = rejects.read_bytes().decode("utf-8-sig") if rejects.exists() else ""
        rows = list(csv.DictReader(io.StringIO(content, newline=""), delimiter=";"))
        return Imported(outcome.code, outcome.said, rows, content)

    return run_import
