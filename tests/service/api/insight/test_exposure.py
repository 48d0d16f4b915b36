"""How suggestions and choices fall on groups, for oversight, on a real graph with its record."""

from typing import Any

import pytest

from graph.store import GraphStore
from harness.factories import workplace_id
from service.roles import Role
from tests.service.contract import client
from tests.service.oversight import filled
from tests.service.standing import standing_on


@pytest.fixture
def house(graph: GraphStore) -> GraphStore:
    return filled(graph)


def groups(house: GraphStore, role: Role = Role.HR) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client(standing_on(house), role).get("/api/v1/exposure").json["items"]
    return found


def test_who_was_suggested_and_chosen_in_30_days_is_counted_once_against_the_30_before(
    house: GraphStore,
) -> None:
    [roads] = [each for each in groups(house) if each["dimension"] == "area"]

    assert roads["name"] == "Vejene"
    assert roads["suggested"] == {"count": 15, "of": 20, "share": 0.75, "low": 0.531, "high": 0.888}
    assert (roads["chosen"]["count"], roads["chosen"]["of"]) == (6, 15)
    assert roads["suggested_change"]["change"] == 0.55  # four before: the 60th day is too long ago
    assert roads["suggested_change"]["low"] > 0
    assert roads["chosen_change"] is None


def test_groups_have_names_and_nobody_of_them_has(house: GraphStore) -> None:
    names = {(each["dimension"], each["name"]) for each in groups(house)}
    assert {("profession", "Bibliotekar"), ("hours", "full_time"), ("desk", "not_known")} <= names
    assert not any("V1" in str(each) or "emp-" in str(each) for each in groups(house))


def test_a_group_under_ten_is_not_shown_nor_can_it_be_worked_out(house: GraphStore) -> None:
    """With the school alone hidden, the library and the roads would tell how it is there."""
    shown = {each["id"] for each in groups(house)}
    assert shown.isdisjoint({workplace_id("Skolen"), workplace_id("Biblioteket")})


@pytest.mark.parametrize("role", [Role.HEAD, Role.COUNCIL, Role.DPO])
def test_all_who_oversee_see_the_same(house: GraphStore, role: Role) -> None:
    assert groups(house, role) == groups(house)


@pytest.mark.parametrize("role", [Role.LEAD, Role.EMPLOYEE, Role.TOOL])
def test_nobody_else_sees_it(house: GraphStore, role: Role) -> None:
    assert client(standing_on(house), role).get("/api/v1/exposure").status_code == 403
