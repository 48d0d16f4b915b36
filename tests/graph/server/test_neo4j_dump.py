"""The commands of docs/operations.md for a Neo4j of one's own really bring a graph back."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from graph.opening import open_graph
from graph.store import GraphStore
from harness import neo4j_server
from harness.factories import fill, skill, skill_id

ROOT = Path(__file__).resolve().parents[3]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
pytestmark = [pytest.mark.server, pytest.mark.slow]


def documented(verb: str) -> list[str]:
    """What docs/operations.md tells `neo4j-admin database` to do."""
    [line] = re.findall(rf"^ +neo4j-admin (database {verb} .*)", OPERATIONS, re.MULTILINE)
    return shlex.split(line)


def skills(home: Path, *new: str) -> set[str]:
    """Start a Neo4j on the folder, add skills, and stop it; which skills it has then."""
    with (
        neo4j_server.running(neo4j_server.LTS, brief=True, home=home) as address,
        open_graph(
            uri=address.uri,
            user=address.user,
            password=address.password,
            database=address.database,
            data_dir=home,
        ) as store,
    ):
        added: GraphStore = store
        if new:
            fill(added, *map(skill, new))
        return set(added.skills.ids())


def test_a_dump_that_is_loaded_brings_back_what_was_lost(tmp_path: Path) -> None:
    home, backups = tmp_path / "neo4j", tmp_path / "backup"
    backups.mkdir()

    def admin(verb: str) -> None:
        told = [word.replace("/backup", str(backups)) for word in documented(verb)]
        neo4j_server.administer(neo4j_server.LTS, home, *told)

    assert skills(home, "GDPR") == {skill_id("GDPR")}
    admin("dump")
    shutil.rmtree(home / "data" / "databases" / "neo4j")
    shutil.rmtree(home / "data" / "transactions" / "neo4j")
    admin("load")

    assert skills(home) == {skill_id("GDPR")}
