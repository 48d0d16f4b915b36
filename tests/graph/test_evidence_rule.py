from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evidence_rule import STALE_AFTER_DAYS, prevailing
from harness.factories import held
from matching.model import Evidence, HeldSkill

TODAY = date(2026, 11, 23)


def statement(evidence: Evidence, days_ago: int = 0, level: int = 3) -> HeldSkill:
    return held("GDPR", level, evidence=evidence, confirmed_on=TODAY - timedelta(days_ago))


def test_weaker_evidence_never_overwrites_stronger_newer_evidence():
    used = statement(Evidence.USED, 10)
    assert prevailing(used, statement(Evidence.SELF_STATED, 20)) is used


def test_a_fresh_assumption_does_not_overwrite_what_a_colleague_confirmed():
    confirmed = statement(Evidence.CONFIRMED, 300)
    assert prevailing(confirmed, statement(Evidence.ASSUMED)) is confirmed


def test_stronger_evidence_wins_although_it_is_a_little_older():
    stated = statement(Evidence.CONFIRMED, 300)
    assert prevailing(statement(Evidence.SELF_STATED), stated) is stated


def test_what_is_more_than_three_years_older_gives_way():
    stale, fresh = statement(Evidence.USED, STALE_AFTER_DAYS + 1), statement(Evidence.SELF_STATED)
    assert prevailing(stale, fresh) is fresh
    assert prevailing(fresh, stale) is fresh


def test_an_assumption_gives_way_to_any_statement_however_old():
    assumed, stated = statement(Evidence.ASSUMED), statement(Evidence.SELF_STATED, 2 * STALE_AFTER_DAYS)
    assert prevailing(assumed, stated) is stated
    assert prevailing(stated, assumed) is stated


@pytest.mark.parametrize(("days_ago", "wins"), [(1, False), (0, True)])
def test_at_equal_strength_the_newer_counts_and_on_the_same_day_the_file(days_ago, wins):
    kept, stated = statement(Evidence.CONFIRMED, level=2), statement(Evidence.CONFIRMED, days_ago, level=4)
    assert prevailing(kept, stated) is (stated if wins else kept)


statements = st.builds(
    statement, st.sampled_from(Evidence), st.integers(0, 3 * STALE_AFTER_DAYS), st.integers(1, 5)
)


@given(statements, statements)
def test_the_same_statement_again_changes_nothing(kept, stated):
    once = prevailing(kept, stated)
    assert prevailing(once, stated) == once


@given(statements, statements)
def test_it_is_always_one_of_the_two_and_never_weaker_and_older(kept, stated):
    best = prevailing(kept, stated)
    other = stated if best is kept else kept
    assert best.evidence >= other.evidence or best.confirmed_on > other.confirmed_on
