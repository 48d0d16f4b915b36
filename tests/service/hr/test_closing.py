"""A workplace that closes takes nothing of what it did with it: on every server, all the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from graph.errors import NotFound
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, task, task_id, workplace, workplace_id
from service.hr.comparing import Terms, compare
from service.hr.intake import take_in
from service.hr.schemas import WORKPLACES
from service.hr.tables import read_table
from tests.service.hr.conftest import CLOCK, TITLES

OLD, NEW, LEFT = map(workplace_id, ("Gammel Skole", "Ny Skole", "Klubben"))
OPEN, PAST, JOINT = map(task_id, ("Åben", "Gammel", "Fælles"))


@pytest.fixture
def run(each_graph: GraphStore, tmp_path) -> Callable[..., str]:
    """Imports rows of workplaces into a graph with two schools and a club; gives what was said."""
    fill(
        each_graph,
        workplace("By"),
        workplace("Gammel Skole", part_of="By"),
        workplace("Ny Skole", part_of="By"),
        workplace("Klubben", part_of="Gammel Skole"),
        employee("Anna", workplace="Gammel Skole"),
        task("Åben", owners=["Gammel Skole"]),
        task("Gammel", owners=["Gammel Skole"], closed_on=date(2026, 11, 1)),
        task("Fælles", owners=["Gammel Skole", "Ny Skole", "Klubben"], closed_on=date(2026, 11, 1)),
    )

    def run(rows: str, *, complete: bool = True) -> str:
        path = tmp_path / "arbejdspladser.csv"
        path.write_text(f"arbejdsplads_id;navn;del_af;efterfølger\n{rows}", encoding="utf-8")
        terms = Terms(
            clock=CLOCK,
            titles=TITLES,
            complete=(WORKPLACES,) if complete else (),
            max_gone=50,
        )
        intake = take_in(read_table(path, sheets=("arbejdspladser",)), WORKPLACES, clock=CLOCK, titles=TITLES)
        found = compare(each_graph, {WORKPLACES: intake}, terms)
        assert not found.rejects
        assert not found.refusals
        each_graph.loading.apply(*found.planned.values())
        return "\n".join(found.notes)

    return run


MERGED = f"wp-by;By;;\n{OLD};Gammel Skole;wp-by;Ny Skole\n{NEW};Ny Skole;wp-by;\n{LEFT};Klubben;{OLD};\n"


@pytest.mark.parametrize("complete", [True, False])
def test_people_tasks_past_and_present_and_what_lies_below_move_to_the_successor(run, each_graph, complete):
    said = run(MERGED, complete=complete)
    assert f"{OLD} er lukket. Til {NEW} flyttes 3 opgaver, 1 medarbejdere og 0 arbejdspladser" in said
    with pytest.raises(NotFound):
        each_graph.workplaces.get(OLD)
    assert each_graph.employees.get(employee_id("Anna")).value.workplace == NEW
    assert each_graph.tasks.get(OPEN).value.owners == (NEW,)
    assert each_graph.tasks.get(PAST).value.owners == (NEW,)
    assert each_graph.tasks.get(JOINT).value.owners == (LEFT, NEW)
    assert each_graph.workplaces.get(LEFT).value.part_of == NEW


def test_what_lies_below_moves_although_the_file_says_nothing_of_it(run, each_graph):
    assert "1 arbejdspladser under den" in run(f"{OLD};Gammel Skole;;{NEW}\n", complete=False)
    assert each_graph.workplaces.get(LEFT).value.part_of == NEW


def test_the_same_file_again_changes_nothing(run, each_graph):
    run(MERGED)
    number = each_graph.changes.number()
    run(MERGED)
    assert each_graph.changes.number() == number


def test_one_without_a_successor_keeps_its_name_for_its_tasks_and_is_offered_no_more(run, each_graph):
    before = each_graph.tasks.get(JOINT)
    said = run(f"wp-by;By;;\n{OLD};Gammel Skole;wp-by;\n{NEW};Ny Skole;wp-by;\n")
    assert "1 arbejdspladser er lukket, men 1 afsluttede opgaver" in said
    assert each_graph.tasks.get(JOINT) == before
    stub = each_graph.workplaces.get(LEFT).value
    assert (stub.name, stub.closed) == ("Klubben", True)
    assert not each_graph.workplaces.search("Klubben").items


def test_what_was_closed_earlier_is_not_gone_again(run, each_graph):
    rows = f"wp-by;By;;\n{OLD};Gammel Skole;wp-by;\n{NEW};Ny Skole;wp-by;\n"
    run(rows)
    number = each_graph.changes.number()
    run(rows)
    assert each_graph.changes.number() == number


def test_its_successor_can_be_named_later(run, each_graph):
    rows = f"wp-by;By;;\n{OLD};Gammel Skole;wp-by;\n{NEW};Ny Skole;wp-by;\n"
    run(rows)
    run(f"{rows}{LEFT};Klubben;;{NEW}\n")
    assert each_graph.tasks.get(JOINT).value.owners == (OLD, NEW)
    assert LEFT not in each_graph.workplaces.ids()


@pytest.mark.parametrize("rows", [MERGED, f"wp-by;By;;\n{OLD};Gammel Skole;wp-by;\n{NEW};Ny Skole;wp-by;\n"])
def test_a_task_that_was_read_afterwards_can_be_put_back(run, each_graph, rows):
    run(rows)
    for id in (OPEN, PAST, JOINT):
        stored = each_graph.tasks.get(id)
        assert stored.value.owners
        assert each_graph.tasks.update(replace(stored.value), stored.version) == stored
