"""Every page says whose Tværs it is, and in development that nobody on it is real."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.settings import Environment
from tests.service.web.municipality import app
from tests.service.web.pages import read

PAGES = ("/", "/soeg", "/hjaelp", "/findes-ikke")
INVENTED = "Til at prøve: alle mennesker, arbejdspladser og opgaver her er opfundet."


def visitor(**settings: Any) -> FlaskClient:
    return app(**settings).test_client()


@pytest.mark.parametrize("path", PAGES)
def test_the_name_and_the_logo_from_the_settings_stand_on_every_page(path: str, tmp_path: Path) -> None:
    logo = tmp_path / "vaaben.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    client = visitor(municipality="Fjordby Kommune", logo=logo)
    page = read(client.get(path))
    assert page.text_of("span", class_="brand-house") == ["Fjordby Kommune"]
    assert [each.attributes["src"] for each in page.elements_of("img")] == ["/logo"]
    sent = client.get("/logo")
    assert (sent.status_code, sent.mimetype) == (200, "image/svg+xml")


def test_without_a_name_and_a_logo_nothing_stands_in_their_place() -> None:
    client = visitor()
    assert "brand-house" not in client.get("/").text
    assert "<img" not in client.get("/").text
    assert client.get("/logo").status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_in_development_with_the_demo_every_page_says_that_all_is_invented(path: str) -> None:
    assert INVENTED in visitor(demo=True).get(path).text
    assert INVENTED not in visitor(demo=False).get(path).text
    assert INVENTED not in visitor(demo=True, environment=Environment.PRODUCTION).get(path).text
