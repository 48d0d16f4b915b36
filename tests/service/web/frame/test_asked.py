"""What is asked stands in no address: it is kept for who asked, and goes with whoever is named in it."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.roles import Role
from service.web.frame.asked import EMPLOYEES
from service.web.task.inquiry import Inquiry
from service.web.team.wishes import TeamWishes
from tests.service.fakes import as_role
from tests.service.web.municipality import NEW_DISTRICT, NURSE, StoreInMemory, app
from tests.service.web.pages import Page, ask, press, read

WHO = "emp-bo"


def asked(text: str = NEW_DISTRICT, **values: str) -> tuple[FlaskClient, TestResponse, Page]:
    """The page that answers a task, with the client that got it."""
    client = app().test_client()
    response = ask(client, "/opgave", {"tekst": text} | values)
    return client, response, read(response)


def test_every_field_that_names_an_employee_is_among_those_that_are_looked_through() -> None:
    inquiry = Inquiry(asker=WHO, team=(WHO,), excluded=(WHO,))
    wishes = TeamWishes(fixed=(WHO,), members=(WHO,))
    named = [name for name, value in (*inquiry.fields(), *wishes.fields()) if value == WHO]
    assert set(named) == EMPLOYEES


@pytest.mark.parametrize("text", [NEW_DISTRICT, f"{NEW_DISTRICT} " + "Og så skal der ske mere." * 150])
def test_a_question_has_a_short_address_without_its_text_that_gives_the_same_page_again(text: str) -> None:
    client, response, page = asked(text, faglighed=NURSE.id, timer="2,5")
    address = f"{response.request.path}?{response.request.query_string.decode()}"
    assert response.request.method == "GET"
    assert re.fullmatch(r"/opgave\?spoergsmaal=[a-p]{16}", address)
    again = read(client.get(address))
    assert again.text_of("h2") == page.text_of("h2")
    assert again.elements_of("textarea", name="tekst")[0].text == text


def test_the_same_question_has_the_same_address_and_another_one_another() -> None:
    addresses = [asked(text)[1].request.url for text in (NEW_DISTRICT, NEW_DISTRICT, f"{NEW_DISTRICT} Nu")]
    assert addresses[0] == addresses[1] != addresses[2]


def test_no_page_writes_what_somebody_wrote_into_an_address() -> None:
    client, _, page = asked("Hemmelig cykelsti ved legeplads", soeg="hemmelig")
    team = read(press(client, page, "Sæt et hold"))
    seats = read(press(client, team, "Se pladserne, og prøv andre"))
    for each in (page, team, seats):
        addresses = [
            one.attributes.get(name, "") for one in each.elements for name in ("href", "action", "formaction")
        ]
        assert not [one for one in addresses if "emmelig" in one]


@pytest.mark.parametrize("path", ["/opgave", "/hold", "/hold/pladser"])
def test_a_text_in_an_address_is_not_read(path: str) -> None:
    response = app().test_client().get(path, query_string={"tekst": NEW_DISTRICT})
    assert response.headers["Location"] == "/"
    start = app().test_client().get("/", query_string={"tekst": NEW_DISTRICT, "soeg": NEW_DISTRICT})
    assert "Vi skal åbne en bydel med ny cykelsti, legeplads" not in start.text.partition("Prøv med")[0]


@pytest.mark.parametrize("path", ["/opgave", "/hold", "/hold/pladser", "/"])
def test_only_who_asked_can_open_a_question_again(path: str) -> None:
    client, response, _ = asked()
    address = f"{path}?{response.request.query_string.decode()}"
    assert client.get(address).status_code in {200, 302}
    someone = client.get(address, headers=as_role(Role.LEAD))
    assert someone.status_code == 404
    assert "Spørgsmålet er ikke gemt længere" in someone.text
    assert NEW_DISTRICT not in someone.text


def test_while_the_graph_is_away_a_question_is_answered_where_it_is_posted() -> None:
    store = StoreInMemory()
    client = app(store).test_client()
    store.away = True
    response = ask(client, "/opgave", {"tekst": NEW_DISTRICT})
    assert response.request.method == "POST"
    assert "Karen Holm" in response.text
    after = press(client, read(response), "Fjern Cykelstier")
    assert after.request.method == "POST"
    assert "Cykelstier fra cykelsti" not in read(after).text_of("li", class_="chip")
    english = read(press(client, read(response), "English"))
    assert english.elements_of("html")[0].attributes["lang"] == "en"
    assert any(chip.startswith("Cycle paths") for chip in english.text_of("li", class_="chip"))
