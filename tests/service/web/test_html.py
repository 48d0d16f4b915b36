"""The HTML of every page is right, whoever reads it and however it stands: the Nu checker finds no error."""

import os

import pytest
from flask.testing import FlaskClient

from graph.store import GraphStore
from harness.factories import employee_id
from harness.html_checker import command, errors
from harness.java import Missing
from service.rights import ROUTES
from service.roles import PERSONS, Role
from tests.service.web.board.way import TEXT, as_, save, town
from tests.service.web.board.way import ask as put_down
from tests.service.web.municipality import CHILDREN, NEW_DISTRICT, app
from tests.service.web.pages import ask

PLAIN = [
    route.removeprefix("GET ")
    for route in ROUTES
    if route.startswith("GET /")
    and not route.startswith(("GET /api", "GET /metrics", "GET /healthz", "GET /readyz", "GET /log"))
    and "<" not in route
    and not route.endswith(".csv")
]
ASKED: dict[str, tuple[str, dict[str, object]]] = {
    "answer": ("/opgave", {"tekst": NEW_DISTRICT, "enhed": "park", "spoerger": "e1", "soeg": "demens"}),
    "answer, somebody left out": ("/opgave", {"tekst": NEW_DISTRICT, "ikke": "e1", "uden": CHILDREN.id}),
    "answer in English": ("/opgave", {"tekst": NEW_DISTRICT, "lang": "en"}),
    "nobody": ("/opgave", {"tekst": NEW_DISTRICT, "timer": "30"}),
    "refused": ("/opgave", {"tekst": "Hvem har haft flest sygedage i år?"}),
    "misunderstood": ("/opgave", {"tekst": "Kan du give mig en opskrift på en cykelsti?"}),
    "too little": ("/opgave", {"tekst": "Vi mangler en til at hjælpe"}),
    "wrong": ("/opgave", {"tekst": "cykelsti", "timer": "mange"}),
    "team": ("/hold", {"tekst": NEW_DISTRICT, "medlem": "e1", "ikke": "e3", "fra": "i går"}),
    "seats": ("/hold/pladser", {"tekst": NEW_DISTRICT, "hold": ["e1", "e3"]}),
    "draft": ("/opgaver/ny", {"tekst": NEW_DISTRICT, "hold": ["e1"]}),
    "draft, wrong": ("/opgaver/gem", {"tekst": f"{NEW_DISTRICT} Spørg Karen Holm", "titel": ""}),
}


def board_pages(lead: FlaskClient) -> dict[str, str]:
    """The pages of a saved task, as it goes on."""
    board = save(lead)
    found = {"ask": f"{board}/spoerg?medarbejder=employee", "closing": f"{board}/afslut", "list": ""}
    put_down(lead, board, "employee")
    put_down(lead, board, employee_id("Bo Berg"), goer="foreslaa")
    pages = {name: lead.get(path).text for name, path in found.items() if path}
    pages["board"] = lead.get(board).text
    pages["list of the board"] = ask(lead, "/opgave", {"gemt": board.rpartition("/")[2], "tekst": TEXT}).text
    return pages


@pytest.fixture
def checker() -> None:
    """It is there, or no work is begun for it."""
    try:
        command()
    except Missing as why:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(why))


@pytest.mark.usefixtures("checker")
def test_the_checker_finds_no_error_in_any_page(graph: GraphStore) -> None:
    municipality, service = app().test_client(), town(graph)
    pages = {name: ask(municipality, path, fields).text for name, (path, fields) in ASKED.items()}
    pages |= board_pages(as_(service, Role.LEAD))
    pages["no such page"] = municipality.get("/findes-ikke").text
    for role in sorted(PERSONS):
        reader = as_(service, role)
        for path in PLAIN:
            answer = reader.get(path, follow_redirects=True)
            assert answer.status_code < 500, f"{path} as {role}"
            pages[f"{path} as {role}"] = answer.text
    whole = {name: html for name, html in pages.items() if "<html" in html}
    (found,) = errors({**whole, "a page without a title": "<!doctype html><html lang=da><p>Hej"})
    assert found.startswith("a page without a title")
