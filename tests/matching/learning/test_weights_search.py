"""What is learned from history, and which weights a question gets."""

from datetime import date

import pytest

from matching.learning.weights_search import FEWEST_QUESTIONS, learn
from matching.model import Filters, Question, Requirement, Signal, Task
from matching.ranking.signals import DEFAULT, weights_for
from matching.weights import SHIPPED, Weights
from tests.matching.worlds import colleague, solved, world

NEED = (Requirement(skill="støj"),)
MEMBERS = Question(requirements=NEED, members=("a",))
ACROSS = Question(requirements=NEED, members=("a",), filters=Filters(new_ties=True, across=True))
# Those who solved it before solve it again; those who only say they can, don't.
DOERS, SAYERS = ("a", "b", "c"), ("x", "y", "z")
SKILLS = ("støj", "sorg", "vej", "gis", "lov")


def history() -> list[Task]:
    return [
        solved(f"{skill} {year}", [skill], [DOERS[number % 3]], closed_on=date(year, 1, 1))
        for number, skill in enumerate(SKILLS)
        for year in range(2015, 2024)
    ]


def later() -> list[Task]:
    return [
        solved(f"later {number}", [SKILLS[number % 5]], [DOERS[number % 5 % 3]])
        for number in range(FEWEST_QUESTIONS)
    ]


def learned(tasks: list[Task]) -> Weights:
    everything = dict.fromkeys(SKILLS, 5)
    index = world(*(colleague(id, everything) for id in (*DOERS, *SAYERS)), tasks=history())
    return learn(index, tasks, text={}, seed=1)


def test_what_led_to_the_real_teams_is_what_counts() -> None:
    weights = weights_for(Question(requirements=NEED), learned(later()))

    assert sum(weights.values()) == pytest.approx(sum(DEFAULT.values()))
    assert weights[Signal.AVAILABILITY] == DEFAULT[Signal.AVAILABILITY]
    assert weights.get(Signal.PAST_TASKS, 0) + weights.get(Signal.EXPERIENCE, 0) > 0.5
    assert all(weight > 0 for weight in weights.values())


def test_learning_again_gives_the_same() -> None:
    assert learned(later()) == learned(later())


def test_too_few_tasks_teach_nothing() -> None:
    assert learned(later()[:-1]) == SHIPPED
