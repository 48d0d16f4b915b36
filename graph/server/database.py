"""The one place that talks to the driver: read and write transactions, retries, bookmarks, errors.

Both servers speak Bolt, so there is one code path. Every write is a managed transaction, because
ArcadeDB's auto-commit writes are not atomic.
"""

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import neo4j
from neo4j._exceptions import BoltError
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    ConstraintError,
    DatabaseError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import GraphBusy, GraphError, GraphUnavailable, TooLarge
from graph.server.patience import LOADING, Patience, limit_answers, waiting
from graph.server.under_way import UnderWay

Row = dict[str, Any]
T = TypeVar("T")

RACES = 5
"""How often a write is tried whose MERGE lost a race for the same new id: the driver does not retry that."""

FETCH_SIZE = 2000
IDLE_SECONDS = 1.0
"""A connection that was idle for longer is tried before use: its server may have ended meanwhile."""
GOING_SECONDS = 0.2
"""The pause before a server that stops or starts is asked again; stopping takes about a second."""
PRESUMED_SECONDS = 10.0
"""So long a server that did not answer is presumed away, unless somebody finds it back before."""

# The driver writes down what it then raises too, in words of its own: whoever catches it tells it.
logging.getLogger("neo4j.io").setLevel(logging.CRITICAL)

_SILENT = (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError, OSError)
_AWAY = (*_SILENT, TransientError, AuthError, ConfigurationError)
_KEPT_WAITING = ("TransactionTimedOut", "LockClientStopped", "LockAcquisitionTimeout")
"""Codes of Neo4j for a transaction that others' locks kept waiting for longer than it may take."""

_GOING = ("TransactionTerminated", ".Database.", ".Request.Invalid")
"""Codes that read as if we had asked wrongly, from a server that stops or starts; the embedded one, while it
stops, takes what it is asked on a known connection for a log-in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a server listens and how to log in; the password stays out of the representation."""

    uri: str
    user: str
    password: str
    database: str = "neo4j"

    def __repr__(self) -> str:
        return f"Address(uri={self.uri!r}, user={self.user!r}, database={self.database!r})"


class Transaction:
    """An open transaction that gives plain dictionaries instead of the driver's records."""

    def __init__(self, transaction: "neo4j.ManagedTransaction | neo4j.Transaction") -> None:
        self._transaction = transaction

    def run(self, cypher: str, **parameters: Any) -> None:
        """Run a statement whose rows nobody wants."""
        self._transaction.run(cypher, parameters).consume()

    def rows(self, cypher: str, **parameters: Any) -> list[Row]:
        """All rows that a statement gives."""
        return self._transaction.run(cypher, parameters).data()

    def row(self, cypher: str, **parameters: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self.rows(cypher, **parameters)), None)

    def values(self, cypher: str, **parameters: Any) -> Iterator[list[Any]]:
        """The rows one by one as lists, as the server streams them."""
        for record in self._transaction.run(cypher, parameters):
            yield record.values()


class Database:
    """A connection to one database. Safe to share between threads, not across a fork.

    `write_lock` makes a context, of the seconds to wait for it, that is held during each write. The embedded
    server detects competing writers only when they commit and makes the loser start over after a second;
    queueing them costs microseconds. Neo4j queues them itself, on the change counter. `writes` are those that
    are under way here. `let_in` says that the server has taken the password before: one that refuses it later
    is stopping or starting, so it is asked again.
    """

    def __init__(
        self,
        address: Address,
        *,
        write_lock: Callable[[float], AbstractContextManager[object]] = nullcontext,
        patience: Patience = LOADING,
        let_in: bool = False,
    ) -> None:
        self.address = address
        self.writes = UnderWay()
        self._write_lock = write_lock
        self._patience = patience
        self._let_in = let_in
        self._silent_at = float("-inf")
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        with errors_translated():
            self._driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=(address.user, address.password),
                max_transaction_retry_time=patience.retry,
                initial_retry_delay=0.1,
                connection_timeout=patience.connect,
                connection_acquisition_timeout=patience.connect,
                connection_write_timeout=patience.answer,
                liveness_check_timeout=IDLE_SECONDS,
                notifications_disabled_classifications=["UNRECOGNIZED"],
            )
        limit_answers(self._driver, patience.answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; the database is of no use afterwards."""
        self._driver.close()

    @property
    def away(self) -> bool:
        """Whether the server is presumed away: it did not answer a moment ago, and nobody found it back."""
        return self._patience.presumes and time.monotonic() - self._silent_at < PRESUMED_SECONDS

    def ping(self) -> None:
        """Ask the server for an answer once, without retries, also where it is presumed away.

        Raises GraphUnavailable.
        """
        with self._asking():
            self._driver.verify_connectivity()  # within the time for a connection, which no session is
            with self._session(neo4j.READ_ACCESS) as session:
                session.run("RETURN 1").consume()

    def server(self) -> str:
        """The server's own name and version, for example `Neo4j/5.26.30`."""
        with errors_translated():
            return str(self._driver.get_server_info().agent)

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Do `work` in a read transaction; it may run again when the server asks for that.

        Raises GraphUnavailable, GraphError.
        """
        self._presume()
        with self._asking():
            return self._patiently(neo4j.READ_ACCESS, work)

    def latest(self, cypher: str, **parameters: Any) -> Row | None:
        """The first row of one read, as the server has it that takes the writes: no copy that lags behind.

        In one exchange and without retries, since whoever asks waits for it; what is read afterwards is
        at least as new. Raises GraphUnavailable, GraphError.
        """
        self._presume()
        with self._asking(), self._session(neo4j.WRITE_ACCESS) as session:
            return next(iter(session.run(cypher, parameters).data()), None)

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Do `work` in one write transaction: all of it happens or nothing; it may run again.

        An error from `work` undoes everything. Raises GraphUnavailable, GraphBusy, GraphError.
        """
        self._presume()
        with self.writes.one(), self._write_lock(self._patience.turn), self._asking():
            for attempt in range(RACES):
                try:
                    return self._patiently(neo4j.WRITE_ACCESS, work)
                except ConstraintError:
                    if attempt == RACES - 1:
                        raise
                    time.sleep(random.uniform(0.01, 0.05) * (attempt + 1))  # noqa: S311  (spreads the racers)
            raise AssertionError("unreachable")

    def stream(self, cypher: str, **parameters: Any) -> Iterator[list[Any]]:
        """The rows of one read, one by one as the server sends them, tried again only before the first.

        Raises GraphUnavailable, GraphError.
        """
        self._presume()
        deadline = time.monotonic() + self._patience.retry
        begun = False
        with self._asking():
            while True:
                try:
                    for values in self._streamed(cypher, parameters):
                        begun = True
                        yield values
                    return
                except (DriverError, Neo4jError, OSError) as error:
                    if begun or not self._worth_another_try(error, deadline):
                        raise

    def _streamed(self, cypher: str, parameters: dict[str, Any]) -> Iterator[list[Any]]:
        with (
            self._session(neo4j.READ_ACCESS) as session,
            session.begin_transaction() as begun,
            waiting(begun, self._patience.stream) as transaction,
        ):
            yield from Transaction(transaction).values(cypher, **parameters)

    def define(self, cypher: str) -> None:
        """Run one schema statement, which both servers want alone and outside a transaction."""
        with (
            self.writes.one(),
            self._write_lock(self._patience.turn),
            self._asking(),
            self._session(neo4j.WRITE_ACCESS) as session,
        ):
            session.run(cypher).consume()

    def _patiently(self, access: str, work: Callable[[Transaction], T]) -> T:
        """What `work` gives in a transaction; again, within the time for that, while the server is going.

        The driver tries again what a server calls transient, and no refusal of one that stops or starts. A
        commit whose outcome such a server doesn't tell is not tried again.
        """
        deadline = time.monotonic() + self._patience.retry
        ready_to_commit = False

        def once(transaction: neo4j.ManagedTransaction) -> T:
            nonlocal ready_to_commit
            ready_to_commit = False
            given = work(Transaction(transaction))
            ready_to_commit = access == neo4j.WRITE_ACCESS
            return given

        while True:
            try:
                with self._session(access) as session:
                    if access == neo4j.READ_ACCESS:
                        given = session.execute_read(once)
                    else:
                        given = session.execute_write(
                            neo4j.unit_of_work(timeout=self._patience.transaction)(once)
                        )
            except Neo4jError as error:
                unknown = ready_to_commit and not isinstance(error, AuthError)  # a refusal has done nothing
                if unknown or not self._worth_another_try(error, deadline):
                    raise
            else:
                self._let_in = True
                return given

    def _worth_another_try(self, error: Exception, deadline: float) -> bool:
        """Whether a server that stops or starts is to be asked again; after a pause, if so."""
        again = self._goes(error) and time.monotonic() <= deadline
        if again:
            time.sleep(GOING_SECONDS)
        return again

    def _goes(self, error: Exception) -> bool:
        """Whether an error shows a server that stops or starts, or fails without a word of what we asked."""
        if isinstance(error, AuthError):
            return self._let_in
        return isinstance(error, (DatabaseError, *_SILENT)) or _is_going(error)

    def _presume(self) -> None:
        """Raises GraphUnavailable at once where the server is presumed away."""
        if self.away:
            raise GraphUnavailable("the graph server did not answer a moment ago")

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Errors in our own words, and the memory of whether the server answered."""
        try:
            with errors_translated():
                yield
        except GraphUnavailable as error:
            if isinstance(error.__cause__, _SILENT):
                self._silent_at = time.monotonic()
            raise
        else:
            self._silent_at = float("-inf")

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(
            database=self.address.database,
            default_access_mode=access,
            bookmark_manager=self._bookmarks,
            fetch_size=FETCH_SIZE,
        )


def answers(address: Address, *, timeout: float = 2.0) -> bool:
    """Whether the server at `address` runs a query now. False while it starts, or when it is away.

    Raises GraphError when it refuses the password: waiting would not help.
    """
    try:
        with neo4j.GraphDatabase.driver(
            address.uri,
            auth=(address.user, address.password),
            connection_timeout=timeout,
            connection_acquisition_timeout=timeout,
        ) as driver:
            limit_answers(driver, timeout)
            with driver.session(database=address.database) as session:
                session.run("RETURN 1").consume()
        return True
    except AuthError as error:
        raise GraphError(f"{address.uri} refuses user {address.user}") from error
    except (DriverError, Neo4jError, OSError):
        return False


@contextmanager
def errors_translated() -> Iterator[None]:
    """Tell the driver's errors in our own, without a word of the server's.

    GraphUnavailable, TooLarge, or GraphError for a statement of ours that is wrong.
    """
    try:
        yield
    except _AWAY as error:
        if "OutOfMemory" in _cause(error):
            raise TooLarge("the change is too large for one transaction of the graph server") from error
        cause = _cause(error)
        raise GraphUnavailable(f"the graph server does not answer: {cause}", code=cause) from error
    except (DriverError, Neo4jError, BoltError) as error:
        cause = _cause(error)
        if any(code in cause for code in _KEPT_WAITING):
            raise GraphBusy from error
        if isinstance(error, ClientError) and not _is_going(error):
            raise GraphError(f"the graph server refused: {cause}", code=cause) from error
        raise GraphUnavailable(f"the graph server failed: {cause}", code=cause) from error


def _is_going(error: Exception) -> bool:
    return any(code in _cause(error) for code in _GOING)


def _cause(error: Exception) -> str:
    """The kind of error and its code; messages can hold values (names), so they stay out of the logs."""
    return getattr(error, "code", None) or type(error).__name__
