"""The way to a stranger over the API, on a real graph."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill, skill_id, task, task_id
from matching.model import Assignment, Visibility
from service.roles import Role
from tests.service.contract import client
from tests.service.standing import standing_on

ME, BO = "employee", "lead"
CARL, HIDDEN = map(employee_id, ("Carl", "Skjult"))


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """I worked with Bo, and Bo with Carl and with somebody who hides."""
    mine = task("Ny cykelsti", closed_on=date(2026, 1, 1))
    theirs = task("Ny legeplads", members=["Carl", "Skjult"], closed_on=date(2026, 6, 1))
    fill(
        graph,
        skill("Cykelstier"),
        replace(employee("Anna"), id=ME),
        replace(employee("Bo"), id=BO),
        employee("Carl"),
        employee("Skjult", visibility=Visibility.HIDDEN),
        replace(mine, assignments=(Assignment(employee=ME), Assignment(employee=BO))),
        replace(theirs, assignments=(*theirs.assignments, Assignment(employee=BO))),
    )
    return standing_on(graph)


def get(service: Flask, path: str, role: Role = Role.EMPLOYEE) -> Any:
    return client(service, role).get(f"/api/v1{path}")


def steps(service: Flask, to: str) -> list[tuple[str, str, list[str]]]:
    return [
        (each["employee"]["name"], each["colleague"]["name"], [task["title"] for task in each["tasks"]])
        for each in get(service, f"/employees/{to}/introduction").json["steps"]
    ]


def test_each_step_of_the_way_names_what_they_completed_together(service: Flask) -> None:
    assert steps(service, CARL) == [("Anna", "Bo", ["Ny cykelsti"]), ("Bo", "Carl", ["Ny legeplads"])]


def test_who_hides_is_not_found(service: Flask) -> None:
    assert get(service, f"/employees/{HIDDEN}/introduction").status_code == 404


def ways(service: Flask, role: Role, **body: str) -> dict[str, list[str] | None]:
    """For each suggested colleague who is on the way to them, after the one who asks."""
    asked = {"text": "Legeplads og cykelsti", "requirements": [{"skill": skill_id("Cykelstier")}], **body}
    found = client(service, role).post("/api/v1/matches", json=asked).json
    return {
        item["employee"]["name"]: item["way"] and [step["colleague"]["name"] for step in item["way"]]
        for item in found["items"]
    }


def test_matches_tell_the_way_from_whoever_asks(service: Flask) -> None:
    assert ways(service, Role.TOOL) == {"Bo": None, "Carl": None, "Anna": None}
    assert ways(service, Role.TOOL, asker=ME) == {"Bo": ["Bo"], "Carl": ["Bo", "Carl"]}
    assert ways(service, Role.LEAD, asker=ME) == {"Anna": ["Anna"], "Carl": ["Carl"]}  # Bo is signed in


@pytest.mark.parametrize("asker", [HIDDEN, "ukendt"])
def test_who_is_not_to_be_seen_cannot_be_named_as_the_asker(service: Flask, asker: str) -> None:
    answer = client(service, Role.TOOL).post("/api/v1/matches", json={"text": "Ny legeplads", "asker": asker})
    assert answer.status_code == 422
    assert answer.json["type"] == "urn:tvaers:problem:unknown-reference"


def test_whom_i_know_is_mine_alone_and_opens_a_way(service: Flask) -> None:
    mine = f"/employees/{ME}/colleagues"
    first = get(service, mine)
    assert first.json == {"knows": []}
    said = client(service, Role.EMPLOYEE).put(
        f"/api/v1{mine}", json={"knows": [CARL]}, headers={"If-Match": first.headers["ETag"]}
    )
    assert [each["employee"] for each in said.json["knows"]] == [CARL]
    assert steps(service, CARL) == [("Anna", "Carl", [])]
    assert get(service, mine, Role.LEAD).status_code == 404
    assert get(service, mine, Role.HR).status_code == 404


def test_nobody_can_be_named_who_does_not_show_themselves(service: Flask) -> None:
    mine = f"/api/v1/employees/{ME}/colleagues"
    tag = client(service, Role.EMPLOYEE).get(mine).headers["ETag"]
    refused = client(service, Role.EMPLOYEE).put(mine, json={"knows": [HIDDEN]}, headers={"If-Match": tag})
    assert refused.status_code == 422


def test_the_new_ties_of_a_closed_task_are_counted_without_whoever_hides(service: Flask) -> None:
    counted = get(service, f"/tasks/{task_id('Ny legeplads')}/ties", Role.LEAD)
    assert counted.json == {"pairs": 1, "new": 1}
    assert get(service, "/tasks/ukendt/ties", Role.LEAD).status_code == 404


def asked(service: Flask, to: str = CARL) -> Any:
    return client(service, Role.EMPLOYEE).post("/api/v1/introductions", json={"employee": to})


def answer(service: Flask, id: str, made: bool, role: Role = Role.LEAD) -> Any:
    return client(service, role).post(f"/api/v1/introductions/{id}:answer", json={"made": made})


def listed(service: Flask, role: Role) -> list[tuple[str, str]]:
    return [(each["sought"], each["state"]) for each in get(service, "/introductions", role).json["items"]]


def test_an_introduction_is_asked_of_the_first_on_the_way_and_made(service: Flask) -> None:
    request = asked(service).json
    assert (request["through"], request["state"]) == (BO, "asked")
    assert answer(service, request["id"], made=True).json["state"] == "made"
    assert listed(service, Role.EMPLOYEE) == listed(service, Role.LEAD) == [(CARL, "made")]
    assert answer(service, request["id"], made=False).status_code == 409


def test_a_decline_looks_like_no_answer_to_the_asker(service: Flask) -> None:
    answer(service, asked(service).json["id"], made=False)
    assert listed(service, Role.EMPLOYEE) == [(CARL, "asked")]
    assert listed(service, Role.LEAD) == [(CARL, "declined")]


def test_only_the_go_between_sees_and_answers_it(service: Flask) -> None:
    id = asked(service).json["id"]
    assert answer(service, id, made=True, role=Role.HR).status_code == 404
    assert answer(service, id, made=True, role=Role.EMPLOYEE).status_code == 404
    assert listed(service, Role.HR) == []


def test_nobody_is_asked_to_introduce_those_who_know_each_other(service: Flask) -> None:
    assert asked(service, BO).status_code == 409
    assert asked(service, HIDDEN).status_code == 422


def test_a_request_is_gone_with_anybody_in_it(service: Flask, graph: GraphStore) -> None:
    asked(service)
    rest = [each for each in graph.employees.all() if each.id != CARL]
    graph.loading.apply(graph.loading.plan_employees(rest, retire=True))
    assert listed(service, Role.EMPLOYEE) == []


@pytest.mark.parametrize("hiding", [ME, BO, CARL])
def test_a_request_is_not_there_while_anybody_in_it_hides(
    service: Flask, graph: GraphStore, hiding: str
) -> None:
    id = asked(service).json["id"]
    fill(graph, replace(graph.employees.get(hiding).value, visibility=Visibility.HIDDEN))

    sees_all = {ME: Role.EMPLOYEE, BO: Role.LEAD}.get(hiding)  # everybody sees themselves
    for role in (Role.EMPLOYEE, Role.LEAD):
        assert listed(service, role) == ([(CARL, "asked")] if role is sees_all else [])
    assert answer(service, id, made=True).status_code == (200 if sees_all is Role.LEAD else 404)
