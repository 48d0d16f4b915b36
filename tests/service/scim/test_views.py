"""Nobody but a tool with the scope reaches SCIM, and no personal number gets through."""

import pytest

from graph.store import GraphStore
from service.roles import Role
from tests.service.scim.asking import SignInSystem, municipality


@pytest.fixture
def store(graph: GraphStore) -> GraphStore:
    return municipality(graph)


@pytest.fixture
def entra(store: GraphStore) -> SignInSystem:
    return SignInSystem.of(store)


@pytest.mark.parametrize(("role", "status"), [(None, 401), (Role.HR, 403), (Role.ADMIN, 403)])
def test_nobody_but_a_tool_with_the_scope_gets_in(store: GraphStore, role: Role | None, status: int) -> None:
    stranger = SignInSystem.of(store, role)

    for answer in (stranger.create("417"), stranger.send("GET", "Users"), stranger.send("GET", "Schemas")):
        assert answer.status_code == status
        assert answer.json["status"] == str(status)


def test_a_personal_number_is_refused_in_whatever_attribute_and_not_repeated(entra: SignInSystem) -> None:
    number = "010190-1234"
    id = entra.joined()

    for answer in (
        entra.create("417", nickName=number),
        entra.create("417", **{"urn:custom:User": {"cpr": number}}),
        entra.create("417", **{"urn:custom:User": {"number": 1101901234}}),
        entra.create(number),
        entra.patch(id, {"op": "add", "path": "nickName", "value": number}),
        entra.send("GET", f'Users?filter=userName eq "{number}"'),
    ):
        assert answer.status_code == 400
        assert answer.mimetype == "application/scim+json"
        assert "1234" not in answer.text


@pytest.mark.parametrize("body", ["{", "[" * 1000, b"\xff"])
def test_what_is_no_json_is_refused_in_scims_own_form(entra: SignInSystem, body: str | bytes) -> None:
    answer = entra.client.post("/scim/v2/Users", data=body, content_type="application/scim+json")

    assert (answer.status_code, answer.json["status"]) == (400, "400")
    assert answer.mimetype == "application/scim+json"
