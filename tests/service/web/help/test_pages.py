"""Hjælp, as everybody reads it, signed in or not."""

import pytest
from flask import Flask

from harness.recording import Lines
from service.roles import Role
from service.settings import Environment
from service.web.help.documents import DOCUMENTS
from service.web.help.pages import entries
from tests.service.fakes import as_role
from tests.service.web.accessibility import fits, sound
from tests.service.web.municipality import app
from tests.service.web.pages import read

PAGE = "/hjaelp"


def test_every_paper_answers_a_question_on_the_first_page() -> None:
    page = read(app().test_client().get(PAGE))
    named = {each.attributes["href"] for each in page.elements_of("a")}
    assert {f"{PAGE}/{name}" for name in DOCUMENTS} <= named
    with app().test_request_context(PAGE):
        assert {each.name for each in entries()} == set(DOCUMENTS)


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.ANONYMOUS)])
def test_everybody_reads_them_and_nothing_is_written_down_of_it(role: Role | None) -> None:
    lines = Lines()
    service: Flask = app(record=lines, environment=Environment.PRODUCTION)
    headers = as_role(role) if role else {}
    for path in (PAGE, *(f"{PAGE}/{name}" for name in DOCUMENTS)):
        assert service.test_client().get(path, headers=headers).status_code == 200
    assert lines.lines == []


def test_every_page_leads_to_them() -> None:
    assert f'href="{PAGE}"' in app().test_client().get("/soeg").text


def test_a_paper_says_in_which_language_it_is() -> None:
    client = app().test_client()
    assert '<article class="panel document" lang="da">' in client.get(f"{PAGE}/modelkort").text
    assert '<article class="panel document" lang="en">' in client.get(f"{PAGE}/roller-og-rettigheder").text


@pytest.mark.parametrize("name", ["../privacy", "dpia.md", "..%2F..%2Fpyproject.toml", "%00"])
def test_no_other_file_is_read(name: str) -> None:
    assert app().test_client().get(f"{PAGE}/{name}").status_code == 404


def test_the_first_page_speaks_english_too() -> None:
    answer = app().test_client().get(f"{PAGE}?lang=en", follow_redirects=True)
    assert "How long is it kept?" in answer.text


@pytest.mark.parametrize("path", [PAGE, *(f"{PAGE}/{name}" for name in DOCUMENTS)])
def test_they_are_accessible(visit, path):  # type: ignore[no-untyped-def]
    page = visit(path, width=360)
    sound(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    fits(page)


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/modelkort"])
def test_what_they_have_in_common_is_accessible_in_a_wide_window(visit, path):  # type: ignore[no-untyped-def]
    sound(visit(path))
