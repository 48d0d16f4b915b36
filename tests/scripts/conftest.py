"""HR's files fitted into a graph that is only said, or loaded by the command into one that runs."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.store import GraphStore
from scripts.tvaers import main
from tests.service.hr.conftest import fit

__all__ = ["fit"]


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
