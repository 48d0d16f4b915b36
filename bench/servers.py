"""The graph servers that benchmarks run on: each started here, on fresh data that is gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import arcadedb
from graph.opening import open_graph
from graph.store import GraphStore
from tests import neo4j_server

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
EMBEDDED_NAME = f"ArcadeDB {arcadedb.server_version()}"
NEO4J_NAME = str(neo4j_server.LTS)


@contextmanager
def embedded() -> Iterator[GraphStore]:
    """An empty graph on the embedded server."""
    with (
        tempfile.TemporaryDirectory(prefix="tvaers-bench-") as folder,
        open_graph(uri=None, user="", password="", database="", data_dir=Path(folder)) as store,
    ):
        yield store


@contextmanager
def neo4j() -> Iterator[GraphStore]:
    """An empty graph on a real Neo4j, the release with long-term support.

    Raises `tests.neo4j_server.Missing` where it can't be fetched or started.
    """
    with (
        tempfile.TemporaryDirectory(prefix="tvaers-bench-") as folder,
        neo4j_server.running(neo4j_server.LTS, heap=NEO4J_HEAP) as address,
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
    """Delete every domain object."""
    for label in LABELS:
        cypher = DELETE_SOME.format(label=label)
        while store.database.write(lambda transaction, cypher=cypher: transaction.rows(cypher))[0]["deleted"]:
            pass
