import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bench import measures
from matching.learning.evaluation import Columns, Hits


def columns(*numbers: int) -> Columns:
    return np.array(numbers, np.intp)


def places(*rows: str) -> Hits:
    """Each row a ranking, `x` where somebody sought stands: places("x..", ".x.")."""
    return np.array([[mark == "x" for mark in row] for row in rows], np.bool_)


def group(*members: int) -> NDArray[np.bool_]:
    """A group among four columns."""
    return np.isin(np.arange(4), members)


def test_the_best_are_ordered_by_score_and_equal_ones_by_the_draw() -> None:
    scores = np.array([0.2, 0.9, -np.inf, 0.5, 0.5])
    assert measures.best(scores, columns(0, 1, 2, 4, 3), depth=3).tolist() == [1, 4, 3]


def test_those_who_are_not_shown_are_never_among_the_best() -> None:
    assert measures.best(np.array([-np.inf, 1.0]), columns(0, 1), depth=10).tolist() == [1]


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0, -math.inf]), min_size=1), st.integers(1, 8))
def test_the_best_are_the_head_of_everybody_in_order(scores: list[float], depth: int) -> None:
    ties = np.arange(len(scores))[::-1].copy()
    everybody = measures.best(np.array(scores), ties, depth=len(scores))
    assert measures.best(np.array(scores), ties, depth=depth).tolist() == everybody[:depth].tolist()


def test_hits_are_found_by_column_and_not_in_padding() -> None:
    ranked = measures.padded([columns(4, 2), columns(7)], depth=3)
    assert measures.hits(ranked, [columns(2), columns(1, 7)]).tolist() == [
        [False, True, False],
        [True, False, False],
    ]


def test_recall_is_of_the_sought_and_precision_of_the_places() -> None:
    found = places("x..x.")
    assert measures.recall(found, columns(4), k=4).tolist() == [0.5]
    assert measures.precision(found, k=5).tolist() == [0.4]


def test_average_precision_takes_the_precision_at_each_hit() -> None:
    found = measures.average_precision(places("x.x.", "...."), columns(2, 1), k=4)
    assert found == pytest.approx([(1 + 2 / 3) / 2, 0.0])


def test_skills_are_covered_by_anybody_among_the_first() -> None:
    held = [{"støj"}, {"jord"}, {"bøger"}]
    ranked = measures.padded([columns(0, 1, 2), columns(2)], depth=3)
    needed = [("støj", "jord", "bøger", "lov"), ()]
    assert measures.skill_coverage(ranked, needed, held, k=2).tolist() == [0.5, 1.0]


def test_a_groups_share_is_of_those_shown() -> None:
    ranked = measures.padded([columns(0, 1), columns()], depth=10)
    assert measures.share_of_group(ranked, group(0), k=10).tolist() == [0.5, 0.0]


def test_ndkl_is_zero_for_a_list_like_everybody() -> None:
    everybody = np.array([True, True])
    assert measures.ndkl(np.array([[0, 1]]), everybody, k=2).tolist() == [0.0]


def test_ndkl_grows_with_the_group_that_takes_all_places() -> None:
    half = group(0, 1)
    alternating, popular = measures.ndkl(np.array([[0, 2, 1, 3], [0, 1, 0, 1]]), half, k=4)
    assert 0 < alternating < popular
    assert popular == pytest.approx(math.log(2))
