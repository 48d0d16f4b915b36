"""The doctor finds each thing that is wrong, says how to mend it, and changes nothing."""

import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from graph.notices import Stage
from graph.server.arcadedb import free_ports
from harness.factories import employee, employee_id, fill, profession, skill, task
from matching.insight.introductions import Request
from scripts import checkup, graph_checkup
from scripts.command_line import DONE, FAILED
from service.settings import Settings

WELL = "Alt er, som det skal være."


@pytest.fixture
def on(tvaers, monkeypatch, tmp_path):
    """Runs the doctor with these settings, on a folder and a port that nobody else has."""

    def on(**settings):
        [port] = free_ports(1)
        for name, value in {"DATA_DIR": tmp_path / "graph", "PORT": port, **settings}.items():
            monkeypatch.setenv(f"TVAERS_{name}", str(value))
        return tvaers("doctor")

    return on


def named(store, **changed):
    """The settings that name the server of a store, as one that was not started by us."""
    address = replace(store.database.address, **changed)
    return {
        "NEO4J_URI": address.uri,
        "NEO4J_USER": address.user,
        "NEO4J_PASSWORD": address.password,
        "NEO4J_DATABASE": address.database,
    }


def test_where_all_is_well_it_says_so_and_what_it_saw(on, each_graph):
    number = fill(each_graph, skill("GDPR"), profession("Lærer"), employee("Anna"), task())
    outcome = on(**named(each_graph))
    assert (outcome.code, WELL in outcome.said) == (DONE, True), outcome.said
    assert each_graph.database.server() in outcome.said
    assert "1 medarbejdere på 1 arbejdspladser, 1 opgaver" in outcome.said
    assert "FEJL" not in outcome.said
    assert each_graph.changes.number() == number


def test_an_empty_graph_lacks_the_catalogue_and_the_people(on, each_graph):
    outcome = on(**named(each_graph))
    assert outcome.code == FAILED
    assert "Kompetencekataloget er ikke indlæst.\n        → tvaers load-catalogue --apply" in outcome.said
    assert "Der er ingen medarbejdere.\n        → tvaers import-hr" in outcome.said
    assert "2 ting skal rettes." in outcome.said


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"password": "not the password"}, "→ Ret TVAERS_NEO4J_USER og TVAERS_NEO4J_PASSWORD"),
        ({"database": "nowhere"}, "TVAERS_NEO4J_DATABASE"),
    ],
)
def test_a_server_that_refuses_is_told_apart_from_one_that_is_away(on, each_graph, changed, told):
    outcome = on(**named(each_graph, **changed))
    assert outcome.code == FAILED
    assert told in outcome.said
    assert "not the password" not in outcome.said


def test_who_was_perhaps_not_told_of_something_is_named_by_id(on, graph):
    fill(graph, employee("Anna"), employee("Bo"), employee("Carl"))
    today = datetime.now(UTC).date()
    ask = Request(
        id="",
        asker=employee_id("Anna"),
        sought=employee_id("Bo"),
        through=employee_id("Carl"),
        asked_on=today,
    )
    graph.introductions.ask(ask)
    assert "beskeder" not in on(**named(graph)).said
    (notice,) = graph.outbox.open()
    graph.outbox.note(notice.id, "mail", Stage.UNCERTAIN)
    assert f"Sig det til {employee_id('Carl')} ({notice.id})" in on(**named(graph)).said


def test_nobody_at_the_address_is_told_with_what_to_look_for(on):
    [nobody] = free_ports(1)
    outcome = on(NEO4J_URI=f"bolt://127.0.0.1:{nobody}", NEO4J_PASSWORD="x")
    assert outcome.code == FAILED
    assert f"bolt://127.0.0.1:{nobody} svarer ikke" in outcome.said
    assert "→ Er serveren startet" in outcome.said


def test_all_bad_settings_are_named_and_what_needs_them_is_not_tried(on, tmp_path):
    outcome = on(WORKERS="none", HOST="192.0.2.7", NEO4J_URL="bolt://x")
    assert outcome.code == FAILED
    for name in ("TVAERS_WORKERS", "TVAERS_HOST", "TVAERS_NEO4J_URL"):
        assert f"FEJL  {name}: " in outcome.said
    assert "3 ting skal rettes." in outcome.said
    assert not (tmp_path / "graph").exists()


def test_production_without_its_secret_is_named(on):
    assert "FEJL  TVAERS_SECRET_KEY: Needed in production." in on(ENVIRONMENT="production").said


def test_a_new_installation_is_well_and_told_how_to_begin(on, tmp_path):
    outcome = on()
    assert outcome.code == DONE
    assert "laves ved første start og fyldes med demokommunen.\n        → tvaers serve" in outcome.said
    assert "tvaers load-catalogue --apply" in on(DEMO="false").said
    assert list(tmp_path.iterdir()) == []


def findings(look, **values):
    """What is bad or worth a note, as one text."""
    return [f"{each.what} → {each.mend}" for each in look(Settings(**values)) if each.grade is not GOOD]


GOOD = checkup.Grade.GOOD


def test_a_taken_port_is_told(monkeypatch):
    monkeypatch.setattr(checkup, "ANSWER_SECONDS", 0.1)  # whoever has it never answers
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        [told] = findings(checkup.look_at_port, port=port)
    assert f"127.0.0.1:{port} kan ikke bruges" in told
    assert "TVAERS_PORT" in told


@pytest.mark.parametrize(("ready", "bad"), [(200, 0), (503, 1)])
def test_tvaers_itself_on_the_port_is_well_when_it_is_ready(ready, bad):
    class Tvaers(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/healthz" else ready)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Tvaers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        told = findings(checkup.look_at_port, port=server.server_port)
        server.shutdown()
        thread.join()
    assert len(told) == bad
    assert all("er ikke klar" in each for each in told)


def test_a_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "graph").write_text("")
    [told] = findings(checkup.look_at_folder, data_dir=tmp_path / "graph")
    assert "er ikke en mappe" in told


def test_a_folder_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write everywhere
    [told] = findings(checkup.look_at_folder, data_dir=tmp_path / "graph")
    assert f"Der kan ikke skrives i {tmp_path}" in told
    assert "chown" in told


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(checkup, "LEAST_FREE_GB", 1e6)
    [told] = findings(checkup.look_at_folder, data_dir=tmp_path / "graph")
    assert "GB er ledige" in told


def test_a_secret_that_others_can_read_is_told(tmp_path):
    secret = tmp_path / "secret_key"
    secret.write_text("k" * 40)
    secret.chmod(0o644)
    [told] = findings(checkup.look_at_secrets, data_dir=tmp_path / "graph")
    assert told == f"Andre kan læse {secret}. → chmod 600 {secret}"
    secret.chmod(0o600)
    assert findings(checkup.look_at_secrets, data_dir=tmp_path / "graph") == []


def test_libraries_that_are_missing_or_do_not_fit_are_told(monkeypatch):
    there = {"neo4j": "6.4.1", "neo4j-rust-ext": "6.3.0.0", "tvaers": "0.1.0"}
    monkeypatch.setattr(checkup, "_version", there.get)
    missing, unfit = [each.what for each in checkup.look_at_python() if each.grade is not GOOD]
    assert missing.startswith("Biblioteker mangler: authlib, babel, click, ")
    assert unfit == "neo4j-rust-ext 6.3.0.0 passer ikke til neo4j 6.4.1."


def test_without_the_embedded_server_a_neo4j_must_be_named(monkeypatch):
    monkeypatch.setattr(checkup, "_version", lambda _: None)
    [told] = findings(checkup.look_at_embedded_server)
    assert "TVAERS_NEO4J_URI" in told
    assert findings(checkup.look_at_embedded_server, neo4j_uri="bolt://x") == []


@pytest.mark.parametrize(
    ("server", "schema", "told"),
    [
        ("Neo4j/4.4.30", graph_checkup.CURRENT, "Opgradér til Neo4j 5.26 eller nyere"),
        ("Neo4j/5.25.1", graph_checkup.CURRENT, "Opgradér til Neo4j 5.26 eller nyere"),
        ("Neo4j/2026.08.1", graph_checkup.CURRENT + 1, "fra et nyere Tværs"),
        ("Neo4j/5.26.30", graph_checkup.CURRENT - 1, f"det bliver {graph_checkup.CURRENT} ved næste start"),
    ],
)
def test_a_server_or_a_schema_of_another_time_is_told(server, schema, told):
    seen = graph_checkup.Inspection(server=server, schema=schema, counts={})
    found = [*graph_checkup._server(seen), *graph_checkup._schema(seen)]
    [strange] = [f"{each.what} → {each.mend}" for each in found if each.grade is not GOOD]
    assert told in strange
