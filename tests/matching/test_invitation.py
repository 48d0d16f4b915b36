"""The states of an invitation, who may make which move, and the conditions of the moves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import invitation as machine
from matching.invitation import MOVES, Actor, CapReached, Invitation, ManagerAnswer, MoveRefused, State
from matching.invitation_privacy import seen_by_others
from matching.model import Involvement

MONDAY = date(2026, 11, 23)
LAST = date(2026, 12, 7)
FINAL = {State.DECLINED, State.EXPIRED}


def asked(**values: Any) -> Invitation:
    """An invitation on Monday, to be answered by Monday two weeks later."""
    return machine.invited(an_invitation(**values), on=MONDAY, waiting=0, cap=None)


def an_invitation(state: State = State.PROPOSED, **values: Any) -> Invitation:
    return Invitation(id="i", task="t", employee="e", state=state, **values)


def accepted(involvement: Involvement = Involvement.INFORMED) -> Invitation:
    return machine.accepted(asked(), on=MONDAY, involvement=involvement, manager="boss")


@pytest.mark.parametrize(("before", "after", "actor"), list(product(State, State, Actor)))
def test_only_the_moves_of_the_table_are_made(before: State, after: State, actor: Actor) -> None:
    if actor in MOVES.get((before, after), ()):
        assert machine.moved(an_invitation(before), after, actor=actor).state is after
    else:
        with pytest.raises(MoveRefused):
            machine.moved(an_invitation(before), after, actor=actor)


def test_nobody_but_the_employee_says_yes_or_no() -> None:
    for (_, after), actors in MOVES.items():
        if after is State.DECLINED:
            assert actors == {Actor.EMPLOYEE}
    assert MOVES[State.INVITED, State.ACCEPTED] == {Actor.EMPLOYEE}


def test_an_answer_stands_until_the_employee_offers_on_their_own() -> None:
    after = {(before, actor) for (before, _), actors in MOVES.items() for actor in actors if before in FINAL}
    assert after == {(state, Actor.EMPLOYEE) for state in FINAL}


def test_an_offer_is_made_by_the_employee_alone_and_is_theirs_to_see() -> None:
    wanted = an_invitation(offers="gdpr", message="Gerne")
    assert {actor for (_, to), who in MOVES.items() if to is State.OFFERED for actor in who} == {
        Actor.EMPLOYEE
    }
    assert machine.offered(None, wanted).known
    assert machine.offered(an_invitation(State.DECLINED, reason="Ferie"), wanted).reason == ""
    assert machine.offered(asked(), wanted).state is State.OFFERED
    for state in (State.ACCEPTED, State.WORKING, State.CLOSED, State.OFFERED):
        with pytest.raises(MoveRefused):
            machine.offered(an_invitation(state), wanted)


def test_an_offer_waits_without_a_deadline_and_takes_no_place_under_the_cap() -> None:
    offer = machine.offered(None, an_invitation(offers="gdpr"))
    assert not offer.waits(MONDAY)
    assert not offer.overdue(MONDAY + timedelta(days=1000))
    taken = machine.taken_up(offer, on=MONDAY, involvement=Involvement.CONSULTED, manager="boss")
    assert (taken.state, taken.manager_by) == (State.ACCEPTED, date(2026, 11, 30))


def test_a_manager_moves_nothing() -> None:
    assert all(before is after for (before, after), actors in MOVES.items() if Actor.MANAGER in actors)


@given(cap=st.one_of(st.none(), st.integers(0, 20)), waiting=st.integers(0, 25))
def test_nobody_is_asked_beyond_their_cap(cap: int | None, waiting: int) -> None:
    limit = machine.DEFAULT_CAP if cap is None else cap
    if waiting < limit:
        assert machine.invited(an_invitation(), on=MONDAY, waiting=waiting, cap=cap).waits(MONDAY)
    else:
        with pytest.raises(CapReached):
            machine.invited(an_invitation(), on=MONDAY, waiting=waiting, cap=cap)


def test_there_are_ten_working_days_to_answer() -> None:
    assert asked().answer_by == LAST
    assert machine.declined(asked(), on=LAST, reason="ferie").reason == "ferie"
    assert not asked().waits(LAST + timedelta(1))
    with pytest.raises(MoveRefused, match="passed"):
        machine.accepted(asked(), on=LAST + timedelta(1), involvement=Involvement.NONE, manager="")


DAYS = st.integers(0, 40).map(lambda days: MONDAY + timedelta(days))
NOES = (machine.declined(asked(), on=MONDAY, reason="ferie"), machine.declined(accepted(), on=MONDAY))


@pytest.mark.parametrize("no", NOES)
@given(on=DAYS)
def test_a_no_takes_a_place_and_looks_like_no_answer_on_every_day(no: Invitation, on: date) -> None:
    assert no.waits(on) is asked().waits(on) is (on <= LAST)
    assert no.looks(on) is asked().looks(on)


@pytest.mark.parametrize("no", NOES)
@given(on=DAYS)
def test_a_lead_can_do_with_a_no_just_what_they_can_with_silence(no: Invitation, on: date) -> None:
    for move in LEADS_MOVES:
        assert outcome(move, no, on) == outcome(move, asked(), on)


LEADS_MOVES: tuple[Callable[[Invitation, date], Invitation], ...] = (
    lambda invitation, on: machine.invited(invitation, on=on, waiting=0, cap=None),
    lambda invitation, on: machine.withdrawn(invitation, on=on),
    lambda invitation, on: machine.started(invitation, on=on),
    lambda invitation, on: machine.closed(invitation, on=on, did="", used=()),
    lambda invitation, on: machine.taken_up(invitation, on=on, involvement=Involvement.NONE, manager=""),
)


def outcome(move: Callable[[Invitation, date], Invitation], invitation: Invitation, on: date) -> object:
    """What a lead learns of a move: what they may see afterwards, or the words of the refusal."""
    try:
        return seen_by_others(move(invitation, on), on)
    except MoveRefused as refused:
        return str(refused)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 30))
def test_a_deadline_is_a_working_day_and_so_many_later(on: date, days: int) -> None:
    end = machine.working_days(on, days)
    between = [on + timedelta(n) for n in range(1, (end - on).days + 1)]
    assert end.weekday() < 5
    assert sum(day.weekday() < 5 for day in between) == days


def test_a_manager_hears_nothing_before_the_employee_has_said_yes() -> None:
    assert asked().manager == machine.declined(asked(), on=MONDAY).manager == ""
    assert accepted().manager == "boss"


def test_a_yes_that_is_taken_back_is_no_business_of_the_manager_any_more() -> None:
    agreed = machine.answered(accepted(Involvement.CONSULTED), ManagerAnswer.AGREES, on=MONDAY, note="Fint")
    assert machine.declined(agreed, on=MONDAY, reason="ferie") == replace(
        asked(), state=State.DECLINED, reason="ferie"
    )


@pytest.mark.parametrize("involvement", [Involvement.NONE, Involvement.INFORMED])
def test_a_manager_who_is_not_consulted_holds_nothing_up_and_cannot_answer(involvement: Involvement) -> None:
    agreed = accepted(involvement)

    assert machine.started(agreed, on=MONDAY).state is State.WORKING
    assert bool(agreed.manager) is (involvement is Involvement.INFORMED)
    with pytest.raises(MoveRefused):
        machine.answered(agreed, ManagerAnswer.AGREES, on=MONDAY)


def test_the_work_waits_for_a_consulted_manager_until_the_deadline_and_then_goes_on() -> None:
    agreed = accepted(Involvement.CONSULTED)
    last = date(2026, 11, 30)

    assert agreed.manager_by == last
    with pytest.raises(MoveRefused, match="2026-11-30"):
        machine.started(agreed, on=last)
    assert machine.started(agreed, on=last + timedelta(1)).state is State.WORKING
    with pytest.raises(MoveRefused):
        machine.answered(agreed, ManagerAnswer.OBJECTS, on=last + timedelta(1), note="travlt")


def test_an_objection_has_a_reason_and_stops_nothing() -> None:
    agreed = accepted(Involvement.CONSULTED)
    with pytest.raises(MoveRefused, match="reason"):
        machine.answered(agreed, ManagerAnswer.OBJECTS, on=MONDAY)
    objected = machine.answered(agreed, ManagerAnswer.OBJECTS, on=MONDAY, note="Vi mangler folk i marts")

    assert objected.manager_note == "Vi mangler folk i marts"
    assert machine.started(objected, on=MONDAY).state is State.WORKING


def test_the_employee_keeps_what_is_right_of_the_evidence_and_once() -> None:
    done = machine.closed(
        an_invitation(State.WORKING), on=MONDAY, did="Tegnede", used=["gdpr", "excel", "gdpr"]
    )
    kept = machine.confirmed(done, ["excel"])

    assert done.used == ("gdpr", "excel")
    assert (kept.confirmed, kept.settled) == (("excel",), True)
    with pytest.raises(MoveRefused, match="already"):
        machine.confirmed(kept, ["gdpr"])
    with pytest.raises(MoveRefused, match="proposed"):
        machine.confirmed(done, ["jura"])
    with pytest.raises(MoveRefused):
        machine.confirmed(an_invitation(State.WORKING, used=("gdpr",)), ["gdpr"])
