"""A team on a board is changed: somebody is set aside, brought back, swapped; lists and teams go by it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.store import GraphStore
from harness.factories import employee, employee_id, held
from matching.model import Evidence
from service.context import EXTENSION
from service.roles import Role
from tests.service.web.board.way import BOARD, as_, ask, column, press, save, town
from tests.service.web.pages import Page, read
from tests.service.web.pages import press as press_button

ANNA, BO, EVA = "employee", employee_id("Bo Berg"), employee_id("Eva Eg")
GDPR = [replace(held("GDPR", 4), evidence=Evidence.CONFIRMED)]


@pytest.fixture
def lead(graph: GraphStore) -> FlaskClient:
    return as_(town(graph, employee("Eva Eg", workplace="Skolen", skills=GDPR)), Role.LEAD)


def listed(lead: FlaskClient, board: str) -> Page:
    """The list that the board leads to."""
    page = read(lead.get(board))
    (link,) = [each for each in page.elements_of("a", class_="button") if "Find kolleger" in each.text]
    return read(lead.get(link.attributes["href"]))


def names(page: Page) -> str:
    return " ".join(page.text_of("li", class_="card-person"))


def put_down(lead: FlaskClient, board: str, *employees: str, **values: Any) -> None:
    ask(lead, board, *employees, goer="foreslaa", **values)


def test_whom_the_list_shows_and_nobody_wants_is_set_aside_and_not_listed_again(lead: FlaskClient) -> None:
    board = save(lead)
    page = listed(lead, board)
    assert "Anna Holm" in names(page)
    assert "Bo Berg" in names(page)
    after = read(press_button(lead, page, "Ikke denne: Bo Berg"))
    assert "Bo Berg" not in names(after)
    assert "Bo Berg" in column(read(lead.get(board)), "Ikke med")
    assert "Bo Berg" not in names(listed(lead, board))


def test_who_was_set_aside_sees_nothing_of_it_and_is_no_more_suggested_by_it(
    lead: FlaskClient, graph: GraphStore
) -> None:
    board = save(lead)
    press_button(lead, listed(lead, board), "Ikke denne: Bo Berg")
    assert graph.invitations.of_employee(BO) == ()
    index = lead.application.extensions[EXTENSION].matcher.index
    since = {"since": 0, "until": index.number, "earliest": date.min}
    assert list(graph.invitations.suggestions(**since)) == []


def test_who_was_set_aside_can_be_put_down_again(lead: FlaskClient) -> None:
    board = save(lead)
    put_down(lead, board, BO)
    press(lead, board, "/traek-tilbage")
    page = read(lead.get(board))
    (again,) = [each for each in page.elements_of("a") if each.text.startswith("Sæt på igen")]
    assert "Bo Berg" in lead.get(again.attributes["href"]).text
    put_down(lead, board, BO)
    assert "Bo Berg" in column(read(lead.get(board)), "Foreslået")


def test_who_is_on_the_board_is_not_listed_again(lead: FlaskClient) -> None:
    board = save(lead)
    put_down(lead, board, ANNA)
    page = listed(lead, board)
    assert "Anna Holm" not in names(page)
    assert "Bo Berg" in names(page)


def test_a_team_for_a_saved_task_keeps_who_is_on_its_board_and_leaves_out_who_is_set_aside(
    lead: FlaskClient,
) -> None:
    board = save(lead)
    put_down(lead, board, EVA)
    press_button(lead, listed(lead, board), "Ikke denne: Anna Holm")
    teams = read(press_button(lead, read(lead.get(board)), "Sæt et hold")).text_of(
        "article", class_="team-card"
    )
    assert teams
    assert all("Eva Eg valgt af jer" in team and "Anna Holm" not in team for team in teams)


def test_who_is_not_asked_yet_is_swapped_on_the_same_terms(lead: FlaskClient) -> None:
    board = save(lead)
    put_down(lead, board, ANNA, timer="3", rolle="Jurist")
    seats = read(press_button(lead, read(lead.get(board)), "Byt: Anna Holm"))
    after = read(press_button(lead, seats, "Byt Anna Holm ud med Eva Eg"))
    assert "Eva Eg" in column(after, "Foreslået")
    assert "Jurist" in column(after, "Foreslået")
    assert "3 timer om ugen" in column(after, "Foreslået")
    assert "Anna Holm" in column(after, "Ikke med")


def test_who_has_been_asked_is_not_swapped(lead: FlaskClient) -> None:
    board = save(lead)
    ask(lead, board, ANNA)
    assert "Byt" not in column(read(lead.get(board)), "Spurgt")
    told = lead.post(f"{board}/byt", data={"bytte": f"{ANNA} {EVA}"})
    assert told.status_code == 404
    assert "Anna Holm" in column(read(lead.get(board)), "Spurgt")


def test_only_who_organises_the_task_changes_its_board(lead: FlaskClient, graph: GraphStore) -> None:
    board = save(lead)
    put_down(lead, board, ANNA)
    other = as_(lead.application, Role.HEAD)
    for path, fields in (("ikke", {"ikke": BO}), ("byt", {"bytte": f"{ANNA} {BO}"})):
        assert other.post(f"{board}/{path}", data=fields).status_code == 403
    assert board.startswith(BOARD)
