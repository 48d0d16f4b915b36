"""What a sign-in system finds of those it knows, and what it changes only as it has read it."""

import pytest

from graph.store import GraphStore
from service.scim.resources import USER
from service.scim.storage import Users
from service.settings import ScimEmployee
from service.use_cases.provisioning import Provisioning
from tests.service.fakes import CLOCK, settings
from tests.service.scim.asking import ANNA, SignInSystem, municipality, user


@pytest.fixture
def store(graph: GraphStore) -> GraphStore:
    return municipality(graph)


@pytest.fixture
def entra(store: GraphStore) -> SignInSystem:
    return SignInSystem.of(store)


def test_entra_finds_whom_it_knows_by_name_in_any_case_and_by_its_own_id(entra: SignInSystem) -> None:
    id = entra.joined()
    entra.joined("417")

    for asked in (f'userName eq "{ANNA.upper()}@kommune.dk"', f'externalId eq "ext-{ANNA}"'):
        found = entra.send("GET", f"Users?filter={asked}").json
        assert [each["id"] for each in found["Resources"]] == [id]
    both = f'userName sw "{ANNA[:4]}" and active eq true'
    assert entra.send("GET", f"Users?filter={both}").json["totalResults"] == 1
    assert entra.send("GET", 'Users?filter=userName eq "nobody"').json["totalResults"] == 0
    page = entra.send("GET", "Users?startIndex=2&count=1").json
    assert (page["totalResults"], page["itemsPerPage"]) == (2, 1)


def test_a_version_that_is_not_the_newest_changes_nothing(entra: SignInSystem, store: GraphStore) -> None:
    id = entra.joined()
    old = entra.send("GET", f"Users/{id}").headers["ETag"]
    entra.switch(id, False)

    stale = entra.send("PUT", f"Users/{id}", user(ANNA), **{"If-Match": old})

    assert stale.status_code == 412
    assert store.employees.get(ANNA).value.name == "Anna"


@pytest.mark.parametrize(
    ("attribute", "number"),
    [(ScimEmployee.EXTERNAL_ID, "ext-417"), (ScimEmployee.USER_NAME, "417@kommune.dk")],
)
def test_an_employees_number_comes_where_the_house_says(
    store: GraphStore, attribute: ScimEmployee, number: str
) -> None:
    users = Users(Provisioning.on(settings(), store, CLOCK), employee=attribute)

    users.create(USER.model_validate(user("417")))

    assert number in store.employees.ids()
