"""What is learned from history, and which weights a question gets."""

from datetime import date

import pytest

from matching.learning.regression import FEWEST_QUESTIONS, learn, more_general
from matching.model import Requirement, Task
from matching.question import Filters, Question, Signal
from matching.ranking.shipped import DEFAULT, UNLEARNABLE
from matching.ranking.signals import weights_for
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

    assert sum(weights.values()) == pytest.approx(sum(DEFAULT["alone"].values()))
    assert weights | UNLEARNABLE == weights
    of_history = (Signal.PAST_TASKS, Signal.RECENT_TASKS, Signal.EXPERIENCE)
    assert sum(weights.get(signal, 0) for signal in of_history) > 0.5
    assert all(weight > 0 for weight in weights.values())


def test_learning_again_gives_the_same() -> None:
    assert learned(later()) == learned(later())


def test_too_few_tasks_teach_nothing() -> None:
    assert learned(later()[:-1]) == SHIPPED


def test_a_situation_with_few_cases_of_its_own_learns_from_the_more_general_one() -> None:
    pairs = [("a", "b"), ("c", "d")]
    index = world(
        *(colleague(id, dict.fromkeys(SKILLS, 5)) for id in "ac"),
        *(colleague(id, {"andet": 1}) for id in "bd"),
        tasks=[solved(f"t{n}", [SKILLS[n % 5]], pairs[n % 2]) for n in range(30)],
    )
    new = [solved(f"new{n}", [SKILLS[n % 5]], "ac") for n in range(FEWEST_QUESTIONS // 5)]
    old = [solved(f"old{n}", [SKILLS[n % 5]], pairs[n % 2]) for n in range(FEWEST_QUESTIONS)]
    assert "new_ties" not in learn(index, new, text={}, seed=1).learned
    assert "new_ties" in learn(index, [*new, *old], text={}, seed=1).learned


@pytest.mark.parametrize(
    ("particular", "general"),
    [("across_text", "new_ties_text"), ("new_ties", "members"), ("members", ""), ("alone_text", "")],
)
def test_what_is_more_general_asks_less_of_whom_is_sought(particular: str, general: str) -> None:
    assert more_general(particular) == general


def test_no_signal_is_learned_to_count_against_somebody() -> None:
    """Here those who hold the skills never take part."""
    index = world(
        *(colleague(id) for id in DOERS),
        *(colleague(id, dict.fromkeys(SKILLS, 5)) for id in SAYERS),
        tasks=[*history(), *(solved(f"other {n}", ["andet"], SAYERS) for n in range(3))],
    )
    for weights in learn(index, later(), text={}, seed=1).learned.values():
        assert Signal.SKILL not in weights
        assert min(weights.values()) > 0
