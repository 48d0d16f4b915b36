"""A backup that is taken while others write holds what was acknowledged before it, and can be put back."""

import stat
import tarfile
import threading
import time
from pathlib import Path

import pytest

from graph.errors import GraphBusy, InUse, NoGraph
from graph.server import backup
from graph.server.writer_lock import WriterLock
from graph.store import GraphStore
from harness.factories import fill, skill, skill_id, task, task_id
from harness.servers import embedded, eventually, other_owner

pytestmark = pytest.mark.server


def titles(store: GraphStore) -> set[str]:
    return {each.id for each in store.tasks.all()}


def test_what_was_acknowledged_before_a_backup_under_writers_is_found_after_the_restore(
    tmp_path: Path,
) -> None:
    data_dir, file = tmp_path / "graph", tmp_path / "kept"
    acknowledged, stop = list[str](), threading.Event()

    def write(store: GraphStore, writer: int) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            store.tasks.create(task(f"{writer} {number}", requires={"GDPR": 3}, owners=[]))
            acknowledged.append(task_id(f"{writer} {number}"))

    with embedded(data_dir) as store:
        fill(store, skill("GDPR"))
        writers = [threading.Thread(target=write, args=(store, number)) for number in range(2)]
        for writer in writers:
            writer.start()
        try:
            assert eventually(lambda: len(acknowledged) > 20)
            before = set(acknowledged)
            backup.back_up(data_dir, file)
        finally:
            stop.set()
            for writer in writers:
                writer.join()
        later = titles(store)

    kept = backup.restore(data_dir, file)

    with embedded(data_dir) as store:
        assert before <= titles(store) <= later
        assert before
        assert store.changes.number() == 1 + len(titles(store))
        fill(store, skill("Excel"))
    assert kept is not None
    with embedded(kept) as store:
        assert titles(store) == later


def test_a_graph_that_nobody_has_open_is_kept_too_and_fills_an_empty_folder(tmp_path: Path) -> None:
    with embedded(tmp_path / "graph") as store:
        fill(store, skill("GDPR"))
    backup.back_up(tmp_path / "graph", tmp_path / "kept")

    assert backup.restore(tmp_path / "another", tmp_path / "kept") is None

    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o600
    with embedded(tmp_path / "another") as store:
        assert store.skills.ids() == {skill_id("GDPR")}


def test_a_graph_that_is_in_use_is_not_replaced(tmp_path: Path) -> None:
    with other_owner(tmp_path / "graph"):
        backup.back_up(tmp_path / "graph", tmp_path / "kept")

        with pytest.raises(InUse):
            backup.restore(tmp_path / "graph", tmp_path / "kept")


def test_it_waits_for_who_is_writing_and_gives_up_naming_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "TURN_SECONDS", 0.2)
    (tmp_path / "databases").mkdir()
    with WriterLock(tmp_path)(1), pytest.raises(GraphBusy, match="process"):
        backup.back_up(tmp_path, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_a_folder_that_never_rests_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "PATIENCE_SECONDS", 2.0)
    data_dir, stop = tmp_path / "graph", threading.Event()
    (data_dir / "databases").mkdir(parents=True)
    (data_dir / "config").mkdir()
    (data_dir / "server.json").write_text("{}")
    page = data_dir / "databases" / "page"

    def change() -> None:
        while not stop.wait(0.05):
            page.write_text(str(time.monotonic()))

    changing = threading.Thread(target=change)
    changing.start()
    try:
        with pytest.raises(GraphBusy):
            backup.back_up(data_dir, tmp_path / "kept")
    finally:
        stop.set()
        changing.join()
    assert [each.name for each in tmp_path.iterdir()] == ["graph"]


def test_a_folder_without_a_graph_is_no_graph_to_keep(tmp_path: Path) -> None:
    with pytest.raises(NoGraph):
        backup.back_up(tmp_path, tmp_path / "kept")


@pytest.mark.parametrize("make", ["text", "other archive", "cut short"])
def test_a_file_that_is_no_backup_replaces_nothing(tmp_path: Path, make: str) -> None:
    file, data_dir = tmp_path / "kept", tmp_path / "graph"
    for name in ("databases", "config"):
        (data_dir / name).mkdir(parents=True)
    (data_dir / "server.json").write_text("{}")
    (data_dir / "databases" / "page").write_bytes(bytes(range(256)) * 999)
    match make:
        case "text":
            file.write_text("medarbejder_id;navn\n")
        case "other archive":
            with tarfile.open(file, "w:gz") as archive:
                archive.add(data_dir / "databases", "databases")
        case "cut short":
            backup.back_up(data_dir, file)
            file.write_bytes(file.read_bytes()[:-20])
    earlier = sorted(data_dir.rglob("*"))

    with pytest.raises(NoGraph):
        backup.restore(data_dir, file)

    assert sorted(data_dir.rglob("*")) == earlier
