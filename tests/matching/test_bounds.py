"""What a value may be is said once; these are the values that did harm, and those at the edge."""

from dataclasses import replace
from datetime import date, timedelta
from math import inf, nan
from typing import Any

import pytest

from matching.bounds import EARLIEST, HEAVIEST, LATEST, LIGHTEST, MOST_HOURS, employee_faults, task_faults
from matching.invitation import Invitation, faults
from matching.model import Assignment, Requirement, Task
from tests.matching.worlds import colleague, held

TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)
NASTY_NUMBERS = (nan, inf, -inf, -1.0, 5e-324, 1e308, 10**400)


def task(**values: Any) -> Task:
    standard: dict[str, Any] = {"id": "t", "title": "Sti", "created_on": date(2026, 10, 1)}
    return Task(**(standard | values))


def places(found: Any) -> list[tuple[str | int, ...]]:
    return [each.place for each in found]


@pytest.mark.parametrize("weight", [*NASTY_NUMBERS, 0, LIGHTEST / 1.01, HEAVIEST * 1.01])
def test_a_weight_lies_between_the_lightest_and_the_heaviest(weight: float) -> None:
    wrong = task(requirements=(Requirement(skill="a"), Requirement(skill="b", weight=weight)))

    assert places(task_faults(wrong, TODAY)) == [("requirements", 1, "weight")]


@pytest.mark.parametrize("closed_on", [TOMORROW, date(2062, 11, 20), date.max, date(2026, 9, 30)])
def test_a_task_is_closed_between_its_creation_and_today(closed_on: date) -> None:
    assert places(task_faults(task(closed_on=closed_on), TODAY)) == [("closed_on",)]


@pytest.mark.parametrize("created_on", [TOMORROW, date.max, date.min, EARLIEST - timedelta(days=1)])
def test_a_task_was_created_since_there_is_anything_up_to_today(created_on: date) -> None:
    assert places(task_faults(task(created_on=created_on), TODAY)) == [("created_on",)]


@pytest.mark.parametrize("hours", [*(each for each in NASTY_NUMBERS if each != 5e-324), MOST_HOURS + 0.1])
def test_hours_fit_into_a_week(hours: float) -> None:
    assert places(task_faults(task(assignments=(Assignment(employee="e", hours=hours),)), TODAY)) == [
        ("assignments", 0, "hours")
    ]
    assert places(employee_faults(colleague("e", weekly_hours=hours), TODAY)) == [("weekly_hours",)]
    assert places(employee_faults(colleague("e", hours_offered=hours), TODAY)) == [("hours_offered",)]
    assert places(faults(Invitation(id="i", task="t", employee="e", hours=hours), TODAY)) == [("hours",)]


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        (date.min, None, 0),
        (LATEST + timedelta(days=1), None, 0),
        (None, date.max, 1),
        (date(2026, 3, 2), date(2026, 3, 1), 1),
    ],
)
def test_a_period_is_in_order_and_in_bounds(start: date | None, end: date | None, wrong: int) -> None:
    work = Assignment(employee="e", started_on=start, ended_on=end)
    offer = colleague("e", offers_from=start, offers_until=end)
    asked = Invitation(id="i", task="t", employee="e", starts_on=start, ends_on=end)

    of_work = places(task_faults(task(assignments=(work,)), TODAY))
    assert of_work == [("assignments", 0, ("started_on", "ended_on")[wrong])]
    assert places(employee_faults(offer, TODAY)) == [(("offers_from", "offers_until")[wrong],)]
    assert places(faults(asked, TODAY)) == [(("starts_on", "ends_on")[wrong],)]


@pytest.mark.parametrize("level", [0, 6, -3, 300])
def test_a_level_is_one_of_five(level: int) -> None:
    assert places(task_faults(task(requirements=(Requirement(skill="a", level=level),)), TODAY)) == [
        ("requirements", 0, "level")
    ]
    assert places(employee_faults(colleague("e", [held("a", level)]), TODAY)) == [("skills", 0, "level")]


def test_evidence_and_acquaintances_are_not_from_the_future() -> None:
    someone = colleague("e", [held("a", confirmed_on=TOMORROW)], knows=(("f", TOMORROW),))

    assert places(employee_faults(someone, TODAY)) == [("skills", 0, "confirmed_on"), ("knows", 0)]


def test_what_lies_on_the_bounds_is_taken() -> None:
    work = Assignment(employee="e", hours=MOST_HOURS, started_on=EARLIEST, ended_on=LATEST)
    fine = task(
        created_on=EARLIEST,
        closed_on=TODAY,
        requirements=(Requirement(skill="a", weight=LIGHTEST), Requirement(skill="b", weight=HEAVIEST)),
        assignments=(work, replace(work, employee="f", hours=0.0, started_on=None, ended_on=None)),
    )

    assert not list(task_faults(fine, TODAY))
    assert not list(employee_faults(colleague("e", {"a": 1, "b": 5}, hours_offered=None), TODAY))
