import numpy as np
import pytest

from matching.model import Question, Requirement
from matching.ranking.needs import ESSENTIAL, best_of, needs_of
from tests.matching.ranking.questions import scores
from tests.matching.worlds import colleague, world


def test_the_shares_of_a_task_sum_to_one_and_an_essential_need_has_a_larger_one() -> None:
    asked = [Requirement(skill="støj", essential=True), Requirement(skill="sorg")]
    first, second = needs_of(world(), asked)
    assert first.share + second.share == pytest.approx(1.0)
    assert first.share / second.share == pytest.approx(ESSENTIAL)


def test_an_essential_need_counts_more() -> None:
    index = world(colleague("a", {"støj": 4}), colleague("b", {"sorg": 4}))
    asked = (Requirement(skill="støj", essential=True), Requirement(skill="sorg"))
    found = scores(index, Question(requirements=asked))
    assert found["a"] > found["b"]


def test_what_weighs_nothing_is_no_need() -> None:
    [need] = needs_of(world(), [Requirement(skill="støj", weight=0.0), Requirement(skill="sorg")])
    assert (need.requirement.skill, need.share) == ("sorg", 1.0)


def test_how_well_each_need_is_met_stands_in_the_column_of_the_row() -> None:
    index = world(colleague("a", {"støj": 5}), colleague("b", {"sorg": 2}), colleague("c"))
    needs = needs_of(index, [Requirement(skill="støj"), Requirement(skill="sorg")])
    best = best_of(needs, np.array([1, 2]), n_rows=3)
    assert best.shape == (2, 2)
    assert best[0].tolist() == [0.0, 0.0]
    assert best[1, 0] > 0 == best[1, 1]
