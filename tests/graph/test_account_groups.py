"""A group of accounts is kept with who is in it, and forgets who is there no more."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from graph.account_groups import AccountGroup
from graph.accounts import Account
from graph.errors import NotFound, UnknownReference
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
ANNA, BO = employee_id("Anna"), employee_id("Bo")
GROUP = AccountGroup(id="g1", name="Ledere", external_id="x", created=NOW, modified=NOW)


@pytest.fixture
def store(each_graph: GraphStore) -> GraphStore:
    fill(each_graph, employee("Anna"), employee("Bo"))
    accounts = [
        Account(id=f"of-{id}", employee=id, user_name=id, since=NOW.date(), created=NOW, modified=NOW)
        for id in (ANNA, BO)
    ]
    each_graph.loading.apply(also=each_graph.accounts.saving(*accounts, at=NOW))
    return each_graph


def save(store: GraphStore, *members: str) -> None:
    store.account_groups.save(replace(GROUP, members=frozenset(members)), signing_out=(), at=NOW)


def test_it_is_found_with_its_members_and_can_be_deleted(store: GraphStore) -> None:
    groups = store.account_groups
    save(store, f"of-{ANNA}", f"of-{BO}")
    save(store, f"of-{ANNA}")
    found = replace(GROUP, members=frozenset({f"of-{ANNA}"}))
    assert groups.get("g1") == found
    assert groups.all() == groups.with_external_id("x") == [found]
    assert (groups.names_of(ANNA), groups.names_of(BO)) == ({"Ledere"}, frozenset())
    groups.delete("g1", signing_out=(), at=NOW)
    with pytest.raises(NotFound):
        groups.get("g1")


def test_nobody_is_in_it_who_has_no_account_or_has_left(store: GraphStore) -> None:
    with pytest.raises(UnknownReference):
        save(store, "nobody")
    save(store, f"of-{ANNA}")
    store.loading.apply(store.loading.plan_employees([employee("Bo")], retire=True))
    assert store.account_groups.get("g1").members == frozenset()
