import pytest

from graph import schema
from graph.errors import GraphError
from graph.store import GraphStore

COUNT_LIFE_PHASES = "MATCH (p:LifePhase) RETURN count(p) AS count"
FORGET_MIGRATIONS = "MATCH (m:SchemaMigration) DETACH DELETE m"
RECORD_FROM_THE_FUTURE = "CREATE (:SchemaMigration {id: '999', name: 'later'})"
FORGET_THE_FUTURE = "MATCH (m:SchemaMigration {id: '999'}) DETACH DELETE m"
CREATE_SKILL = "CREATE (:Skill {id: $id})"


def test_migrations_are_applied_once(each_graph: GraphStore) -> None:
    assert schema.prepare(each_graph.database) == ()


def test_migrations_that_were_cut_short_can_be_repeated(each_graph: GraphStore) -> None:
    each_graph.database.write(lambda transaction: transaction.run(FORGET_MIGRATIONS))

    assert schema.prepare(each_graph.database) == tuple(each.number for each in schema.MIGRATIONS)
    assert schema.prepare(each_graph.database) == ()
    counted = each_graph.database.read(lambda transaction: transaction.row(COUNT_LIFE_PHASES))
    assert counted == {"count": 5}


def test_a_graph_from_a_newer_program_is_refused(each_graph: GraphStore) -> None:
    each_graph.database.write(lambda transaction: transaction.run(RECORD_FROM_THE_FUTURE))
    try:
        with pytest.raises(GraphError, match="schema version 999"):
            schema.prepare(each_graph.database)
    finally:
        each_graph.database.write(lambda transaction: transaction.run(FORGET_THE_FUTURE))


def test_an_id_can_be_used_only_once(each_graph: GraphStore) -> None:
    each_graph.database.write(lambda transaction: transaction.run(CREATE_SKILL, id="once"))

    with pytest.raises(GraphError, match="Constraint"):
        each_graph.database.write(lambda transaction: transaction.run(CREATE_SKILL, id="once"))


def test_migrations_are_numbered_without_gaps() -> None:
    assert [each.number for each in schema.MIGRATIONS] == list(range(1, len(schema.MIGRATIONS) + 1))
