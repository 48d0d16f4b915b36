"""Opens the graph: a server that is named, or else the embedded one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import schema
from graph.server import embedded
from graph.server.database import Address, Database
from graph.server.patience import LOADING, Patience
from graph.server.writer_lock import WriterLock
from graph.store import GraphStore


@contextmanager
def open_graph(
    *,
    uri: str | None,
    user: str,
    password: str,
    database: str,
    data_dir: Path,
    patience: Patience = LOADING,
) -> Iterator[GraphStore]:
    """The graph at `uri`, or without one the embedded graph in `data_dir`, with its schema up to date.

    The embedded server is started if nobody has, and then stopped at the end; `user`, `password`
    and `database` are for a named server; `patience` says how long it is waited for. Open it after
    forking, once a process. Raises GraphUnavailable, GraphError when the graph is from a newer version.
    """
    if uri is not None:
        address = Address(uri=uri, user=user, password=password, database=database)
        with Database(address, patience=patience) as connection:
            yield _prepared(connection)
        return
    with (
        embedded.running(data_dir) as address,
        Database(address, write_lock=WriterLock(data_dir), patience=patience) as connection,
    ):
        yield _prepared(connection)


def _prepared(connection: Database) -> GraphStore:
    schema.prepare(connection)
    return GraphStore.on(connection)
