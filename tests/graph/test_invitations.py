"""Invitations are moved, guarded and logged in the graph's transactions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from graph.errors import AlreadyExists, NotFound, UnknownReference
from graph.invitations import Parties
from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, held, skill_id, task, workplace
from matching.invitation import Actor, CapReached, ManagerAnswer, MoveRefused, State
from matching.model import Assignment, Evidence, Involvement, Visibility
from tests.graph.inviting import ANNA, AT, LEAD, TASK, assigned, cycle_path, invited, proposed, wanted


@pytest.fixture
def municipality(each_graph: GraphStore) -> GraphStore:
    return cycle_path(each_graph)


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


def test_whose_an_invitation_is_says_its_task_too_and_nobodys_is_nobodys(municipality: GraphStore) -> None:
    store = municipality.invitations
    fill(municipality, workplace("Havnen"))
    municipality.tasks.create(task("Ny havn", owners=["Havnen"]), LEAD)
    (made,) = store.propose([wanted(title="Ny havn")], LEAD)

    owners = (workplace("Havnen").id,)
    assert store.parties(made.id) == Parties(employee=employee_id("Anna"), owners=owners, maker="lead")
    assert store.parties("nobodys") == Parties()


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
    assert municipality.invitations.of_task(TASK) == ()


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


def test_who_took_part_in_a_closed_task_is_not_taken_out_of_it(municipality: GraphStore) -> None:
    id = invited(municipality)
    municipality.invitations.accept(id, ANNA)
    stored = municipality.tasks.get(TASK)
    municipality.tasks.close(TASK, stored.version, stored.value.assignments, date(2026, 11, 23))

    with pytest.raises(MoveRefused, match="closed"):
        municipality.invitations.withdraw(id, LEAD)

    assert assigned(municipality) == [employee_id("Anna")]
