"""An export has every field that is kept of somebody, and nothing that others keep private."""

from dataclasses import fields, replace
from typing import Any

import pytest

from graph.audit.chain import Entry, Kind, Part
from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import NOON, employee, fill, task_id
from matching.index.index import Index
from matching.insight.introductions import Request
from matching.invitation import Actor, Invitation, Move, State
from matching.model import Assignment, Employee, HeldSkill, Visibility
from matching.telling import News
from service.matcher import Matcher
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.exporting import SECRET, OwnExport
from tests.graph.audit.entries import chain_of
from tests.graph.erasure.lives import ANNA, BO, CARL, lived_in


def export_of(store: GraphStore, subject: str = ANNA) -> dict[str, Any]:
    identity = Identity(subject=subject, roles=frozenset({Role.EMPLOYEE}))
    return OwnExport(identity=identity, store=store, index=index_of(store), at=NOON).everything()


def index_of(store: GraphStore) -> Index:
    matcher = Matcher(store, now=lambda: NOON)
    matcher.refresh()
    return matcher.index


def hide(store: GraphStore, id: str) -> None:
    store.employees.alter(id, lambda who: replace(who, visibility=Visibility.HIDDEN))


def named(kind: type) -> set[str]:
    return {each.name for each in fields(kind)}


def test_every_field_that_is_kept_of_somebody_is_in_it(graph: GraphStore) -> None:
    lived_in(graph)
    found = export_of(graph)
    assert found["profile"].keys() == named(Employee) | {"counting"}
    assert found["profile"]["skills"][0].keys() == named(HeldSkill)
    assert found["tasks"][0].keys() >= named(Assignment)
    assert found["invitations"][0].keys() == named(Invitation) | {"moves"}
    assert found["invitations"][0]["moves"][0].keys() == named(Move)
    assert found["introductions"][0].keys() == named(Request)
    assert found["sessions"][0].keys().isdisjoint(SECRET)


def test_what_somebody_did_and_was_told_of_is_in_it(each_graph: GraphStore) -> None:
    lived_in(each_graph)
    found = export_of(each_graph)
    assert len(found["tasks"]) == 2
    assert [each["task"] for each in found["task_changes"]] == ["task-cykelsti"]
    assert [each["text"] for each in found["questions"]] == ["Ny cykelsti emp-anna"]
    assert found["manages"] == ["wp-park"]
    assert [each["task"] for each in found["consultations"]] == ["task-cykelsti"]
    assert [each["part"] for each in found["record"]] == ["suggested"]
    assert found["names"]["wp-jobcenter"] == "Jobcenter"
    assert found["names"][found["profile"]["skills"][0]["skill"]] == "Jura"


def test_where_and_of_what_somebody_is_told_is_in_it_for_them_alone(graph: GraphStore) -> None:
    lived_in(graph)
    found, of_bo = export_of(graph), export_of(graph, BO)
    assert found["contact"]["address"] == "anna@fjordby.dk"
    assert {each["news"] for each in found["notices"]} == {
        News.ASKED,
        News.ASKED_AS_MANAGER,
        News.INTRODUCTION_ASKED,
    }
    assert "anna@fjordby.dk" not in str(of_bo)
    hide(graph, CARL)
    assert News.INTRODUCTION_ASKED not in {each["news"] for each in export_of(graph)["notices"]}


def test_a_yes_that_was_taken_back_was_never_told_to_the_lead(graph: GraphStore) -> None:
    lived_in(graph)
    (asked,) = graph.invitations.of_employee(ANNA)
    graph.invitations.accept(asked.id, Mover(ANNA, NOON))
    assert News.SAID_YES in {each["news"] for each in export_of(graph, BO)["notices"]}
    graph.invitations.decline(asked.id, Mover(ANNA, NOON))
    assert News.SAID_YES not in {each["news"] for each in export_of(graph, BO)["notices"]}


def test_what_somebody_did_in_others_invitations_tells_neither_whose_nor_from_where(
    each_graph: GraphStore,
) -> None:
    lived_in(each_graph)
    found = export_of(each_graph)["moves_made"]
    assert [(each["task"], each["actor"], each["after"]) for each in found] == [
        (task_id("Cykelsti"), Actor.LEAD, State.PROPOSED),
        (task_id("Cykelsti"), Actor.LEAD, State.INVITED),
    ]
    assert all(each.keys() == {"task", "at", "actor", "after"} for each in found)


def test_a_switch_is_told_to_who_turned_it_last(graph: GraphStore) -> None:
    lived_in(graph)
    graph.switches.turn(on=False, by=BO, at=NOON, workplace="wp-park")
    assert export_of(graph)["switches"] == [{"workplace": None, "at": NOON}]
    assert export_of(graph, BO)["switches"] == [{"workplace": "wp-park", "at": NOON}]


def test_what_the_record_has_of_somebodys_doing_names_nobody_else(graph: GraphStore) -> None:
    lived_in(graph)
    (did,) = export_of(graph)["actions"]
    assert did["kind"] == Kind.ANSWER
    assert BO not in str(did)


@pytest.mark.parametrize(("kind", "told"), [(Kind.VIEW, False), (Kind.CHOICE, False), (Kind.ANSWER, True)])
def test_what_was_about_nobody_but_who_hides_is_as_if_it_had_not_been(
    graph: GraphStore, kind: Kind, told: bool
) -> None:
    lived_in(graph)
    looked = Entry(kind=kind, at=NOON, people=((CARL, Part.ACTOR), (BO, Part.SEEN)), said={})
    graph.record.add(chain_of(looked, chain="20261123T120000-00000003"))
    assert len(export_of(graph, CARL)["actions"]) == 1
    hide(graph, BO)
    assert len(export_of(graph, CARL)["actions"]) == told


def test_nor_is_what_somebody_did_with_the_invitation_of_who_hides_before_a_yes(graph: GraphStore) -> None:
    lived_in(graph)
    assert len(export_of(graph, BO)["moves_made"]) == 2
    hide(graph, ANNA)
    assert export_of(graph, BO)["moves_made"] == []


def test_an_introduction_is_left_out_whole_when_anybody_in_it_hides(graph: GraphStore) -> None:
    lived_in(graph)
    assert len(export_of(graph)["introductions"]) == 2
    hide(graph, BO)
    assert export_of(graph)["introductions"] == []


def test_who_hides_is_nowhere_in_it(graph: GraphStore) -> None:
    lived_in(graph)
    hide(graph, BO)
    assert BO not in str(export_of(graph))


def test_what_is_only_proposed_is_the_leads_still(graph: GraphStore) -> None:
    lived_in(graph)
    assert export_of(graph, CARL)["invitations"]
    fill(graph, employee("Dan"))
    proposal = Entry(
        kind=Kind.CHOICE, at=NOON, people=(("lead", Part.ACTOR), ("emp-dan", Part.CHOSEN)), said={}
    )
    graph.record.add(chain_of(proposal, chain="20261123T120000-00000002"))
    found = export_of(graph, "emp-dan")
    assert (found["invitations"], found["record"]) == ([], [])


def test_of_others_invitations_a_manager_takes_along_only_what_they_said(graph: GraphStore) -> None:
    lived_in(graph)
    (told,) = export_of(graph)["consultations"]
    assert told.keys() == {"id", "task", "manager_by", "manager_answer", "manager_note"}
    assert CARL not in str(told)
