"""Who organises a task asks colleagues to it; others find no such invitation."""

from dataclasses import replace
from typing import Any

import pytest
from werkzeug.exceptions import Forbidden

from graph.errors import NotFound
from graph.server.database import Database
from graph.store import GraphStore
from harness.factories import employee, fill, task
from matching.invitation_privacy import SeenState
from matching.model import Visibility
from service.rights import Whose
from tests.service.use_cases.leading import KNOWN, TASK, as_lead


def test_all_are_asked_but_for_those_who_want_no_more(graph: GraphStore) -> None:
    fill(graph, employee("Anna Holm"), replace(employee("Eva Ek"), invitation_cap=0), task())
    lead = as_lead(graph)
    put_down = lead.put_down(TASK, ["emp-anna-holm", "emp-eva-ek"], why=KNOWN, hours=4.0)
    assert [each.employee for each in lead.invite_all(put_down)] == ["emp-eva-ek"]
    states = {each.employee: each.state for each in lead.of_task(TASK)}
    assert states == {"emp-anna-holm": SeenState.INVITED, "emp-eva-ek": SeenState.PROPOSED}


def test_whoever_does_not_organise_the_task_finds_nothing(graph: GraphStore) -> None:
    fill(graph, employee("Anna Holm"), task())
    (made,) = as_lead(graph).put_down(TASK, ["emp-anna-holm"], why=KNOWN)
    other = as_lead(graph, reach=frozenset({Whose.OWN}))
    with pytest.raises(Forbidden):
        other.of_task(TASK)
    with pytest.raises(NotFound):
        other.invite(made.id)


@pytest.mark.parametrize("reach", [Whose.EVERYBODY, Whose.OWN])
def test_others_of_who_hides_and_nobodys_are_refused_after_one_and_the_same_exchange(
    graph: GraphStore, monkeypatch: pytest.MonkeyPatch, reach: Whose
) -> None:
    fill(graph, employee("Anna Holm"), task())
    (made,) = as_lead(graph).put_down(TASK, ["emp-anna-holm"], why=KNOWN)
    graph.employees.alter("emp-anna-holm", lambda who: replace(who, visibility=Visibility.HIDDEN))
    lead, read, exchanges = as_lead(graph, reach=frozenset({reach})), Database.read, []

    def counted(database: Database, work: Any) -> Any:
        exchanges.append(work)
        return read(database, work)

    monkeypatch.setattr(Database, "read", counted)
    needed = []
    for id in (made.id, "nobodys"):
        with pytest.raises(NotFound):
            lead.invite(id)
        needed.append(len(exchanges))
    assert needed == [1, 2]
