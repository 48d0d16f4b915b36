"""Teachers and gaps over the API, on a real graph."""

import pytest
from flask import Flask

from graph.store import GraphStore
from harness.factories import employee, fill, skill_id, task, task_id
from matching.model import Visibility
from service.roles import Role
from tests.service.contract import client
from tests.service.standing import standing_on


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    fill(
        graph,
        employee("Anna", skills={"Støj": 4}, can_teach=["Støj"]),
        employee("Skjult", skills={"Støj": 5}, can_teach=["Støj"], visibility=Visibility.HIDDEN),
        task("Ny vej", requires={"Støj": 3}),
    )
    return standing_on(graph)


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.LEAD])
def test_who_offers_to_teach_is_found_unless_they_hide(service: Flask, role: Role) -> None:
    answer = client(service, role).get("/api/v1/teachers", query_string={"skill": skill_id("Støj")}).json
    assert [(each["employee"]["name"], each["level"]) for each in answer["items"]] == [("Anna", 4)]


def test_everybody_sees_what_open_tasks_lack(service: Flask) -> None:
    [gap] = client(service, Role.EMPLOYEE).get("/api/v1/gaps").json["items"]
    assert (gap["task"], gap["skill"]["name"]) == ({"id": task_id("Ny vej"), "name": "Ny vej"}, "Støj")
