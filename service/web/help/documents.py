"""The papers in docs/ that people read on pages: Markdown that ships with the program, as HTML.

A link to another paper leads to its page, and one to a website stays; any other is left as its text, since
what it leads to is not here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_BESIDE_THE_ROOMS = Path(__file__).parents[3]
DOCUMENTS: Mapping[str, str] = {
    "saadan-regner-tvaers": "privacy/how-tvaers-reckons.md",
    "hvem-ser-hvad": "privacy/who-sees-what.md",
    "saadan-bruges-tvaers": "privacy/instructions-for-use.md",
    "modelkort": "privacy/model-card.md",
    "oplysninger-og-hvem-ser-dem": "privacy/processing-points.md",
    "roller-og-rettigheder": "rights.md",
    "opbevaring-og-sletning": "privacy/retention.md",
    "brev-til-medarbejderne": "privacy/letter-to-staff.md",
    "loefter": "privacy/promises.md",
    "formaal-og-hjemmel": "privacy/purpose-and-basis.md",
    "papir-til-med": "privacy/paper-for-med.md",
    "tilgaengelighed": "privacy/accessibility-statement.md",
}
"""Where each paper lies, by the name of its page."""
ENGLISH = frozenset({"roller-og-rettigheder"})
"""Papers that are written in English; the others are in Danish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper as it stands on its page: its heading, and what is below it."""

    heading: str
    body: Markup


def folder() -> Path:
    """Where the papers lie: in the wheel beside the rooms, else in the project's own docs/."""
    shipped = _BESIDE_THE_ROOMS / "tvaers_papers"
    return shipped if shipped.is_dir() else _BESIDE_THE_ROOMS / "docs"


@cache
def text_of(name: str) -> str:
    """A paper's Markdown, by the name of its page."""
    return (folder() / DOCUMENTS[name]).read_text(encoding="utf-8")


def rendered(text: str, *, path: str, address_of: Callable[[str], str]) -> Document:
    """Markdown that lies at `path` in docs/ as HTML; `address_of` gives the address of a page by its name."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    tokens = reader.parse(text)
    heading, body = _parted(tokens)
    _name_headings(body)
    _say_empty_heads(body)
    for token in body:
        if token.children:
            token.children = [*_links(token.children, path=path, address_of=address_of)]
    html = reader.renderer.render(_scrolling_tables(body), reader.options, {})
    return Document(heading=heading, body=Markup(html))  # noqa: S704 - markup in the text itself is escaped


def _parted(tokens: list[Token]) -> tuple[str, list[Token]]:
    """The first heading's text, and everything but it."""
    at = next(number for number, token in enumerate(tokens) if token.type == "heading_open")
    return tokens[at + 1].content, tokens[:at] + tokens[at + 3 :]


def _name_headings(tokens: list[Token]) -> None:
    """Give each heading the id that links to a part of a paper name, as where the papers are written."""
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", re.sub(r"[^\w\- ]", "", inside.content.lower()).replace(" ", "-"))


def _say_empty_heads(tokens: list[Token]) -> None:
    """Make a head without words a plain cell: nothing is below it that it would name."""
    for opening, inside, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "th_open" and not inside.content:
            opening.tag = closing.tag = "td"


def _links(tokens: Iterable[Token], *, path: str, address_of: Callable[[str], str]) -> Iterable[Token]:
    """The same, with links that lead somewhere."""
    kept: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            address = _address(str(token.attrs["href"]), path=path, address_of=address_of)
            kept.append(address is not None)
            if address is None:
                continue
            token.attrSet("href", address)
        elif token.type == "link_close" and not kept.pop():
            continue
        yield token


def _address(href: str, *, path: str, address_of: Callable[[str], str]) -> str | None:
    """Where a link leads on pages; None where it leads nowhere."""
    if href.startswith(("https://", "#")):
        return href
    file, mark, place = href.partition("#")
    found = normpath(join(dirname(path), file))
    names = [name for name, where in DOCUMENTS.items() if where == found]
    return f"{address_of(names[0])}{mark}{place}" if names else None


def _scrolling_tables(tokens: Iterable[Token]) -> list[Token]:
    """The same, with each table in a box that scrolls on a narrow screen, by keyboard too."""
    boxed: list[Token] = []
    for token in tokens:
        if token.type == "table_open":
            box = {"class": "table-scroll", "tabindex": "0"}
            boxed.append(Token("box_open", "div", 1, attrs=dict(box), block=True))
            token.attrSet("class", "table")
        boxed.append(token)
        if token.type == "table_close":
            boxed.append(Token("box_close", "div", -1, block=True))
    return boxed
