"""While the graph is away the pages go on, and say since when."""

import pytest
from werkzeug.test import TestResponse

from graph.errors import GraphUnavailable
from tests.service.web.municipality import AskedMatcher, StoreInMemory, app
from tests.service.web.pages import ask

SINCE = "Grafen har ikke svaret siden kl. 13.00"
PAGES = ["/", "/opgave", "/hold"]
ASKED = {"tekst": "Trygge cykelstier"}


def shown(matcher: AskedMatcher | None, path: str) -> TestResponse:
    client = app(matcher=matcher).test_client()
    return client.get(path) if path == "/" else ask(client, path, ASKED)


@pytest.fixture
def matcher() -> AskedMatcher:
    store = StoreInMemory()
    matcher = AskedMatcher(store)
    store.away = True
    with pytest.raises(GraphUnavailable):
        matcher.refresh()
    return matcher


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_since_when_the_graph_has_been_silent(matcher: AskedMatcher, path: str) -> None:
    response = shown(matcher, path)

    assert response.status_code == 200
    assert response.text.count(SINCE) == 1


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_said_while_the_graph_answers(path: str) -> None:
    assert "Grafen har ikke svaret" not in shown(None, path).text


def test_an_answer_that_is_put_into_the_page_says_it_too(matcher: AskedMatcher) -> None:
    client = app(matcher=matcher).test_client()

    assert SINCE in ask(client, "/opgave", ASKED, **{"HX-Request": "true"}).text


def test_it_is_said_in_english_too(matcher: AskedMatcher) -> None:
    client = app(matcher=matcher).test_client()
    client.get("/?lang=en")

    assert "The graph has not answered since 1:00" in client.get("/").text
