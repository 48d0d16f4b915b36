"""A small town on a real graph, a lead who goes the whole way, and a browser without scripts for each."""

from dataclasses import replace
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.store import GraphStore
from harness.factories import employee, fill, held, skill, skill_id, workplace
from matching.model import Evidence
from service.roles import Role
from tests.service.standing import asking, service_on
from tests.service.web.pages import Page, read, submit

TEXT = "Vi skal i gang med GDPR og korsang."
GDPR, SONG = skill_id("GDPR"), skill_id("Korsang")
BOARD = "/opgaver/"
SAVED = {
    "titel": "Ny opgave",
    "tekst": TEXT,
    "enhed": "wp-jobcenter",
    "med": [GDPR, SONG],
    f"niveau-{GDPR}": "4",
    f"vaegt-{GDPR}": "noedvendig",
    f"vaegt-{SONG}": "nyttig",
}


def town(graph: GraphStore, *also: Any) -> Flask:
    """A lead and an employee of the Jobcenter (whose ids are those of the roles' tokens), and Bo."""
    used = held("GDPR", 4, evidence=Evidence.CONFIRMED)
    fill(
        graph,
        workplace("Kommunen"),
        workplace("Jobcenter", part_of="Kommunen"),
        workplace("Skolen", part_of="Kommunen"),
        skill("GDPR"),
        skill("Korsang"),
        replace(employee("Lis Lund"), id="lead"),
        replace(employee("Anna Holm", skills=[used]), id="employee"),
        employee("Bo Berg", workplace="Skolen", skills=[held("Korsang", 3, evidence=Evidence.CONFIRMED)]),
        *also,
    )
    return service_on(graph)


def as_(app: Flask, role: Role) -> FlaskClient:
    """A browser of somebody in a role."""
    client = asking(app, role)
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def save(lead: FlaskClient, **values: Any) -> str:
    """Save a task; returns the path of its board."""
    answer = lead.post("/opgaver/gem", data=SAVED | values)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def ask(lead: FlaskClient, board: str, *employees: str, **values: Any) -> TestResponse:
    """Ask colleagues to the task of a board, for a reason."""
    said = {"medarbejder": list(employees), "goer": "spoerg", "hvorfor": "known_work", "timer": "4"}
    return lead.post(f"{board}/spoerg", data=said | values)


def column(page: Page, heading: str) -> str:
    """What stands in a column of the board."""
    (found,) = [
        each for each in page.elements_of("section", class_="column") if heading in each.text.split("\n")[1]
    ]
    return " ".join(found.text.split())


def press(client: FlaskClient, path: str, ending: str, **values: Any) -> TestResponse:
    """Send the form of a page whose address ends so."""
    page = read(client.get(path))
    (form,) = [each for each in page.forms if each.action.endswith(ending)]
    return submit(client, form, **values)
