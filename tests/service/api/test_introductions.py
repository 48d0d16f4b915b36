"""The way to a stranger over the API, on a real graph."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from graph.store import GraphStore
from matching.model import Visibility
from service.app import create_app
from service.matcher import Matcher
from service.settings import Role
from tests.factories import employee, employee_id, fill, task, task_id
from tests.service.contract import client
from tests.service.fakes import settings

ME, BO, CARL, HIDDEN = "employee", *map(employee_id, ("Bo", "Carl", "Skjult"))


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """I worked with Bo, and Bo with Carl and with somebody who hides."""
    mine = task("Ny cykelsti", members=["Bo"], closed_on=date(2026, 1, 1))
    fill(
        graph,
        replace(employee("Anna"), id=ME),
        employee("Bo"),
        employee("Carl"),
        employee("Skjult", visibility=Visibility.HIDDEN),
        replace(mine, assignments=(*mine.assignments, replace(mine.assignments[0], employee=ME))),
        task("Ny legeplads", members=["Bo", "Carl", "Skjult"], closed_on=date(2026, 6, 1)),
    )
    matcher = Matcher(graph, refresh_seconds=0)
    matcher.refresh()
    return create_app(settings(), store=graph, matcher=matcher)


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
    assert refused.status_code == 404


def test_the_new_ties_of_a_closed_task_are_counted(service: Flask) -> None:
    counted = get(service, f"/tasks/{task_id('Ny legeplads')}/ties", Role.LEAD)
    assert counted.json == {"pairs": 3, "new": 3}
    assert get(service, "/tasks/ukendt/ties", Role.LEAD).status_code == 404
