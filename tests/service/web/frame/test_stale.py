"""While the graph is away the pages go on, and say since when."""

import pytest

from graph.errors import GraphUnavailable
from tests.service.web.municipality import AskedMatcher, StoreInMemory, app

SINCE = "Grafen har ikke svaret siden kl. 13.00"
ADDRESSES = ["/", "/opgave?tekst=Trygge+cykelstier", "/hold?tekst=Trygge+cykelstier"]


@pytest.fixture
def matcher() -> AskedMatcher:
    store = StoreInMemory()
    matcher = AskedMatcher(store)
    store.away = True
    with pytest.raises(GraphUnavailable):
        matcher.refresh()
    return matcher


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_says_since_when_the_graph_has_been_silent(matcher: AskedMatcher, path: str) -> None:
    response = app(matcher=matcher).test_client().get(path)

    assert response.status_code == 200
    assert response.text.count(SINCE) == 1


@pytest.mark.parametrize("path", ADDRESSES)
def test_nothing_is_said_while_the_graph_answers(path: str) -> None:
    assert "Grafen har ikke svaret" not in app().test_client().get(path).text


def test_an_answer_that_is_put_into_the_page_says_it_too(matcher: AskedMatcher) -> None:
    client = app(matcher=matcher).test_client()

    assert SINCE in client.get(ADDRESSES[1], headers={"HX-Request": "true"}).text


def test_it_is_said_in_english_too(matcher: AskedMatcher) -> None:
    client = app(matcher=matcher).test_client()
    client.get("/?lang=en")

    assert "The graph has not answered since 1:00" in client.get("/").text
