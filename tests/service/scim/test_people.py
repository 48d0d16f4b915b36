"""Who joins, moves, is away and leaves, as a sign-in system tells it; by the request shapes of Entra ID."""

import pytest

from graph.store import GraphStore
from harness.factories import employee_id, profession_id, skill_id, workplace_id
from matching.model import Visibility
from service.roles import Role
from tests.service.scim.asking import ENTERPRISE, SignInSystem, municipality, user

ANNA = employee_id("Anna")


@pytest.fixture
def store(graph: GraphStore) -> GraphStore:
    return municipality(graph)


@pytest.fixture
def entra(store: GraphStore) -> SignInSystem:
    return SignInSystem.of(store)


def joined(entra: SignInSystem, number: str = ANNA, **values: object) -> str:
    answer = entra.create(number, **{"name": "Anna", "title": "Lærer", "department": "Skolen", **values})
    assert answer.status_code == 201, answer.text
    id: str = answer.json["id"]
    return id


def test_who_joins_is_an_employee_as_if_a_file_had_said_so(entra: SignInSystem, store: GraphStore) -> None:
    answer = entra.create("417", title="lærer", department="skolen")

    assert answer.status_code == 201
    bo = store.employees.get("417").value
    assert (bo.name, bo.workplace, bo.profession) == (
        "Bo Lind",
        workplace_id("Skolen"),
        profession_id("Lærer"),
    )
    assert [held.skill for held in bo.skills] == [skill_id("Legepladser")], "assumed from the profession"
    assert answer.json["title"] == "Lærer"
    assert entra.send("GET", f"Users/{answer.json['id']}").json == answer.json


def test_what_fits_nothing_is_refused_with_what_to_do_and_leaves_nothing(
    entra: SignInSystem, store: GraphStore
) -> None:
    answer = entra.create("417", title="Lære", department="Ingen steder")

    assert answer.status_code == 400
    assert answer.json["scimType"] == "invalidValue"
    assert "department: " in answer.json["detail"]
    assert "Ingen steder" not in answer.text
    assert "417" not in store.employees.ids()
    assert entra.send("GET", "Users").json["totalResults"] == 0


def test_somebody_whom_a_file_brought_gets_their_account_and_loses_nothing(
    entra: SignInSystem, store: GraphStore
) -> None:
    before = store.employees.get(ANNA).value
    body = {"schemas": [], "userName": "anna", "displayName": "Anna", ENTERPRISE: {"employeeNumber": ANNA}}

    answer = entra.send("POST", "Users", body | {"schemas": [*user("1")["schemas"]]})

    assert answer.status_code == 201
    assert answer.json["title"] == "Lærer"
    assert answer.json[ENTERPRISE]["department"] == "Skolen"
    assert store.employees.get(ANNA).value == before
    assert entra.create(ANNA).json["scimType"] == "uniqueness"


def test_entra_finds_whom_it_knows_by_name_in_any_case_and_by_its_own_id(entra: SignInSystem) -> None:
    id = joined(entra)
    joined(entra, "417")

    for asked in (f'userName eq "{ANNA.upper()}@kommune.dk"', f'externalId eq "ext-{ANNA}"'):
        found = entra.send("GET", f"Users?filter={asked}").json
        assert [each["id"] for each in found["Resources"]] == [id]
    both = f'userName sw "{ANNA[:4]}" and active eq true'
    assert entra.send("GET", f"Users?filter={both}").json["totalResults"] == 1
    assert entra.send("GET", 'Users?filter=userName eq "nobody"').json["totalResults"] == 0
    page = entra.send("GET", "Users?startIndex=2&count=1").json
    assert (page["totalResults"], page["itemsPerPage"]) == (2, 1)


@pytest.mark.parametrize("off", [False, "False", "false"])
def test_who_is_switched_off_as_entra_writes_it_is_hidden_and_back_as_before(
    entra: SignInSystem, store: GraphStore, off: object
) -> None:
    id = joined(entra)
    before = store.employees.get(ANNA).value

    assert entra.patch(id, {"op": "Replace", "path": "active", "value": off}).status_code in {200, 204}

    away = store.employees.get(ANNA).value
    assert (away.visibility, away.skills) == (Visibility.HIDDEN, before.skills)
    assert entra.patch(id, {"op": "Replace", "value": {"active": True}}).status_code in {200, 204}
    assert store.employees.get(ANNA).value == before


def test_a_move_as_entra_writes_it_with_mail_and_telephone_that_are_dropped(
    entra: SignInSystem, store: GraphStore
) -> None:
    id = joined(entra)

    answer = entra.patch(
        id,
        {"op": "Add", "path": 'emails[type eq "work"].value', "value": "anna@kommune.dk"},
        {"op": "Replace", "path": "name.familyName", "value": "Holm"},
        {"op": "Add", "path": 'phoneNumbers[type eq "mobile"].value', "value": "12345678"},
        {"op": "Replace", "path": f"{ENTERPRISE}:department", "value": "Park og Vej"},
        {"op": "Replace", "path": f"{ENTERPRISE}:manager", "value": "somebody"},
        {"op": "Replace", "path": "displayName", "value": "Anna Holm"},
    )

    assert answer.status_code in {200, 204}, answer.text
    anna = store.employees.get(ANNA).value
    assert (anna.name, anna.workplace) == ("Anna Holm", workplace_id("Park og Vej"))
    shown = entra.send("GET", f"Users/{id}")
    assert "12345678" not in shown.text
    assert "emails" not in shown.json


def test_who_is_deleted_hides_and_loses_nothing_while_they_may_come_back(
    entra: SignInSystem, store: GraphStore
) -> None:
    id = joined(entra)
    before = store.employees.get(ANNA).value

    assert entra.send("DELETE", f"Users/{id}").status_code == 204

    assert entra.send("GET", f"Users/{id}").status_code == 404
    away = store.employees.get(ANNA).value
    assert (away.visibility, away.skills) == (Visibility.HIDDEN, before.skills)
    assert joined(entra) != id
    assert store.employees.get(ANNA).value == before


def test_an_account_that_is_another_employees_lets_the_first_leave(
    entra: SignInSystem, store: GraphStore
) -> None:
    id = joined(entra)

    entra.patch(id, {"op": "replace", "path": f"{ENTERPRISE}:employeeNumber", "value": "417"})

    assert store.employees.get("417").value.visibility is Visibility.EVERYONE
    assert store.employees.get(ANNA).value.visibility is Visibility.HIDDEN
    assert entra.send("GET", f"Users/{id}").json[ENTERPRISE]["employeeNumber"] == "417"


def test_a_personal_number_is_refused_in_whatever_attribute_and_not_repeated(entra: SignInSystem) -> None:
    number = "010190-1234"
    id = joined(entra)

    for answer in (
        entra.create("417", nickName=number),
        entra.create("417", **{"urn:custom:User": {"cpr": number}}),
        entra.create(number),
        entra.patch(id, {"op": "add", "path": "nickName", "value": number}),
        entra.send("GET", f'Users?filter=userName eq "{number}"'),
    ):
        assert answer.status_code == 400
        assert answer.mimetype == "application/scim+json"
        assert "1234" not in answer.text


def test_a_version_that_is_not_the_newest_changes_nothing(entra: SignInSystem, store: GraphStore) -> None:
    id = joined(entra)
    old = entra.send("GET", f"Users/{id}").headers["ETag"]
    entra.switch(id, False)

    stale = entra.send("PUT", f"Users/{id}", user(ANNA), **{"If-Match": old})

    assert stale.status_code == 412
    assert store.employees.get(ANNA).value.name == "Anna"


@pytest.mark.parametrize(("role", "status"), [(None, 401), (Role.HR, 403), (Role.ADMIN, 403)])
def test_nobody_but_a_tool_with_the_scope_gets_in(store: GraphStore, role: Role | None, status: int) -> None:
    stranger = SignInSystem.of(store, role)

    for answer in (stranger.create("417"), stranger.send("GET", "Users"), stranger.send("GET", "Schemas")):
        assert answer.status_code == status
        assert answer.json["status"] == str(status)
