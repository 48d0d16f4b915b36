"""Ties read from the graph, held against those of the index over random small organisations."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import StaleVersion, UnknownReference
from graph.store import GraphStore
from harness.factories import NOON, TODAY, employee, employee_id, fill, task
from harness.graph_ties import GraphTies
from harness.servers import empty
from matching.insight.introductions import Request, RequestRefused, RequestState, of_index, way
from matching.model import Visibility
from service.matcher import Matcher

NAMES = tuple(f"N{number}" for number in range(9))
DAYS = st.integers(0, 2000).map(lambda days: TODAY - timedelta(days=days))
TASKS = st.lists(st.tuples(st.sets(st.sampled_from(NAMES), min_size=1, max_size=4), DAYS), max_size=9)
NAMED = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), DAYS), max_size=5)
VISIBLE = st.lists(st.sampled_from(Visibility), min_size=len(NAMES), max_size=len(NAMES))


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tasks=TASKS, named=NAMED, visible=VISIBLE, audience=st.sampled_from([*Visibility][:2]))
def test_graph_and_index_know_the_same_ways(
    each_graph: GraphStore,
    tasks: list[tuple[set[str], date]],
    named: list[tuple[str, str, date]],
    visible: list[Visibility],
    audience: Visibility,
) -> None:
    empty(each_graph)
    people = [
        replace(
            employee(name, visibility=shown),
            knows=tuple(
                sorted({employee_id(b): on for a, b, on in named if a == name and b != name}.items())
            ),
        )
        for name, shown in zip(NAMES, visible, strict=True)
    ]
    fill(
        each_graph,
        *people,
        *(
            task(f"Opgave {number}", members=sorted(members), closed_on=on)
            for number, (members, on) in enumerate(tasks)
        ),
    )
    matcher = Matcher(each_graph, now=lambda: NOON)
    matcher.refresh()
    from_index = of_index(matcher.index, audience=audience)
    ids = [employee_id(name) for name in NAMES]

    def from_graph(employees):
        return GraphTies(each_graph.database).of(employees, audience=audience, today=TODAY)

    assert from_graph(ids) == from_index(ids)
    for sought in ids[1:4]:
        assert way(ids[0], sought, from_graph) == way(ids[0], sought, from_index)


def test_whom_an_employee_knows_is_kept_with_the_day_it_was_first_said(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna"), employee("Bo"), employee("Carl"))
    anna, bo, carl = map(employee_id, ("Anna", "Bo", "Carl"))
    employees = each_graph.employees
    first = employees.name_colleagues(anna, employees.get(anna).version, [bo, anna], on=date(2026, 1, 1))
    assert first.value.knows == ((bo, date(2026, 1, 1)),)

    second = employees.name_colleagues(anna, first.version, [carl, bo], on=TODAY)
    assert second.value.knows == ((bo, date(2026, 1, 1)), (carl, TODAY))
    with pytest.raises(StaleVersion):
        employees.name_colleagues(anna, first.version, [], on=TODAY)
    with pytest.raises(UnknownReference):
        employees.name_colleagues(anna, second.version, ["ingen"], on=TODAY)
    assert employees.get(anna).value.knows == second.value.knows
    assert employees.name_colleagues(anna, second.version, [], on=TODAY).value.knows == ()


def test_of_two_answers_to_a_request_only_the_first_counts(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna"), employee("Bo"), employee("Carl"))
    anna, bo, carl = map(employee_id, ("Anna", "Bo", "Carl"))
    requests = each_graph.introductions
    kept = requests.ask(Request(id="", asker=anna, sought=carl, through=bo, message="Hej", asked_on=TODAY))
    assert requests.of_employee(anna) == requests.of_employee(bo) == (kept,)
    assert requests.of_employee(carl) == ()

    made = requests.answer(kept.id, RequestState.MADE, on=TODAY)
    assert requests.get(kept.id).value == made
    with pytest.raises(RequestRefused):
        requests.answer(kept.id, RequestState.DECLINED, on=TODAY)
    assert requests.get(kept.id).value == made
