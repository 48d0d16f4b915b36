"""What was read can be sent back, and what one may not see one cannot remove."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from flask import Flask

from graph.records.changes import Mover
from graph.store import GraphStore
from graph.task_history import Done, note_change
from harness.factories import employee, employee_id, fill, skill, task, task_id, workplace
from matching.model import Visibility
from service.roles import Role
from tests.service.contract import client, operations
from tests.service.fakes import NOW, TOKENS
from tests.service.standing import standing_on

MET = date(2026, 3, 1)
BO, HIDDEN, GONE = employee_id("Bo"), employee_id("Skjult"), employee_id("Rejst")
EVERYBODY = ("Bo", "Skjult", "Rejst")
PATHS = {
    "replaceTask": [f"/tasks/{task_id(title)}" for title in ("Åben", "Lukket", "Uden ejer")],
    "replaceOffer": ["/employees/{role}/offer"],
    "replaceColleagues": ["/employees/{role}/colleagues"],
    "replaceOwnLearning": ["/employees/{role}/learning"],
    # What says one thing alone, and is read with the others:
    "stateOwnSkill": [],
    "stateOwnQualification": [],
    "chooseVisibility": [],
    "objectToSuggestions": [],
    "switchMatching": [],
    "switchWorkplace": [],
}
PUTS = [
    pytest.param(role, path.format(role=role), id=f"{role} {path}")
    for _, method, operation in operations()
    if method == "put"
    for role in operation["x-roles"]
    for path in PATHS[operation["operationId"]]
    if role == "tool" or path != f"/tasks/{task_id('Uden ejer')}"  # which nobody organises but who made it
]


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """Tasks and people with something about them that has gone, or does not show itself to all.

    The tasks were made by a tool and are owned where everybody works.
    """
    known = tuple((id, MET) for id in (BO, GONE, HIDDEN))
    persons = [
        replace(employee(role, workplace="Skolen"), id=role, knows=known, hours_offered=2.5)
        for role in TOKENS
    ]
    people = [employee("Bo"), employee("Skjult", visibility=Visibility.HIDDEN), employee("Rejst"), *persons]
    fill(
        graph,
        *people,
        skill("GDPR"),
        workplace("Skolen"),
        task("Åben", requires={"GDPR": 3}, members=EVERYBODY, owners=["Skolen", "Lukket sted"]),
        task("Lukket", owners=["Skolen"], members=EVERYBODY, closed_on=date(2026, 11, 2)),
        task("Uden ejer", members=EVERYBODY, owners=["Lukket sted"], closed_on=date(2026, 11, 2)),
    )
    for title in ("Åben", "Lukket", "Uden ejer"):
        made = partial(note_change, task=task_id(title), mover=Mover("tool:tool", NOW), what=Done.CREATED)
        graph.changes.write(made)
    loading, places = graph.loading, [*graph.workplaces.all()]
    staying = [each for each in graph.employees.all() if each.id != GONE]
    loading.apply(loading.plan_employees(staying, retire=True))
    loading.apply(
        loading.plan_workplaces([each for each in places if "Lukket" not in each.name], retire=True)
    )
    return standing_on(graph)


def put(service: Flask, role: str, path: str, change: dict[str, Any]) -> Any:
    asking = client(service, Role(role))
    read = asking.get(f"/api/v1{path}")
    assert read.status_code == 200
    return read.json, asking.put(
        f"/api/v1{path}", json=read.json | change, headers={"If-Match": read.headers["ETag"]}
    )


@pytest.mark.parametrize(("role", "path"), PUTS)
def test_what_was_read_can_be_put_back_and_changes_nothing(
    service: Flask, graph: GraphStore, role: str, path: str
) -> None:
    before = graph.changes.number()
    read, answer = put(service, role, path, {})

    assert answer.status_code == 200
    assert answer.json == read
    assert graph.changes.number() == before


@pytest.mark.parametrize(("role", "path"), PUTS)
def test_nobody_who_hides_stands_in_what_is_read(service: Flask, role: str, path: str) -> None:
    assert HIDDEN not in client(service, Role(role)).get(f"/api/v1{path}").text


def test_whom_one_knows_stays_known_while_they_hide(service: Flask, graph: GraphStore) -> None:
    _, answer = put(service, "employee", "/employees/employee/colleagues", {"knows": []})

    assert answer.json == {"knows": []}
    assert graph.employees.get("employee").value.knows == ((HIDDEN, MET),)


def test_an_acquaintance_is_named_by_id_or_as_it_was_read(service: Flask, graph: GraphStore) -> None:
    both = [{"employee": BO, "declared_on": "2020-01-01"}, "lead"]
    _, answer = put(service, "employee", "/employees/employee/colleagues", {"knows": both})

    assert answer.json["knows"] == [
        {"employee": BO, "declared_on": "2026-03-01"},
        {"employee": "lead", "declared_on": "2026-11-23"},
    ]


@pytest.mark.parametrize("unknown", [HIDDEN, GONE, "ukendt", {"employee": HIDDEN}])
def test_whoever_hides_cannot_be_named_like_nobody(service: Flask, unknown: Any) -> None:
    _, answer = put(service, "employee", "/employees/employee/colleagues", {"knows": [BO, unknown]})

    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"].startswith("#/knows/1")


@pytest.mark.parametrize("role", ["lead", "tool"])
def test_who_took_part_unseen_stays_in_a_task_that_is_closed(
    service: Flask, graph: GraphStore, role: str
) -> None:
    path = f"/api/v1/tasks/{task_id('Åben')}"
    asking = client(service, Role(role))
    tag = asking.get(path).headers["ETag"]
    answer = asking.post(f"{path}:close", json={"assignments": []}, headers={"If-Match": tag})

    assert answer.json["assignments"] == []
    assert [each.employee for each in graph.tasks.get(task_id("Åben")).value.assignments] == [HIDDEN]


def test_a_task_cannot_be_put_back_with_what_never_was_in_it(service: Flask) -> None:
    change = {"requirements": [{"skill": "urn:ukendt"}], "owners": ["wp-ukendt"]}
    _, answer = put(service, "lead", f"/tasks/{task_id('Åben')}", change)

    assert answer.status_code == 422
    assert answer.json["errors"]


def test_a_task_keeps_its_last_owner(service: Flask) -> None:
    _, answer = put(service, "lead", f"/tasks/{task_id('Åben')}", {"owners": []})

    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "#/owners"
