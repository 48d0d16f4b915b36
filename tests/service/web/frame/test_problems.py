"""Every error that a person can meet is a page in their language that says what to do."""

import pytest

from graph.errors import GraphUnavailable
from service.errors import kinds
from service.roles import PERSONS, Role
from service.web.frame.problems import words_for
from tests.service.fakes import as_role
from tests.service.web.municipality import Failing, app, unready
from tests.service.web.pages import FROM_HERE, read


def headings(response):
    return read(response).text_of("h1")


def test_a_page_that_does_not_exist_says_so_and_leads_back():
    response = app().test_client().get("/findes-ikke")
    assert response.status_code == 404
    assert headings(response) == ["Siden findes ikke"]
    assert any(each.attributes["href"] == "/" for each in read(response).elements_of("a"))


def test_before_the_index_is_ready_the_page_offers_to_try_again():
    response = app(matcher=unready()).test_client().get("/opgave?med=urn:cykelsti")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert headings(response) == ["Tværs er ved at starte"]
    assert read(response).elements_of("a", href="/opgave?med=urn:cykelsti")


def test_a_graph_that_is_away_is_a_503_page():
    response = app(matcher=Failing(GraphUnavailable("away"))).test_client().get("/")
    assert response.status_code == 503
    assert headings(response) == ["Tværs kan ikke nå sine data lige nu"]


def test_what_nobody_foresaw_shows_a_number_and_nothing_of_the_insides():
    response = app(matcher=Failing(ZeroDivisionError())).test_client().get("/")
    assert response.status_code == 500
    assert headings(response) == ["Noget gik galt hos os"]
    assert response.headers["X-Request-ID"] in response.text
    assert "ZeroDivision" not in response.text


def test_a_personal_number_is_refused_and_not_shown_again():
    response = (
        app().test_client().post("/kompetencer", data={"soeg": "Hjælp til 010190-1234"}, headers=FROM_HERE)
    )
    assert response.status_code == 422
    assert headings(response) == ["Der står noget, der ligner et CPR-nummer"]
    assert "1234" not in response.text


def test_who_is_no_lead_gets_a_page_that_says_whom_to_ask():
    client = app().test_client()
    response = client.get("/opgave", headers={"Authorization": "Bearer token-of-the-hr-in-these-tests"})
    assert response.status_code == 403
    assert headings(response) == ["Siden er ikke åben for dig"]


@pytest.mark.parametrize("role", sorted(PERSONS - {Role.LEAD}))
def test_who_may_not_see_a_page_is_led_to_one_that_they_may(role):
    client = app().test_client()
    refused = read(client.get("/opgave", headers=as_role(role)))
    (way,) = [each for each in refused.elements_of("a", class_="button") if "Gå til »" in each.text]
    begun = client.get("/", headers=as_role(role)).location
    assert way.attributes["href"] == begun
    assert any(
        f"»{each.text}«" in way.text for each in refused.elements_of("a") if each.attributes["href"] == begun
    )


def test_a_problem_fits_where_htmx_would_have_put_the_answer():
    response = (
        app(matcher=Failing(GraphUnavailable("away"))).test_client().get("/", headers={"HX-Request": "true"})
    )
    assert 'id="svar"' in response.text
    assert "<html" not in response.text


@pytest.mark.parametrize("path", ["/api/v1/findes-ikke", "/readyz"])
def test_machines_still_get_json(path):
    response = app(matcher=unready()).test_client().get(path)
    assert response.mimetype == "application/problem+json"


def test_problems_speak_english_to_those_who_chose_it():
    client = app().test_client()
    client.get("/?lang=en")
    assert headings(client.get("/findes-ikke")) == ["This page does not exist"]


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.slug)
def test_every_kind_of_problem_has_a_heading_and_advice(kind):
    with app().test_request_context():
        words = words_for(kind.slug, kind.status)
    assert words.heading
    assert words.advice
