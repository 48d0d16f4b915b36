"""Employees offer what a task asks for."""

from datetime import date

import pytest

from graph.store import GraphStore
from harness.factories import employee_id, skill_id
from matching.invitation import Actor, MoveRefused, State
from tests.graph.inviting import ANNA, LEAD, TASK, assigned, cycle_path, invited, offered, proposed


@pytest.fixture
def municipality(each_graph: GraphStore) -> GraphStore:
    return cycle_path(each_graph)


def test_an_offer_that_the_lead_takes_assigns_and_asks_the_manager(municipality: GraphStore) -> None:
    offer = offered(municipality)
    assert municipality.invitations.of_employee(ANNA.by) == (offer,)
    assert not any(each.answer_by for each in municipality.invitations.waiting())
    assert assigned(municipality) == []

    taken = municipality.invitations.take_up(offer.id, LEAD)
    assert (taken.state, taken.manager, taken.offers) == (
        State.ACCEPTED,
        employee_id("Leder"),
        skill_id("GDPR"),
    )
    assert assigned(municipality) == [ANNA.by]
    assert municipality.invitations.get(offer.id).value == taken
    assert [(move.actor, move.after) for move in municipality.invitations.moves(offer.id)] == [
        (Actor.EMPLOYEE, State.OFFERED),
        (Actor.LEAD, State.ACCEPTED),
    ]


def test_an_offer_replaces_a_proposal_that_the_employee_never_saw(municipality: GraphStore) -> None:
    id = proposed(municipality)
    offer = offered(municipality)
    assert (offer.id, offer.message, offer.role) == (id, "Gerne", "")
    assert municipality.invitations.get(id).value == offer


def test_an_offer_is_one_for_a_task_open_and_for_what_it_asks(municipality: GraphStore) -> None:
    with pytest.raises(MoveRefused, match="skill"):
        offered(municipality, "Ukendt")
    offer = offered(municipality)
    with pytest.raises(MoveRefused):
        offered(municipality)
    municipality.tasks.close(TASK, municipality.tasks.get(TASK).version, (), date(2026, 11, 23))
    with pytest.raises(MoveRefused, match="closed"):
        municipality.invitations.take_up(offer.id, LEAD)


@pytest.mark.parametrize("answer", ["none", "no"])
def test_who_is_asked_can_answer_with_an_offer_also_after_a_no(municipality: GraphStore, answer: str) -> None:
    id = invited(municipality)
    if answer == "no":
        municipality.invitations.decline(id, ANNA)
    assert offered(municipality).state is State.OFFERED


@pytest.mark.parametrize(("leave", "state"), [("decline", State.DECLINED), ("withdraw", State.WITHDRAWN)])
def test_an_offer_is_taken_back_or_not_taken_and_can_come_again(
    municipality: GraphStore, leave: str, state: State
) -> None:
    offer = offered(municipality)
    left = getattr(municipality.invitations, leave)(offer.id, ANNA if leave == "decline" else LEAD)
    assert left.state is state
    assert municipality.invitations.of_employee(ANNA.by) == (left,)
    assert offered(municipality).state is State.OFFERED
