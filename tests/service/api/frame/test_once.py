"""A request with a key is done once, in whichever process it is asked again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from graph.server.database import Database
from graph.store import GraphStore
from harness.factories import (
    employee,
    employee_id,
    fill,
    skill,
    skill_id,
    task,
    task_id,
    workplace,
    workplace_id,
)
from matching.model import Visibility
from service.api.frame.once import HEADER, LONGEST_KEY, REPLAYED
from service.roles import Role
from tests.service.contract import client, operations
from tests.service.fakes import NOW, clock_at
from tests.service.standing import standing_on

NEW = {"title": "Ny sti", "owners": [workplace_id("Park")]}
OPEN = task_id("Cykelsti")
PROPOSAL = {"employees": [employee_id("Anna")], "chosen_for": "known_work", "chosen_note": "Gjort før"}


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """An open task that anybody of the house may organise, and people for it."""
    fill(
        graph,
        skill("Støj"),
        workplace("Park"),
        replace(employee("Lederen", workplace="Park"), id=Role.LEAD.value),
        replace(employee("Medarbejderen", workplace="Park", skills={"Støj": 4}), id=Role.EMPLOYEE.value),
        employee("Anna", skills={"Støj": 4}),
        task("Cykelsti", requires={"Støj": 3}, owners=["Park"]),
    )
    return standing_on(graph)


def post(
    service: Flask, path: str, body: Any = None, *, key: str = "k1", role: Role = Role.LEAD
) -> TestResponse:
    return client(service, role).post(f"/api/v1{path}", json=body or {}, headers={HEADER: key})


def invite_path(service: Flask) -> str:
    proposed = post(service, f"/tasks/{OPEN}/invitations", PROPOSAL, key="of-the-proposal")
    return f"/invitations/{proposed.json['items'][0]['id']}:invite"


def test_what_is_sent_again_is_done_once_and_answered_the_same_in_another_process(
    service: Flask, graph: GraphStore
) -> None:
    first = post(service, "/tasks", NEW)
    with Database(graph.database.address) as another:
        again = post(standing_on(GraphStore.on(another)), "/tasks", dict(reversed(NEW.items())))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json == first.json
    assert all(again.headers[name] == first.headers[name] for name in ("Location", "ETag"))
    assert (first.headers.get(REPLAYED), again.headers.get(REPLAYED)) == (None, "true")
    assert graph.tasks.list().total == 2


@pytest.mark.parametrize(
    ("path", "body", "role"),
    [
        (f"/tasks/{OPEN}/invitations", PROPOSAL, Role.LEAD),
        (f"/tasks/{OPEN}/offers", {"skill": skill_id("Støj")}, Role.EMPLOYEE),
    ],
)
def test_what_cannot_be_done_twice_is_answered_as_done(
    service: Flask, path: str, body: Any, role: Role
) -> None:
    first = post(service, path, body, role=role)
    assert first.status_code == 201, first.text
    again = post(service, path, body, role=role)
    assert (again.status_code, again.json) == (201, first.json)
    assert post(service, path, body, key="another", role=role).status_code == 409


def test_so_is_a_move_that_was_made(service: Flask) -> None:
    path = invite_path(service)
    first, again = post(service, path), post(service, path)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json == again.json
    assert post(service, path, key="another").status_code == 409


def test_another_request_with_the_key_is_refused(service: Flask, graph: GraphStore) -> None:
    post(service, "/tasks", NEW)
    for path, body in (("/tasks", {**NEW, "title": "En anden"}), (invite_path(service), {})):
        refused = post(service, path, body)
        assert (refused.status_code, refused.json["errors"][0]["parameter"]) == (422, HEADER)
    assert graph.tasks.list().total == 2


def test_a_key_is_ones_own_and_holds_for_a_day(service: Flask, graph: GraphStore) -> None:
    first = post(service, "/tasks", NEW)
    others = post(service, "/tasks", NEW, role=Role.TOOL)
    tomorrow = standing_on(graph, clock=clock_at(NOW + timedelta(days=1)))
    assert len({each.json["id"] for each in (first, others, post(tomorrow, "/tasks", NEW))}) == 3


def test_what_was_refused_may_be_tried_again_with_its_key(service: Flask, graph: GraphStore) -> None:
    assert post(service, "/tasks", {**NEW, "owners": ["wp-ingen"]}).status_code == 422
    assert post(service, "/tasks", NEW).status_code == 201


def test_whoever_hides_by_now_is_not_told_of_once_more(service: Flask, graph: GraphStore) -> None:
    path = invite_path(service)
    assert employee_id("Anna") in post(service, path).text
    graph.employees.alter(employee_id("Anna"), lambda who: replace(who, visibility=Visibility.HIDDEN))
    again = post(service, path)
    assert (again.status_code, again.json["type"]) == (409, "urn:tvaers:problem:done-before")
    assert employee_id("Anna") not in again.text


@pytest.mark.parametrize("key", ["", "æ", "a b", "x" * (LONGEST_KEY + 1)])
def test_what_is_no_key_is_refused(service: Flask, key: str) -> None:
    assert post(service, "/tasks", NEW, key=key).json["errors"][0]["parameter"] == HEADER


def test_every_operation_that_makes_or_moves_something_takes_a_key() -> None:
    keyed = {
        operation["operationId"]
        for _, method, operation in operations()
        if {"$ref": "#/components/parameters/IDEMPOTENCY_KEY"} in operation.get("parameters", [])
    }
    posted = {operation["operationId"] for _, method, operation in operations() if method == "post"}
    assert posted - keyed == {"linkSkills", "matchTask", "proposeTeams", "adviseTeam", "checkTask"}
    assert keyed <= posted
