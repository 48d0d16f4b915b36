"""Whom to tell of a move is written with the move, once for each person, and claimed before it is sent."""

from datetime import timedelta

import pytest

from graph.notices import KEPT_DAYS, Notice, Stage
from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee_id
from matching.insight.introductions import Request, RequestState
from matching.invitation import MoveRefused
from matching.telling import News
from tests.graph.inviting import ANNA, AT, LEAD, cycle_path, invited, proposed

HEAD, BO = employee_id("Leder"), employee_id("Bo")
LATER = AT + timedelta(minutes=10)


def told(store: GraphStore) -> set[tuple[str, News]]:
    return {(each.person, each.news) for each in store.outbox.open()}


def one(store: GraphStore) -> Notice:
    (notice,) = store.outbox.open()
    return notice


def test_a_move_and_whom_to_tell_of_it_are_written_together_or_not_at_all(each_graph: GraphStore) -> None:
    invitation = invited(cycle_path(each_graph))
    assert told(each_graph) == {(ANNA.by, News.ASKED)}
    with pytest.raises(MoveRefused):
        each_graph.invitations.invite(invitation, LEAD)
    assert told(each_graph) == {(ANNA.by, News.ASKED)}

    each_graph.invitations.accept(invitation, ANNA)
    expected = {(ANNA.by, News.ASKED), (ANNA.by, News.AGREED), (HEAD, News.ASKED_AS_MANAGER)}
    assert told(each_graph) == expected | {("lead", News.SAID_YES)}


def test_who_leads_the_task_and_the_employee_is_told_once_and_a_tool_never(each_graph: GraphStore) -> None:
    cycle_path(each_graph)
    head = Mover(HEAD, AT)
    invitation = each_graph.invitations.invite(proposed(each_graph), head).id
    each_graph.invitations.accept(invitation, ANNA)
    assert [each.news for each in each_graph.outbox.of(HEAD)] == [News.ASKED_AS_MANAGER]

    of_tool = each_graph.invitations.invite(proposed(each_graph, "Bo"), Mover("tool:plan", AT)).id
    each_graph.invitations.accept(of_tool, Mover(BO, AT))
    assert {each.person for each in each_graph.outbox.open()} == {ANNA.by, BO, HEAD}


def test_a_go_between_is_told_of_the_request_and_the_asker_of_a_yes_alone(each_graph: GraphStore) -> None:
    cycle_path(each_graph)
    ask = Request(id="", asker=ANNA.by, sought=HEAD, through=BO, asked_on=AT.date())
    first, second = each_graph.introductions.ask(ask), each_graph.introductions.ask(ask)
    each_graph.introductions.answer(first.id, RequestState.DECLINED, on=AT.date())
    assert told(each_graph) == {(BO, News.INTRODUCTION_ASKED)}
    each_graph.introductions.answer(second.id, RequestState.MADE, on=AT.date())
    assert told(each_graph) == {(BO, News.INTRODUCTION_ASKED), (ANNA.by, News.INTRODUCTION_MADE)}


def test_only_one_can_claim_it_and_a_claim_that_ran_out_is_never_sent_again(each_graph: GraphStore) -> None:
    invited(cycle_path(each_graph))
    outbox, id = each_graph.outbox, one(each_graph).id

    assert outbox.claim(id, "mail", at=AT, until=LATER)
    assert not outbox.claim(id, "mail", at=AT, until=LATER)
    assert outbox.claim(id, "webhook_1", at=AT, until=LATER)
    assert not outbox.claim(id, "mail", at=LATER, until=LATER + timedelta(minutes=10))
    assert one(each_graph).at("mail").stage is Stage.UNCERTAIN
    assert one(each_graph).at("webhook_1").stage is Stage.CLAIMED


def test_what_was_not_taken_is_due_again_later_and_remembers_since_when(each_graph: GraphStore) -> None:
    invited(cycle_path(each_graph))
    outbox, id = each_graph.outbox, one(each_graph).id
    outbox.claim(id, "mail", at=AT, until=LATER)
    outbox.note(id, "mail", Stage.WAITING, due=LATER)

    assert not outbox.claim(id, "mail", at=AT, until=LATER)
    assert outbox.claim(id, "mail", at=LATER, until=LATER + timedelta(minutes=10))
    found = one(each_graph).at("mail")
    assert (found.tries, found.began) == (2, AT)


def test_what_is_dealt_with_is_open_no_more_and_is_kept_for_a_while(each_graph: GraphStore) -> None:
    invitation = invited(cycle_path(each_graph))
    number = each_graph.changes.number()
    id = one(each_graph).id
    each_graph.outbox.note(id, "mail", Stage.SENT)
    each_graph.outbox.close(id)
    assert each_graph.outbox.open() == ()
    assert [each.at("mail").stage for each in each_graph.outbox.of_days(AT.date())] == [Stage.SENT]
    assert each_graph.changes.number() == number

    much_later = Mover(LEAD.by, AT + timedelta(days=KEPT_DAYS + 1))
    each_graph.invitations.withdraw(invitation, Mover(LEAD.by, AT))
    each_graph.introductions.ask(
        Request(id="", asker=BO, sought=HEAD, through=ANNA.by, asked_on=much_later.on)
    )
    assert [each.news for each in each_graph.outbox.of_days(much_later.on)] == [News.INTRODUCTION_ASKED]
