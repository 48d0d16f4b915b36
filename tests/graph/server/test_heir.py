"""Whoever is attached goes on with the graph when its owner ends, however that ends."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import GraphUnavailable
from graph.store import GraphStore
from harness.factories import fill, skill, skill_id
from harness.servers import embedded, eventually, other_owner, server_pid

pytestmark = pytest.mark.server


def finish(process: "subprocess.Popen[bytes]") -> None:
    process.communicate()
    assert process.returncode == 0


def kill(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()


def answers(store: GraphStore) -> bool:
    try:
        store.database.ping()
    except GraphUnavailable:
        return False
    return True


@pytest.mark.parametrize("end", [finish, kill])
def test_who_is_attached_goes_on_with_the_graph_when_its_owner_ends(
    tmp_path: Path, end: Callable[["subprocess.Popen[bytes]"], None]
) -> None:
    with other_owner(tmp_path) as owner, embedded(tmp_path) as store:
        fill(store, skill("GDPR"))
        first = server_pid(tmp_path)

        end(owner)

        assert eventually(lambda: server_pid(tmp_path) != first and answers(store), seconds=60)
        fill(store, skill("Excel"))
        assert store.skills.ids() == {skill_id("GDPR"), skill_id("Excel")}
    with embedded(tmp_path) as store:
        assert store.skills.ids() == {skill_id("GDPR"), skill_id("Excel")}


def test_who_is_attached_finds_the_graph_again_with_whoever_opens_it_next(tmp_path: Path) -> None:
    with other_owner(tmp_path) as first, embedded(tmp_path) as store:
        fill(store, skill("GDPR"))
        finish(first)
        with other_owner(tmp_path):
            assert eventually(lambda: answers(store), seconds=60)
            assert store.skills.ids() == {skill_id("GDPR")}
