from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from graph.loading import Counts
from graph.loads import Load
from graph.store import GraphStore
from harness.factories import employee, fill, profession, workplace

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LOAD = Load(
    id="a1",
    by="hr",
    at=NOON,
    kinds=("employees", "tasks"),
    counts=(Counts("medarbejdere", 3, 2, 1, 40),),
    rejected=2,
)


def test_a_load_is_found_as_it_stands_last_and_raises_no_number(each_graph: GraphStore) -> None:
    loads, number = each_graph.loads, each_graph.changes.number()
    assert loads.find("a1") is None
    loads.note(LOAD)
    loads.note(replace(LOAD, rejected=0))
    assert loads.find("a1") == replace(LOAD, rejected=0)
    assert each_graph.changes.number() == number


def test_the_newest_come_first_and_no_more_than_are_asked_for(each_graph: GraphStore) -> None:
    for hours in range(4):
        each_graph.loads.note(replace(LOAD, id=f"a{hours}", at=NOON + timedelta(hours=hours)))
    assert [each.id for each in each_graph.loads.latest(3)] == ["a3", "a2", "a1"]


def test_that_it_is_written_is_kept_with_what_is_written_or_not_at_all(each_graph: GraphStore) -> None:
    fill(each_graph, workplace("Skolen"), profession("Socialrådgiver"))
    written = replace(LOAD, written=NOON)
    loading = each_graph.loading
    plan = loading.plan_employees([employee("Anna", workplace="Skolen")])
    nowhere = loading.plan_employees([employee("Bo", workplace="Ingen steder")])
    with pytest.raises(Exception, match="unknown workplace"):
        loading.apply(nowhere, also=each_graph.loads.noting(written))
    assert each_graph.loads.find("a1") is None
    loading.apply(plan, also=each_graph.loads.noting(written))
    assert each_graph.loads.find("a1") == written


def test_where_nothing_changes_it_is_kept_all_the_same(each_graph: GraphStore) -> None:
    each_graph.loading.apply(also=each_graph.loads.noting(LOAD))
    assert each_graph.loads.find("a1") == LOAD


def test_those_before_a_day_are_counted_and_forgotten(each_graph: GraphStore) -> None:
    each_graph.loads.note(LOAD)
    each_graph.loads.note(replace(LOAD, id="old", at=NOON - timedelta(days=1)))
    assert each_graph.loads.count_before(date(2026, 11, 23)) == 1
    each_graph.loads.forget_before(date(2026, 11, 23))
    assert [each.id for each in each_graph.loads.latest(9)] == ["a1"]
