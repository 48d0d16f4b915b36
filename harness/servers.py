"""Graph servers for tests and benchmarks: each started here, on fresh data that is gone afterwards."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.opening import open_graph
from graph.server import arcadedb
from graph.server.database import Database
from graph.server.patience import ANSWERING
from graph.store import GraphStore
from harness import neo4j_server
from harness.processes import python, suspended

NEO4J_HEAP = "2g"
OWNER = """
import sys
from pathlib import Path
from harness.servers import embedded
with embedded(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""
DELETE_SOME = """
MATCH (n) WHERE NOT n:ChangeCounter AND NOT n:LifePhase AND NOT n:SchemaMigration
  AND NOT (n:QualificationKind AND n.changed = 0)
WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS deleted
"""
"""All but what preparing the schema makes; 5,000 nodes a transaction, which a small heap holds."""
RESET_COUNTER = "MATCH (c:ChangeCounter) SET c.number = 0"
EMBEDDED_NAME = f"ArcadeDB {arcadedb.server_version()}"
NEO4J_NAME = str(neo4j_server.LTS)


@contextmanager
def embedded(data_dir: Path | None = None) -> Iterator[GraphStore]:
    """The graph on the embedded server in a folder; where none is named, an empty one in its own."""
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

    Raises `harness.java.Missing` where it can't be fetched or started.
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


@contextmanager
def answering(graph: GraphStore) -> Iterator[GraphStore]:
    """Another connection to the same graph, as patient as one that answers people."""
    with Database(graph.database.address, patience=ANSWERING) as database:
        yield GraphStore.on(database)


@contextmanager
def other_owner(data_dir: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that owns the embedded graph in a folder, until its standard input ends."""
    with python(OWNER, str(data_dir)) as process:
        yield process


@contextmanager
def stopped(data_dir: Path) -> Iterator[None]:
    """The embedded server on a folder stands still meanwhile: connections hang, and none is refused."""
    server = int((data_dir / "server.pid").read_text())
    os.kill(server, signal.SIGSTOP)
    while not suspended(server):
        time.sleep(0.01)
    try:
        yield
    finally:
        os.kill(server, signal.SIGCONT)


def empty(store: GraphStore) -> None:
    """Delete every domain object and start counting again; the schema stays."""
    while _some_deleted(store):
        pass
    store.database.write(lambda transaction: transaction.run(RESET_COUNTER))


def server_pid(data_dir: Path) -> int:
    """The process of the embedded server on a folder."""
    return int((data_dir / "server.pid").read_text())


def eventually(holds: Callable[[], bool], *, seconds: float = 20.0) -> bool:
    """Whether something comes true within so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def _some_deleted(store: GraphStore) -> int:
    deleted: int = store.database.write(lambda transaction: transaction.rows(DELETE_SOME))[0]["deleted"]
    return deleted
