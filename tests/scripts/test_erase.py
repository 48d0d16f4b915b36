"""Erasing as it is typed: first how much, then a receipt, and nobody comes back by a file or a backup."""

import subprocess
import sys
import time

import pytest

from graph.audit.chain import Kind
from graph.erasure.traces import traces
from graph.server import backup
from harness.factories import NOON, employee, employee_id, fill
from harness.servers import embedded
from scripts.command_line import DONE, FAILED, SOME_REJECTED
from scripts.erase import WORDS
from tests.graph.erasure.lives import ANNA, lived_in

FILE = "medarbejder_id;navn;arbejdsplads_id;faglighed\nemp-anna;Anna;Jobcenter;Socialrådgiver\n"
BO = "emp-bo;Bo;Jobcenter;Socialrådgiver\n"


@pytest.fixture(autouse=True)
def list_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("TVAERS_ERASED_DIR", str(tmp_path / "erased"))


def test_without_apply_it_only_says_how_much_there_is(tvaers_on_graph, graph):
    lived_in(graph)
    outcome = tvaers_on_graph("erase", ANNA)
    assert (outcome.code, "Intet er skrevet" in outcome.said) == (DONE, True)
    assert "Kompetencer" in outcome.said
    assert ANNA in graph.employees.ids()


def test_with_apply_there_is_a_receipt_and_what_is_left_to_others_is_said(tvaers_on_graph, graph):
    lived_in(graph)
    outcome = tvaers_on_graph("erase", ANNA, "--apply")
    assert (outcome.code, "Kvittering 20" in outcome.said) == (DONE, True)
    assert "afviste-rækker.csv" in outcome.said
    assert "Anna" not in outcome.said
    assert ANNA not in graph.employees.ids()
    assert graph.record.page(kind=Kind.ERASURE).total == 1


def test_nobody_by_that_id_is_said(tvaers_on_graph, graph):
    outcome = tvaers_on_graph("erase", "ingen", "--apply")
    assert (outcome.code, "Der er intet om nogen" in outcome.said) == (FAILED, True)


def test_a_command_or_a_tool_is_nobody(tvaers_on_graph, graph):
    graph.switches.turn(on=False, by="tool:hr", at=NOON)
    outcome = tvaers_on_graph("erase", "tool:hr", "--apply")
    assert (outcome.code, "Der er intet om nogen" in outcome.said) == (FAILED, True)
    assert graph.switches.read().turned[None].by == "tool:hr"


def test_everything_that_can_be_counted_has_its_words():
    assert {each.what for each in traces()} | {"record"} == WORDS.keys()


def test_a_file_that_still_has_them_is_told_so_and_brings_them_back_only_when_they_may(
    tvaers_on_graph, run_import, graph
):
    fill(graph, employee("Anna"), employee("Bo"))
    tvaers_on_graph("erase", ANNA, "--apply")

    refused = run_import("--apply", "--max-rejected", "100", employees=FILE + BO)

    assert refused.code == SOME_REJECTED
    (row,) = refused.rejects
    assert "blev slettet 20" in row["årsag"]
    assert f"tvaers erase {ANNA} --allow-again --apply" in row["rettelse"]
    assert graph.employees.ids() == {employee_id("Bo")}

    assert tvaers_on_graph("erase", ANNA, "--allow-again", "--apply").code == DONE
    assert run_import("--apply", employees=FILE + BO).code == DONE
    assert ANNA in graph.employees.ids()
    assert tvaers_on_graph("erase", ANNA, "--allow-again").code == FAILED


def test_a_list_that_cannot_be_read_stops_what_would_bring_people_back(tvaers_on_graph, run_import, tmp_path):
    (tmp_path / "erased").mkdir()
    (tmp_path / "erased" / "erased.jsonl").write_text("[]\n")
    outcome = run_import("--apply", employees=FILE)
    assert outcome.code == FAILED
    assert "erased.jsonl, linje 1 kan ikke læses" in outcome.said


def test_who_was_erased_after_a_backup_is_gone_after_it_is_put_back(
    tvaers_on_graph, graph, data_dir, tmp_path, monkeypatch
):
    lived_in(graph)
    backup.back_up(data_dir, tmp_path / "kept")
    tvaers_on_graph("erase", ANNA, "--apply")

    monkeypatch.setenv("TVAERS_DATA_DIR", str(tmp_path / "another" / "graph"))
    restored = tvaers_on_graph("restore", tmp_path / "kept")

    assert (restored.code, "Slettet igen, fordi de er slettet siden: 1." in restored.said) == (DONE, True)
    with embedded(tmp_path / "another" / "graph") as store:
        assert employee_id("Bo") in store.employees.ids()
        assert store.erasures.count(ANNA) == {}
        assert store.record.verify().breaks == ()


KILLED = "import sys; from scripts.tvaers import main; main(sys.argv[1:])"


@pytest.mark.parametrize("seconds", [0.7, 1.0, 1.3, 1.6])
def test_killed_at_any_moment_they_are_whole_or_gone_and_a_second_run_finishes(
    tvaers_on_graph, graph, seconds
):
    lived_in(graph)
    whole = graph.erasures.count(ANNA)
    process = subprocess.Popen([sys.executable, "-c", KILLED, "erase", ANNA, "--apply"])
    time.sleep(seconds)
    process.kill()
    process.wait()
    left = graph.erasures.count(ANNA)
    assert left in ({}, whole)
    if left:
        assert tvaers_on_graph("erase", ANNA, "--apply").code == DONE
    assert graph.erasures.count(ANNA) == {}
    assert graph.record.verify().breaks == ()
