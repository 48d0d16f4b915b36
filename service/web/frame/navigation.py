"""The way around: which pages stand in the header, and where somebody begins; by what their roles open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import request, url_for

from service.request.identity import current_identity
from service.rights import ROUTES
from service.web.frame.texts import gettext as _

# Where each role begins: the first page of these that is open to them, by its route.
HOMES = {
    "GET /opgave": "web.start",
    "GET /overblik": "overview.show",
    "GET /udlaan": "managing.show_lent_out",
    "GET /fordeling": "fairness.show",
    "GET /forslag": "switching.show",
    "GET /min-side": "own.show",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page in the header; `here` where it is the one that is read."""

    text: str
    address: str
    here: bool


def home() -> str:
    """Where the one who asks begins; the help, which everybody may read, for whom nothing else is open."""
    may = current_identity().may
    return url_for(next((page for route, page in HOMES.items() if may(ROUTES[route])), "help.show"))


def home_text() -> str:
    """What the page is called where the one who asks begins."""
    begin = home()
    return next((link.text for link in navigation() if link.address == begin), _("Hjælp"))


def navigation() -> Iterator[Link]:
    """The pages in the header that are open to the one who reads, in their order."""
    in_house = any(tab.here for tab in house_tabs())
    for link in _open(
        ("GET /opgave", "web.start", _("Find kolleger")),
        ("GET /opgaver", "open_tasks.show", _("Opgaver")),
        ("GET /soeg", "search.show", _("Kolleger")),
        ("GET /min-side", "own.show", _("Min side")),
        ("GET /udlaan", "managing.show_lent_out", _("Mine medarbejdere")),
        ("GET /overblik", "overview.show", _("HR")),
        ("GET /fordeling", "fairness.show", _("Er forslagene fair?")),
        ("GET /forslag", "switching.show", _("Forslag til og fra")),
        ("GET /hjaelp", "help.show", _("Hjælp")),
    ):
        yield replace(link, here=True) if in_house and link.address == url_for("overview.show") else link


def house_tabs() -> Iterator[Link]:
    """HR's pages, which share one link in the header; each stands with the pages below its address."""
    for link in _open(
        ("GET /overblik", "overview.show", _("Overblik")),
        ("GET /indlaes", "loading.show", _("Indlæs")),
        ("GET /katalog", "catalogue.show", _("Katalog")),
    ):
        yield replace(link, here=link.here or request.path.startswith(f"{link.address}/"))


def _open(*pages: tuple[str, str, str]) -> Iterator[Link]:
    """Of pages by route, endpoint and text, those that are open to the one who reads."""
    may = current_identity().may
    for route, page, text in pages:
        if may(ROUTES[route]):
            address = url_for(page)
            yield Link(text=text, address=address, here=request.path == address)
