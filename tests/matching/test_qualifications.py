from dataclasses import replace
from datetime import date, timedelta

import pytest

from matching.model import Employee, OwnQualification, Qualification
from matching.qualifications import (
    counting,
    disputing,
    last_day,
    running_out,
    stating,
    taking_back,
    unseen,
)
from tests.matching.worlds import TODAY, colleague

LORRY = Qualification(kind="C", valid_until=date(2027, 5, 1), source="hr", confirmed_on=TODAY)
FIRST_AID = Qualification(kind="A", source="hr", confirmed_on=TODAY)


def driver(*seen: Qualification) -> Employee:
    return colleague("anna", qualifications=seen)


def test_what_hr_has_seen_counts() -> None:
    assert counting(driver(LORRY, FIRST_AID)) == (FIRST_AID, LORRY)


def test_what_one_only_says_oneself_counts_nowhere_and_is_shown_as_such() -> None:
    said = OwnQualification(kind="D", said_on=TODAY)
    own = stating(driver(LORRY), said)
    assert counting(own) == (LORRY,)
    assert unseen(own) == (said,)


def test_once_hr_has_seen_what_one_said_it_is_no_longer_apart() -> None:
    own = stating(driver(), OwnQualification(kind="C", valid_until=LORRY.valid_until, said_on=TODAY))
    assert unseen(replace(own, qualifications=(LORRY,))) == ()


def test_what_is_disputed_does_not_count_until_it_is_taken_back() -> None:
    own = disputing(driver(LORRY), LORRY, on=TODAY)
    assert counting(own) == ()
    assert counting(taking_back(own, "C")) == (LORRY,)


def test_a_dispute_is_settled_once_hr_says_another_last_day() -> None:
    renewed = replace(LORRY, valid_until=date(2031, 5, 1))
    own = replace(disputing(driver(LORRY), LORRY, on=TODAY), qualifications=(renewed,))
    assert counting(own) == (renewed,)


@pytest.mark.parametrize(
    ("days", "reminder"), [(90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-3, 7)]
)
def test_somebody_is_reminded_before_it_ends_and_after(days: int, reminder: int) -> None:
    (found,) = running_out(driver(replace(LORRY, valid_until=TODAY + timedelta(days))), TODAY)
    assert (found.days, found.reminder) == (days, reminder)


def test_what_ends_later_or_never_or_is_disputed_runs_out_for_nobody() -> None:
    later = replace(LORRY, valid_until=TODAY + timedelta(91))
    soon = replace(LORRY, valid_until=TODAY)
    assert running_out(driver(later, FIRST_AID), TODAY) == ()
    assert running_out(disputing(driver(soon), soon, on=TODAY), TODAY) == ()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "until"),
    [
        (None, None, TODAY),
        (date(2027, 1, 1), None, date(2027, 1, 1)),
        (date(2020, 1, 1), None, TODAY),
        (None, date(2027, 3, 1), date(2027, 3, 1)),
        (date(2027, 1, 1), date(2027, 3, 1), date(2027, 3, 1)),
    ],
)
def test_it_must_be_valid_on_the_last_day_that_is_known(
    starts_on: date | None, ends_on: date | None, until: date
) -> None:
    assert last_day(starts_on, ends_on, today=TODAY) == until
