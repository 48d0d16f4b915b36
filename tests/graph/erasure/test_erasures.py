"""Whoever is erased stands nowhere in the graph any more, and everybody else is as they were."""

import pytest

from graph.audit.lines import new_pseudonym
from graph.store import GraphStore
from harness.factories import employee, fill, skill_id, task_id
from matching.model import Involvement
from tests.graph.audit.entries import chain_of, entry
from tests.graph.erasure.lives import ANNA, BO, CARL, everything, lived_in


def taken_away(store: GraphStore, id: str = ANNA, number: str | None = "20261123-1") -> None:
    store.erasures.take_away(id, pseudonym=new_pseudonym(), number=number)


def test_everything_that_is_kept_of_somebody_is_counted_by_what_it_is(each_graph: GraphStore) -> None:
    lived_in(each_graph)
    counts = each_graph.erasures.count(ANNA)
    assert counts == {
        "employees": 1,
        "skills": 1,
        "wants_to_learn": 1,
        "can_teach": 1,
        "knows": 1,
        "known_by": 2,
        "assignments": 2,
        "moves": 2,
        "notices": 7,
        "contacts": 1,
        "invitations": 1,
        "introductions": 3,
        "sessions": 1,
        "inquiries": 1,
        "inquiries_of_others": 1,
        "task_changes": 1,
        "moves_of_others": 2,
        "manager_of_invitations": 1,
        "manager_of_workplaces": 1,
        "switches": 1,
        "loads": 1,
        "record": 2,
    }


def test_who_is_erased_stands_nowhere_and_nothing_is_left_to_count(each_graph: GraphStore) -> None:
    lived_in(each_graph)
    assert ANNA in everything(each_graph)
    taken_away(each_graph)
    assert ANNA not in everything(each_graph)
    assert "Anna" not in everything(each_graph)
    assert each_graph.erasures.count(ANNA) == {}
    assert ANNA not in set(each_graph.erasures.mentioned())


def test_others_are_as_they_were_but_for_her(each_graph: GraphStore) -> None:
    lived_in(each_graph)
    taken_away(each_graph)
    assert each_graph.employees.ids() == {BO, CARL}
    assert [id for id, _ in each_graph.employees.get(BO).value.knows] == [CARL]
    assert each_graph.employees.get(BO).value.skills[0].skill == skill_id("GIS")
    assert [each.employee for each in each_graph.tasks.get(task_id("Gammel")).value.assignments] == [BO]
    assert [each.employee for each in each_graph.tasks.get(task_id("Cykelsti")).value.assignments] == [CARL]
    (of_carl,) = each_graph.invitations.of_employee(CARL)
    assert (of_carl.manager, of_carl.manager_by, of_carl.involvement) == ("", None, Involvement.NONE)
    assert [each.by for each in each_graph.invitations.moves(of_carl.id)] == ["", "", CARL]
    assert [each.by for each in each_graph.tasks.changes(task_id("Cykelsti"))] == [""]
    assert each_graph.workplaces.get("wp-park").value.manager is None
    assert each_graph.workplaces.get("wp-jobcenter").value.manager == CARL


def test_who_left_before_is_erased_with_what_was_left_of_them(each_graph: GraphStore) -> None:
    """Of an invitation that went before a number is left that tells nothing (`graph.invitation_ids`)."""
    lived_in(each_graph)
    others = [each for each in each_graph.employees.all() if each.id != ANNA]
    each_graph.loading.apply(each_graph.loading.plan_employees(others, retire=True))
    taken_away(each_graph)
    assert ANNA not in everything(each_graph)


def test_whom_the_record_alone_remembers_is_erased_there(each_graph: GraphStore) -> None:
    each_graph.record.add(chain_of(entry("gone")))
    assert each_graph.erasures.count("gone") == {"record": 1}
    taken_away(each_graph, "gone")
    assert "gone" not in each_graph.record.people()


def test_every_object_that_lost_her_is_read_again_by_who_follows_the_changes(each_graph: GraphStore) -> None:
    lived_in(each_graph)
    before = each_graph.changes.number()
    taken_away(each_graph)
    now = each_graph.changes.number()
    assert {each.id for each in each_graph.employees.all(before, now)} == {BO, CARL}
    assert {each.id for each in each_graph.tasks.all(before, now)} == {task_id("Cykelsti"), task_id("Gammel")}
    assert {each.id for each in each_graph.workplaces.all(before, now)} == {"wp-park"}
    assert each_graph.erasures.since(before)
    assert not each_graph.erasures.since(now)


def test_a_mark_says_which_erasures_a_graph_has_had(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna"))
    taken_away(each_graph, number="one")
    each_graph.erasures.mark({"two"})
    each_graph.erasures.mark(set())
    assert each_graph.erasures.marks() == {"one", "two"}


def test_an_erasure_that_fails_half_way_leaves_somebody_whole(
    each_graph: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived_in(each_graph)
    before = everything(each_graph)
    monkeypatch.setattr("graph.erasure.erasures.FORGET", "MATCH (n:Employee {id: $id}) SET n.age = 1/0")
    with pytest.raises(Exception):  # noqa: B017, PT011  (what the server says of it is its own)
        taken_away(each_graph)
    assert everything(each_graph) == before
