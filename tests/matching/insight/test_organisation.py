"""Demand and supply, and where the organisation hangs by few people or one workplace."""

from datetime import date
from typing import Any

import pytest

from matching.index.index import Index
from matching.insight.organisation import (
    OfOneWorkplace,
    SkillBalance,
    holders,
    of_one_workplace,
    skill_balances,
    uncovered,
)
from matching.model import Evidence, Requirement, Skill, TaskStatus, Visibility
from tests.matching.worlds import colleague, held, solved, world

TEN = [f"person {number}" for number in range(10)]
OPEN = {"status": TaskStatus.OPEN, "closed_on": None}


def balance(index: Index, skill: str) -> SkillBalance:
    [found] = [each for each in skill_balances(index) if each.skill == skill]
    return found


def asking(id: str, **levels: int) -> Any:
    needs = tuple(Requirement(skill=skill, level=level, essential=True) for skill, level in levels.items())
    return solved(id, [], [], **OPEN, requirements=needs)


def test_demand_is_of_open_and_recent_tasks_and_supply_of_those_at_the_level() -> None:
    index = world(
        *(colleague(id, {"støj": 4}) for id in TEN),
        colleague("b", {"støj": 2}),
        colleague("c", {"støj": 3}, workplace="vej"),
        tasks=[
            asking("open", støj=3),
            solved("recent", ["støj"], TEN[:1]),
            solved("old", ["støj"], TEN[:1], closed_on=date(2020, 1, 1)),
        ],
    )
    found = balance(index, "støj")
    assert (found.open, found.recent, found.level) == (1, 1, 3)
    assert (found.holders, found.workplaces, found.only_workplace) == (11, 2, None)


@pytest.mark.parametrize("able", [1, 9])
@pytest.mark.parametrize(("others", "place"), [(0, None), (10, "skole")])
def test_fewer_than_ten_who_can_are_no_number_and_have_a_place_where_ten_work(
    able: int, others: int, place: str | None
) -> None:
    index = world(
        *(colleague(id, {"støj": 4, "sorg": 4}) for id in TEN[:able]),
        *(colleague(f"other {number}") for number in range(others)),
        tasks=[asking("open", støj=3)],
    )
    found = balance(index, "støj")
    assert (found.holders, found.workplaces, found.only_workplace) == (None, None, place)
    assert [(each.workplace, each.holders) for each in of_one_workplace(index)] == [(place, None)] * 2


def test_the_order_does_not_tell_how_many_of_fewer_than_ten_there_are() -> None:
    few, more = (
        world(
            *(colleague(id, {"støj": 4}) for id in TEN[:able]),
            *(colleague(id) for id in TEN[able:]),
            *(colleague(id, {"sorg": 4}) for id in "abcd"),
            tasks=[asking("one", støj=3, sorg=3), asking("two", støj=3)],
        )
        for able in (1, 5)
    )
    assert skill_balances(few) == skill_balances(more)


def test_what_is_only_assumed_or_hidden_does_not_count() -> None:
    index = world(
        colleague("assumed", [held("støj", 5, evidence=Evidence.ASSUMED)]),
        colleague("hidden", {"støj": 5}, visibility=Visibility.HIDDEN),
        colleague("leads", {"støj": 5}, visibility=Visibility.LEADS),
    )
    assert [index.workforce.ids[row] for row in holders(index, "støj", 3)] == ["leads"]


def test_a_narrower_skill_covers_and_a_broader_one_does_not() -> None:
    skills = [Skill(id="vej"), Skill(id="cykelsti", broader=("vej",))]
    index = world(colleague("a", {"cykelsti": 4}), colleague("b", {"vej": 4}), skills=skills)
    assert len(holders(index, "vej", 3)) == 2
    assert [index.workforce.ids[row] for row in holders(index, "cykelsti", 3)] == ["a"]


def test_the_scarcest_skill_comes_first() -> None:
    index = world(
        *(colleague(id, {"støj": 4}) for id in (*TEN, *"abcdefghi")),
        colleague("j", {"sorg": 4}),
        tasks=[asking("one", støj=3, sorg=3, lov=3), asking("two", støj=3)],
    )
    assert [each.skill for each in skill_balances(index)] == ["lov", "sorg", "støj"]


def test_skills_that_one_workplace_alone_is_good_at_are_listed() -> None:
    index = world(
        colleague("a", {"støj": 4, "sorg": 4, "lov": 2}),
        colleague("b", {"støj": 3, "sorg": 2}, workplace="vej"),
        colleague("c", {"sorg": 3}),
    )
    assert of_one_workplace(index) == (OfOneWorkplace(skill="sorg", workplace=None, holders=None),)


def test_what_nobody_can_do_for_an_open_task_is_named() -> None:
    index = world(colleague("a", {"støj": 4}), tasks=[asking("open", støj=4, sorg=2, vej=3)])
    assert [(each.task, each.skill, each.level) for each in uncovered(index)] == [
        ("open", "sorg", 2),
        ("open", "vej", 3),
    ]
    assert uncovered(index)[0].essential
