"""What HR sees of the whole organisation, on a real graph."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill_id, task, task_id, workplace, workplace_id
from service.roles import Role
from tests.service.contract import client
from tests.service.standing import standing_on

KINDS = ("skills", "single-workplaces", "uncovered", "bridges", "collaboration")


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """Anna alone knows noise, nobody grief; Bo joins the library and the school, and consents to be shown."""
    library = [employee(f"B{number}", skills={"Læsning": 4}, workplace="Biblioteket") for number in range(10)]
    school = [employee(f"S{number}", workplace="Skolen") for number in range(10)]
    fill(
        graph,
        workplace("Kommunen"),
        workplace("Biblioteket", part_of="Kommunen"),
        workplace("Skolen", part_of="Kommunen"),
        employee("Anna", skills={"Støj": 4}, workplace="Skolen"),
        replace(employee("Bo", workplace="Biblioteket"), shows_bridges=True),
        *library,
        *school,
        task("Åben", requires={"Støj": 3, "Sorg": 3, "Læsning": 3}),
        task("Fælles", members=["Bo", "S1"], closed_on=date(2026, 5, 1)),
    )
    return standing_on(graph)


def get(service: Flask, path: str, role: Role = Role.HR) -> Any:
    return client(service, role).get(f"/api/v1/organisation/{path}")


def test_where_few_can_their_large_workplace_is_told_and_neither_who_nor_how_many(service: Flask) -> None:
    answer = get(service, "skills?at_risk=true")
    [nobody, few] = answer.json["items"]
    assert (nobody["skill"]["name"], nobody["holders"], nobody["workplaces"]) == ("Sorg", 0, 0)
    assert (few["skill"]["name"], few["holders"], few["workplaces"]) == ("Støj", None, None)
    assert few["only_workplace"]["id"] == workplace_id("Skolen")
    assert employee_id("Anna") not in answer.text


def test_a_skill_that_ten_can_meet_is_not_at_risk(service: Flask) -> None:
    assert {each["skill"]["name"]: each["holders"] for each in get(service, "skills").json["items"]} == {
        "Sorg": 0,
        "Støj": None,
        "Læsning": 10,
    }


def test_what_nobody_can_do_is_named(service: Flask) -> None:
    [item] = get(service, "uncovered").json["items"]
    assert (item["task"], item["skill"]["id"]) == (task_id("Åben"), skill_id("Sorg"))


def test_what_one_workplace_alone_is_good_at_is_named(service: Flask) -> None:
    items = get(service, "single-workplaces").json["items"]
    found = {(each["skill"]["name"], each["workplace"]["name"], each["holders"]) for each in items}
    assert found == {("Støj", "Skolen", None), ("Læsning", "Biblioteket", 10)}


@pytest.mark.parametrize("by", ["area", "workplace"])
def test_who_works_with_whom_is_counted_by_year(service: Flask, by: str) -> None:
    found = get(service, f"collaboration?by={by}").json
    assert {each["name"]: each["employees"] for each in found["groups"]} == {"Biblioteket": 11, "Skolen": 11}
    assert found["pairs"] == [{"year": 2026, "one": 0, "other": 1, "tasks": 1}]


def test_only_who_consents_is_shown_as_a_bridge(service: Flask) -> None:
    [item] = get(service, "bridges").json["items"]
    assert (item["employee"]["name"], item["workplaces"], item["score"]) == ("Bo", 1, 1.0)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", [Role.LEAD, Role.EMPLOYEE, Role.TOOL])
def test_only_hr_sees_the_whole(service: Flask, kind: str, role: Role) -> None:
    assert get(service, kind, role).status_code == 403
