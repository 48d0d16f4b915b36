"""Who sees one, whether one is suggested, what one learns and teaches: one's own to say, on a real graph."""

import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill, skill_id, task
from matching.model import Assignment, Visibility
from service.roles import Role
from tests.service.contract import client
from tests.service.standing import standing_on

ME = "employee"
GDPR, CHOIR = map(skill_id, ("GDPR", "Korsang"))


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """I know GDPR, worked with Bo, and teach; Dorte is protected."""
    past = task("Gammel politik", requires={"GDPR": 3}, members=["Bo"], closed_on=date(2026, 6, 1))
    fill(
        graph,
        skill("Korsang"),
        replace(employee("Anna", skills={"GDPR": 4}, can_teach=["GDPR"]), id=ME),
        employee("Bo", skills={"GDPR": 2}),
        replace(employee("Dorte", visibility=Visibility.HIDDEN), id="lead", protected=True),
        replace(past, assignments=(*past.assignments, Assignment(employee=ME))),
    )
    return standing_on(graph)


def put(service: Flask, what: str, role: Role = Role.EMPLOYEE, of: str = "", **body: Any) -> Any:
    asking, path = client(service, role), f"/api/v1/employees/{of or role.value}/{what}"
    tag = asking.get(path).headers.get("ETag", "")
    return asking.put(path, json=body, headers={"If-Match": tag})


def get(service: Flask, path: str, role: Role = Role.TOOL) -> Any:
    return client(service, role).get(f"/api/v1{path}")


def named(answer: str) -> set[str]:
    """Who stands in an answer, as a value."""
    return {id for id in (ME, employee_id("Bo")) if re.search(rf'"{id}"(?!:)', answer)}


def suggested(service: Flask, role: Role = Role.TOOL) -> set[str]:
    """Everybody who is named in an answer to a task."""
    asked = {"text": "Politik om GDPR", "requirements": [{"skill": GDPR, "level": 1}]}
    found = client(service, role).post("/api/v1/matches", json=asked)
    return named(found.text)


def on_teams(service: Flask) -> set[str]:
    asked = {"requirements": [{"skill": GDPR, "level": 1}], "smallest": 1}
    found = client(service, Role.TOOL).post("/api/v1/teams", json=asked)
    assert found.status_code == 200
    return named(found.text)


def test_who_hides_is_gone_at_the_next_request_and_can_show_themselves_again(service: Flask) -> None:
    for visibility, sees in (("leads", 404), ("hidden", 404), ("everyone", 200)):
        assert put(service, "visibility", visibility=visibility).json == {
            "visibility": visibility,
            "protected": False,
        }
        assert get(service, f"/employees/{ME}").status_code == sees
        assert (ME in suggested(service)) is (sees == 200)
        assert get(service, f"/employees/{ME}/visibility", Role.EMPLOYEE).json["visibility"] == visibility


def test_who_is_protected_cannot_be_shown_by_choice(service: Flask) -> None:
    answer = put(service, "visibility", Role.LEAD, visibility="everyone")
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "#/visibility"
    assert get(service, "/employees/lead", Role.TOOL).status_code == 404
    assert put(service, "visibility", Role.LEAD, visibility="hidden").json["protected"] is True


def test_who_objects_is_suggested_nowhere_and_still_found(service: Flask) -> None:
    assert suggested(service) == {ME, employee_id("Bo")}
    assert put(service, "objection", objects=True).json == {"objects": True}

    assert suggested(service) == on_teams(service) == {employee_id("Bo")}
    assert get(service, f"/teachers?skill={quote(GDPR)}").json["items"] == []
    assert get(service, f"/employees/{ME}").status_code == 200
    holders = get(service, f"/holders?skill={quote(GDPR)}").json["items"]
    assert ME in str(holders)

    put(service, "objection", objects=False)
    assert ME in suggested(service)


def test_no_way_leads_over_or_to_who_objects(service: Flask, graph: GraphStore) -> None:
    fill(graph, replace(employee("Carl"), id="hr"))
    both = task("Nyt", closed_on=date(2026, 7, 1))
    fill(graph, replace(both, assignments=(Assignment(employee=ME), Assignment(employee="hr"))))
    bo = employee_id("Bo")

    def ways() -> list[int]:
        found = (get(service, f"/employees/{id}/introduction", Role.HR) for id in (ME, bo))
        return [len(each.json["steps"]) for each in found]

    assert ways() == [1, 2]
    put(service, "objection", objects=True)
    assert ways() == [0, 0]


def test_who_objects_still_asks_for_themselves(service: Flask) -> None:
    put(service, "objection", objects=True)
    found = get(service, f"/employees/{employee_id('Bo')}/introduction", Role.EMPLOYEE).json["steps"]
    assert len(found) == 1


def test_one_teaches_what_one_has_and_learns_what_one_likes(service: Flask) -> None:
    told = put(service, "learning", wants_to_learn=[CHOIR], can_teach=[GDPR])
    assert told.json == {"wants_to_learn": [CHOIR], "can_teach": [GDPR]}
    refused = put(service, "learning", wants_to_learn=[], can_teach=[GDPR, CHOIR])
    assert refused.status_code == 422
    assert [each["pointer"] for each in refused.json["errors"]] == ["#/can_teach/1"]
    assert get(service, f"/employees/{ME}/learning", Role.EMPLOYEE).json == told.json


def test_who_says_anew_names_what_they_read(service: Flask) -> None:
    answer = client(service, Role.EMPLOYEE).put(
        f"/api/v1/employees/{ME}/learning", json={"wants_to_learn": [], "can_teach": []}
    )
    assert answer.status_code == 428


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("visibility", {"visibility": "nobody"}),
    ("visibility", {}),
    ("objection", {"objects": "true"}),
    ("objection", {"objects": 1}),
    ("learning", {"wants_to_learn": ["ingen"], "can_teach": []}),
    ("learning", {"wants_to_learn": [CHOIR, CHOIR], "can_teach": []}),
]


@pytest.mark.parametrize(("what", "body"), WRONG)
def test_what_cannot_be_is_refused(service: Flask, what: str, body: dict[str, Any]) -> None:
    assert put(service, what, **body).status_code == 422


CHOICES: list[tuple[str, dict[str, Any]]] = [
    ("visibility", {"visibility": "hidden"}),
    ("objection", {"objects": True}),
    ("learning", {"wants_to_learn": [], "can_teach": []}),
]


@pytest.mark.parametrize(("what", "body"), CHOICES)
@pytest.mark.parametrize("role", [Role.LEAD, Role.HR])
def test_nobody_chooses_for_another(service: Flask, role: Role, what: str, body: dict[str, Any]) -> None:
    assert put(service, what, role, of=ME, **body).status_code == 404
    assert get(service, f"/employees/{ME}/{what}", role).status_code == 404
    assert ME in suggested(service)
