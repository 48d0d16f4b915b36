from dataclasses import replace

import pytest

from harness.factories import ranking_model
from matching.model import Requirement
from matching.question import Filters, Question, Signal
from matching.weights import SHIPPED, Comparison, Weights, situation

ALONE = Question(requirements=(Requirement(skill="støj"),))
MEMBERS = replace(ALONE, members=("a",))
NEW_TIES = replace(MEMBERS, filters=Filters(new_ties=True))
ACROSS = replace(MEMBERS, filters=Filters(new_ties=True, across=True))
BETTER = Comparison(situation="alone", questions=60, before=0.3, after=0.4, low=0.05, high=0.15)
MODEL = replace(ranking_model(), comparisons=(BETTER,))


@pytest.mark.parametrize(
    ("question", "name"),
    [(ALONE, "alone"), (MEMBERS, "members"), (NEW_TIES, "new_ties"), (ACROSS, "across")],
)
def test_a_question_is_asked_in_one_situation_with_or_without_a_text(question: Question, name: str) -> None:
    assert situation(question) == name
    assert situation(replace(question, text="Larm ved skolen")) == f"{name}_text"


def test_each_situation_has_weights_of_its_own_else_those_of_the_nearest() -> None:
    alone, members = {Signal.SKILL: 1.0}, {Signal.TIES: 1.0}
    weights = Weights({"alone": alone, "members": members})
    assert weights.learned_for(ALONE) is alone
    assert weights.learned_for(MEMBERS) is members
    assert weights.learned_for(ACROSS) is members


def test_what_was_learned_without_a_text_says_nothing_of_questions_with_one() -> None:
    weights = Weights({"alone": {Signal.SKILL: 1.0}})
    assert weights.learned_for(replace(ALONE, text="Larm")) is None


def test_nothing_learned_is_not_the_same_as_nothing_that_counts() -> None:
    assert Weights({"alone": {}}).learned_for(ALONE) == {}
    assert SHIPPED.learned_for(ALONE) is None


def test_the_gain_is_the_mean_over_the_situations() -> None:
    worse = replace(BETTER, situation="members", after=0.2)
    assert replace(MODEL, comparisons=(BETTER, worse)).gain == pytest.approx(0.0)
    assert replace(MODEL, comparisons=()).gain == 0.0


def test_what_is_surely_worse_in_one_situation_replaces_nothing() -> None:
    worse = Comparison(situation="across", questions=60, before=0.3, after=0.29, low=-0.02, high=-0.01)
    assert MODEL.better
    assert not replace(MODEL, comparisons=(BETTER, worse)).better
    assert replace(MODEL, comparisons=(BETTER, replace(worse, high=0.01))).better
    assert not replace(MODEL, comparisons=()).better
