"""HR's files fitted into a graph that is only said, or loaded by the command into one that runs."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.store import GraphStore
from harness.factories import TODAY, profession, profession_id, skill, skill_id
from matching.model import Employee, Task, Workplace
from scripts import command_line, import_hr
from scripts.hr.assembly import Assembly, assemble
from scripts.hr.intake import Intake, take_in
from scripts.hr.labels import Labels
from scripts.hr.schemas import FileKind
from scripts.hr.snapshot import Snapshot
from scripts.hr.tables import read_table

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
            files[kind] = take_in(read_table(path, sheets=(kind.danish,)), kind)
        return assemble(files, before, complete=complete, max_gone=max_gone), files

    return fit


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit code, all that it printed, and its file of rejects."""

    code: int
    said: str
    rejects: list[dict[str, str]]
    rejects_file: str


Import = Callable[..., Outcome]


@pytest.fixture
def run_import(
    graph: GraphStore,
    data_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Import:
    """Runs the command on `graph` with files given as texts: `run_import("--apply", employees=…)`."""
    monkeypatch.setenv("TVAERS_DATA_DIR", str(data_dir))
    monkeypatch.setenv("COLUMNS", "200")

    def run_import(*arguments: str, encoding: str = "utf-8", **texts: str) -> Outcome:
        for kind, text in texts.items():
            path = tmp_path / f"{kind}.csv"
            path.write_bytes(text.encode(encoding))
            arguments = (f"--{kind}", str(path), *arguments)
        rejects = tmp_path / "afvist.csv"
        with pytest.raises(SystemExit) as ended:
            command_line.run(lambda: import_hr.main([*arguments, "--rejects", str(rejects)]))
        captured = capfd.readouterr()
        content = rejects.read_bytes().decode("utf-8-sig") if rejects.exists() else ""
        rows = list(csv.DictReader(io.StringIO(content, newline=""), delimiter=";"))
        return Outcome(int(str(ended.value.code)), captured.out + captured.err, rows, content)

    return run_import
