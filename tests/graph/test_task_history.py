"""Who changed a task and when is written down with the change, and never changed itself."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from graph.errors import StaleVersion
from graph.records.changes import Mover
from graph.store import GraphStore
from graph.task_history import Done, TaskChange, maker_of
from harness.factories import fill, task, task_id

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANNA, PLANNER = Mover("emp-anna", NOON), Mover("tool:planner", NOON.replace(hour=13))


def test_each_change_has_its_line(each_graph: GraphStore) -> None:
    fill(each_graph, task("Anden"))
    tasks = each_graph.tasks
    made = tasks.create(task("Ny cykelsti"), ANNA)
    changed = tasks.update(replace(made.value, title="Bred cykelsti"), made.version, PLANNER)
    tasks.close(changed.value.id, changed.version, (), date(2026, 11, 23), ANNA)

    assert tasks.changes(made.value.id) == (
        TaskChange(at=ANNA.at, by="emp-anna", what=Done.CREATED),
        TaskChange(at=PLANNER.at, by="tool:planner", what=Done.CHANGED),
        TaskChange(at=ANNA.at, by="emp-anna", what=Done.CLOSED),
    )
    assert maker_of(tasks.changes(made.value.id)) == "emp-anna"


def test_what_changes_nothing_and_what_is_refused_leave_no_line(each_graph: GraphStore) -> None:
    fill(each_graph, task("Anden"))
    made = each_graph.tasks.create(task("Ny cykelsti"), ANNA)

    each_graph.tasks.update(made.value, made.version, PLANNER)
    with pytest.raises(StaleVersion):
        each_graph.tasks.update(replace(made.value, title="Sti"), made.version - 1, PLANNER)

    assert [each.what for each in each_graph.tasks.changes(made.value.id)] == [Done.CREATED]


def test_what_a_file_loaded_was_made_by_nobody_who_could_change_it(each_graph: GraphStore) -> None:
    fill(each_graph, task("Ny cykelsti"))

    assert maker_of(each_graph.tasks.changes(task_id("Ny cykelsti"))) == ""
