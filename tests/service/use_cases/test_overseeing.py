"""Which days count: what the report makes of them is tested in `tests/matching/insight/test_exposure.py`."""

from collections.abc import Iterable
from datetime import date

from graph.audit.chain import Part
from service.use_cases.overseeing import exposure
from tests.service.web.municipality import index

TODAY = date(2026, 11, 30)


class Asked:
    """A record that remembers of which days it was asked."""

    def __init__(self) -> None:
        self.days: dict[Part, list[list[date]]] = {}

    def people_in(self, part: Part, *, days: Iterable[date]) -> frozenset[str]:
        self.days.setdefault(part, []).append(sorted(days))
        return frozenset()


def test_the_thirty_days_that_end_today_stand_against_the_thirty_before() -> None:
    lines = Asked()
    exposure(index(), lines=lines, today=TODAY)
    for part in (Part.SUGGESTED, Part.CHOSEN):
        now, before = lines.days[part]
        assert (now[0], now[-1], len(now)) == (date(2026, 11, 1), TODAY, 30)
        assert (before[0], before[-1], len(before)) == (date(2026, 10, 2), date(2026, 10, 31), 30)
