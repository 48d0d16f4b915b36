"""What is past its time is found first and then taken away, and the record still holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.audit.chain import Kind
from graph.audit.journal import Journal
from graph.loads import Load
from graph.retention import Due, Terms, due, months_before, take_away
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, held, skill_id, task, task_id
from matching.model import Employee, Evidence, Visibility
from matching.own_skills import counting, disputing, stating, taking_off
from matching.showing import chosen
from tests.graph.audit.entries import NOON, chain_of, entry
from tests.graph.erasure.lives import ANNA, everything, lived_in

TODAY = NOON.date()
TERMS = Terms(left_days=90, unconfirmed_months=24, task_text_months=60, record_days=730)
LEFT_HIDDEN = "MATCH (n:LeftHidden) RETURN n {.*} AS kept"
LEFT_LONG_AGO = "MATCH (n:Employee) WHERE n.retired SET n.retired_on = $on"


@pytest.fixture
def journal(each_graph: GraphStore, tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path, each_graph.record) as journal:
        yield journal


def leave(store: GraphStore, *, on: date) -> None:
    """Everybody leaves, as in HR's file, on a day."""
    store.loading.apply(store.loading.plan_employees([], retire=True))
    store.database.write(lambda transaction: transaction.run(LEFT_LONG_AGO, on=on.isoformat()))


def looked_for(store: GraphStore, today: date = TODAY) -> Due:
    return due(store, TERMS, today=today)


def taken_away(store: GraphStore, journal: Journal) -> None:
    take_away(store, looked_for(store), journal, now=lambda: NOON)


def test_nothing_is_past_its_time_in_a_new_graph(each_graph: GraphStore, journal: Journal) -> None:
    fill(each_graph, employee("Anna", skills={"Jura": 3}), task(description="Tekst"))
    number = each_graph.changes.number()
    found = looked_for(each_graph)
    assert (found.left, found.unconfirmed, found.tasks, found.lines) == ((), 0, (), 0)
    taken_away(each_graph, journal)
    assert each_graph.changes.number() == number


def test_who_left_is_erased_after_their_time_in_the_record_too(
    each_graph: GraphStore, journal: Journal
) -> None:
    fill(each_graph, employee("Anna"))
    anna = employee_id("Anna")
    each_graph.record.add(chain_of(entry(anna), entry("bo", actor=anna)))
    leave(each_graph, on=TODAY - timedelta(days=90))
    assert looked_for(each_graph).left == ()
    leave(each_graph, on=TODAY - timedelta(days=91))
    assert looked_for(each_graph).left == (anna,)

    taken_away(each_graph, journal)

    assert looked_for(each_graph).left == ()
    assert anna not in each_graph.record.people()
    assert each_graph.record.verify().breaks == ()
    assert each_graph.record.page(kind=Kind.ERASURE).total == 1
    assert not [line for line in each_graph.record.page().items if anna in str(line)]


def test_who_left_stands_nowhere_after_their_time(each_graph: GraphStore, journal: Journal) -> None:
    lived_in(each_graph)
    leave(each_graph, on=TODAY - timedelta(days=91))
    assert ANNA in everything(each_graph)
    taken_away(each_graph, journal)
    assert ANNA not in everything(each_graph)


def test_whoever_is_there_is_not_erased(each_graph: GraphStore, journal: Journal) -> None:
    fill(each_graph, employee("Anna"))
    each_graph.record.add(chain_of(entry(employee_id("Anna"))))
    taken_away(each_graph, journal)
    assert employee_id("Anna") in each_graph.record.people()


def test_who_is_hired_again_did_not_leave(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna"))
    leave(each_graph, on=date(2020, 1, 1))
    fill(each_graph, employee("Anna"))
    each_graph.loading.apply(each_graph.loading.plan_employees([], retire=True))
    assert looked_for(each_graph, datetime.now(UTC).date()).left == ()


def test_skills_that_nobody_confirmed_end_and_others_stay(each_graph: GraphStore, journal: Journal) -> None:
    old, new = date(2024, 11, 22), date(2024, 11, 23)
    skills = [
        held("Jura", evidence=Evidence.SELF_STATED, confirmed_on=old),
        held("GIS", evidence=Evidence.SELF_STATED, confirmed_on=new),
        held("Støj", evidence=Evidence.CONFIRMED, confirmed_on=old),
        held("Vej", evidence=Evidence.USED, confirmed_on=old),
        held("Park", evidence=Evidence.ASSUMED, confirmed_on=old),
    ]
    fill(each_graph, employee("Anna", skills=skills))
    assert looked_for(each_graph).unconfirmed == 2

    taken_away(each_graph, journal)

    kept = each_graph.employees.get(employee_id("Anna")).value.skills
    assert {each.skill for each in kept} == {skills[at].skill for at in (1, 2, 3)}
    assert looked_for(each_graph).unconfirmed == 0


def test_old_closed_tasks_lose_their_description_and_nothing_else(
    each_graph: GraphStore, journal: Journal
) -> None:
    old = task("Gammel", description="Tekst", members=["Anna"], closed_on=date(2021, 11, 22))
    new = task("Ny", description="Tekst", closed_on=date(2021, 11, 23))
    still_open = task("Åben", description="Tekst", created_on=date(2020, 1, 1))
    fill(each_graph, old, new, still_open)
    taken_away(each_graph, journal)
    assert each_graph.tasks.get(old.id).value == replace(old, description="")
    for each in (new, still_open):
        assert each_graph.tasks.get(each.id).value.description == "Tekst"
    assert task_id("Gammel") == old.id


def test_how_much_went_stands_in_the_record_and_nobody_is_named(graph: GraphStore, tmp_path: Path) -> None:
    fill(graph, employee("Anna"), employee("Bo"))
    leave(graph, on=TODAY - timedelta(days=91))
    with Journal(tmp_path, graph.record) as journal:
        taken_away(graph, journal)
        taken_away(graph, journal)
    [told] = graph.record.page(kind=Kind.RETENTION).items
    assert '"left":2' in told.said
    assert employee_id("Anna") not in told.said


def test_old_lines_are_cut_off_which_is_recorded(each_graph: GraphStore, journal: Journal) -> None:
    each_graph.record.add(chain_of(entry("bo", days=-731), entry("bo", days=-730)))
    assert looked_for(each_graph).lines == 1
    taken_away(each_graph, journal)
    [told, cut] = each_graph.record.page(kind=Kind.RETENTION).items
    assert '"lines":1' in told.said
    assert '"up_to":1' in cut.said
    assert each_graph.record.page(person="bo").total == 1
    assert each_graph.record.verify().breaks == ()


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 240))
def test_months_before_a_day_lie_that_many_months_before_it(day: date, months: int) -> None:
    found = months_before(day, months)
    assert (day.year - found.year) * 12 + day.month - found.month == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


def told(store: GraphStore, *, days_ago: int) -> None:
    """Anna says of a skill that she has it, of one that she doesn't, and disputes a third."""
    on = TODAY - timedelta(days=days_ago)

    def said(own: Employee) -> Employee:
        own = stating(own, skill_id("Jura"), 4, on=on)
        own = taking_off(own, skill_id("Regnskab"), on=on)
        return disputing(own, held("Sang", 3, confirmed_on=on), on=on)

    store.employees.alter(employee_id("Anna"), said)


def test_what_somebody_said_lately_stays_and_what_they_refused_stays_refused(
    each_graph: GraphStore, journal: Journal
) -> None:
    old = TODAY - timedelta(days=900)
    skills = [held(label, 3, confirmed_on=old) for label in ("Jura", "Regnskab", "Sang")]
    for days_ago, levels in ((10, [4, 0, 3]), (900, [0, 3])):
        fill(each_graph, employee("Anna", skills=skills))
        told(each_graph, days_ago=days_ago)
        taken_away(each_graph, journal)
        said = each_graph.employees.get(employee_id("Anna")).value.statements
        assert [each.level for each in said] == levels


def test_a_level_that_lowers_what_a_task_showed_does_not_expire(
    each_graph: GraphStore, journal: Journal
) -> None:
    old = TODAY - timedelta(days=900)
    shown = held("Jura", 5, evidence=Evidence.USED, confirmed_on=old)
    fill(each_graph, employee("Anna", skills=[shown]))
    each_graph.employees.alter(employee_id("Anna"), lambda own: stating(own, shown.skill, 2, on=old))
    taken_away(each_graph, journal)
    assert counting(each_graph.employees.get(employee_id("Anna")).value) == (replace(shown, level=2),)


def test_old_loads_leave_the_history_and_others_stay(each_graph: GraphStore, journal: Journal) -> None:
    for id, days_ago in (("young", TERMS.record_days), ("old", TERMS.record_days + 1)):
        at = NOON.replace(hour=12) - timedelta(days=days_ago)
        each_graph.loads.note(Load(id=id, by="hr", at=at, kinds=(), counts=(), rejected=0))
    assert looked_for(each_graph).loads == 1
    taken_away(each_graph, journal)
    assert [each.id for each in each_graph.loads.latest(9)] == ["young"]


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("objects", [True, False])
def test_who_is_erased_hidden_comes_back_hidden_and_nothing_else_is_kept(
    each_graph: GraphStore, journal: Journal, visibility: Visibility, objects: bool
) -> None:
    anna = replace(employee("Anna", skills={"Jura": 3}, visibility=visibility), objects=objects)
    for _ in range(2):  # who leaves again is remembered as they leave then
        fill(each_graph, anna)
        leave(each_graph, on=TODAY - timedelta(days=91))
        taken_away(each_graph, journal)
        assert looked_for(each_graph).left == ()
    kept = {"id": anna.id, "visibility": visibility.value} | ({"objects": True} if objects else {})
    assert remembered(each_graph) == ([kept] if objects or visibility is not Visibility.EVERYONE else [])

    fill(each_graph, employee("Anna"))
    back = each_graph.employees.get(anna.id).value
    assert (back.visibility, back.objects) == (visibility, objects)


def test_who_left_hidden_and_then_shown_comes_back_shown(each_graph: GraphStore, journal: Journal) -> None:
    anna = employee_id("Anna")
    fill(each_graph, employee("Anna", visibility=Visibility.HIDDEN))
    leave(each_graph, on=TODAY - timedelta(days=91))
    taken_away(each_graph, journal)
    fill(each_graph, employee("Anna"))
    each_graph.employees.alter(anna, lambda own: chosen(own, Visibility.EVERYONE))
    leave(each_graph, on=TODAY - timedelta(days=91))
    taken_away(each_graph, journal)
    assert remembered(each_graph) == []


def remembered(store: GraphStore) -> list[dict[str, object]]:
    rows = store.database.read(lambda transaction: transaction.rows(LEFT_HIDDEN))
    return [{key: value for key, value in row["kept"].items() if value is not None} for row in rows]
