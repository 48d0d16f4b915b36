from datetime import date

import numpy as np
import pytest

from matching.index.columns import days
from matching.index.evidence import FRESHNESS_FLOOR, HALF_LIFE_YEARS, level_fit, quality
from matching.model import Evidence

TODAY = date(2026, 11, 23)


def of(evidence: Evidence, confirmed_on: date) -> float:
    when = np.array([days(confirmed_on)], np.int32)
    return float(quality(np.array([evidence], np.int8), when, today=TODAY)[0])


def test_each_rung_of_the_ladder_counts_more_than_the_one_below() -> None:
    fresh = [of(rung, TODAY) for rung in Evidence]
    assert fresh == sorted(fresh)
    assert len(set(fresh)) == len(fresh)


@pytest.mark.parametrize("rung", [Evidence.SELF_STATED, Evidence.CONFIRMED, Evidence.USED])
def test_a_skill_counts_half_after_its_half_life(rung: Evidence) -> None:
    then = date(TODAY.year - int(HALF_LIFE_YEARS[rung]), TODAY.month, TODAY.day)
    assert of(rung, then) == pytest.approx(of(rung, TODAY) / 2, rel=1e-3)


def test_what_is_assumed_from_a_job_does_not_fade() -> None:
    assert of(Evidence.ASSUMED, date(1990, 1, 1)) == of(Evidence.ASSUMED, TODAY)


def test_old_knowledge_never_fades_to_nothing() -> None:
    assert of(Evidence.USED, date(1970, 1, 1)) == pytest.approx(FRESHNESS_FLOOR)


def test_a_date_in_the_future_counts_as_today() -> None:
    assert of(Evidence.CONFIRMED, date(2030, 1, 1)) == of(Evidence.CONFIRMED, TODAY)


@pytest.mark.parametrize("required", range(1, 6))
def test_a_higher_level_never_fits_worse(required: int) -> None:
    fit = level_fit(required)
    assert (np.diff(fit) > 0).all()
    assert fit[5] == pytest.approx(1.0)
