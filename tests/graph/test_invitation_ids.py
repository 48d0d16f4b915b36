"""The ids of invitations tell nothing, and there is one invitation of each task and employee."""

from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

from graph import schema
from graph.audit.lines import new_pseudonym
from graph.errors import AlreadyExists, GraphError
from graph.store import GraphStore
from harness.factories import employee, employee_id, task
from matching.invitation import Actor, State
from tests.graph.erasure.lives import everything
from tests.graph.inviting import ANNA, LEAD, TASK, cycle_path, invited, proposed

AS_BEFORE = "MATCH (n:Invitation {id: $id}) SET n.id = $old, n.pair = null"
MOVES_AS_BEFORE = """
MATCH (:Invitation {id: $id})-[:HAS_MOVE]->(m:Move) SET m.id = toString(m.changed) + ':' + $old
"""
FORGET_THE_RENEWAL = "MATCH (m:SchemaMigration {id: '16'}) DETACH DELETE m"
ANOTHER_OF_THE_PAIR = "CREATE (:Invitation {id: 'another', pair: $pair, retired: false})"
RETIRED = "MATCH (n:Invitation {retired: true}) RETURN n.id"
BO = employee_id("Bo")


def reckoned(employee: str) -> str:
    """The id that an older program gave an invitation."""
    return str(uuid5(NAMESPACE_URL, f"urn:tvaers:invitation:{len(TASK)}:{TASK}:{employee}"))


def age(store: GraphStore, id: str, old: str) -> None:
    """Make an invitation what an older program had written."""
    for cypher in (MOVES_AS_BEFORE, AS_BEFORE):
        store.database.write(lambda transaction, cypher=cypher: transaction.run(cypher, id=id, old=old))


def test_an_id_comes_by_chance_and_stays_while_the_invitation_moves(graph: GraphStore) -> None:
    cycle_path(graph)
    id = proposed(graph)
    assert UUID(id).version == 4
    graph.invitations.withdraw(id, LEAD)
    assert proposed(graph) == id


def test_the_graph_itself_holds_one_of_a_pair_and_any_number_that_are_over(each_graph: GraphStore) -> None:
    cycle_path(each_graph)
    pair = each_graph.invitations.get(proposed(each_graph)).value.pair
    proposed(each_graph, "Bo")
    with pytest.raises(GraphError, match="Constraint"):
        each_graph.database.write(lambda transaction: transaction.run(ANOTHER_OF_THE_PAIR, pair=pair))

    each_graph.loading.apply(each_graph.loading.plan_tasks([task("Anden")], retire=True))
    assert len(list(each_graph.database.stream(RETIRED))) == 2


def test_an_older_graphs_invitations_get_ids_that_nobody_can_reckon(each_graph: GraphStore) -> None:
    cycle_path(each_graph)
    of_anna, of_bo = invited(each_graph), proposed(each_graph, "Bo")
    gone = proposed(each_graph, "Leder")
    age(each_graph, of_anna, reckoned(ANNA.by))
    age(each_graph, of_bo, reckoned(BO))
    age(each_graph, gone, reckoned(employee_id("Leder")))
    plan = each_graph.loading.plan_employees([employee("Anna"), employee("Bo")], retire=True)
    each_graph.loading.apply(plan)
    each_graph.database.write(lambda transaction: transaction.run(FORGET_THE_RENEWAL))

    assert schema.prepare(each_graph.database) == (16,)

    kept = everything(each_graph)
    assert not [id for id in (ANNA.by, BO, employee_id("Leder")) if reckoned(id) in kept]
    (anna,) = each_graph.invitations.of_employee(ANNA.by)
    assert (anna.task, anna.state, anna.role) == (TASK, State.INVITED, "tegner")
    assert [(each.by, each.after) for each in each_graph.invitations.moves(anna.id)] == [
        (LEAD.by, State.PROPOSED),
        (LEAD.by, State.INVITED),
    ]
    with pytest.raises(AlreadyExists):
        proposed(each_graph)
    each_graph.invitations.decline(anna.id, ANNA)
    assert each_graph.invitations.moves(anna.id)[-1].actor is Actor.EMPLOYEE

    each_graph.erasures.take_away(ANNA.by, pseudonym=new_pseudonym(), number="one")
    assert ANNA.by not in everything(each_graph)
    assert [each.employee for each in each_graph.invitations.of_task(TASK)] == [BO]
