"""Suggestions are turned off and on by admin and DPO, which is recorded; plain search goes on."""

from typing import Any

import orjson
import pytest
from flask import Flask

from graph.audit.chain import Kind
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill, skill_id, workplace, workplace_id
from harness.recording import Lines
from service.roles import Role
from tests.service.contract import client
from tests.service.standing import standing_on

PLAY = {"requirements": [{"skill": skill_id("Legepladser")}]}
ASKED = (("matches", PLAY), ("teams", PLAY), ("skills:link", {"text": "legeplads"}))


@pytest.fixture
def lines() -> Lines:
    return Lines()


@pytest.fixture
def service(graph: GraphStore, lines: Lines) -> Flask:
    fill(
        graph,
        skill("Legepladser"),
        workplace("Park"),
        employee("Bo", skills={"Legepladser": 3}, workplace="Park"),
        employee("Anna", skills={"Legepladser": 4}),
    )
    return standing_on(graph, record=lines)


def turn(service: Flask, what: str, on: bool, role: Role = Role.DPO) -> Any:
    return client(service, role).put(f"/api/v1/switches/{what}", json={"on": on})


@pytest.mark.parametrize("role", [Role.ADMIN, Role.DPO])
def test_switched_off_nobody_is_suggested_and_plain_search_goes_on(service: Flask, role: Role) -> None:
    assert turn(service, "matching", False, role).json == {"matching": False, "workplaces_off": []}
    lead = client(service, Role.LEAD)
    for path, body in ASKED:
        answer = lead.post(f"/api/v1/{path}", json=body)
        assert (answer.status_code, answer.json["type"]) == (503, "urn:tvaers:problem:suggestions-off")
        assert "Retry-After" not in answer.headers
    teachers = lead.get(f"/api/v1/teachers?skill={skill_id('Legepladser')}")
    assert teachers.json["type"] == "urn:tvaers:problem:suggestions-off"
    found = lead.get(f"/api/v1/holders?skill={skill_id('Legepladser')}").json
    assert [each["employee"]["name"] for each in found["items"]] == ["Anna", "Bo"]
    assert lead.get("/api/v1/switches").json["matching"] is False

    turn(service, "matching", True, role)
    assert all(lead.post(f"/api/v1/{path}", json=body).status_code == 200 for path, body in ASKED)


def test_a_workplace_that_is_off_neither_asks_nor_is_suggested_from(service: Flask) -> None:
    park = workplace_id("Park")
    assert turn(service, f"workplaces/{park}", False).json["workplaces_off"] == [park]
    tool = client(service, Role.TOOL)
    found = tool.post("/api/v1/matches", json=PLAY).json["items"]
    assert [each["employee"]["id"] for each in found] == [employee_id("Anna")]
    for path, asked in (
        ("matches", PLAY | {"unit": park}),
        ("matches", PLAY | {"asker": employee_id("Bo")}),
        ("teams", PLAY | {"owners": [park]}),
    ):
        answer = tool.post(f"/api/v1/{path}", json=asked)
        assert (answer.status_code, answer.json["type"]) == (403, "urn:tvaers:problem:workplace-off")

    assert turn(service, f"workplaces/{park}", True).json["workplaces_off"] == []
    assert len(tool.post("/api/v1/matches", json=PLAY | {"unit": park}).json["items"]) == 2


def test_a_workplace_that_is_not_there_cannot_be_switched_off(service: Flask) -> None:
    assert turn(service, "workplaces/nowhere", False).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN, Role.DPO, Role.ANONYMOUS}))
def test_nobody_else_turns_a_switch(service: Flask, role: Role) -> None:
    assert turn(service, "matching", False, role).status_code == 403
    assert client(service, role).get("/api/v1/switches").json["matching"] is True


def test_who_turned_what_is_recorded(service: Flask, lines: Lines) -> None:
    turn(service, "matching", False, Role.ADMIN)
    turn(service, f"workplaces/{workplace_id('Park')}", False)
    switched = [line for line in lines.lines if line.kind is Kind.SWITCH]
    assert [line.people[0].id for line in switched] == ["admin", "dpo"]
    assert [orjson.loads(line.said) for line in switched] == [
        {"on": False, "workplace": None},
        {"on": False, "workplace": workplace_id("Park")},
    ]
