"""Two sets of weights are compared on the same later tasks."""

from matching.learning.comparison import FEWEST_QUESTIONS, compare
from matching.question import Signal
from matching.weights import Comparison, Weights
from tests.matching.worlds import colleague, solved, world

CLAIMS = Weights({"alone": {Signal.SKILL: 1.0}})
DEEDS = Weights({"alone": {Signal.PAST_TASKS: 1.0}})


def compared(count: int) -> tuple[Comparison, ...]:
    """Those who did it do it again; those who claim it don't."""
    doers, sayers = ("a", "b"), ("x", "y")
    index = world(
        *map(colleague, doers),
        *(colleague(id, {"støj": 5}) for id in sayers),
        tasks=[solved(f"t{n}", ["støj"], doers) for n in range(3)],
    )
    tasks = [solved(f"later{n}", ["støj"], ["a"]) for n in range(count)]
    return compare(index, tasks, text={}, seed=1, before=CLAIMS, after=DEEDS)


def test_weights_that_find_more_of_who_took_part_are_ahead() -> None:
    [alone] = compared(FEWEST_QUESTIONS)
    assert (alone.situation, alone.questions) == ("alone", FEWEST_QUESTIONS)
    assert alone.after > alone.before
    assert alone.low <= alone.after - alone.before <= alone.high


def test_of_few_questions_nothing_is_said() -> None:
    assert compared(FEWEST_QUESTIONS - 1) == ()
