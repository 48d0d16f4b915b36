import math

import numpy as np
import pytest

from matching.learning.evaluation import Columns, Hits, bootstrap, ndcg


def columns(*numbers: int) -> Columns:
    return np.array(numbers, np.intp)


def places(*rows: str) -> Hits:
    """Each row a ranking, `x` where somebody sought stands: places("x..", ".x.")."""
    return np.array([[mark == "x" for mark in row] for row in rows], np.bool_)


def test_ndcg_is_one_when_all_sought_come_first() -> None:
    assert ndcg(places("xx.."), columns(2), k=4).tolist() == [1.0]


def test_ndcg_discounts_by_place() -> None:
    found = ndcg(places(".x..", "..x."), columns(1, 2), k=4)
    assert found == pytest.approx([1 / math.log2(3), 0.5 / (1 + 1 / math.log2(3))])


def test_ndcg_cannot_ask_for_more_than_the_list_holds() -> None:
    assert ndcg(places("xx"), columns(5), k=2).tolist() == [1.0]


def test_an_interval_holds_the_mean_and_narrows_with_queries() -> None:
    values = np.random.default_rng(1).random((1, 900))
    few, many = bootstrap(values[:, :30], seed=1)[0], bootstrap(values, seed=1)[0]
    assert few.low < few.mean < few.high
    assert many.high - many.low < few.high - few.low


def test_a_paired_difference_that_is_the_same_everywhere_has_no_spread() -> None:
    values = np.random.default_rng(1).random(50)
    apart = bootstrap((values + 0.1 - values)[None], seed=1)[0]
    assert (apart.low, apart.high) == pytest.approx((0.1, 0.1))


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(1).random((2, 40))
    assert bootstrap(values, seed=3) == bootstrap(values, seed=3)
