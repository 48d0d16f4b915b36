import json
from dataclasses import replace

import numpy as np
import pytest

from matching.language.link_features import ALONE
from matching.language.link_model import SHIPPED, LinkModel, Regression


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


@pytest.mark.parametrize("text", ["{}", "[]", "null", "{", json.dumps({"alone": {}})])
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"this is no link model|Expecting"):
        LinkModel.read(text)
