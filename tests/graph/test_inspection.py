"""A graph can be looked at without being changed, whatever it is like."""

from pathlib import Path

import pytest

from graph import schema
from graph.inspection import inspect
from graph.opening import connected
from graph.server.patience import LOADING
from graph.store import GraphStore
from harness.factories import employee, fill, skill, task


def test_what_a_graph_holds_is_counted_without_changing_it(each_graph: GraphStore) -> None:
    anna, bo = employee("Anna"), employee("Bo")
    fill(each_graph, skill("GDPR"), anna, bo, task(members=["Anna"]))
    number = each_graph.loading.apply(each_graph.loading.plan_employees([anna], retire=True))

    found = inspect(each_graph.database)

    assert (found.counts["Employee"], found.counts["Skill"], found.counts["Task"]) == (1, 1, 1)
    assert found.schema == schema.CURRENT
    assert found.server == each_graph.database.server()
    assert each_graph.changes.number() == number


@pytest.mark.server
def test_a_new_graph_stays_as_empty_as_it_was(tmp_path: Path) -> None:
    where = {"uri": None, "user": "", "password": "", "database": "", "data_dir": tmp_path}
    for _ in range(2):
        with connected(**where, patience=LOADING) as database:  # type: ignore[arg-type]
            found = inspect(database)
        assert (found.schema, dict(found.counts)) == (0, {})
