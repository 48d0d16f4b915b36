from datetime import UTC, date, datetime, timedelta, timezone

from graph.records.days import days_until, in_utc


def test_days_are_told_one_by_one_the_last_first() -> None:
    assert days_until(date(2026, 3, 1), 2) == ["2026-03-01", "2026-02-28"]


def test_moments_of_all_zones_sort_as_they_follow_each_other() -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    earlier = datetime(2026, 3, 1, 12, 30, tzinfo=timezone(timedelta(hours=1)))

    assert in_utc(noon) == "2026-03-01T12:00:00+00:00"
    assert sorted([noon, earlier], key=in_utc) == [earlier, noon]
