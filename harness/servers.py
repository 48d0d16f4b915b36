"""Graph servers for tests and benchmarks: each started here, on fresh data that is gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.opening import open_graph
from graph.server import arcadedb
from graph.store import GraphStore
from harness import neo4j_server

NEO4J_HEAP = "2g"
DELETE_SOME = "MATCH (n:{label}) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS deleted"
LABELS = (
    "IntroductionRequest",
    "RankingModel",
    "Move",
    "Invitation",
    "Employee",
    "Task",
    "Workplace",
    "Profession",
    "Skill",
)
RESET_COUNTER = "MATCH (c:ChangeCounter) SET c.number = 0"
EMBEDDED_NAME = f"ArcadeDB {arcadedb.server_version()}"
NEO4J_NAME = str(neo4j_server.LTS)


@contextmanager
def embedded(data_dir: Path | None = None) -> Iterator[GraphStore]:
    """An empty graph on the embedded server, in a folder of its own where none is named."""
    with (
        tempfile.TemporaryDirectory(prefix="tvaers-") as folder,
        open_graph(uri=None, user="", password="", database="", data_dir=data_dir or Path(folder)) as store,
    ):
        yield store


@contextmanager
def neo4j(
    release: neo4j_server.Release = neo4j_server.LTS, *, heap: str = NEO4J_HEAP, brief: bool = False
) -> Iterator[GraphStore]:
    """An empty graph on a real Neo4j; a `brief` one compiles little, for short runs.

    Raises `harness.neo4j_server.Missing` where it can't be fetched or started.
    """
    with (
        tempfile.TemporaryDirectory(prefix="tvaers-") as folder,
        neo4j_server.running(release, heap=heap, brief=brief) as address,
        open_graph(
            uri=address.uri,
            user=address.user,
            password=address.password,
            database=address.database,
            data_dir=Path(folder),
        ) as store,
    ):
        yield store


def empty(store: GraphStore) -> None:
    """Delete every domain object and start counting again; the schema stays."""
    for label in LABELS:
        while _some_deleted(store, DELETE_SOME.format(label=label)):
            pass
    store.database.write(lambda transaction: transaction.run(RESET_COUNTER))


def _some_deleted(store: GraphStore, cypher: str) -> int:
    deleted: int = store.database.write(lambda transaction: transaction.rows(cypher))[0]["deleted"]
    return deleted
