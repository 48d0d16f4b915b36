"""Who is told of a move; a no is told to nobody."""

from dataclasses import replace

import pytest

from matching.invitation import Actor, Invitation, ManagerAnswer, State
from matching.model import Involvement
from matching.telling import News, still_so, told

PUT_DOWN = Invitation(id="i", task="t", employee="anna")
ASKED = replace(PUT_DOWN, state=State.INVITED)
AGREED = replace(PUT_DOWN, state=State.ACCEPTED)
CONSULTED = replace(AGREED, involvement=Involvement.CONSULTED, manager="head")


def news(before: Invitation | None, after: Invitation, actor: Actor) -> list[tuple[str, News]]:
    return list(told(before, after, actor=actor, lead="lead"))


def test_who_is_asked_is_told_and_who_is_merely_put_down_is_not() -> None:
    assert news(None, PUT_DOWN, Actor.LEAD) == []
    assert news(PUT_DOWN, ASKED, Actor.LEAD) == [("anna", News.ASKED)]


@pytest.mark.parametrize("before", [ASKED, AGREED, replace(PUT_DOWN, state=State.OFFERED)])
def test_a_no_is_told_to_nobody_as_silence_is(before: Invitation) -> None:
    assert news(before, replace(before, state=State.DECLINED), Actor.EMPLOYEE) == []
    assert news(before, replace(before, state=State.EXPIRED), Actor.SYSTEM) == []
    assert (
        news(replace(before, state=State.DECLINED), replace(before, state=State.WITHDRAWN), Actor.LEAD) == []
    )


def test_a_yes_is_told_to_the_employee_the_lead_and_the_manager_as_agreed() -> None:
    assert news(ASKED, AGREED, Actor.EMPLOYEE) == [("anna", News.AGREED), ("lead", News.SAID_YES)]
    assert ("head", News.ASKED_AS_MANAGER) in news(ASKED, CONSULTED, Actor.EMPLOYEE)
    informed = replace(CONSULTED, involvement=Involvement.INFORMED)
    assert ("head", News.TOLD_AS_MANAGER) in news(ASKED, informed, Actor.EMPLOYEE)


def test_an_offer_is_told_to_the_lead_and_that_it_was_taken_up_to_the_employee() -> None:
    offer = replace(PUT_DOWN, state=State.OFFERED)
    assert news(None, offer, Actor.EMPLOYEE) == [("lead", News.OFFERED)]
    assert news(offer, AGREED, Actor.LEAD) == [("anna", News.AGREED)]


def test_what_a_manager_says_is_told_to_both_sides() -> None:
    said = replace(CONSULTED, manager_answer=ManagerAnswer.AGREES)
    answered = [("anna", News.MANAGER_ANSWERED), ("lead", News.MANAGER_ANSWERED)]
    assert news(CONSULTED, said, Actor.MANAGER) == answered


def test_what_is_taken_back_is_told_only_to_who_knew_of_it() -> None:
    gone = replace(PUT_DOWN, state=State.WITHDRAWN)
    assert news(PUT_DOWN, gone, Actor.LEAD) == []
    assert news(ASKED, gone, Actor.LEAD) == [("anna", News.TAKEN_BACK)]


def test_the_end_asks_for_the_evidence_once() -> None:
    working, closed = replace(AGREED, state=State.WORKING), replace(AGREED, state=State.CLOSED)
    assert news(working, closed, Actor.LEAD) == [("anna", News.TO_CONFIRM)]
    assert news(closed, replace(closed, settled=True), Actor.EMPLOYEE) == []


def test_what_was_answered_or_taken_back_meanwhile_is_not_told_late() -> None:
    assert still_so(News.ASKED, ASKED)
    assert not still_so(News.ASKED, AGREED)
    assert not still_so(News.SAID_YES, replace(AGREED, state=State.DECLINED))
    assert not still_so(News.ASKED_AS_MANAGER, replace(CONSULTED, manager_answer=ManagerAnswer.AGREES))
    assert not still_so(News.TO_CONFIRM, replace(AGREED, state=State.CLOSED, settled=True))
