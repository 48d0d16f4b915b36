"""Employees are shown as far as they show themselves, and no further."""

from datetime import date

import pytest

from matching.model import Evidence, Visibility
from service.api_tokens import ApiToken
from service.roles import Role
from tests.service.contract import client
from tests.service.fakes import GDPR, TEACHER, FakeStore, app, employee, held

PEOPLE = (
    employee("e1", name="Åse Aagaard", skills=(held(),), weekly_hours=21.0, hours_offered=4.0),
    employee("e2", name="Bo Bech", visibility=Visibility.LEADS, workplace="w0"),
    employee("e3", name="Cilje Carl", visibility=Visibility.HIDDEN),
)


def seen(role: Role, query: str = "") -> list[str]:
    answer = client(app(FakeStore(PEOPLE)), role).get(f"/api/v1/employees{query}")
    assert answer.json["total"] == len(answer.json["items"])
    return [item["id"] for item in answer.json["items"]]


@pytest.mark.parametrize("role", [Role.TOOL, Role.EMPLOYEE])
def test_others_see_those_who_show_themselves_to_everyone(role: Role) -> None:
    assert seen(role) == ["e1"]


@pytest.mark.parametrize("role", [Role.LEAD, Role.HR])
def test_leads_and_hr_also_see_those_who_show_themselves_to_leads(role: Role) -> None:
    assert seen(role) == ["e1", "e2"]


def test_a_search_narrows_by_name_workplace_and_profession() -> None:
    assert seen(Role.LEAD, "?text=bech") == ["e2"]
    assert seen(Role.LEAD, "?workplace=w1") == ["e1"]
    assert seen(Role.LEAD, f"?profession={TEACHER}") == ["e1", "e2"]


@pytest.mark.parametrize("role", [Role.LEAD, Role.HR, Role.TOOL, Role.EMPLOYEE])
def test_a_hidden_employee_is_as_if_not_there(role: Role) -> None:
    asking = client(app(FakeStore(PEOPLE)), role)

    hidden = asking.get("/api/v1/employees/e3")
    missing = asking.get("/api/v1/employees/e9")

    assert hidden.status_code == missing.status_code == 404
    assert {k: v for k, v in hidden.json.items() if k != "instance"} == {
        k: v for k, v in missing.json.items() if k != "instance"
    }


def test_one_who_shows_themselves_to_leads_is_not_read_by_a_tool() -> None:
    assert client(app(FakeStore(PEOPLE)), Role.TOOL).get("/api/v1/employees/e2").status_code == 404
    assert client(app(FakeStore(PEOPLE)), Role.LEAD).get("/api/v1/employees/e2").status_code == 200


def asking_as(name: str, role: Role) -> object:
    token = ApiToken.of("a-token-of-enough-characters", name=name, role=role, until=date.max)
    made = client(app(FakeStore(PEOPLE), api_tokens=(token,)), None)
    made.environ_base["HTTP_AUTHORIZATION"] = "Bearer a-token-of-enough-characters"
    return made.get("/api/v1/employees/e3").status_code


def test_hidden_employees_see_themselves() -> None:
    assert asking_as("e3", Role.EMPLOYEE) == 200


def test_a_tool_with_an_employees_name_does_not_see_them() -> None:
    assert asking_as("e3", Role.TOOL) == 404


def test_what_a_job_lets_assume_is_shown_as_assumed() -> None:
    new = employee("e4", skills=(held(evidence=Evidence.ASSUMED, source="faglighed"),))
    (shown,) = client(app(FakeStore([new]))).get("/api/v1/employees/e4").json["skills"]
    assert (shown["evidence"], shown["source"]) == ("assumed", "faglighed")


def test_an_employee_is_shown_with_skills_and_without_working_hours() -> None:
    answer = client(app(FakeStore(PEOPLE))).get("/api/v1/employees/e1")

    assert answer.json["skills"] == [
        {"skill": GDPR, "level": 4, "evidence": "confirmed", "source": "hr", "confirmed_on": "2026-03-01"}
    ]
    assert answer.json["hours_offered"] == 4.0
    assert "weekly_hours" not in answer.json
    assert "21" not in answer.text
