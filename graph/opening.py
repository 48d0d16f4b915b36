"""Opens the graph: a server that is named, or else the embedded one."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import schema
from graph.errors import GraphUnavailable
from graph.server import embedded
from graph.server.database import Address, Database
from graph.server.patience import LOADING, Patience
from graph.server.writer_lock import WriterLock
from graph.store import GraphStore

TAKEN_OVER_SECONDS = 60.0
"""So long an embedded server may be away whose owner ended as it was opened: the heir starts it again."""
AGAIN_SECONDS = 0.5


@contextmanager
def open_graph(
    *,
    uri: str | None,
    user: str,
    password: str,
    database: str,
    data_dir: Path,
    patience: Patience = LOADING,
    owns: bool = True,
) -> Iterator[GraphStore]:
    """The graph at `uri`, or without one the embedded graph in `data_dir`, with its schema up to date.

    `patience` says how long it is waited for; for `owns` see `connected`. Raises GraphUnavailable, GraphError
    when the graph is from a newer version.
    """
    with connected(
        uri=uri,
        user=user,
        password=password,
        database=database,
        data_dir=data_dir,
        patience=patience,
        owns=owns,
    ) as connection:
        _prepare(connection, seconds=0.0 if uri else TAKEN_OVER_SECONDS)
        yield GraphStore.on(connection)


def _prepare(connection: Database, *, seconds: float) -> None:
    """Bring the schema up to date, for some seconds also while nobody answers. Raises GraphUnavailable."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            schema.prepare(connection)
        except GraphUnavailable:
            if time.monotonic() > deadline:
                raise
            time.sleep(AGAIN_SECONDS)
        else:
            return


@contextmanager
def connected(
    *,
    uri: str | None,
    user: str,
    password: str,
    database: str,
    data_dir: Path,
    patience: Patience,
    owns: bool = True,
) -> Iterator[Database]:
    """A connection to the graph as it is; nothing is written.

    The embedded server is started if nobody has, taken over if who had it ends, and stopped at the end;
    who `owns` none leaves that to others. `user`, `password` and `database` are for a named server. Open
    it after forking, once a process. Raises GraphUnavailable.
    """
    if uri is not None:
        address = Address(uri=uri, user=user, password=password, database=database)
        with Database(address, patience=patience) as connection:
            yield connection
        return
    with (
        embedded.running(data_dir, owns=owns) as address,
        Database(address, write_lock=WriterLock(data_dir), patience=patience, let_in=True) as connection,
    ):
        yield connection
