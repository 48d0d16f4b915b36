"""A house whose groups are large enough to be shown, and a browser in one of its roles."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from graph.audit.chain import Entry, Kind, Part
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, profession, workplace
from service.roles import Role
from service.web.frame.registration import register_web
from tests.graph.audit.entries import NOON, chain_of, entry
from tests.service.fakes import as_role
from tests.service.standing import standing_on

ROADS = [employee_id(f"V{number}") for number in range(20)]


def filled(graph: GraphStore) -> GraphStore:
    """Twelve at the library, nine at the school, and twenty on the roads, of whom fifteen were suggested."""
    places = {"Biblioteket": ("B", 12), "Skolen": ("S", 9), "Vejene": ("V", 20)}
    fill(
        graph,
        workplace("Kommunen"),
        *(workplace(name, part_of="Kommunen") for name in places),
        profession("Bibliotekar"),
        *(
            employee(f"{letter}{number}", workplace=name, profession="Bibliotekar")
            for name, (letter, count) in places.items()
            for number in range(count)
        ),
    )
    chosen = Entry(
        kind=Kind.CHOICE, at=NOON, people=tuple((id, Part.CHOSEN) for id in ("lead", *ROADS[:6])), said={}
    )
    old = (entry(*ROADS[:2], days=-31), entry(*ROADS[2:4], days=-59))
    graph.record.add(chain_of(*old, entry(*ROADS[:10], days=-29), entry(*ROADS[5:15]), chosen))
    return graph


def service_on(graph: GraphStore) -> Flask:
    return standing_on(graph, pages=(register_web,))


def get(service: Flask, path: str, role: Role = Role.HR) -> Any:
    return service.test_client().get(path, headers=as_role(role), follow_redirects=True)


@contextmanager
def opened(service: Flask, browser: Browser, path: str, *, role: Role, width: int) -> Iterator[Page]:
    """A page of the running service, with its folded parts open."""
    server = make_server("127.0.0.1", 0, service, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        extra_http_headers=as_role(role),
        java_script_enabled=True,
    )
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}{path}")
    for details in page.locator("main details").all():
        details.evaluate("details => details.open = true")
    yield page
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()
