"""The journal: what was written down comes to the graph, whatever ends before that."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from graph.audit.journal import Journal, NotRecorded
from graph.errors import NotFound
from graph.store import GraphStore
from tests.graph.audit.entries import entry

WRITES_UNTIL_KILLED = """
import sys
from pathlib import Path
from graph.audit.journal import Journal
from tests.graph.audit.entries import entry

with Journal(Path(sys.argv[1]), None) as journal:
    while True:
        print(journal.add(entry("anna", "bo")), flush=True)
"""


def test_lines_come_to_the_graph_in_one_chain_and_leave_the_file(graph: GraphStore, tmp_path: Path) -> None:
    with Journal(tmp_path, graph.record) as journal:
        ids = [journal.add(entry("anna")) for _ in range(3)]
        journal.ship()
        ids += [journal.add(entry("bo"))]
        journal.ship()
        journal.ship()

        assert [file.stat().st_size for file in tmp_path.iterdir()] == [0]
    assert [each.digest for each in graph.record.page().items] == ids[::-1]
    assert graph.record.verify().breaks == ()
    assert list(tmp_path.iterdir()) == []


def test_many_threads_write_one_chain(graph: GraphStore, tmp_path: Path) -> None:
    with Journal(tmp_path, graph.record) as journal:
        threads = [
            threading.Thread(target=lambda: [journal.add(entry("anna")) for _ in range(50)]) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            journal.ship()
        journal.ship()
    verdict = graph.record.verify()
    assert (verdict.lines, verdict.breaks) == (400, ())


def test_what_a_killed_process_wrote_is_brought_by_the_next_one(graph: GraphStore, tmp_path: Path) -> None:
    """All that it said it had written, and nothing half."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITES_UNTIL_KILLED, str(tmp_path)],
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(200)]
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().split()
    with Journal(tmp_path, graph.record) as journal:
        journal.ship()

    kept = {line.digest for page in (1, 2, 3, 4) for line in graph.record.page(page=page, size=1000).items}
    assert set(said[:-1]) <= kept  # its last word may have been cut off
    assert graph.record.verify().breaks == ()
    assert list(tmp_path.iterdir()) == []


def test_what_somebody_else_still_writes_is_left_to_them(graph: GraphStore, tmp_path: Path) -> None:
    with Journal(tmp_path, graph.record) as one, Journal(tmp_path, graph.record) as other:
        one.add(entry("anna"))
        other.ship()
        assert graph.record.page().total == 0
        one.ship()
    assert graph.record.page().total == 1


def test_a_line_that_was_cut_off_by_the_power_is_left_out(graph: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with Journal(tmp_path / "other", graph.record) as journal:
        journal.add(entry("anna"))
        journal.add(entry("bo"))
        [file] = (tmp_path / "other").iterdir()
        written = file.read_bytes()
    (tmp_path / file.name).write_bytes(written[:-20])
    with Journal(tmp_path, graph.record) as journal:
        journal.ship()
    verdict = graph.record.verify()
    assert (verdict.lines, verdict.breaks) == (1, ())


def test_a_line_is_found_before_the_graph_has_it_and_after(graph: GraphStore, tmp_path: Path) -> None:
    with Journal(tmp_path, graph.record) as journal:
        journal.add(entry("anna"))
        id = journal.add(entry("bo"))
        assert journal.find(id).people[1].id == "bo"
        journal.ship()
        assert journal.find(id).people[1].id == "bo"
        for unknown in ("0" * 64, "../x", ""):
            with pytest.raises(NotFound):
                journal.find(unknown)


def test_what_cannot_be_written_does_not_count_as_recorded(graph: GraphStore, tmp_path: Path) -> None:
    with Journal(tmp_path, graph.record) as journal:
        journal.add(entry("anna"))
        [file] = tmp_path.iterdir()
        read_only, own = os.open(file, os.O_RDONLY), journal._file
        journal._file = read_only
        with pytest.raises(NotRecorded):
            journal.add(entry("bo"))
        journal._file = own
        os.close(read_only)
        journal.add(entry("bo"))
        journal.ship()
    verdict = graph.record.verify()
    assert (verdict.lines, verdict.breaks) == (2, ())
