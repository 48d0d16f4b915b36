"""Who answers people waits briefly for a server that hangs, and not at all for one that is known to."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import GraphBusy, GraphUnavailable
from graph.records.changes import Change
from graph.server.patience import ANSWERING
from graph.store import GraphStore
from harness.factories import fill, skill, skill_id, task
from harness.servers import answering, stopped
from tests.conftest import RELEASES, Servers

A_FEW_SECONDS = 2 * ANSWERING.connect + ANSWERING.answer + 1
AT_ONCE = 0.5


def seconds_to_fail(act: Callable[[], object]) -> float:
    began = time.monotonic()
    with pytest.raises(GraphUnavailable):
        act()
    return time.monotonic() - began


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.skills.get(skill_id("GDPR")),
        lambda store: list(store.skills.all()),
        lambda store: store.tasks.create(task("Ny sti", owners=[])),
        lambda store: store.ping(),
    ],
    ids=["a read", "a stream", "a write", "a ping"],
)
def test_a_stopped_server_holds_nobody_for_long(
    graph: GraphStore, data_dir: Path, ask: Callable[[GraphStore], object]
) -> None:
    fill(graph, skill("GDPR"))
    with answering(graph) as store:
        assert store.skills.ids()
        with stopped(data_dir):
            assert seconds_to_fail(lambda: ask(store)) < A_FEW_SECONDS
            assert store.database.away


def test_a_server_that_is_known_to_be_away_is_not_asked(graph: GraphStore, data_dir: Path) -> None:
    with answering(graph) as store, stopped(data_dir):
        seconds_to_fail(store.ping)

        assert seconds_to_fail(store.changes.number) < AT_ONCE
        assert seconds_to_fail(lambda: list(store.skills.all())) < AT_ONCE
        assert seconds_to_fail(lambda: store.tasks.create(task("Ny sti", owners=[]))) < AT_ONCE


def test_a_ping_finds_it_back(graph: GraphStore, data_dir: Path) -> None:
    fill(graph, skill("GDPR"))
    with answering(graph) as store:
        with stopped(data_dir):
            seconds_to_fail(store.ping)
        store.ping()

        assert not store.database.away
        assert store.skills.ids() == {skill_id("GDPR")}


@pytest.mark.parametrize("release", RELEASES)
def test_a_write_that_another_one_keeps_waiting_says_so(servers: Servers, release: str) -> None:
    """On Neo4j, which queues writers itself; for the embedded server there is `WriterLock`."""
    graph = servers.store(release)
    graph.tasks.create(task("Den første, som tager længst", owners=[]))

    def keep_waiting(change: Change) -> None:
        _ = change.number
        with answering(graph) as store:
            with pytest.raises(GraphBusy):
                store.tasks.create(task("Ny sti", owners=[]))
            assert not store.database.away

    graph.changes.write(keep_waiting)
    assert graph.changes.number() == 2
