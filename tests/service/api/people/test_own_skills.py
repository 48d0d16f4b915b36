"""One's own skills over the API, on a real graph: what one says counts at the next question."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from graph.store import GraphStore
from harness.factories import employee, fill, held, skill, skill_id, task
from matching.model import Evidence
from service.roles import Role
from tests.service.contract import client
from tests.service.fakes import NOW
from tests.service.standing import standing_on

ME = "employee"
GDPR, BUDGET, CHOIR = map(skill_id, ("GDPR", "Budget", "Korsang"))
MINE = f"/api/v1/employees/{ME}/skills"


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """A task showed that I know GDPR, and HR that I can do budgets."""
    skills = [
        held("GDPR", 4, evidence=Evidence.USED, source="task:T1"),
        held("Budget", 2, evidence=Evidence.ASSUMED, source="faglighed"),
    ]
    fill(graph, skill("Korsang"), replace(employee("Anna", skills=skills, can_teach=["GDPR"]), id=ME))
    fill(graph, employee("Bo"), task("Ny politik", requires={"GDPR": 3}))
    return standing_on(graph)


def of_one(skill: str, action: str = "") -> str:
    return f"{MINE}/{quote(skill, safe='')}{action}"


def call(service: Flask, method: str, path: str, role: Role = Role.EMPLOYEE, **body: Any) -> Any:
    return client(service, role).open(path, method=method, json=body or None)


def mine(service: Flask) -> dict[str, tuple[Any, ...]]:
    found = call(service, "GET", MINE).json["items"]
    return {each["skill"]: (each["level"], each["evidence"], each["own"], each["disputed"]) for each in found}


def suggested(service: Flask, skill: str) -> list[str]:
    asked = {"requirements": [{"skill": skill, "level": 1}]}
    found = client(service, Role.TOOL).post("/api/v1/matches", json=asked).json["items"]
    return [each["employee"]["id"] for each in found]


def shown(service: Flask) -> list[str]:
    found = call(service, "GET", f"/api/v1/employees/{ME}", Role.LEAD).json["skills"]
    return [each["skill"] for each in found]


def test_one_reads_every_skill_with_what_is_known_of_it(service: Flask) -> None:
    assert mine(service) == {GDPR: (4, "used", False, False), BUDGET: (2, "assumed", False, False)}


def test_a_new_skill_is_stated_and_found_at_the_next_question(service: Flask) -> None:
    assert suggested(service, CHOIR) == []
    answer = call(service, "PUT", of_one(CHOIR), level=3)
    assert answer.status_code == 200
    assert mine(service)[CHOIR] == (3, "self_stated", True, False)
    assert suggested(service, CHOIR) == [ME]


def test_a_correction_keeps_the_rung_up_to_what_a_task_showed_and_no_further(service: Flask) -> None:
    for level, rung in ((2, "used"), (4, "used"), (5, "self_stated")):
        call(service, "PUT", of_one(GDPR), level=level)
        assert mine(service)[GDPR] == (level, rung, True, False)


def test_what_is_confirmed_is_at_least_self_stated_as_of_today(service: Flask) -> None:
    found = call(service, "POST", of_one(BUDGET, ":confirm")).json["items"]
    budget = next(each for each in found if each["skill"] == BUDGET)
    assert (budget["level"], budget["evidence"]) == (2, "self_stated")
    assert budget["confirmed_on"] == NOW.date().isoformat()


def test_what_is_removed_is_gone_for_everybody_and_one_sees_that_one_said_so(service: Flask) -> None:
    answer = call(service, "DELETE", of_one(GDPR)).json
    assert [each["skill"] for each in answer["removed"]] == [GDPR]
    assert GDPR not in mine(service)
    assert suggested(service, GDPR) == []
    assert shown(service) == [BUDGET]


def test_what_is_disputed_is_seen_by_oneself_alone_until_it_is_taken_back(service: Flask) -> None:
    call(service, "POST", of_one(GDPR, ":dispute"))
    assert mine(service)[GDPR] == (4, "used", False, True)
    assert suggested(service, GDPR) == []
    assert shown(service) == [BUDGET]
    teachers = call(service, "GET", f"/api/v1/teachers?skill={quote(GDPR)}", Role.LEAD).json["items"]
    assert teachers == []

    call(service, "POST", of_one(GDPR, ":undispute"))
    assert mine(service)[GDPR] == (4, "used", False, False)
    assert suggested(service, GDPR) == [ME]


@pytest.mark.parametrize("action", [":confirm", ":dispute", ":undispute"])
def test_what_one_does_not_have_is_not_found(service: Flask, action: str) -> None:
    assert call(service, "POST", of_one(CHOIR, action)).status_code == 404
    assert call(service, "DELETE", of_one(CHOIR)).status_code == 404
    assert call(service, "PUT", of_one("urn:tvaers:skill:ingen"), level=3).status_code == 404


@pytest.mark.parametrize("level", [0, 6, "3", None, 2.5])
def test_a_level_is_within_its_bounds(service: Flask, level: Any) -> None:
    answer = client(service, Role.EMPLOYEE).put(of_one(GDPR), json={"level": level})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "#/level"
    assert mine(service)[GDPR] == (4, "used", False, False)


@pytest.mark.parametrize("role", [Role.LEAD, Role.HR, Role.HEAD])
def test_nobody_else_reads_or_changes_them(service: Flask, role: Role) -> None:
    for method, path, body in (
        ("GET", MINE, {}),
        ("PUT", of_one(GDPR), {"level": 1}),
        ("DELETE", of_one(GDPR), {}),
        ("POST", of_one(GDPR, ":confirm"), {}),
        ("POST", of_one(GDPR, ":dispute"), {}),
    ):
        assert call(service, method, path, role, **body).status_code == 404
    assert mine(service)[GDPR] == (4, "used", False, False)
