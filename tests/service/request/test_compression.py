"""Pages and their files are compressed for who can read it, and a page weighs little with all it asks for."""

import gzip

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.web.frame.assets import STATIC
from tests.service.web.municipality import NEW_DISTRICT, app
from tests.service.web.pages import Page, ask

GZIP = {"Accept-Encoding": "gzip"}
FONT = "ibm-plex-sans-latin-wght-normal.woff2"
KILO = 1_000


def got(client: FlaskClient, path: str, *, small: bool = True) -> TestResponse:
    with client.get(path, headers=GZIP if small else {}) as response:
        assert response.data
    return response


def opened(response: TestResponse) -> str:
    return gzip.decompress(response.data).decode()


def weight(client: FlaskClient, page: TestResponse) -> int:
    """Bytes that a browser fetches which comes for the first time."""
    read = Page(opened(page))
    files = {each.attributes["src"] for each in read.elements_of("script")}
    files |= {each.attributes["href"] for each in read.elements_of("link")}
    (font,) = [f"/static/{each.relative_to(STATIC)}" for each in STATIC.rglob(FONT)]
    return len(page.data) + sum(len(got(client, each).data) for each in {*files, font})


def test_a_page_and_its_files_are_compressed_for_who_can_read_that() -> None:
    client = app().test_client()
    for path in ("/", "/static/css/base.css"):
        plain, small = got(client, path, small=False), got(client, path)
        assert "Content-Encoding" not in plain.headers
        assert small.headers["Content-Encoding"] == "gzip"
        assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data) / 2
        assert "Accept-Encoding" in plain.headers["Vary"]
        assert "Accept-Encoding" in small.headers["Vary"]
    assert (
        opened(got(client, "/static/css/base.css")) == got(client, "/static/css/base.css", small=False).text
    )


@pytest.mark.parametrize("path", ["/readyz", "/api/v1/skills", f"/static/vendor/ibm-plex-sans-5.3.0/{FONT}"])
def test_what_is_no_page_or_small_already_is_sent_as_it_is(path: str) -> None:
    assert "Content-Encoding" not in got(app().test_client(), path).headers


def test_the_first_page_weighs_less_than_150_kilobytes_with_all_it_asks_for() -> None:
    client = app().test_client()
    assert weight(client, got(client, "/")) < 150 * KILO


@pytest.mark.parametrize("path", ["/opgave", "/hold"])
def test_an_answer_weighs_less_than_250_kilobytes(path: str) -> None:
    client = app().test_client()
    answer = ask(client, path, {"tekst": NEW_DISTRICT}, **GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert weight(client, answer) < 250 * KILO
