"""How suggestions fall on groups, read from the record: for the page and the API alike."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from graph.audit.chain import Part
from matching.index.index import Index
from matching.insight.exposure import MONTH_DAYS, Group, Month, exposure_report


class Lines(Protocol):
    """The record, as far as it tells who was what on which days."""

    def people_in(self, part: Part, *, days: Iterable[date]) -> frozenset[str]:
        """The ids of all who were such a part of any line of these days."""


def exposure(index: Index, *, lines: Lines, today: date) -> tuple[Group, ...]:
    """Every group that can be shown, in the 30 days that end today and the 30 before."""
    return exposure_report(index, now=_month(lines, today), before=_month(lines, _a_month_before(today)))


def _a_month_before(day: date) -> date:
    return day - timedelta(days=MONTH_DAYS)


def _month(lines: Lines, until: date) -> Month:
    """Who was suggested and chosen in the 30 days that end with a day."""
    days = [until - timedelta(days=each) for each in range(MONTH_DAYS)]
    return Month(
        suggested=lines.people_in(Part.SUGGESTED, days=days), chosen=lines.people_in(Part.CHOSEN, days=days)
    )
