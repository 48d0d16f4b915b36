"""The papers of docs/ as pages: every one is read, and nothing in it becomes more than text and links."""

import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.web.help.documents import DOCUMENTS, folder, rendered, text_of
from tests.service.web.pages import Page

ROOT = Path(__file__).parents[4]
# What Markdown without markup of its own can become.
HARMLESS = {
    *("p", "ul", "ol", "li", "a", "strong", "em", "code", "pre", "hr", "br", "blockquote", "div"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}


def page(text: str, *, path: str = "privacy/model-card.md") -> Page:
    document = rendered(f"# Overskrift\n\n{text}", path=path, address_of=lambda name: f"/hjaelp/{name}")
    return Page(str(document.body))


def links(text: str) -> list[str]:
    return [each.attributes["href"] for each in page(text).elements_of("a")]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_paper_is_read_and_leads_nowhere_that_is_not_there(name: str) -> None:
    document = rendered(text_of(name), path=DOCUMENTS[name], address_of=lambda other: f"/hjaelp/{other}")
    found = Page(str(document.body))
    assert document.heading
    assert {each.tag for each in found.elements} <= HARMLESS
    for link in found.elements_of("a"):
        where, mark, place = link.attributes["href"].partition("#")
        other = where.removeprefix("/hjaelp/") or name
        assert other in DOCUMENTS
        there = rendered(text_of(other), path=DOCUMENTS[other], address_of=str)
        assert not mark or f'id="{unquote(place)}"' in there.body


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_but_links_is_lost_of_a_paper(name: str) -> None:
    """Every word of it stands on its page."""
    document = rendered(text_of(name), path=DOCUMENTS[name], address_of=str)
    shown = set(re.findall(r"\w{4,}", f"{document.heading} {document.body.striptags()}"))
    written = re.sub(r"\]\([^)]*\)", "]", text_of(name))
    assert set(re.findall(r"\w{4,}", written)) - shown == set()


def test_a_link_to_a_paper_leads_to_its_page_and_one_to_a_file_is_left_as_its_text() -> None:
    assert links("[før](retention.md#efter) [mere](../rights.md)") == [
        "/hjaelp/opbevaring-og-sletning#efter",
        "/hjaelp/roller-og-rettigheder",
    ]
    assert links("[drift](../operations.md) [ud](../../../etc/passwd)") == []
    assert "drift" in page("[drift](../operations.md)").html
    assert links("[her](#skævhed) [ude](https://eur-lex.europa.eu)") == [
        "#sk%C3%A6vhed",
        "https://eur-lex.europa.eu",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hej)",
        '[x](//ude.example "titel")',
        "[x](http://ude.example)",
    ],
)
def test_markup_and_scripts_are_text(written: str) -> None:
    found = page(written)
    assert {each.tag for each in found.elements} <= {"p"}


@given(st.text(alphabet=st.sampled_from("ab#<>[]()!`*_|-:\n /.æ\"'&")))
def test_whatever_is_written_becomes_harmless(text: str) -> None:
    found = page(text)
    assert {each.tag for each in found.elements} <= HARMLESS
    assert not [name for each in found.elements for name in each.attributes if name.startswith("on")]


def test_a_table_scrolls_by_keyboard_and_an_empty_head_is_no_head() -> None:
    found = page("| | b |\n|---|---|\n| x | y |")
    [box] = [each for each in found.elements_of("div") if each.attributes.get("class") == "table-scroll"]
    assert box.attributes["tabindex"] == "0"
    assert [each.text for each in found.elements_of("th")] == ["b"]


def test_the_papers_go_with_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    sent = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for path in DOCUMENTS.values():
        part = path.split("/")[0]
        assert sent[f"docs/{part}"] == f"tvaers_papers/{part}"
        assert (folder() / path).is_file()
