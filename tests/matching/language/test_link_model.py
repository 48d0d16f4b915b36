import json
from dataclasses import replace

import numpy as np
import pytest

from matching.language.link_features import ALONE
from matching.language.link_model import (
    SHIPPED,
    Figure,
    LearnedLinking,
    LinkComparison,
    LinkModel,
    Regression,
    TextKind,
)


def test_what_ships_says_what_it_was_learned_from() -> None:
    assert SHIPPED.learned_from["examples"] > 0
    assert SHIPPED.version


def test_a_model_is_read_as_it_was_written() -> None:
    assert LinkModel.read(SHIPPED.written()) == SHIPPED


def test_a_logit_is_the_intercept_and_what_each_feature_counts() -> None:
    regression = Regression(1.0, {"a": 2.0, "b": -1.0})
    assert regression.logits(np.array([[1.0, 1.0], [0.0, 3.0]])).tolist() == [2.0, -2.0]


def test_a_model_that_misses_a_feature_is_refused_by_name() -> None:
    counts = {name: 0.0 for name in ALONE if name != "common"}
    with pytest.raises(ValueError, match="common"):
        replace(SHIPPED, alone=Regression(0.0, counts))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1e7])
def test_a_number_without_end_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="without end"):
        replace(SHIPPED, beside=Regression(number, SHIPPED.beside.counts))


@pytest.mark.parametrize(
    ("differences", "better"),
    [
        ({Figure.PRECISION: (0.01, 0.05), Figure.LOG_LOSS: (-0.1, 0.1)}, True),
        ({Figure.PRECISION: (-0.01, 0.05), Figure.LOG_LOSS: (-0.2, -0.1)}, True),
        ({Figure.PRECISION: (0.01, 0.05), Figure.RECALL: (-0.05, -0.01)}, False),
        ({Figure.PRECISION: (0.01, 0.05), Figure.LOG_LOSS: (0.1, 0.2)}, False),
        ({Figure.PRECISION: (-0.01, 0.05)}, False),
        ({}, False),
    ],
)
def test_a_model_is_better_where_something_surely_is_and_nothing_is_surely_worse(
    differences: dict[Figure, tuple[float, float]], better: bool
) -> None:
    comparisons = tuple(
        LinkComparison(kind=TextKind.OWN, figure=figure, texts=9, before=0.5, after=0.5, low=low, high=high)
        for figure, (low, high) in differences.items()
    )
    learned = LearnedLinking(model=SHIPPED, replaced="shipped", change=1, comparisons=comparisons)
    assert learned.better is better


@pytest.mark.parametrize("text", ["{}", "[]", "null", "{", json.dumps({"alone": {}})])
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"this is no link model|Expecting"):
        LinkModel.read(text)
