"""Dates as systems write them: whatever means one day in Denmark, and nothing that could mean two.

A column is read as a whole: one date that can only be American makes all others of its column doubtful
that could be, and one that can only be Danish settles years of two digits.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from matching.bounds import EARLIEST, LATEST
from service.hr.words import tidy

FOREVER = 9999
"""The year that HR systems write for an end that isn't known: the period is open."""
_CENTURY = 50
"""Years of two digits from this on are 1900 and something, those below 2000 and something."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan january",
            "februar feb february",
            "marts mar march mrt",
            "april apr",
            "maj may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_OFFSETS = {"z": 0, "utc": 0, "gmt": 0, "cet": 60, "cest": 120}
_WEEKDAY = re.compile(
    r"(?:(?:man|tirs|ons|tors|fre|lør|søn)(?:dag)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)?\.?,?\s*(?:den|d\.)?\s*"
)
_OFFSET = re.compile(r"\s*(?:(z|utc|gmt|cet|cest)|(?:gmt|utc)?([+-])(\d\d):?(\d\d)?)$")
_CLOCK = re.compile(r"[\s,]+(?:kl\.?\s*)?(\d{1,2})([:.])(\d\d)(?:\2(\d\d)(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?$")
_CLOCK_AFTER_T = re.compile(r"t(\d\d):?(\d\d)?(?::?(\d\d)(?:[.,]\d+)?)?$")
_EPOCH = re.compile(r"/date\((-?\d{1,14})(?:[+-]\d{4})?\)/")
_BETWEEN = r"\s*[-./ ]\s*"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})")
_YEAR_LAST = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}}|\d{{2}})")
_NAMED = re.compile(r"(\d{1,2})[\s.\-/]*([a-zæøå]{3,9})[\s.,\-/]*(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


class NoDate(ValueError):
    """A text means no day, or could mean two; it says why in Danish."""


class OpenEnd(NoDate):
    """A text stands for "until further notice": 9999-12-31."""

    def __init__(self) -> None:
        super().__init__("datoen betyder »indtil videre«")


@dataclass(frozen=True, slots=True)
class Custom:
    """How a column writes dates, as far as its cells can't mean anything else."""

    american: bool = False
    danish: bool = False

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Custom":
        """What the cells of a column tell together."""
        american = danish = False
        for text in texts:
            try:
                found = _YEAR_LAST.fullmatch(_split(text).day)
            except NoDate:
                continue
            if found:
                first, second = int(found[1]), int(found[2])
                american = american or first <= 12 < second <= 31
                danish = danish or second <= 12 < first <= 31
        return cls(american=american, danish=danish)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A text taken apart: what tells the day, and the time with its offset where it has them."""

    day: str
    clock: time | None = None
    offset: timezone | None = None
    half_day: bool = False


def read_day(text: str, *, zone: ZoneInfo, custom: Custom) -> date:
    """The day that a cell means; with a time and an offset, the one that it then was in the zone.

    Raises
    ------
    NoDate
        Also when day and month could be the other way round.
    """
    plain = tidy(text).casefold()
    if found := _EPOCH.fullmatch(plain):
        try:
            at = datetime.fromtimestamp(int(found[1]) / 1000, zone)
        except (OverflowError, ValueError, OSError):
            raise NoDate("den dato findes ikke i kalenderen") from None
        return _within_bounds(at.date())
    moment = _split(plain)
    day = _within_bounds(_day(moment, custom))
    if moment.clock is None or moment.offset is None:
        return day
    return _within_bounds(datetime.combine(day, moment.clock, moment.offset).astimezone(zone).date())


def _split(text: str) -> _Moment:
    """Take weekday, time and offset off, unless the text is a date without."""
    rest = tidy(text).casefold()
    weekday = _WEEKDAY.match(rest)
    rest = rest[weekday.end() :] if weekday else rest
    if _YEAR_LAST.fullmatch(rest) or _YEAR_FIRST.fullmatch(rest):
        return _Moment(rest)
    offset = _OFFSET.search(rest)
    before = rest[: offset.start()] if offset else rest
    if found := _CLOCK.search(before):
        clock = _clock(found[1], found[3], found[4])
        return _Moment(before[: found.start()], clock, _offset(offset), found[5] is not None)
    if found := _CLOCK_AFTER_T.search(before):
        return _Moment(before[: found.start()], _clock(*found.groups()), _offset(offset))
    # XML's dates may have an offset without a time.
    return _Moment(before if _YEAR_FIRST.fullmatch(before) else rest)


def _day(moment: _Moment, custom: Custom) -> date:
    text = moment.day
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(found[1], found[2], found[3])
    if found := _YEAR_LAST.fullmatch(text):
        return _danish(*found.groups(), custom=custom, half_day=moment.half_day)
    if (found := _NAMED.fullmatch(text)) and found[2] in _MONTHS:
        return _date(_full(found[3]), _MONTHS[found[2]], found[1])
    if (found := _NAMED_FIRST.fullmatch(text)) and found[1] in _MONTHS:
        return _date(found[3], _MONTHS[found[1]], found[2])
    if re.fullmatch(r"\d{8}", text):
        return _compact(text)
    if re.fullmatch(r"\d{4}-?w\d\d-?[1-7]", text):
        try:
            return date.fromisoformat(text.upper())
        except ValueError:
            raise NoDate("den uge findes ikke i kalenderen") from None
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        raise NoDate("det er et regnearks tal for en dato, uden datoformat")
    raise NoDate("det er ikke en dato")


def _danish(first: str, second: str, year: str, *, custom: Custom, half_day: bool) -> date:
    """Day, month and year, unless day and month may be the other way round."""
    day, month = int(first), int(second)
    if day <= 12 < month <= 31:
        raise NoDate("datoen er skrevet med måneden først")
    if day <= 12 and month <= 12 and day != month:
        if custom.american or half_day:
            raise NoDate("dag og måned kan være byttet om; andre datoer her er skrevet med måneden først")
        if len(year) == 2 and not custom.danish:
            raise NoDate("dag, måned og år kan være byttet om")
    return _date(_full(year), month, day)


def _compact(text: str) -> date:
    """20241231 or 31122024: never both, since no month is 19 or 20."""
    try:
        found = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        found = date.min
    return found if found >= EARLIEST else _date(text[4:], text[2:4], text[:2])


def _date(year: str | int, month: str | int, day: str | int) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NoDate("den dato findes ikke i kalenderen") from None


def _full(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (1900 if int(year) >= _CENTURY else 2000)


def _within_bounds(day: date) -> date:
    if day.year == FOREVER:
        raise OpenEnd
    if day < EARLIEST:
        raise NoDate(f"datoen ligger før {EARLIEST.year}")
    if day > LATEST:
        raise NoDate(f"datoen ligger efter {LATEST.year}")
    return day


def _clock(hours: str, minutes: str | None, seconds: str | None) -> time:
    try:
        if int(hours) == 24:
            return time.max
        return time(int(hours), int(minutes or 0), int(seconds or 0))
    except ValueError:
        raise NoDate("klokkeslættet findes ikke") from None


def _offset(found: re.Match[str] | None) -> timezone | None:
    if found is None:
        return None
    if found[1]:
        return timezone(timedelta(minutes=_OFFSETS[found[1]]))
    minutes = 60 * int(found[3]) + int(found[4] or 0)
    if minutes >= 24 * 60:
        raise NoDate("tidszonen findes ikke")
    return timezone(timedelta(minutes=-minutes if found[2] == "-" else minutes))
