"""One task, its invitations over the API, and who sends what."""

from dataclasses import replace
from typing import Any

from flask import Flask

from harness.factories import employee, task_id
from service.roles import Role
from tests.service.contract import client

ANNA = replace(employee("Anna", skills={"GDPR": 2}, workplace="Skolen", hours_offered=4.0), id="employee")
TASK = task_id("Ny cykelsti")
INVITATIONS = f"/api/v1/tasks/{TASK}/invitations"
TERMS = {"hours": 3.0, "starts_on": "2026-12-01", "ends_on": "2027-02-28", "message": "Vil du være med?"}
CHOSEN = {"chosen_for": "known_work", "chosen_note": "Du har gjort det før"}


def post(service: Flask, role: Role, path: str, body: dict[str, Any] | None = None) -> Any:
    return client(service, role).post(f"/api/v1{path}", json={} if body is None else body)


def get(service: Flask, role: Role, path: str) -> Any:
    return client(service, role).get(f"/api/v1{path}").json


def proposed(service: Flask, *employees: str) -> Any:
    return client(service, Role.LEAD).post(INVITATIONS, json=TERMS | CHOSEN | {"employees": list(employees)})


def invited(service: Flask) -> str:
    id: str = proposed(service, "employee").json["items"][0]["id"]
    assert post(service, Role.LEAD, f"/invitations/{id}:invite").status_code == 200
    return id
