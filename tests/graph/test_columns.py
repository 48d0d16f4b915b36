from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.columns import Columns
from graph.employees import EMPLOYEE
from graph.loading import Altered, Plan
from graph.records.fields import Property
from graph.store import GraphStore
from harness.factories import TODAY, employee, employee_id, fill
from matching.bounds import employee_faults
from matching.index.acquaintances import Acquaintances
from matching.index.columns import Coded, EmployeeColumns, declared, numbers
from matching.index.deadlines import Deadlines
from matching.index.wishes import Wishes
from matching.index.workforce import Workforce
from matching.model import Employee, Profession, QualificationKind, Skill, Workplace
from tests.strategies import ID_LIST, IDS, objects

Said = dict[str, dict[str, Any]]


def possible(employee: Employee) -> bool:
    return not [*employee_faults(employee, TODAY)]


somebody = objects(Employee, workplace=IDS, profession=IDS)
everybody = st.tuples(*(somebody.filter(possible).map(partial(replace, id=id)) for id in ID_LIST))


def said(force: Workforce) -> Said:
    """What each column says of everybody who is there, and their skills, by id."""
    return {
        id: {name: entry(getattr(force, name), row, id) for name in declared(type(force))}
        | {"skills": {skill: force.skills.of(row, skill) for skill in force.skills.of_row[row]}}
        for id, row in force.row_of.items()
        if force.active[row]
    }


def of_objects(store: GraphStore) -> Workforce:
    """The workforce of the employees themselves, as the graph has them."""
    return Workforce.build([EmployeeColumns.of(store.employees.all())], today=TODAY)


def entry(column: object, row: int, id: str) -> object:
    """What a column has of one employee."""
    match column:
        case np.ndarray():
            return None if np.isnan(column[row]) else column.item(row)
        case tuple():
            return column[row]
        case Coded():
            return column.names[column.of_row[row]]
        case Wishes():
            return {skill for skill in column.rows_of if row in column.of(skill)}
        case Acquaintances():
            return column.of(id)
        case Deadlines():
            return {kind: ends[row] for kind, ends in column.of_kind.items() if row in ends}
    raise TypeError(f"what does {column!r} say of a row?")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=everybody, then=everybody)
def test_columns_that_are_read_and_patched_say_what_the_employees_say(
    each_graph: GraphStore, first: tuple[Employee, ...], then: tuple[Employee, ...]
) -> None:
    loading = each_graph.loading
    loading.apply(
        loading.plan_skills(Skill(id=id) for id in ID_LIST),
        loading.plan_workplaces(Workplace(id=id, name=id) for id in ID_LIST),
        loading.plan_professions(Profession(id=id) for id in ID_LIST),
        loading.plan_qualification_kinds(QualificationKind(id=id) for id in ID_LIST),
    )
    leaves = replace(first[0], id="leaves")
    number = loading.apply(loading.plan_employees([*first, leaves], retire=True))
    read = Workforce.build(each_graph.columns.employees(batch=3), today=TODAY)
    assert said(read) == said(of_objects(each_graph))

    loading.apply(loading.plan_employees(then, retire=True))
    patched = read.patched(each_graph.columns.employees(since=number))
    assert said(patched) == said(of_objects(each_graph))


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller(Employee):
    """An employee with one more field."""

    travels: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Travellers(Workforce):
    """A workforce with one more column."""

    travels: NDArray[np.float32] = numbers("travels", np.float32)


TRAVELLER = replace(EMPLOYEE, make=Traveller, fields=(*EMPLOYEE.fields, Property("travels")))


def test_a_new_field_takes_its_line_in_each_declaration_and_no_more(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Nogen"))
    nobody = each_graph.employees.get(employee_id("Nogen")).value
    values = {name: getattr(nobody, name) for name in Employee.__slots__}
    anna, bo = (Traveller(**values | {"id": id, "travels": much}) for id, much in (("a", 3), ("b", None)))
    plan = Plan(node_type=TRAVELLER, new=(anna, bo), changed=(), gone=(), unchanged=0, number=0)
    columns = Columns(each_graph.database, TRAVELLER, Travellers)

    number = each_graph.loading.apply(plan)
    read = Travellers.build(columns.employees(), today=TODAY)
    more: Altered[Employee] = Altered(bo, replace(bo, travels=1))
    each_graph.loading.apply(replace(plan, new=(), changed=(more,), number=number))
    patched = read.patched(columns.employees(since=number))

    assert {id: of["travels"] for id, of in said(read).items()} == {"a": 3, "b": None, nobody.id: None}
    assert {id: of["travels"] for id, of in said(patched).items()} == {"a": 3, "b": 1, nobody.id: None}
    assert said(patched)["b"] == said(Travellers.build([EmployeeColumns.of([more.after])], today=TODAY))["b"]


def test_batches_are_whole_and_of_the_size_asked_for(each_graph: GraphStore) -> None:
    fill(each_graph, *(employee(f"Nr {number}", skills={"GDPR": 1, "Excel": 2}) for number in range(25)))
    batches = list(each_graph.columns.employees(batch=10))

    assert [len(batch.ids) for batch in batches] == [10, 10, 5]
    assert [len(batch.held.skills) for batch in batches] == [20, 20, 10]
    assert all(sorted({*batch.held.holder.tolist()}) == list(range(len(batch.ids))) for batch in batches)
    assert len({id for batch in batches for id in batch.ids}) == 25


def test_an_empty_graph_has_no_batch(each_graph: GraphStore) -> None:
    assert list(each_graph.columns.employees()) == []


def test_since_a_number_only_the_changed_come_and_the_retired_with_them(each_graph: GraphStore) -> None:
    first = fill(each_graph, *(employee(name, skills={"GDPR": 1}) for name in ("Anna", "Bo", "Carl")))
    loading = each_graph.loading
    changed = [employee("Anna", skills={"GDPR": 1}), employee("Bo", skills={"GDPR": 2})]
    second = loading.apply(loading.plan_employees(changed, retire=True))
    [columns] = each_graph.columns.employees(since=first)
    [looked_up] = each_graph.columns.employees(first, each_graph.changes.number())
    assert sorted(looked_up.ids) == sorted(columns.ids)
    rows = {id: row for row, id in enumerate(columns.ids)}

    assert set(rows) == {employee_id("Bo"), employee_id("Carl")}
    assert columns.retired[rows[employee_id("Carl")]] is True
    assert columns.fields["name"][rows[employee_id("Carl")]] is None
    assert columns.retired[rows[employee_id("Bo")]] is False
    assert columns.held.holder.tolist() == [rows[employee_id("Bo")]]
    assert columns.held.levels.tolist() == [2]
    assert list(each_graph.columns.employees(since=second)) == []
    [everybody] = each_graph.columns.employees()
    assert set(everybody.ids) == {employee_id("Anna"), employee_id("Bo")}
