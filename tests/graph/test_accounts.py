"""An account goes with its employee, and lets nobody in while it is switched off."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from graph.accounts import Account
from graph.errors import AlreadyExists, NotFound
from graph.sessions import Session
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, profession, workplace
from matching.model import Visibility

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
TODAY = NOW.date()
ANNA, BO = employee_id("Anna Holm"), employee_id("Bo")
COUNT = "MATCH (n:Account) RETURN count(n) AS count"


def account(**values: object) -> Account:
    standard = Account(
        id="a1",
        employee=ANNA,
        user_name="Anna@kommune.dk",
        external_id="x1",
        since=TODAY,
        created=NOW,
        modified=NOW,
    )
    return replace(standard, **values)  # type: ignore[arg-type]


@pytest.fixture
def store(each_graph: GraphStore) -> GraphStore:
    people = (employee("Anna Holm", workplace="Skolen"), employee("Bo", workplace="Skolen"))
    fill(each_graph, workplace("Skolen"), profession("Socialrådgiver"), *people)
    return each_graph


def save(store: GraphStore, *accounts: Account) -> None:
    store.loading.apply(also=store.accounts.saving(*accounts, at=NOW))


def kept(store: GraphStore) -> int:
    row = store.database.read(lambda transaction: transaction.row(COUNT))
    assert row is not None
    return int(row["count"])


def test_it_is_found_by_each_of_its_names_with_what_is_known_of_the_employee(store: GraphStore) -> None:
    save(store, account())
    found = store.accounts.get("a1")
    assert found.account == account()
    assert (found.name, found.workplace_name, found.title) == ("Anna Holm", "Skolen", "Socialrådgiver")
    by_name = store.accounts.called("ANNA@kommune.dk")
    assert by_name == store.accounts.with_external_id("x1") == store.accounts.with_employee(ANNA) == [found]
    assert store.accounts.all() == [found]
    assert store.accounts.employees() == {ANNA}


def test_a_name_is_one_accounts_and_an_employee_has_one_account(store: GraphStore) -> None:
    save(store, account())
    for second in (account(id="a2", employee=BO), account(id="a2", user_name="another")):
        with pytest.raises(AlreadyExists):
            save(store, second)
    assert kept(store) == 1


def test_who_is_switched_off_is_signed_out_and_not_let_in(store: GraphStore) -> None:
    store.sessions.start(
        Session(id="s1", subject=ANNA, roles=frozenset({"lead"}), created=NOW, seen=NOW, ends=NOW)
    )
    save(store, account())
    assert store.sessions.find("s1") is not None
    save(store, account(active=False))
    assert store.sessions.find("s1") is None
    assert store.accounts.is_switched_off(ANNA)
    assert not store.accounts.is_switched_off(BO)


def test_one_that_is_deleted_is_found_by_nobody_until_another_takes_its_place(store: GraphStore) -> None:
    gone = account(user_name="", external_id="", active=False, deleted=True)
    save(store, gone)
    with pytest.raises(NotFound):
        store.accounts.get("a1")
    assert store.accounts.all() == []
    assert store.accounts.kept_of(ANNA) == gone
    assert store.accounts.is_switched_off(ANNA) is False
    save(store, account(id="a2"))
    assert kept(store) == 1


def test_it_goes_with_the_employee(store: GraphStore) -> None:
    save(store, account())
    assert store.erasures.count(ANNA)["accounts"] == 1
    store.loading.apply(store.loading.plan_employees([employee("Bo", workplace="Skolen")], retire=True))
    assert kept(store) == 0


def test_who_is_away_past_their_time_leaves_as_they_showed_themselves(store: GraphStore) -> None:
    save(store, account(active=False, since=TODAY - timedelta(days=90), shown=Visibility.LEADS))
    store.employees.alter(ANNA, lambda who: replace(who, visibility=Visibility.HIDDEN))
    assert store.accounts.due(TODAY - timedelta(days=90)) == set()
    assert store.accounts.due(date(2026, 12, 31)) == {ANNA}
    store.accounts.retire(ANNA)
    assert ANNA not in store.employees.ids()
    (again,) = store.loading.plan_employees([employee("Anna Holm", workplace="Skolen")]).new
    assert again.visibility is Visibility.LEADS
