"""A notice leads to the page where its person can answer, and to none where there is nothing to see."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from graph.accounts import Account
from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee_id
from matching.insight.introductions import Request
from matching.invitation import ManagerAnswer
from matching.model import Visibility
from matching.telling import News
from service.rights import ROUTES
from service.telling.facts import CONSULTATIONS, INTRODUCTIONS, OWN_INVITATIONS, fact_of
from tests.graph.inviting import ANNA, AT, TASK, cycle_path, invited, proposed

TODAY = AT.date()
BO, HEAD = Mover(employee_id("Bo"), AT), Mover(employee_id("Leder"), AT)


def told(store: GraphStore, today: date = TODAY) -> dict[tuple[str, News], str]:
    facts = (fact_of(store, each, today=today) for each in store.outbox.open())
    return {(fact.notice.person, fact.notice.news): fact.path for fact in facts if fact}


def hide(store: GraphStore, id: str, how: Visibility = Visibility.HIDDEN) -> None:
    store.employees.alter(id, lambda who: replace(who, visibility=how))


def test_each_is_led_to_the_page_of_their_part(graph: GraphStore) -> None:
    cycle_path(graph)
    invitation = graph.invitations.invite(proposed(graph), BO).id
    graph.invitations.accept(invitation, ANNA)
    assert told(graph) == {
        (ANNA.by, News.AGREED): OWN_INVITATIONS,
        (BO.by, News.SAID_YES): f"/opgaver/{TASK}",
        (HEAD.by, News.ASKED_AS_MANAGER): CONSULTATIONS,
    }


@pytest.mark.parametrize("path", [OWN_INVITATIONS, CONSULTATIONS, INTRODUCTIONS, "/opgaver/<task_id>"])
def test_where_it_leads_there_is_a_page(path: str) -> None:
    assert f"GET {path}" in ROUTES


def test_a_manager_who_hides_by_now_has_said_nothing(graph: GraphStore) -> None:
    cycle_path(graph)
    invitation = graph.invitations.invite(proposed(graph), BO).id
    graph.invitations.accept(invitation, ANNA)
    graph.invitations.answer(invitation, HEAD, ManagerAnswer.AGREES)
    assert (BO.by, News.MANAGER_ANSWERED) in told(graph)
    hide(graph, HEAD.by)
    assert News.MANAGER_ANSWERED not in {news for _, news in told(graph)}


@pytest.mark.parametrize("hidden", ["Anna", "Leder"])
def test_a_request_with_somebody_in_it_who_hides_is_not_told(graph: GraphStore, hidden: str) -> None:
    cycle_path(graph)
    ask = Request(id="", asker=ANNA.by, sought=HEAD.by, through=BO.by, asked_on=AT.date())
    graph.introductions.ask(ask)
    assert told(graph) == {(BO.by, News.INTRODUCTION_ASKED): INTRODUCTIONS}
    hide(graph, employee_id(hidden), Visibility.LEADS)
    assert told(graph) == {}


def test_past_the_last_day_for_an_answer_nobody_is_asked_for_one(graph: GraphStore) -> None:
    invited(cycle_path(graph))
    assert told(graph)
    assert told(graph, AT.date() + timedelta(days=60)) == {}


def test_whose_account_is_switched_off_is_told_nothing(graph: GraphStore) -> None:
    cycle_path(graph)
    invited(graph)
    assert told(graph)
    account = Account(
        id="a", employee=ANNA.by, user_name="anna", active=False, since=TODAY, created=AT, modified=AT
    )
    graph.loading.apply(also=graph.accounts.saving(account, at=AT))
    assert told(graph) == {}


def test_who_has_left_is_told_nothing(graph: GraphStore) -> None:
    cycle_path(graph)
    graph.invitations.accept(graph.invitations.invite(proposed(graph), BO).id, ANNA)
    others = [each for each in graph.employees.all() if each.id != BO.by]
    graph.loading.apply(graph.loading.plan_employees(others, retire=True))
    assert BO.by not in {person for person, _ in told(graph)}
