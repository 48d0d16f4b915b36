"""How suggestions fall on groups, for HR, on a real graph."""

from typing import Any

import pytest
from flask import Flask

from graph.store import GraphStore
from harness.factories import employee, fill, profession, workplace, workplace_id
from service.roles import Role
from tests.service.contract import client
from tests.service.standing import standing_on


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """Twelve work at the library and nine at the school."""
    fill(
        graph,
        workplace("Kommunen"),
        workplace("Biblioteket", part_of="Kommunen"),
        workplace("Skolen", part_of="Kommunen"),
        profession("Bibliotekar"),
        *(employee(f"B{number}", workplace="Biblioteket", profession="Bibliotekar") for number in range(12)),
        *(employee(f"S{number}", workplace="Skolen", profession="Bibliotekar") for number in range(9)),
    )
    return standing_on(graph)


def groups(service: Flask) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client(service, Role.HR).get("/api/v1/exposure").json["items"]
    return found


def test_groups_have_names_and_nobody_of_them_has(service: Flask) -> None:
    names = {(each["dimension"], each["name"]) for each in groups(service)}
    assert {("profession", "Bibliotekar"), ("hours", "full_time")} <= names
    assert not any("B1" in str(each) for each in groups(service))


def test_a_group_under_ten_is_not_shown_nor_can_it_be_worked_out(service: Flask) -> None:
    """With the school hidden, the library alone would tell how it is there."""
    assert not [each for each in groups(service) if each["dimension"] == "area"]
    assert workplace_id("Skolen") not in {each["id"] for each in groups(service)}


@pytest.mark.parametrize("role", [Role.LEAD, Role.EMPLOYEE, Role.TOOL])
def test_only_hr_sees_it(service: Flask, role: Role) -> None:
    assert client(service, role).get("/api/v1/exposure").status_code == 403
