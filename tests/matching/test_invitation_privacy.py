"""Nobody but the employee can tell a no from no answer."""

from dataclasses import asdict, fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import invitation as machine
from matching.invitation import Invitation, ManagerAnswer, State
from matching.invitation_privacy import SeenByOthers, SeenState, seen_by_oneself, seen_by_others
from matching.model import Involvement

MONDAY = date(2026, 11, 23)
LAST = date(2026, 12, 7)
REASON = "Jeg passer min mor"
SILENT = machine.invited(
    Invitation(id="i", task="t", employee="e", hours=3.0, role="tegner", message="Kom"),
    on=MONDAY,
    waiting=0,
    cap=None,
)
AGREED = machine.accepted(SILENT, on=MONDAY, involvement=Involvement.CONSULTED, manager="boss")
OBJECTED = machine.answered(AGREED, ManagerAnswer.OBJECTS, on=MONDAY, note="Vi er få")
NOES = {
    "a no": machine.declined(SILENT, on=MONDAY, reason=REASON),
    "a yes taken back": machine.declined(AGREED, on=MONDAY, reason=REASON),
    "a yes taken back after the manager's word": machine.declined(OBJECTED, on=MONDAY, reason=REASON),
    "a no of an earlier version, with the manager still on it": replace(
        OBJECTED, state=State.DECLINED, reason=REASON
    ),
}
DAYS = st.integers(0, 400).map(lambda days: MONDAY + timedelta(days))


@pytest.mark.parametrize("no", NOES.values(), ids=NOES)
@given(on=DAYS)
def test_a_no_is_seen_as_no_answer_on_every_day(no: Invitation, on: date) -> None:
    assert seen_by_others(no, on) == seen_by_others(SILENT, on)


def test_who_has_not_said_yes_is_asked_until_the_deadline_and_then_not_available() -> None:
    assert seen_by_others(SILENT, LAST).state is SeenState.INVITED
    assert seen_by_others(SILENT, LAST + timedelta(1)).state is SeenState.NOT_AVAILABLE
    written_down = machine.moved(SILENT, State.EXPIRED, actor=machine.Actor.SYSTEM)
    later = LAST + timedelta(1)
    assert seen_by_others(written_down, later) == seen_by_others(SILENT, later)


def test_a_no_after_the_deadline_is_not_available_at_once() -> None:
    after = LAST + timedelta(1)
    assert seen_by_others(machine.declined(AGREED, on=after), after).state is SeenState.NOT_AVAILABLE


def test_an_offer_that_was_taken_back_leaves_none_of_its_words() -> None:
    wanted = Invitation(id="i", task="t", employee="e", hours=2.0, message="Gerne", offers="gdpr")
    taken_back = machine.declined(machine.offered(None, wanted), on=MONDAY)
    assert seen_by_others(taken_back, MONDAY) == SeenByOthers(
        id="i", task="t", employee="e", state=SeenState.NOT_AVAILABLE
    )


def test_others_see_all_but_the_reason_of_what_is_no_secret() -> None:
    assert {each.name for each in fields(Invitation)} - {each.name for each in fields(SeenByOthers)} == {
        "reason"
    }
    seen = asdict(seen_by_others(OBJECTED, MONDAY))
    assert seen == {name: value for name, value in asdict(OBJECTED).items() if name != "reason"}


def test_no_state_that_others_see_tells_of_a_no() -> None:
    assert {State.DECLINED.value, State.EXPIRED.value}.isdisjoint(state.value for state in SeenState)
    assert {State(state.value) for state in SeenState if state is not SeenState.NOT_AVAILABLE} == {
        state for state in State if state not in {State.DECLINED, State.EXPIRED}
    }


def test_the_employee_sees_their_own_no_and_that_time_has_run_out() -> None:
    no = NOES["a no"]
    assert seen_by_oneself(no, MONDAY) == no
    assert seen_by_oneself(SILENT, LAST).state is State.INVITED
    assert seen_by_oneself(SILENT, LAST + timedelta(1)).state is State.EXPIRED
