"""What the catalogue joins is moved in the graph."""

from datetime import UTC, date, datetime

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, fill, skill_id, task, task_id
from matching.invitation import Invitation
from matching.own_skills import counting, stating
from scripts.replaced_skills import moving_plans

OLD, KEPT = skill_id("Skranke"), skill_id("Betjening")
REPLACED = {OLD: KEPT}


def test_what_is_stored_is_moved_on_every_server_and_then_nothing_is_left_to_move(
    each_graph: GraphStore,
) -> None:
    fill(each_graph, employee("Bo"), employee("Anna", skills={"Skranke": 3, "Betjening": 3}))
    each_graph.employees.alter(employee("Bo").id, lambda own: stating(own, OLD, 5, on=date(2026, 11, 27)))
    fill(each_graph, task(requires={"Skranke": 3, "Betjening": 2}))
    anna = employee("Anna").id
    offer = each_graph.invitations.offer(
        Invitation(id="", task=task_id("Ny cykelsti"), employee=anna, offers=OLD),
        Mover(anna, datetime(2026, 11, 23, 9, tzinfo=UTC)),
    )
    plans = moving_plans(each_graph, REPLACED)
    assert [len(plan.changed) for plan in plans] == [2, 1, 1]
    each_graph.loading.apply(*plans)
    assert [each.skill for each in each_graph.employees.get(anna).value.skills] == [KEPT]
    assert [each.skill for each in counting(each_graph.employees.get(employee("Bo").id).value)] == [KEPT]
    assert [each.level for each in each_graph.tasks.get(task_id("Ny cykelsti")).value.requirements] == [3]
    assert each_graph.invitations.get(offer.id).value.offers == KEPT
    assert not any(moving_plans(each_graph, REPLACED))
