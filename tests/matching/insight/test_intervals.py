"""A share says how sure it is, as scipy reckons it; a difference likewise, as Newcombe printed it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from matching.insight.intervals import Share, difference

SHARES = st.integers(1, 500).flatmap(lambda of: st.builds(Share, st.integers(0, of), st.just(of)))


@given(SHARES)
def test_the_interval_is_wilsons(share: Share) -> None:
    expected = binomtest(share.count, share.of).proportion_ci(method="wilson")
    assert share.interval == pytest.approx((expected.low, expected.high), abs=1e-6)


@given(SHARES, SHARES)
def test_a_difference_lies_in_its_interval_and_turns_round(one: Share, other: Share) -> None:
    rise, fall = difference(one, other), difference(other, one)
    assert rise.interval[0] <= rise.value <= rise.interval[1]
    assert (fall.value, *fall.interval) == pytest.approx((-rise.value, -rise.interval[1], -rise.interval[0]))


def test_newcombes_own_example() -> None:
    """56 of 70 against 48 of 80: 0.20 with 0.0524 to 0.3339 (Newcombe 1998, table II, method 10)."""
    found = difference(Share(56, 70), Share(48, 80))
    assert (found.value, *found.interval) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_none_of_ten_is_not_certainly_none() -> None:
    low, high = Share(0, 10).interval
    assert (low, high) == pytest.approx((0.0, 0.2775), abs=5e-5)
