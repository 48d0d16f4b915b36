import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from neo4j._codec.packstream import RUST_AVAILABLE
from neo4j._exceptions import BoltHandshakeError
from neo4j.exceptions import AuthError, Neo4jError

from graph.errors import GraphError, GraphUnavailable
from graph.server import arcadedb, database
from graph.server.database import Address, Database, Transaction, answers
from graph.store import GraphStore

MERGE_SKILL = "MERGE (n:Skill {id: $id}) SET n.by = $by"
BOLT_5_4 = b"\x00\x00\x04\x05"
"""What a server says first: the version of the protocol that it speaks."""
COUNT_SKILLS = "MATCH (n:Skill) RETURN count(n) AS count"


class Mistake(Exception):
    """What goes wrong inside a transaction."""


def count_skills(database: Database) -> int:
    row = database.read(lambda transaction: transaction.row(COUNT_SKILLS))
    assert row is not None
    return int(row["count"])


def test_rows_are_packed_and_unpacked_by_the_drivers_extension_in_rust() -> None:
    assert RUST_AVAILABLE


def test_racing_merges_of_the_same_new_id_make_one_node(each_graph: GraphStore) -> None:
    # A database without the writer lock: the server must sort the racers out.
    with Database(each_graph.database.address) as unlocked, ThreadPoolExecutor(4) as racers:
        for id in ("a", "b", "c"):
            runs = [
                racers.submit(
                    unlocked.write,
                    lambda transaction, by=by, id=id: transaction.run(MERGE_SKILL, id=id, by=by),
                )
                for by in range(4)
            ]
            for run in runs:
                run.result()

    assert count_skills(each_graph.database) == 3


def test_an_error_in_a_write_undoes_all_of_it(each_graph: GraphStore) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run(MERGE_SKILL, id="a", by=1)
        raise Mistake

    with pytest.raises(Mistake):
        each_graph.database.write(work)

    assert count_skills(each_graph.database) == 0


def test_a_write_is_seen_by_the_next_read(each_graph: GraphStore) -> None:
    for number in range(20):
        each_graph.database.write(
            lambda transaction, number=number: transaction.run(MERGE_SKILL, id=str(number), by=1)
        )
        assert count_skills(each_graph.database) == number + 1


def test_a_stream_can_be_left_in_the_middle(each_graph: GraphStore) -> None:
    stream = each_graph.database.stream("UNWIND range(1, 100000) AS number RETURN number")
    assert next(stream) == [1]
    stream.close()

    each_graph.ping()


def test_bad_cypher_is_a_graph_error_that_shows_no_values(each_graph: GraphStore) -> None:
    with pytest.raises(GraphError) as caught:
        each_graph.database.read(lambda transaction: transaction.rows("RETRUN $name", name="Anna Holm"))

    assert not isinstance(caught.value, GraphUnavailable)
    assert "Anna" not in str(caught.value)


def test_nobody_listening_is_unavailable() -> None:
    [port] = arcadedb.free_ports(1)
    address = Address(uri=f"bolt://127.0.0.1:{port}", user="neo4j", password="whatever")

    assert not answers(address)
    with Database(address) as database, pytest.raises(GraphUnavailable):
        database.ping()


def test_a_server_that_falls_silent_is_away_and_the_driver_writes_nothing_down(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def greet() -> socket.socket:
        connection, _ = listening.accept()
        connection.recv(64)
        connection.sendall(BOLT_5_4)
        return connection

    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor() as beside:
        greeted = beside.submit(greet)
        port = listening.getsockname()[1]
        address = Address(uri=f"bolt://127.0.0.1:{port}", user="neo4j", password="whatever")
        assert not answers(address, timeout=0.2)
        greeted.result().close()
    assert caplog.text == ""


def test_a_wrong_password_is_told_apart_from_a_server_that_is_away(each_graph: GraphStore) -> None:
    right = each_graph.database.address
    wrong = Address(uri=right.uri, user=right.user, password="wrong", database=right.database)

    with pytest.raises(GraphError, match="refuses user"):
        answers(wrong)


def test_who_was_let_in_before_is_not_sent_away_by_a_server_that_is_going(each_graph: GraphStore) -> None:
    count_skills(each_graph.database)
    refusals = [AuthError("it stops"), AuthError("it starts")]

    def work(transaction: Transaction) -> int:
        if refusals:
            raise refusals.pop()
        return int(transaction.rows("RETURN 1 AS one")[0]["one"])

    assert each_graph.database.write(work) == 1
    assert refusals == []


def test_who_was_never_let_in_is_refused_at_once(each_graph: GraphStore) -> None:
    asked = []

    def work(transaction: Transaction) -> None:
        asked.append(transaction)
        raise AuthError("who are you?")

    with Database(each_graph.database.address) as stranger, pytest.raises(GraphUnavailable):
        stranger.read(work)
    assert len(asked) == 1


def test_the_password_is_not_shown() -> None:
    assert "hemmelig" not in repr(Address(uri="bolt://localhost", user="neo4j", password="hemmelig"))


def test_the_server_says_which_one_it_is(graph: GraphStore) -> None:
    assert arcadedb.server_version() in graph.database.server()


@pytest.mark.parametrize(
    "code",
    [
        "Neo.DatabaseError.General.UnknownError",
        "Neo.DatabaseError.Transaction.TransactionCommitFailed",
        "Neo.TransientError.General.DatabaseUnavailable",
        "Neo.ClientError.Database.DatabaseNotFound",
        "Neo.ClientError.Transaction.TransactionTerminated",
        "Neo.ClientError.Request.Invalid",
        "Com.ArcadeDB.Whatever",
    ],
)
def test_a_server_that_stops_or_has_no_room_is_unavailable_without_its_own_words(code: str) -> None:
    with pytest.raises(GraphUnavailable) as caught, database.errors_translated():
        raise Neo4jError._hydrate_neo4j(code=code, message="No space left on device /var/lib/Ida Ibsen")

    assert "Ida" not in str(caught.value)


def test_a_connection_that_breaks_is_unavailable() -> None:
    with pytest.raises(GraphUnavailable), database.errors_translated():
        raise BoltHandshakeError("gone", ("127.0.0.1", 7687), b"", b"")


def test_a_statement_that_is_wrong_is_our_own_fault() -> None:
    with pytest.raises(GraphError) as caught, database.errors_translated():
        raise Neo4jError._hydrate_neo4j(code="Neo.ClientError.Statement.SyntaxError", message="MATCH Ida")

    assert not isinstance(caught.value, GraphUnavailable)
