"""What somebody does with their own invitations, and with nobody else's."""

from dataclasses import replace
from datetime import timedelta

import pytest

from graph.errors import NotFound
from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill_id, task, task_id
from matching.invitation import Invitation, MoveRefused, State
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.invitations import OwnInvitations, mover
from tests.service.fakes import CLOCK, NOW, clock_at

ANNA, BO, LEAD = employee_id("Anna"), employee_id("Bo"), Mover("lead", NOW)
TASK = task_id("Ny sti")


def of(store: GraphStore, subject: str, *, days: int = 0) -> OwnInvitations:
    """The invitations of somebody, so many days later."""
    identity = Identity(subject=subject, roles=frozenset({Role.EMPLOYEE}))
    return OwnInvitations(store, identity, mover(identity, clock_at(NOW + timedelta(days=days))))


@pytest.fixture
def asked(graph: GraphStore) -> GraphStore:
    """Anna is asked, Bo is only put down."""
    fill(graph, employee("Anna"), employee("Bo"), task("Ny sti", requires={"GDPR": 3}))
    anna, _bo = graph.invitations.propose(
        [Invitation(id="", task=TASK, employee=each) for each in (ANNA, BO)], LEAD
    )
    graph.invitations.invite(anna.id, LEAD)
    return graph


def test_who_asks_is_who_moves_and_when_is_by_the_municipalitys_clock() -> None:
    made = mover(Identity(subject=ANNA, roles=frozenset({Role.EMPLOYEE})), CLOCK)
    assert (made.by, made.at) == (ANNA, CLOCK.now())


def test_one_sees_what_one_was_asked_and_not_what_one_is_only_put_down_for(asked: GraphStore) -> None:
    assert [each.employee for each in of(asked, ANNA).all()] == [ANNA]
    assert of(asked, BO).all() == []


def test_anothers_invitation_is_not_there(asked: GraphStore) -> None:
    (mine,) = of(asked, ANNA).all()
    for attempt in (
        lambda: of(asked, BO).one(mine.id),
        lambda: of(asked, BO).accept(mine.id),
        lambda: of(asked, BO).decline(mine.id, reason=""),
        lambda: of(asked, BO).confirm(mine.id, {}),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert asked.invitations.get(mine.id).value == mine


def test_what_was_not_answered_in_time_has_expired_for_oneself_too(asked: GraphStore) -> None:
    (mine,) = of(asked, ANNA, days=20).all()
    assert mine.state is State.EXPIRED
    with pytest.raises(MoveRefused):
        of(asked, ANNA, days=20).accept(mine.id)


def test_a_no_keeps_its_reason_with_oneself(asked: GraphStore) -> None:
    (mine,) = of(asked, ANNA).all()
    declined = of(asked, ANNA).decline(mine.id, reason="Ferie")
    assert of(asked, ANNA).all() == [declined]
    assert (declined.state, declined.reason) == (State.DECLINED, "Ferie")


def test_an_offer_is_ones_own_and_for_a_task_that_is_there(asked: GraphStore) -> None:
    made = of(asked, BO).offer(TASK, skill_id("GDPR"), hours=2.0)
    assert of(asked, BO).one(made.id) == replace(made, employee=BO, hours=2.0)
    with pytest.raises(NotFound):
        of(asked, BO).offer("ukendt", skill_id("GDPR"))
