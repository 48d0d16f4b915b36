"""Who left is gone but for the id, and comes back with no more than they had shown."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from graph.errors import NotFound
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill, task, task_id
from matching.model import Visibility


def test_retiring_keeps_the_id_and_who_could_see_them(each_graph: GraphStore) -> None:
    anna = employee("Anna", skills={"GDPR": 3}, visibility=Visibility.LEADS)
    fill(each_graph, anna, employee("Bo"), task("Ny skole", members=["Anna"]))
    before = each_graph.tasks.get(task_id("Ny skole")).version
    loading = each_graph.loading
    number = loading.apply(loading.plan_employees([employee("Bo")], retire=True))

    with pytest.raises(NotFound):
        each_graph.employees.get(employee_id("Anna"))
    assert each_graph.employees.retired() == {employee_id("Anna")}
    left = each_graph.database.read(
        lambda transaction: transaction.rows(
            "MATCH (n:Employee {id: $id}) RETURN properties(n) AS properties, COUNT { (n)--() } AS links",
            id=employee_id("Anna"),
        )
    )
    stays = {"id": anna.id, "retired": True, "changed": number, "visibility": "leads"}
    assert left == [{"properties": stays | {"retired_on": str(datetime.now(UTC).date())}, "links": 0}]
    task_after = each_graph.tasks.get(task_id("Ny skole"))
    assert task_after.value.assignments == ()
    assert task_after.version == number > before


def test_retiring_a_skill_stamps_those_who_had_it(each_graph: GraphStore) -> None:
    first = fill(each_graph, employee("Anna", skills={"GDPR": 3}), employee("Bo", skills={"Excel": 3}))
    loading = each_graph.loading
    number = loading.apply(loading.plan_skills([skill("Excel")], retire=True))

    assert [each.id for each in each_graph.employees.all(since=first)] == [employee_id("Anna")]
    assert each_graph.employees.get(employee_id("Anna")).version == number


def test_who_comes_back_is_there_again(each_graph: GraphStore) -> None:
    anna = employee("Anna", skills={"GDPR": 3}, hours_offered=2.0)
    fill(each_graph, anna)
    loading = each_graph.loading
    loading.apply(loading.plan_employees([], retire=True))
    plan = loading.plan_employees([replace(anna, hours_offered=None)])
    loading.apply(plan)

    assert len(plan.new) == 1
    assert each_graph.employees.get(anna.id).value == replace(anna, hours_offered=None)
    assert each_graph.employees.retired() == set()


@pytest.mark.parametrize("before", Visibility)
@pytest.mark.parametrize("after", Visibility)
@pytest.mark.parametrize("left_meanwhile", [False, True])
def test_a_load_can_hide_somebody_from_more_and_never_show_them_to_more(
    each_graph: GraphStore, before: Visibility, after: Visibility, left_meanwhile: bool
) -> None:
    fill(each_graph, employee("Anna", visibility=before))
    loading = each_graph.loading
    if left_meanwhile:
        loading.apply(loading.plan_employees([], retire=True))
    wanted = employee("Anna", visibility=after)
    loading.apply(loading.plan_employees([wanted]))

    shown = each_graph.employees.get(wanted.id).value.visibility
    assert shown is before.narrowed(after)
    assert not loading.plan_employees([wanted])


def test_consent_that_was_taken_back_does_not_come_back_with_a_load(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna"), replace(employee("Bo"), shows_bridges=True))
    both = [replace(employee(name), shows_bridges=True) for name in ("Anna", "Bo")]
    each_graph.loading.apply(each_graph.loading.plan_employees(both))
    shown = {each.id: each.shows_bridges for each in each_graph.employees.all()}
    assert shown == {employee_id("Anna"): False, employee_id("Bo"): True}
