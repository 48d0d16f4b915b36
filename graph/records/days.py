"""Days and moments as they lie in the graph: ISO texts, which sort as they follow each other."""

from datetime import UTC, date, datetime, timedelta


def days_until(last: date, count: int) -> list[str]:
    """So many days up to one, the last first: an index of the embedded server finds days, but no spans."""
    return [(last - timedelta(days=ago)).isoformat() for ago in range(count)]


def in_utc(moment: datetime, timespec: str = "seconds") -> str:
    """A moment of any zone, to the second or as `isoformat` calls it."""
    return moment.astimezone(UTC).isoformat(timespec=timespec)
