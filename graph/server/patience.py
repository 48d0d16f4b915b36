"""How long the graph's server is waited for: briefly where people wait, long where much is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import neo4j


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds to wait for a server, by what is waited for; all chosen by what people and commands can bear.

    `connect` is for a connection with login, `answer` for a sign of life during a question or a write,
    `stream` for the same while many rows are read, `retry` for trying again what failed after its first
    attempt, and `turn` for the lock that writers take in turn. `transaction` is what a whole write may take,
    None without a limit. Whoever `presumes` does not ask a server that did not answer a moment ago; only
    `Database.ping` does.
    """

    connect: float
    answer: float
    stream: float
    retry: float
    turn: float
    transaction: float | None = None
    presumes: bool = False


LOADING = Patience(connect=10.0, answer=300.0, stream=300.0, retry=15.0, turn=60.0)
"""For commands: a large transaction may take minutes to commit, and a server that restarts half a minute."""
ANSWERING = Patience(
    connect=2.0, answer=5.0, stream=120.0, retry=0.5, turn=3.0, transaction=2.0, presumes=True
)
"""For requests: whoever asks would rather hear now that it can't be done than in a minute. A transaction ends
well before its answer is given up (Neo4j looks every two seconds), so that the server can say that another
one kept it waiting."""


def limit_answers(driver: neo4j.Driver, seconds: float) -> None:
    """Give up each of the driver's connections on which nothing comes for so long.

    The driver has no setting for this. It follows a hint of the server (`connection.recv_timeout_seconds`)
    that ArcadeDB doesn't give, and would wait for a server that is stopped for ever. So the limit is set
    where the driver opens a connection; tests with a stopped server hold it.
    """
    pool = driver._pool
    opener = pool.opener

    def opened(*arguments: Any, **named: Any) -> Any:
        connection = opener(*arguments, **named)
        connection.socket.set_read_timeout(seconds)
        return connection

    pool.opener = opened


@contextmanager
def waiting(transaction: neo4j.Transaction, seconds: float) -> Iterator[neo4j.Transaction]:
    """The transaction with another limit than its connection's; see `limit_answers`."""
    socket = transaction._connection.socket
    before = socket.get_read_timeout()
    socket.set_read_timeout(seconds)
    try:
        yield transaction
    finally:
        socket.set_read_timeout(before)
