"""A sign-in system that provisions by SCIM, and a municipality that it finds."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, profession, skill, workplace
from service.roles import Role
from tests.service.fakes import as_role
from tests.service.standing import standing_on

CORE = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"

ANNA = employee_id("Anna")


def municipality(store: GraphStore) -> GraphStore:
    fill(
        store,
        skill("Legepladser"),
        profession("Lærer", requires=["Legepladser"]),
        profession("Gartner"),
        workplace("Skolen"),
        workplace("Park og Vej"),
        employee("Anna", skills={"Legepladser": 4}, workplace="Skolen", profession="Lærer"),
    )
    return store


class SignInSystem:
    """Sends what it knows of people."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    @classmethod
    def of(cls, store: GraphStore, role: Role | None = Role.TOOL) -> "SignInSystem":
        client = standing_on(store).test_client()
        if role is not None:
            client.environ_base["HTTP_AUTHORIZATION"] = as_role(role)["Authorization"]
        return cls(client)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        return self.client.open(
            f"/scim/v2/{path}",
            method=method,
            json=body,
            content_type="application/scim+json",
            headers=headers,
        )

    def joined(self, number: str = ANNA, **values: Any) -> str:
        """The id of a new account: Anna's own, if nothing else is said."""
        answer = self.create(number, **{"name": "Anna", "title": "Lærer", "department": "Skolen", **values})
        assert answer.status_code == 201, answer.text
        id: str = answer.json["id"]
        return id

    def create(self, number: str, **values: Any) -> TestResponse:
        return self.send("POST", "Users", user(number, **values))

    def patch(self, id: str, *operations: dict[str, Any]) -> TestResponse:
        return self.send("PATCH", f"Users/{id}", {"schemas": [PATCH], "Operations": list(operations)})

    def switch(self, id: str, active: Any) -> TestResponse:
        return self.patch(id, {"op": "replace", "path": "active", "value": active})


def user(
    number: str,
    *,
    name: str = "Bo Lind",
    title: str = "Gartner",
    department: str = "Park og Vej",
    **more: Any,
) -> dict[str, Any]:
    """A User as a sign-in system sends it, with its employee's number."""
    return {
        "schemas": [CORE, ENTERPRISE],
        "userName": f"{number}@kommune.dk",
        "externalId": f"ext-{number}",
        "displayName": name,
        "title": title,
        "active": True,
        ENTERPRISE: {"employeeNumber": number, "department": department},
        **more,
    }
