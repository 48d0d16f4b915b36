"""What employees say themselves, on every server: kept, followed by the index, and undone by no load."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.records.changes import Mover
from graph.schema import FILED_AS_SHOWN
from graph.store import GraphStore
from harness.factories import TODAY, employee, employee_id, fill, held, skill, skill_id, task, task_id
from harness.servers import empty
from matching.bounds import OutOfBounds
from matching.index.columns import EmployeeColumns
from matching.index.workforce import Workforce
from matching.invitation import Invitation
from matching.model import Employee, Evidence, HeldSkill, Visibility
from matching.own_skills import counting, disputing, stating, taking_back, taking_off
from matching.showing import chosen, filed

ANNA = employee_id("Anna")
SKILLS = ("GDPR", "Budget", "Korsang")
levels = st.integers(1, 5)
others_say = st.lists(
    st.builds(
        held,
        st.sampled_from(SKILLS),
        levels,
        evidence=st.sampled_from(Evidence),
        source=st.sampled_from(("hr", "MUS", "task:T1", "faglighed")),
        confirmed_on=st.dates(date(2020, 1, 1), TODAY),
    ),
    max_size=3,
    unique_by=lambda each: each.skill,
)


def anna(graph: GraphStore) -> Employee:
    return graph.employees.get(ANNA).value


def load(graph: GraphStore, *employees: Employee) -> None:
    graph.loading.apply(graph.loading.plan_employees(employees, retire=True))


def there(graph: GraphStore, *skills: HeldSkill, visibility: Visibility = Visibility.EVERYONE) -> None:
    fill(graph, *map(skill, SKILLS), employee("Anna", skills=skills, visibility=visibility))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=others_say, said=levels, loads=st.lists(others_say, min_size=1, max_size=3))
def test_no_sequence_of_loads_undoes_a_statement(
    each_graph: GraphStore, first: list[HeldSkill], said: int, loads: list[list[HeldSkill]]
) -> None:
    empty(each_graph)
    there(each_graph, *first)
    gdpr, budget = skill_id("GDPR"), skill_id("Budget")
    each_graph.employees.alter(ANNA, lambda own: stating(own, gdpr, said, on=TODAY))
    each_graph.employees.alter(ANNA, lambda own: taking_off(own, budget, on=TODAY))
    for skills in loads:
        load(each_graph, employee("Anna", skills=skills))
        now = {each.skill: each.level for each in counting(anna(each_graph))}
        assert now.get(gdpr) == said
        assert budget not in now


MOVES: list[Callable[[Employee], Employee]] = [
    lambda own: stating(own, skill_id("Korsang"), 3, on=TODAY),
    lambda own: stating(own, skill_id("GDPR"), 5, on=TODAY),
    lambda own: disputing(own, held("GDPR", 4), on=TODAY),
    lambda own: taking_back(own, skill_id("GDPR")),
    lambda own: taking_off(own, skill_id("Budget"), on=TODAY),
    lambda own: chosen(own, Visibility.HIDDEN),
    lambda own: chosen(own, Visibility.EVERYONE),
    lambda own: replace(own, objects=True),
    lambda own: replace(own, objects=False),
    lambda own: replace(own, wants_to_learn=(skill_id("Korsang"),), can_teach=(skill_id("GDPR"),)),
]


def test_the_index_follows_each_word_without_being_built_anew(each_graph: GraphStore) -> None:
    there(each_graph, held("GDPR", 4, evidence=Evidence.USED), held("Budget", 2))
    number = each_graph.changes.number()
    patched = Workforce.build(each_graph.columns.employees(), today=TODAY)
    for said in MOVES:
        each_graph.employees.alter(ANNA, said)
        before, number = number, each_graph.changes.number()
        patched = patched.patched(each_graph.columns.employees(before, number))
        own = anna(each_graph)
        expected = Workforce.build([EmployeeColumns.of([own])], today=TODAY)
        row = patched.row_of[ANNA]
        known = {each: patched.skills.of(row, each) for each in patched.skills.of_row[row]}
        assert known == {each.skill: each for each in counting(own)}
        assert patched.objects[row] == own.objects
        for audience in Visibility:
            assert patched.seen_by(audience)[row] == expected.seen_by(audience)[0]


def test_who_is_protected_is_not_written_as_shown(each_graph: GraphStore) -> None:
    there(each_graph)
    each_graph.employees.alter(ANNA, lambda own: filed(own, visibility=None, protected=True))
    with pytest.raises(OutOfBounds):
        each_graph.employees.alter(ANNA, lambda own: replace(own, visibility=Visibility.EVERYONE))
    assert anna(each_graph).visibility is Visibility.HIDDEN


def test_who_comes_back_is_protected_and_objects_as_when_they_left(each_graph: GraphStore) -> None:
    there(each_graph)
    each_graph.employees.alter(
        ANNA, lambda own: replace(filed(own, visibility=None, protected=True), objects=True)
    )
    load(each_graph)
    load(each_graph, employee("Anna"))
    back = anna(each_graph)
    assert (back.visibility, back.protected, back.objects) == (Visibility.HIDDEN, True, True)


def test_who_comes_back_and_shows_themselves_is_hidden_by_no_memory_of_before(each_graph: GraphStore) -> None:
    there(each_graph, visibility=Visibility.HIDDEN)
    load(each_graph)
    load(each_graph, employee("Anna"))
    each_graph.employees.alter(ANNA, lambda own: chosen(own, Visibility.EVERYONE))
    load(each_graph, employee("Anna"))
    assert anna(each_graph).visibility is Visibility.EVERYONE


def test_an_older_graph_takes_what_it_shows_for_what_files_said(each_graph: GraphStore) -> None:
    there(each_graph, visibility=Visibility.LEADS)
    each_graph.database.write(lambda transaction: transaction.run(FILED_AS_SHOWN))
    assert anna(each_graph).visibility_in_file is Visibility.LEADS
    shown = chosen(anna(each_graph), Visibility.EVERYONE)
    assert filed(shown, visibility=Visibility.LEADS, protected=None).visibility is Visibility.EVERYONE


def test_what_upkeep_moves_takes_statements_along(each_graph: GraphStore) -> None:
    there(each_graph, held("GDPR", 2))
    long_ago = TODAY - timedelta(days=900)
    each_graph.employees.alter(ANNA, lambda own: stating(own, skill_id("GDPR"), 4, on=long_ago))
    loading = each_graph.loading
    loading.apply(loading.plan_upkeep([replace(anna(each_graph), statements=())]))
    assert anna(each_graph).statements == ()


def test_a_skill_that_somebody_took_off_comes_back_from_a_task_only_when_they_confirm_it(
    each_graph: GraphStore,
) -> None:
    there(each_graph, held("GDPR", 2))
    fill(each_graph, task("Ny cykelsti"))
    store, gdpr, at = each_graph.invitations, skill_id("GDPR"), datetime(2026, 11, 23, 9, tzinfo=UTC)
    lead, own = Mover("lead", at), Mover(ANNA, at)
    each_graph.employees.alter(ANNA, lambda own: taking_off(own, gdpr, on=TODAY))
    (proposed,) = store.propose([Invitation(id="", task=task_id("Ny cykelsti"), employee=ANNA)], lead)
    store.invite(proposed.id, lead)
    store.accept(proposed.id, own)
    store.start(proposed.id, lead)
    store.close(proposed.id, lead, did="Tegnede", used=[gdpr])
    assert counting(anna(each_graph)) == ()
    store.confirm(proposed.id, own, {gdpr: 4})
    assert [(each.skill, each.level) for each in counting(anna(each_graph))] == [(gdpr, 4)]
