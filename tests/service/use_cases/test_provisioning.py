"""Who joins, moves, is away and leaves, as a sign-in system tells it; by the request shapes of Entra ID."""

from dataclasses import replace

import pytest

from graph.store import GraphStore
from harness.factories import fill, profession_id, skill_id, workplace, workplace_id
from matching.model import Visibility
from tests.service.scim.asking import ANNA, ENTERPRISE, SignInSystem, municipality, user


@pytest.fixture
def store(graph: GraphStore) -> GraphStore:
    return municipality(graph)


@pytest.fixture
def entra(store: GraphStore) -> SignInSystem:
    return SignInSystem.of(store)


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


@pytest.mark.parametrize("off", [False, "False", "false"])
def test_who_is_switched_off_as_entra_writes_it_is_hidden_and_back_as_before(
    entra: SignInSystem, store: GraphStore, off: object
) -> None:
    id = entra.joined()
    before = store.employees.get(ANNA).value

    assert entra.patch(id, {"op": "Replace", "path": "active", "value": off}).status_code in {200, 204}

    away = store.employees.get(ANNA).value
    assert (away.visibility, away.skills) == (Visibility.HIDDEN, before.skills)
    assert entra.patch(id, {"op": "Replace", "value": {"active": True}}).status_code in {200, 204}
    assert store.employees.get(ANNA).value == before


def test_a_move_as_entra_writes_it_with_mail_and_telephone_that_are_dropped(
    entra: SignInSystem, store: GraphStore
) -> None:
    id = entra.joined()

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
    id = entra.joined()
    before = store.employees.get(ANNA).value

    assert entra.send("DELETE", f"Users/{id}").status_code == 204

    assert entra.send("GET", f"Users/{id}").status_code == 404
    away = store.employees.get(ANNA).value
    assert (away.visibility, away.skills) == (Visibility.HIDDEN, before.skills)
    assert entra.joined() != id
    assert store.employees.get(ANNA).value == before


def test_an_account_that_is_another_employees_lets_the_first_leave(
    entra: SignInSystem, store: GraphStore
) -> None:
    id = entra.joined()

    entra.patch(id, {"op": "replace", "path": f"{ENTERPRISE}:employeeNumber", "value": "417"})

    assert store.employees.get("417").value.visibility is Visibility.EVERYONE
    assert store.employees.get(ANNA).value.visibility is Visibility.HIDDEN
    assert entra.send("GET", f"Users/{id}").json[ENTERPRISE]["employeeNumber"] == "417"


def test_who_works_where_another_workplace_has_the_same_name_is_switched_off_all_the_same(
    entra: SignInSystem, store: GraphStore
) -> None:
    id = entra.joined()
    fill(store, replace(workplace("Skolen"), id="another"))

    assert entra.switch(id, False).status_code == 204
    assert entra.patch(id, {"op": "replace", "path": "title", "value": "Gartner"}).status_code == 204
    assert entra.create("418", department="Skolen").status_code == 400

    anna = store.employees.get(ANNA).value
    assert (anna.visibility, anna.workplace) == (Visibility.HIDDEN, workplace_id("Skolen"))
    assert anna.profession == profession_id("Gartner")
