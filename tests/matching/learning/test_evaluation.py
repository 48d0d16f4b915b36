import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from matching.learning import evaluation
from matching.learning.evaluation import Columns, Hits


def columns(*numbers: int) -> Columns:
    return np.array(numbers, np.intp)


def places(*rows: str) -> Hits:
    """Each row a ranking, `x` where somebody sought stands: places("x..", ".x.")."""
    return np.array([[mark == "x" for mark in row] for row in rows], np.bool_)


def test_the_best_are_ordered_by_score_and_equal_ones_by_the_draw() -> None:
    scores = np.array([0.2, 0.9, -np.inf, 0.5, 0.5])
    assert evaluation.best(scores, columns(0, 1, 2, 4, 3), depth=3).tolist() == [1, 4, 3]


def test_those_who_are_not_shown_are_never_among_the_best() -> None:
    assert evaluation.best(np.array([-np.inf, 1.0]), columns(0, 1), depth=10).tolist() == [1]


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0, -math.inf]), min_size=1), st.integers(1, 8))
def test_the_best_are_the_head_of_everybody_in_order(scores: list[float], depth: int) -> None:
    ties = np.arange(len(scores))[::-1].copy()
    everybody = evaluation.best(np.array(scores), ties, depth=len(scores))
    assert evaluation.best(np.array(scores), ties, depth=depth).tolist() == everybody[:depth].tolist()


def test_hits_are_found_by_column_and_not_in_padding() -> None:
    ranked = evaluation.padded([columns(4, 2), columns(7)], depth=3)
    assert evaluation.hits(ranked, [columns(2), columns(1, 7)]).tolist() == [
        [False, True, False],
        [True, False, False],
    ]


def test_ndcg_is_one_when_all_sought_come_first() -> None:
    assert evaluation.ndcg(places("xx.."), columns(2), k=4).tolist() == [1.0]


def test_ndcg_discounts_by_place() -> None:
    found = evaluation.ndcg(places(".x..", "..x."), columns(1, 2), k=4)
    assert found == pytest.approx([1 / math.log2(3), 0.5 / (1 + 1 / math.log2(3))])


def test_ndcg_cannot_ask_for_more_than_the_list_holds() -> None:
    assert evaluation.ndcg(places("xx"), columns(5), k=2).tolist() == [1.0]


def test_recall_is_of_the_sought_and_precision_of_the_places() -> None:
    found = places("x..x.")
    assert evaluation.recall(found, columns(4), k=4).tolist() == [0.5]
    assert evaluation.precision(found, k=5).tolist() == [0.4]


def test_average_precision_takes_the_precision_at_each_hit() -> None:
    found = evaluation.average_precision(places("x.x.", "...."), columns(2, 1), k=4)
    assert found == pytest.approx([(1 + 2 / 3) / 2, 0.0])


def test_skills_are_covered_by_anybody_among_the_first() -> None:
    held = [{"støj"}, {"jord"}, {"bøger"}]
    ranked = evaluation.padded([columns(0, 1, 2), columns(2)], depth=3)
    needed = [("støj", "jord", "bøger", "lov"), ()]
    assert evaluation.skill_coverage(ranked, needed, held, k=2).tolist() == [0.5, 1.0]


def test_a_groups_share_is_of_those_shown() -> None:
    ranked = evaluation.padded([columns(0, 1), columns()], depth=10)
    assert evaluation.share_of_group(ranked, group(0), k=10).tolist() == [0.5, 0.0]


def test_ndkl_is_zero_for_a_list_like_everybody() -> None:
    everybody = np.array([True, True])
    assert evaluation.ndkl(np.array([[0, 1]]), everybody, k=2).tolist() == [0.0]


def test_ndkl_grows_with_the_group_that_takes_all_places() -> None:
    half = group(0, 1)
    alternating, popular = evaluation.ndkl(np.array([[0, 2, 1, 3], [0, 1, 0, 1]]), half, k=4)
    assert 0 < alternating < popular
    assert popular == pytest.approx(math.log(2))


def test_an_interval_holds_the_mean_and_narrows_with_queries() -> None:
    values = np.random.default_rng(1).random((1, 900))
    few, many = evaluation.bootstrap(values[:, :30], seed=1)[0], evaluation.bootstrap(values, seed=1)[0]
    assert few.low < few.mean < few.high
    assert many.high - many.low < few.high - few.low


def test_a_paired_difference_that_is_the_same_everywhere_has_no_spread() -> None:
    values = np.random.default_rng(1).random(50)
    apart = evaluation.bootstrap((values + 0.1 - values)[None], seed=1)[0]
    assert (apart.low, apart.high) == pytest.approx((0.1, 0.1))


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(1).random((2, 40))
    assert evaluation.bootstrap(values, seed=3) == evaluation.bootstrap(values, seed=3)


def group(*members: int) -> NDArray[np.bool_]:
    """A group among four columns."""
    return np.isin(np.arange(4), members)
