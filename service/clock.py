"""What day it is where the municipality is: the one place that asks the machine for the time.

A server's own time zone is often UTC, where a new day begins an hour or two after it did in Denmark.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def _instant() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and day in a time zone; `instant` gives the moment, in any zone that it names."""

    zone: ZoneInfo
    instant: Callable[[], datetime] = _instant

    def now(self) -> datetime:
        """This moment, with the zone's offset."""
        return self.instant().astimezone(self.zone)

    def today(self) -> date:
        """The day that people's calendars show."""
        return self.now().date()
