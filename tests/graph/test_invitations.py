"""Invitations are moved, guarded and logged in the graph's transactions."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from graph.errors import AlreadyExists, GraphUnavailable, NotFound, UnknownReference
from graph.invitation_node import invitation_id
from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, held, skill_id, task, task_id, workplace
from harness.servers import embedded, eventually, server_pid
from matching.invitation import (
    Actor,
    CapReached,
    Invitation,
    ManagerAnswer,
    MoveRefused,
    State,
)
from matching.model import Assignment, Evidence, Involvement, Visibility

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LEAD = Mover("lead", AT)
ANNA = Mover(employee_id("Anna"), AT)
TASK = task_id("Ny cykelsti")


def wanted(name: str = "Anna", title: str = "Ny cykelsti") -> Invitation:
    return Invitation(
        id="",
        task=task_id(title),
        employee=employee_id(name),
        hours=4.0,
        starts_on=date(2026, 12, 1),
        ends_on=date(2027, 2, 28),
        role="tegner",
        message="Vi mangler én, der kan tegne.",
    )


@pytest.fixture
def municipality(each_graph: GraphStore) -> GraphStore:
    """A graph with a task, colleagues, and a school whose manager wants to be asked."""
    fill(
        each_graph,
        employee("Anna", skills=[held("GDPR", 2)], workplace="Skolen"),
        employee("Bo", workplace="Skolen"),
        employee("Leder", workplace="Skolen"),
        replace(workplace("Skolen"), manager=employee_id("Leder"), involvement=Involvement.CONSULTED),
        task("Ny cykelsti", requires={"GDPR": 3, "Excel": 4}),
    )
    return each_graph


def proposed(store: GraphStore, name: str = "Anna") -> str:
    return store.invitations.propose([wanted(name)], LEAD)[0].id


def invited(store: GraphStore, name: str = "Anna") -> str:
    return store.invitations.invite(proposed(store, name), LEAD).id


def assigned(store: GraphStore) -> list[str]:
    return [each.employee for each in store.tasks.get(TASK).value.assignments]


def test_an_invitation_goes_from_a_proposal_to_confirmed_evidence(municipality: GraphStore) -> None:
    store = municipality.invitations
    id = invited(municipality)
    agreed = store.accept(id, ANNA)
    store.answer(id, Mover(employee_id("Leder"), AT), ManagerAnswer.OBJECTS, note="Vi er få i marts")
    store.start(id, LEAD)
    done = store.close(id, LEAD, did="Tegnede", used=[skill_id("GDPR"), skill_id("Excel")])
    kept = store.confirm(id, ANNA, {skill_id("GDPR"): None, skill_id("Excel"): 5})

    assert (agreed.manager, agreed.manager_by) == (employee_id("Leder"), date(2026, 11, 30))
    assert done.manager_note == "Vi er få i marts"
    assert store.get(id).value == kept
    assert municipality.tasks.get(TASK).value.assignments == (
        Assignment(
            employee=employee_id("Anna"),
            role="tegner",
            started_on=date(2026, 12, 1),
            ended_on=date(2027, 2, 28),
            hours=4.0,
        ),
    )
    confirmed = {"evidence": Evidence.USED, "source": f"task:{TASK}", "confirmed_on": AT.date()}
    assert municipality.employees.get(employee_id("Anna")).value.skills == (
        held("Excel", 5, **confirmed),
        held("GDPR", 2, **confirmed),
    )
    assert [(move.by, move.actor, move.after) for move in store.moves(id)] == [
        ("lead", Actor.LEAD, State.PROPOSED),
        ("lead", Actor.LEAD, State.INVITED),
        (employee_id("Anna"), Actor.EMPLOYEE, State.ACCEPTED),
        (employee_id("Leder"), Actor.MANAGER, State.ACCEPTED),
        ("lead", Actor.LEAD, State.WORKING),
        ("lead", Actor.LEAD, State.CLOSED),
        (employee_id("Anna"), Actor.EMPLOYEE, State.CLOSED),
    ]
    assert store.moves(id)[0].at == AT


def test_who_did_not_confirm_has_no_new_evidence(municipality: GraphStore) -> None:
    id = invited(municipality)
    municipality.invitations.accept(id, ANNA)
    municipality.invitations.start(id, Mover("lead", AT + timedelta(days=10)))
    municipality.invitations.close(id, LEAD, did="", used=[skill_id("GDPR")])
    before = municipality.employees.get(employee_id("Anna"))
    municipality.invitations.confirm(id, ANNA, {})

    assert municipality.employees.get(employee_id("Anna")) == before
    assert municipality.invitations.get(id).value.settled


def test_a_decline_leaves_no_trace_on_the_employee_and_its_reason_in_no_move(
    municipality: GraphStore,
) -> None:
    id = invited(municipality)
    before = municipality.employees.get(employee_id("Anna"))
    municipality.invitations.decline(id, ANNA, reason="Jeg passer min mor")

    assert municipality.employees.get(employee_id("Anna")) == before
    assert municipality.invitations.get(id).value.reason == "Jeg passer min mor"
    assert "mor" not in str(municipality.invitations.moves(id))
    with pytest.raises(AlreadyExists):
        proposed(municipality)


@pytest.mark.parametrize("leave", ["decline", "withdraw"])
def test_who_leaves_after_a_yes_is_no_longer_assigned(municipality: GraphStore, leave: str) -> None:
    id = invited(municipality)
    municipality.invitations.accept(id, ANNA)
    assert assigned(municipality) == [employee_id("Anna")]
    getattr(municipality.invitations, leave)(id, ANNA if leave == "decline" else LEAD)
    assert assigned(municipality) == []


def test_what_was_withdrawn_can_be_proposed_again(municipality: GraphStore) -> None:
    id = proposed(municipality)
    municipality.invitations.withdraw(id, LEAD)

    assert municipality.invitations.of_employee(employee_id("Anna")) == ()
    assert proposed(municipality) == id
    assert municipality.invitations.get(id).value.state is State.PROPOSED


def offered(store: GraphStore, skill: str = "GDPR") -> Invitation:
    wanted = Invitation(
        id="", task=TASK, employee=ANNA.by, hours=2.0, message="Gerne", offers=skill_id(skill)
    )
    return store.invitations.offer(wanted, ANNA)


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
    offered(municipality)
    with pytest.raises(MoveRefused):
        offered(municipality)
    municipality.tasks.close(TASK, municipality.tasks.get(TASK).version, (), date(2026, 11, 23))
    with pytest.raises(MoveRefused, match="closed"):
        municipality.invitations.take_up(invitation_id(TASK, ANNA.by), LEAD)


@pytest.mark.parametrize("answer", ["none", "no"])
def test_who_is_asked_can_answer_with_an_offer_also_after_a_no(municipality: GraphStore, answer: str) -> None:
    id = invited(municipality)
    if answer == "no":
        municipality.invitations.decline(id, ANNA)
    assert offered(municipality).state is State.OFFERED


def test_a_lead_takes_back_what_was_declined_as_if_it_were_unanswered(municipality: GraphStore) -> None:
    id = invited(municipality)
    municipality.invitations.decline(id, ANNA, reason="Ferie")
    assert municipality.invitations.withdraw(id, LEAD).state is State.WITHDRAWN
    assert invited(municipality) == id

    municipality.invitations.decline(id, ANNA)
    with pytest.raises(MoveRefused):
        municipality.invitations.withdraw(id, Mover("lead", AT + timedelta(days=15)))


@pytest.mark.parametrize("answer", ["none", "no", "yes and then no"])
def test_a_place_comes_free_after_the_deadline_whether_the_answer_was_no_or_none(
    municipality: GraphStore, answer: str
) -> None:
    fill(municipality, replace(employee("Anna", workplace="Skolen"), invitation_cap=1), task("Anden"))
    store = municipality.invitations
    first = invited(municipality)
    if answer == "yes and then no":
        store.accept(first, ANNA)
    if answer != "none":
        store.decline(first, ANNA)
    (second,) = store.propose([wanted("Anna", "Anden")], LEAD)
    last_day = datetime(2026, 12, 7, 23, 59, tzinfo=UTC)

    with pytest.raises(CapReached):
        store.invite(second.id, Mover("lead", last_day))
    assert store.invite(second.id, Mover("lead", last_day + timedelta(minutes=1))).state is State.INVITED


@pytest.mark.parametrize(("leave", "state"), [("decline", State.DECLINED), ("withdraw", State.WITHDRAWN)])
def test_an_offer_is_taken_back_or_not_taken_and_can_come_again(
    municipality: GraphStore, leave: str, state: State
) -> None:
    offer = offered(municipality)
    left = getattr(municipality.invitations, leave)(offer.id, ANNA if leave == "decline" else LEAD)
    assert left.state is state
    assert municipality.invitations.of_employee(ANNA.by) == (left,)
    assert offered(municipality).state is State.OFFERED


def test_of_two_offers_at_once_one_is_made(municipality: GraphStore) -> None:
    def attempt(_: int) -> int:
        with suppress(MoveRefused):
            offered(municipality)
            return 1
        return 0

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
    assert len(municipality.invitations.moves(invitation_id(TASK, ANNA.by))) == 1


def test_a_refused_move_writes_nothing(municipality: GraphStore) -> None:
    id = proposed(municipality)
    number = municipality.changes.number()
    refused: list[Callable[[], object]] = [
        lambda: municipality.invitations.accept(id, ANNA),
        lambda: municipality.invitations.start(id, LEAD),
        lambda: municipality.invitations.confirm(id, ANNA, {}),
    ]
    for attempt in refused:
        with pytest.raises(MoveRefused):
            attempt()
    assert municipality.changes.number() == number
    assert len(municipality.invitations.moves(id)) == 1


def test_a_closed_task_invites_nobody(municipality: GraphStore) -> None:
    id = invited(municipality)
    stored = municipality.tasks.get(TASK)
    municipality.tasks.close(TASK, stored.version, (), date(2026, 11, 23))
    for attempt in (lambda: municipality.invitations.accept(id, ANNA), lambda: proposed(municipality, "Bo")):
        with pytest.raises(MoveRefused, match="closed"):
            attempt()


def test_an_unknown_task_or_employee_is_named(municipality: GraphStore) -> None:
    with pytest.raises(UnknownReference):
        proposed(municipality, "Ukendt")
    with pytest.raises(UnknownReference):
        municipality.invitations.propose([wanted(), wanted(title="Ukendt")], LEAD)
    with pytest.raises(NotFound):
        municipality.invitations.get(invitation_id(TASK, employee_id("Anna")))


def test_what_nobody_answers_expires_and_takes_no_place(municipality: GraphStore) -> None:
    fill(municipality, replace(employee("Bo", workplace="Skolen"), invitation_cap=1), task("Anden"))
    store = municipality.invitations
    late = Mover("lead", AT + timedelta(days=30))
    first = invited(municipality, "Bo")
    second = store.propose([wanted("Bo", "Anden")], LEAD)[0].id
    with pytest.raises(CapReached):
        store.invite(second, LEAD)
    assert store.invite(second, late).state is State.INVITED
    store.propose([wanted("Anna")], late)

    assert store.get(first).value.state is State.EXPIRED
    assert store.moves(first)[-1].actor is Actor.SYSTEM


def test_concurrent_invitations_never_breach_a_cap(municipality: GraphStore) -> None:
    titles = [f"Opgave {number}" for number in range(12)]
    fill(
        municipality,
        replace(employee("Bo", workplace="Skolen"), invitation_cap=2),
        *(task(title) for title in titles),
    )
    made = municipality.invitations.propose(
        [wanted(name, title) for name in ("Anna", "Bo") for title in titles], LEAD
    )

    def invite(invitation: Invitation) -> bool:
        try:
            municipality.invitations.invite(invitation.id, LEAD)
        except CapReached:
            return False
        return True

    with ThreadPoolExecutor(8) as racers:
        asked = list(racers.map(invite, made))
    assert (sum(asked[:12]), sum(asked[12:])) == (3, 2)
    assert len(list(municipality.invitations.waiting())) == 5


def test_of_racing_answers_one_counts(municipality: GraphStore) -> None:
    id = invited(municipality)

    def answer(number: int) -> bool:
        try:
            (municipality.invitations.accept if number % 2 else municipality.invitations.decline)(id, ANNA)
        except MoveRefused:
            return False
        return True

    with ThreadPoolExecutor(4) as racers:
        answered = list(racers.map(answer, range(4)))
    state = municipality.invitations.get(id).value.state
    assert answered.count(True) == 1 or (answered.count(True) == 2 and state is State.DECLINED)
    assert (assigned(municipality) == []) is (state is State.DECLINED)


def test_suggestions_are_read_once_and_those_waiting_as_they_are(municipality: GraphStore) -> None:
    store, changes = municipality.invitations, municipality.changes
    before = changes.number()
    id = proposed(municipality)
    between = changes.number()
    store.invite(id, LEAD)
    after = changes.number()

    def seen(since: int, until: int, earliest: date = date(2026, 1, 1)) -> list[tuple[str, date]]:
        return list(store.suggestions(since=since, until=until, earliest=earliest))

    one = (employee_id("Anna"), AT.date())
    assert seen(before, between) == seen(between, after) == [one]
    assert seen(0, after) == [one, one]
    assert seen(0, after, date(2026, 12, 1)) == []
    [waiting] = store.waiting()
    assert (waiting.employee, waiting.answer_by) == (employee_id("Anna"), date(2026, 12, 7))
    store.decline(id, ANNA)
    assert list(store.waiting()) == list(store.waiting(after)) == [waiting]
    store.withdraw(id, LEAD)
    assert list(store.waiting()) == []
    assert [each.answer_by for each in store.waiting(after)] == [None]


@pytest.mark.parametrize("leaver", ["employee", "task"])
def test_nothing_is_kept_of_the_invitations_of_a_colleague_who_left_or_a_task_that_went(
    municipality: GraphStore, leaver: str
) -> None:
    id = invited(municipality)
    number = municipality.changes.number()
    loading = municipality.loading
    if leaver == "employee":
        loading.apply(loading.plan_employees([employee("Bo"), employee("Leder")], retire=True))
    else:
        loading.apply(loading.plan_tasks([], retire=True))

    assert municipality.invitations.moves(id) == ()
    assert municipality.invitations.retired(number) == {id}
    assert [(each.id, each.answer_by) for each in municipality.invitations.waiting(number)] == [(id, None)]
    with pytest.raises(NotFound):
        municipality.invitations.get(id)


def test_the_nearest_manager_who_may_be_asked_is_and_nobody_on_themselves(each_graph: GraphStore) -> None:
    skolen = workplace("Skolen", part_of="Kommunen")
    fill(
        each_graph,
        replace(workplace("Kommunen"), manager=employee_id("Direktør")),
        replace(skolen, manager=employee_id("Leder"), involvement=Involvement.CONSULTED),
        replace(workplace("Park", part_of="Kommunen"), manager=employee_id("Skjult")),
        replace(workplace("Hallen", part_of="Park"), manager="gone"),
        employee("Leder", workplace="Skolen"),
        employee("Skjult", workplace="Park", visibility=Visibility.HIDDEN),
        employee("Bo", workplace="Hallen"),
        employee("Direktør", workplace="Kommunen"),
        task("Ny cykelsti"),
    )
    found = {}
    for name in ("Leder", "Bo", "Direktør"):
        agreed = each_graph.invitations.accept(invited(each_graph, name), Mover(employee_id(name), AT))
        found[name] = (agreed.manager, agreed.involvement)
    assert found == {
        "Leder": (employee_id("Direktør"), Involvement.CONSULTED),
        "Bo": (employee_id("Direktør"), Involvement.INFORMED),
        "Direktør": ("", Involvement.NONE),
    }


@pytest.mark.server
def test_killing_the_server_under_leads_loses_no_invitation_that_was_acknowledged(tmp_path: Path) -> None:
    names = [f"Navn {number}" for number in range(400)]
    acknowledged: set[str] = set()

    def invite(store: GraphStore, made: list[Invitation]) -> None:
        for each in made:
            try:
                while True:
                    with suppress(GraphUnavailable):
                        store.invitations.invite(each.id, LEAD)
                        break
            except MoveRefused:  # the answer to the first attempt was lost, not the move
                pass
            acknowledged.add(each.id)

    with embedded(tmp_path) as store:
        fill(store, task("Ny cykelsti"), *(employee(name) for name in names))
        made = list(store.invitations.propose([wanted(name) for name in names], LEAD))
        leads = [Thread(target=invite, args=(store, made[first::4])) for first in range(4)]
        for lead in leads:
            lead.start()
        assert eventually(lambda: len(acknowledged) > 60)
        os.kill(server_pid(tmp_path), signal.SIGKILL)
        for lead in leads:
            lead.join()

        assert acknowledged == {each.id for each in made}
        assert {each.id for each in store.invitations.waiting()} == acknowledged
        after = [State.PROPOSED, State.INVITED]
        assert all([move.after for move in store.invitations.moves(id)] == after for id in acknowledged)


def test_who_took_part_in_a_closed_task_is_not_taken_out_of_it(municipality: GraphStore) -> None:
    id = invited(municipality)
    municipality.invitations.accept(id, ANNA)
    stored = municipality.tasks.get(TASK)
    municipality.tasks.close(TASK, stored.version, stored.value.assignments, date(2026, 11, 23))

    with pytest.raises(MoveRefused, match="closed"):
        municipality.invitations.withdraw(id, LEAD)

    assert assigned(municipality) == [employee_id("Anna")]
