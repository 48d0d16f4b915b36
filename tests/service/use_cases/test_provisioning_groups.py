"""A group gives a role where the house has named it, and who loses one by it is signed out at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from graph.sessions import Session
from graph.store import GraphStore
from service.context import EXTENSION
from service.roles import Role
from service.sign_in.arriving import with_roles_of_groups
from service.sign_in.claims import Person
from service.use_cases.provisioning_groups import ProvisioningGroups
from tests.service.fakes import CLOCK, NOW, settings
from tests.service.scim.asking import ANNA, SignInSystem, municipality
from tests.service.standing import standing_on

LEADS = "Tværs projektledere"
SETTINGS = settings(scim_roles=((LEADS, Role.LEAD),))


@pytest.fixture
def store(graph: GraphStore) -> GraphStore:
    return municipality(graph)


@pytest.fixture
def groups(store: GraphStore) -> ProvisioningGroups:
    return ProvisioningGroups.on(SETTINGS, store, CLOCK)


@pytest.fixture
def account(store: GraphStore) -> str:
    return SignInSystem.of(store).joined()


def roles(store: GraphStore, given: object = SETTINGS) -> frozenset[Role]:
    here = replace(standing_on(store).extensions[EXTENSION], settings=given)
    return with_roles_of_groups(Person(employee=ANNA, roles=frozenset({Role.EMPLOYEE})), here).roles


def sign_in(store: GraphStore) -> None:
    ends = NOW + timedelta(hours=9)
    store.sessions.start(
        Session(id="s1", subject=ANNA, roles=frozenset({"lead"}), created=NOW, seen=NOW, ends=ends)
    )


def test_only_a_group_that_the_house_has_named_gives_a_role(
    store: GraphStore, groups: ProvisioningGroups, account: str
) -> None:
    groups.create("HR", external_id="", members=frozenset({account}))
    assert roles(store) == {Role.EMPLOYEE}

    groups.create(LEADS, external_id="", members=frozenset({account}))

    assert roles(store) == {Role.EMPLOYEE, Role.LEAD}
    assert roles(store, settings()) == {Role.EMPLOYEE}


def test_who_leaves_such_a_group_is_signed_out_and_others_are_not(
    store: GraphStore, groups: ProvisioningGroups, account: str
) -> None:
    leads = groups.create(LEADS, external_id="", members=frozenset({account}))
    choir = groups.create("Koret", external_id="", members=frozenset({account}))
    sign_in(store)

    groups.change(choir.id, "Koret", external_id="", members=frozenset())
    groups.change(leads.id, LEADS, external_id="x", members=frozenset({account}))
    assert store.sessions.find("s1") is not None
    groups.change(leads.id, "Andre", external_id="x", members=frozenset({account}))

    assert store.sessions.find("s1") is None
    assert roles(store) == {Role.EMPLOYEE}


def test_a_role_goes_with_the_group_and_with_the_account(
    store: GraphStore, groups: ProvisioningGroups, account: str
) -> None:
    entra = SignInSystem.of(store)
    leads = groups.create(LEADS, external_id="", members=frozenset({account}))
    entra.switch(account, False)
    assert roles(store) == {Role.EMPLOYEE}
    entra.switch(account, True)
    assert roles(store) == {Role.EMPLOYEE, Role.LEAD}
    sign_in(store)

    groups.delete(leads.id)

    assert store.sessions.find("s1") is None
    assert roles(store) == {Role.EMPLOYEE}


def test_entra_puts_people_in_and_takes_them_out_one_by_one(store: GraphStore, account: str) -> None:
    entra = SignInSystem.of(store)
    body = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": LEADS}
    group = f"Groups/{entra.send('POST', 'Groups', body).json['id']}"
    patch = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}
    one = {"path": "members", "value": [{"value": account}]}

    assert entra.send("PATCH", group, patch | {"Operations": [{"op": "Add", **one}]}).status_code == 204
    assert [each["value"] for each in entra.send("GET", group).json["members"]] == [account]
    assert entra.send("PATCH", group, patch | {"Operations": [{"op": "Remove", **one}]}).status_code == 204
    assert "members" not in entra.send("GET", group).json
    nobody = {"op": "Add", "path": "members", "value": [{"value": "nobody"}]}
    assert entra.send("PATCH", group, patch | {"Operations": [nobody]}).status_code == 400
