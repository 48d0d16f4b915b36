"""Exports of other systems all the way into a graph; their personal numbers and addresses end up nowhere."""

import pytest

from harness.factories import fill, profession, workplace
from scripts.command_line import DONE, FAILED, REFUSED, SOME_REJECTED
from scripts.import_from import read
from tests.service.hr.conftest import CLOCK
from tests.service.hr.exports.examples import ADDRESS, CPR, OPUS, PLAN2LEARN, SD, sd_person

EVERYTHING = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN properties(n) AS n, properties(r) AS r"


@pytest.fixture(params=["opus", "sd", "plan2learn"])
def export(request, tmp_path):
    """The name of a system, and the path of its export: one whose job is known, and one whose isn't."""
    if request.param == "plan2learn":
        for name, text in PLAN2LEARN.items():
            (tmp_path / name).write_text(text, "utf-8")
        return "plan2learn", tmp_path
    path = tmp_path / "udtræk.xml"
    path.write_text({"opus": OPUS, "sd": SD}[request.param], "utf-8")
    return request.param, path


@pytest.fixture
def run(tvaers_on_graph, graph, tmp_path):
    fill(graph, profession("Lærer"), workplace("Skolen"))
    rejects = tmp_path / "afvist.csv"
    return lambda *arguments: tvaers_on_graph("import-from", *arguments, "--rejects", rejects)


def test_it_is_shown_and_written_and_the_second_time_nothing_changes(export, run, graph):
    number = graph.changes.number()
    assert run(*export, "--max-rejected", "50").code == SOME_REJECTED
    assert graph.changes.number() == number
    run(*export, "--max-rejected", "50", "--apply")
    anna = graph.employees.get("417").value
    assert (anna.name, anna.workplace, anna.weekly_hours) == ("Anna Holm", "wp-skolen", 37)
    number = graph.changes.number()
    assert "intet er ændret" in run(*export, "--max-rejected", "50", "--apply").said
    assert graph.changes.number() == number


def test_personal_numbers_and_addresses_refuse_nothing_and_are_nowhere(export, run, graph, tmp_path, caplog):
    caplog.set_level("DEBUG")
    outcome = run(*export, "--max-rejected", "50", "--apply")
    rejects = (tmp_path / "afvist.csv").read_text("utf-8-sig")
    assert "418" in rejects or "ansættelse på linje 3" in rejects
    assert "Troldmand" in rejects
    everything = graph.database.stream(EVERYTHING)
    sources = read(export[0], [export[1]], today=CLOCK.today(), complete=True)
    kept = "".join(map(str, everything)) + repr(sources)
    assert "Anna Holm" in kept
    for secret in (CPR, CPR.replace("-", ""), ADDRESS, "x.dk"):
        assert secret not in outcome.said + rejects + caplog.text + kept


def test_more_rejected_rows_than_allowed_write_nothing(export, run, graph):
    assert run(*export, "--apply").code == REFUSED
    assert not graph.employees.ids()


def test_who_payroll_says_has_left_is_retired_and_others_stay(run, graph, tmp_path):
    path = tmp_path / "sd.xml"
    people = [sd_person(417 + each, f"Nr {each}", "Lærer") for each in range(5)]
    path.write_text(f"<x>{''.join(people)}</x>", "utf-8")
    assert run("sd", path, "--apply").code == DONE
    path.write_text(f"<x>{sd_person(417, 'Nr 0', 'Lærer', code='8')}</x>", "utf-8")
    assert run("sd", path, "--apply").code == DONE
    assert graph.employees.ids() == {"418", "419", "420", "421"}


def test_a_system_that_nobody_knows_and_two_folders_are_refused(run, tmp_path):
    assert run("navision", tmp_path).code == FAILED
    assert "én mappe" in run("plan2learn", tmp_path, tmp_path).said
