"""The pages ask for nothing from elsewhere, nothing that isn't there, and nothing that the policy forbids."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.web.frame.assets import STATIC
from tests.service.web.municipality import NEW_DISTRICT, app, unready
from tests.service.web.pages import Page, ask, read

SHOWN: list[tuple[str, dict[str, str]]] = [
    ("/", {}),
    ("/opgave", {"tekst": NEW_DISTRICT}),
    ("/opgave", {"tekst": "qqq"}),
    ("/findes-ikke", {}),
]
STYLESHEETS = sorted(STATIC.rglob("*.css"))


def shown(client: FlaskClient, path: str, asked: dict[str, str]) -> TestResponse:
    return ask(client, path, asked) if asked else client.get(path)


def page_at(path: str, asked: dict[str, str]) -> Page:
    return read(shown(app().test_client(), path, asked))


@pytest.mark.parametrize(("path", "asked"), SHOWN)
def test_every_file_that_a_page_asks_for_exists_and_is_ours(path, asked):
    client = app().test_client()
    page = read(shown(client, path, asked))
    files = [each.attributes["src"] for each in page.elements if each.tag in {"script", "img"}]
    files += [each.attributes["href"] for each in page.elements_of("link")]
    assert files
    for address in files:
        assert not urlsplit(address).netloc
        with client.get(address) as response:
            assert response.status_code == 200


@pytest.mark.parametrize(("path", "asked"), SHOWN)
def test_no_page_has_an_inline_script_or_style(path, asked):
    page = page_at(path, asked)
    assert all(each.attributes.get("src") and not each.text.strip() for each in page.elements_of("script"))
    assert not page.elements_of("style")
    for element in page.elements:
        inline = [
            name
            for name in element.attributes
            if name == "style" or name.startswith(("on", "hx-on", "data-hx-on"))
        ]
        assert not inline, element


@pytest.mark.parametrize(("path", "asked"), SHOWN)
def test_every_page_has_the_strict_policy(path, asked):
    policy = shown(app().test_client(), path, asked).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(("path", "asked"), SHOWN)
def test_every_id_stands_once_and_every_field_has_a_label(path, asked):
    page = page_at(path, asked)
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    labelled = {each.attributes["for"] for each in page.elements_of("label")}
    for element in page.elements:
        if element.tag in {"select", "textarea"} or (
            element.tag == "input" and element.attributes.get("type") != "hidden"
        ):
            assert element.attributes["id"] in labelled
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(element.attributes.get(name, "").split()) <= set(ids)


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=lambda path: path.name)
def test_every_file_that_a_stylesheet_asks_for_exists(stylesheet: Path):
    for address in re.findall(r"url\(['\"]?([^)'\"]+)", stylesheet.read_text(encoding="utf-8")):
        assert not urlsplit(address).scheme, address
        assert (stylesheet.parent / address).exists(), address


@pytest.mark.parametrize("folder", sorted((STATIC / "vendor").glob("*-*")), ids=lambda path: path.name)
def test_what_others_made_stands_with_its_licence(folder: Path):
    assert list(folder.glob("LICENSE*"))


def test_a_versioned_file_is_kept_and_others_are_asked_for_again():
    client = app().test_client()
    script = page_at("/", {}).elements_of("script")[-1].attributes["src"]
    with client.get(script) as versioned, client.get(urlsplit(script).path) as plain:
        assert "max-age=31536000" in versioned.headers["Cache-Control"]
        assert "no-cache" in plain.headers["Cache-Control"]


def test_assets_are_open_to_everybody_so_that_a_refusal_has_its_looks():
    client = app(matcher=unready()).test_client()
    headers = {"Authorization": "Bearer token-of-the-hr-in-these-tests"}
    with client.get("/static/css/base.css", headers=headers) as response:
        assert response.status_code == 200
