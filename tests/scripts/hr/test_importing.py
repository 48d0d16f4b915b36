"""A source that is no file goes the same way as HR's files: read, refused, compared, written, retired."""

import io
from dataclasses import dataclass, replace

import pytest
from rich.console import Console

from harness.factories import fill, profession, workplace
from matching.model import Visibility
from scripts.command_line import DONE, REFUSED, SOME_REJECTED
from scripts.hr.importing import import_sources, take_in_all
from service.hr.comparing import Terms
from service.hr.schemas import EMPLOYEES
from service.hr.source import Row, Unknown
from tests.service.hr.conftest import CLOCK, TITLES


@dataclass(frozen=True)
class Engagements:
    """A system that names its objects by ids and its rows by no line."""

    rows: tuple[Row, ...]
    name: str = "OS2mo"
    left: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ("uuid", "employee_id", "name", "workplace", "profession", "visibility")

    @staticmethod
    def place(row, column=None):
        return f"engagement {row}"


ANNA = ("7c1b", "417", "Anna Holm", "Skolen", "Lærer", "hidden")
BO = ("7c1b", "418", "Bo Lund", "Skolen", "Lærer", "everyone")


@pytest.fixture
def run(graph, tmp_path):
    """Imports engagements, given by their ids; gives the exit code, what was said, and the rejects' text."""
    fill(graph, profession("Lærer"), workplace("Skolen"))
    terms = Terms(clock=CLOCK, titles=TITLES, max_rejected=50, max_gone=50)
    rejects = tmp_path / "afvist.csv"

    def run(engagements, *, apply=False, **changed):
        rows = tuple(Row(id, cells) for id, cells in engagements.items())
        wanted = replace(terms, **changed)
        intakes = take_in_all({EMPLOYEES: Engagements(rows)}, wanted, rejects=rejects)
        said = io.StringIO()
        console = Console(file=said, width=200)
        code = import_sources(
            graph, intakes, wanted, apply=apply, rejects=rejects, console=console, command="import-os2mo"
        )
        return code, said.getvalue(), rejects.read_text("utf-8-sig") if rejects.exists() else ""

    return run


def test_a_dry_run_shows_what_would_change_and_writes_nothing(run, graph):
    code, said, _ = run({"a1": ANNA, "b2": BO})
    assert code == DONE
    assert "medarbejdere │   2 │" in said
    assert not graph.employees.ids()


def test_its_rows_are_written_and_again_change_nothing(run, graph):
    assert run({"a1": ANNA, "b2": BO}, apply=True)[0] == DONE
    assert graph.employees.get("417").value.visibility is Visibility.HIDDEN
    assert "intet er ændret" in run({"a1": ANNA, "b2": BO}, apply=True)[1]


def test_a_row_that_fits_nothing_is_rejected_by_the_id_that_its_system_has_for_it(run, graph):
    lost = ("", "419", "Carla Vig", "Hallen", "Lærer", "")
    code, _, rejects = run({"a1": ANNA, "c3": lost}, apply=True)
    assert code == SOME_REJECTED
    assert "OS2mo;engagement c3;arbejdsplads_id;Hallen;" in rejects
    assert graph.employees.ids() == {"417"}


def test_a_value_that_the_system_does_not_know_is_not_read_as_empty(run, graph):
    unsure = (*BO[:5], Unknown("synligheden kunne ikke hentes", "Prøv igen."))
    code, _, rejects = run({"a1": ANNA, "b2": unsure}, apply=True)
    assert code == SOME_REJECTED
    assert "engagement b2;synlighed;;synligheden kunne ikke hentes;Prøv igen." in rejects
    assert graph.employees.ids() == {"417"}


def test_what_a_complete_source_no_longer_holds_is_retired_unless_it_is_too_much(run, graph):
    run({"a1": ANNA, "b2": BO}, apply=True)
    assert run({"b2": BO}, apply=True, complete=(EMPLOYEES,), max_gone=20)[0] == REFUSED
    assert run({"b2": BO}, apply=True, complete=(EMPLOYEES,))[0] == DONE
    assert graph.employees.ids() == {"418"}
