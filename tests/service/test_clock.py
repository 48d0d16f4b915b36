"""Days begin at midnight in Denmark, whatever the server's own clock says."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.clock import Clock

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def at(instant: datetime) -> Clock:
    return Clock(COPENHAGEN, lambda: instant)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_the_zone_in_winter_and_summer(instant: datetime, day: date) -> None:
    assert at(instant).today() == day


def test_a_moment_carries_the_offset_of_the_zone() -> None:
    assert at(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)).now().isoformat() == "2026-11-23T00:30:00+01:00"


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)))
def test_it_is_never_another_day_than_that_of_the_moment_in_the_zone(naive: datetime) -> None:
    clock = at(naive.replace(tzinfo=UTC))
    assert clock.today() == clock.now().date()
    assert abs(clock.now() - naive.replace(tzinfo=UTC)) == timedelta(0)
