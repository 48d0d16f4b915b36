"""Demand and supply, and where the organisation hangs by one person or one workplace."""

from datetime import date
from typing import Any

from matching.index.index import Index
from matching.insight.organisation import SkillBalance, holders, of_one_workplace, skill_balances, uncovered
from matching.model import Evidence, Requirement, Skill, TaskStatus, Visibility
from tests.matching.worlds import colleague, held, solved, world

OPEN = {"status": TaskStatus.OPEN, "closed_on": None}


def balance(index: Index, skill: str) -> SkillBalance:
    [found] = [each for each in skill_balances(index) if each.skill == skill]
    return found


def asking(id: str, **levels: int) -> Any:
    needs = tuple(Requirement(skill=skill, level=level, essential=True) for skill, level in levels.items())
    return solved(id, [], [], **OPEN, requirements=needs)


def test_demand_is_of_open_and_recent_tasks_and_supply_of_those_at_the_level() -> None:
    index = world(
        colleague("a", {"støj": 4}),
        colleague("b", {"støj": 2}),
        colleague("c", {"støj": 3}, workplace="vej"),
        tasks=[
            asking("open", støj=3),
            solved("recent", ["støj"], ["a"]),
            solved("old", ["støj"], ["a"], closed_on=date(2020, 1, 1)),
        ],
    )
    found = balance(index, "støj")
    assert (found.open, found.recent, found.level) == (1, 1, 3)
    assert (found.holders, found.workplaces, found.only_holder, found.only_workplace) == (2, 2, None, None)


def test_who_alone_can_meet_what_is_asked_for_is_named_with_their_workplace() -> None:
    index = world(colleague("a", {"støj": 4}), colleague("b", {"støj": 2}), tasks=[asking("open", støj=3)])
    found = balance(index, "støj")
    assert (found.only_holder, found.only_workplace) == ("a", "skole")


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
        *(colleague(id, {"støj": 4}) for id in "abc"),
        colleague("d", {"sorg": 4}),
        tasks=[asking("one", støj=3, sorg=3), asking("two", støj=3)],
    )
    assert [each.skill for each in skill_balances(index)] == ["sorg", "støj"]


def test_skills_that_one_workplace_alone_is_good_at_are_listed() -> None:
    index = world(
        colleague("a", {"støj": 4, "sorg": 4, "lov": 2}),
        colleague("b", {"støj": 3, "sorg": 2}, workplace="vej"),
        colleague("c", {"sorg": 3}),
    )
    assert of_one_workplace(index) == (("sorg", "skole", 2),)


def test_what_nobody_can_do_for_an_open_task_is_named() -> None:
    index = world(colleague("a", {"støj": 4}), tasks=[asking("open", støj=4, sorg=2, vej=3)])
    assert [(each.task, each.skill, each.level) for each in uncovered(index)] == [
        ("open", "sorg", 2),
        ("open", "vej", 3),
    ]
    assert uncovered(index)[0].essential
