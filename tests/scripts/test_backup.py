from graph.server import backup
from harness.factories import fill, skill, skill_id
from harness.servers import embedded
from scripts.command_line import DONE, FAILED


def test_a_graph_in_use_is_kept_in_a_file_and_put_into_another_folder(
    tvaers_on_graph, graph, tmp_path, monkeypatch
):
    fill(graph, skill("GDPR"))
    kept = tvaers_on_graph("backup", tmp_path / "kept")
    assert (kept.code, "persondata" in kept.said) == (DONE, True)

    monkeypatch.setenv("TVAERS_DATA_DIR", str(tmp_path / "another"))
    restored = tvaers_on_graph("restore", tmp_path / "kept")

    assert restored.code == DONE
    assert "0 medarbejdere, ændring 1" in restored.said
    with embedded(tmp_path / "another") as store:
        assert store.skills.ids() == {skill_id("GDPR")}


def test_a_graph_in_use_is_not_replaced(tvaers_on_graph, data_dir, tmp_path):
    backup.back_up(data_dir, tmp_path / "kept")
    outcome = tvaers_on_graph("restore", tmp_path / "kept")
    assert outcome.code == FAILED
    assert "Stop tjenesten" in outcome.said


def test_a_file_that_is_no_backup_is_refused_in_danish(tvaers, tmp_path, monkeypatch):
    monkeypatch.setenv("TVAERS_DATA_DIR", str(tmp_path / "graph"))
    (tmp_path / "kept").write_text("no backup")
    outcome = tvaers("restore", tmp_path / "kept")
    assert outcome.code == FAILED
    assert "ingen hel graf" in outcome.said


def test_a_neo4j_is_kept_with_its_own_commands(tvaers, tmp_path, monkeypatch):
    monkeypatch.setenv("TVAERS_NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("TVAERS_NEO4J_PASSWORD", "et-kodeord")
    outcome = tvaers("backup", tmp_path / "kept")
    assert outcome.code == FAILED
    assert "neo4j-admin" in outcome.said
