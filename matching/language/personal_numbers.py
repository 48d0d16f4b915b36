"""Recognises Danish personal numbers (CPR) in texts, so that they are refused and never kept.

A personal number is ``ddmmyy`` and four digits. The seventh digit tells the century. The tenth is a check
digit (modulus 11), except in numbers given since October 2007 for some birthdays, all of them the 1st of
January of 1960 to 1999 (https://cpr.dk/cpr-systemet/personnumre-uden-kontrolciffer-modulus-11-kontrol). A
replacement number has 60 added to the day.

So a number *can be somebody's* if its day exists, lies between 1900 and now by its seventh digit, and its
check digit is right or its day is a 1st of January of those years. Signs in code, of other scripts and hidden
ones are read first (`matching.language.written_signs`). What is taken for a personal number:

- six and four digits with anything between them, or the day in parts, or digits spread by blanks or by one
  other sign: always, unless it reads as a day with its time or year (»10.12.24 1400«, »01.08.25-2026«) and
  can be nobody's, or a word for a day stands before it (»mødet den 10.12.24 1400«). With the year in four
  digits the seventh digit must be of its century, so that »17082025_1130« is a day and its time;
- ten digits in a row whose first six are a day: always, but with the words for a phone, a case or an account
  beside them only if they can be somebody's. Numbers of workplaces (P-numre) begin with 10: with their word
  beside them they pass, without it they pass unless they can be somebody's;
- with a word for a personal number before it: whatever looks like one.

What that lets through and what it refuses wrongly is measured by `python -m bench.personal_numbers`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime

from matching.language.number_words import DAY, OTHER, PERSON, WORKPLACE, Said
from matching.language.written_signs import Span, readings

MASK = "[fjernet]"

_FEWEST_SIGNS = 5
"""Signs that stand for digits: fewer can't be ten digits (»⑩« is one sign and two digits)."""

_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
"""The sum of the digits times these is a multiple of 11 where the check digit is right (modulus 11)."""

_WITHOUT_CHECK_DIGIT = range(60, 100)
"""Years (two digits) whose 1st of January has numbers without a check digit."""

_REPLACEMENT = 60
"""What is added to the day in a replacement number."""

_NEAR_YEARS = range(40)
"""Years (two digits) of this century that a text may have appointments and plans in. Who was born in the same
years of the last century has a number with a check digit."""

_ID_OR_DAY = re.compile(
    r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
    r"|\b[0-9a-f]{64}\b"
    r"|(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
    re.IGNORECASE,
)
"""Ids (UUID, and SHA-256 as the record's lines have it) and days with the year first (ISO 8601), which are
nobody's number, with or without a time."""

_APART = r"[\s./_-]{0,2}"
_SERIAL = r"(?P<serial>\d{4}(?!\d)|\d ?\d ?\d ?\d(?! ?\d))"
# Every place is tried, also within what another reading has taken, hence the lookahead.
_LONG_YEAR, _SHORT_YEAR = (
    re.compile(
        rf"(?<!\d)(?=(?P<all>(?P<day>\d\d)(?P<first>{_APART})(?P<month>\d\d)(?P<second>{_APART})"
        rf"(?P<year>{year})(?P<gap>[\W_]{{0,3}}){_SERIAL}))"
    )
    # A day with its year in four digits and a number behind it (»18/09/2009 18:00«) has no short year.
    for year in (r"(?:19|20)\d\d", r"(?!(?<=[\s./_-])(?:19|20)\d\d \d)\d\d")
)
_SPREAD = re.compile(
    r"(?<!\d)(?<!\d )(?=\d{1,9} )(?=(?P<all>(?P<day>\d ?\d) ?(?P<month>\d ?\d) ?(?P<year>\d ?\d) ?(?:- ?)?"
    rf"{_SERIAL}))"
)
# Parted by one and the same sign all through: in pairs, digit by digit, or behind the day.
_JOIN = r"(?P<join>[-./,:|_])"
_JOINED = tuple(
    re.compile(rf"(?<!\d)(?=(?P<all>{written})(?!(?P=join)?\d))")
    for written in (
        rf"(?P<day>\d\d){_JOIN}(?P<month>\d\d)(?P=join)(?P<year>\d\d)(?P=join)(?P<serial>\d\d(?P=join)\d\d)",
        rf"(?P<day>\d{_JOIN}\d)(?P=join)(?P<month>\d(?P=join)\d)(?P=join)(?P<year>\d(?P=join)\d)(?P=join)"
        r"(?P<serial>\d(?:(?P=join)\d){3})",
        rf"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d){_JOIN}(?P<serial>\d\d(?P=join)\d\d)",
    )
)
_DAY_AND_MONTH = re.compile(r"(?<!\d)\d\d([./-])\d\d\1$")
_TIME_OR_YEAR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d|(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Ten digits (twelve with the century) read as a day and a serial number.

    `between` is what parts the day, `gap` what parts it from the serial number; `said` is what the text
    says of it.
    """

    day: int
    month: int
    year: str
    serial: str
    between: tuple[str, str]
    gap: str
    said: Said

    @property
    def digits(self) -> str:
        return f"{self.day:02}{self.month:02}{self.year[-2:]}{self.serial}"

    @property
    def is_in_a_row(self) -> bool:
        return not any(self.between) and not self.gap

    def is_a_day(self) -> bool:
        """Whether the day exists; in which century doesn't matter but for the 29th of February."""
        day = self.day - _REPLACEMENT if self.day > _REPLACEMENT else self.day
        short = int(self.year[-2:])
        # 1900 and 2000: one of them had a 29th of February.
        return 1 <= self.month <= 12 and 1 <= day <= monthrange(2000 + short, self.month)[1]

    def can_be_somebodys(self) -> bool:
        """Whether the day exists and the check digit is right, or need not be."""
        if not self.is_a_day() or not self.is_in_its_century() or not self.is_of_a_living():
            return False
        new_year = self.day in (1, 1 + _REPLACEMENT) and self.month == 1
        if new_year and int(self.year[-2:]) in _WITHOUT_CHECK_DIGIT:
            return True
        return sum(int(digit) * weight for digit, weight in zip(self.digits, _WEIGHTS, strict=True)) % 11 == 0

    def is_a_moment(self) -> bool:
        """Whether it reads as a day of these years with a time or another year: »10.12.24 1400«."""
        near = self.year.startswith("20") if len(self.year) == 4 else int(self.year) in _NEAR_YEARS
        signs = {sign.strip() for sign in self.between}
        is_date = near and self.day < _REPLACEMENT and signs in ({"."}, {"/"}, {"-"})
        return is_date and bool(self.gap) and _TIME_OR_YEAR.fullmatch(self.serial) is not None

    def is_in_its_century(self) -> bool:
        """Whether the seventh digit allows the century, if that is written out."""
        if len(self.year) == 2:
            return True
        seventh, short = int(self.serial[0]), int(self.year[-2:])
        if seventh <= 3 or (seventh in (4, 9) and short >= 37):
            return self.year.startswith("19")
        return self.year.startswith("20") and short <= (36 if seventh in (4, 9) else 57)

    def is_of_a_living(self) -> bool:
        """Whether the seventh digit and the year give a birth that somebody alive can have had."""
        seventh, short = int(self.serial[0]), int(self.year[-2:])
        if seventh <= 3 or (seventh in (4, 9) and short >= 37):
            return True  # 1900 to 1999
        return short <= (36 if seventh in (4, 9) else 57) and 2000 + short <= datetime.now(UTC).year

    def is_year_and_count(self) -> bool:
        """Whether it reads as a case of a year: »2012-123456«."""
        first, second = self.between
        return not first and not self.gap and second.strip() in ("-", "/")

    def is_behind_a_day(self) -> bool:
        """Whether it begins with the year of a day that has two times behind it: »06.12.28 1155-1255«."""
        return self.between[0] == " " and _DAY_AND_MONTH.search(self.said.before) is not None

    def is_refused(self) -> bool:
        """Whether it is taken for a personal number, as the module says."""
        if not self.is_a_day():
            return False
        if self.said.is_called(PERSON):
            return True
        if not self.is_in_its_century() or self.is_behind_a_day():
            return False
        if self.is_a_moment() and self.said.is_called(DAY):
            return False
        only_blanks = not "".join((*self.between, self.gap)).strip()
        called_other = only_blanks and (self.said.is_called(OTHER) or self.said.is_of_something_longer())
        if self.is_a_moment() or self.is_year_and_count() or called_other:
            return self.can_be_somebodys()
        if self.is_in_a_row and self.day == 10:
            return self.can_be_somebodys() and not self.said.is_called(WORKPLACE)
        return True


def find_personal_numbers(text: str, *, context: str = "") -> list[Span]:
    """Return where a text holds what is taken for a personal number, in order and without overlaps.

    `context` is what the whole text is known to be: the name of its column or field.
    """
    if sum(map(str.isnumeric, text)) < _FEWEST_SIGNS:
        return []
    found: list[Span] = []
    for signs in readings(text):
        plain = _ID_OR_DAY.sub(lambda known: "x" * len(known[0]), signs.text)
        for pattern in (_LONG_YEAR, _SHORT_YEAR, _SPREAD, *_JOINED):
            found += [
                signs.place(*match.span("all"))
                for match in pattern.finditer(plain)
                if _reading(match, plain, context).is_refused()
            ]
    return _merged(found)


def holds_personal_number(text: str, *, context: str = "") -> bool:
    """Tell whether a text holds what is taken for a personal number (see `find_personal_numbers`)."""
    return bool(find_personal_numbers(text, context=context))


def can_be_somebodys(digits: str) -> bool:
    """Tell whether ten digits are a day with a check digit that is right, or one of those that need none."""
    match = _SHORT_YEAR.match(digits)
    return match is not None and _reading(match, digits, "").can_be_somebodys()


def mask_personal_numbers(text: str, *, context: str = "") -> str:
    """Return the text with `MASK` in place of every personal number (see `find_personal_numbers`)."""
    for start, end in reversed(find_personal_numbers(text, context=context)):
        text = text[:start] + MASK + text[end:]
    return text


def _reading(match: re.Match[str], plain: str, context: str) -> _Reading:
    part = match.groupdict(default="")
    join = part.get("join", "")
    day, month, year, serial = (
        "".join(sign for sign in part[name] if sign.isdigit()) for name in ("day", "month", "year", "serial")
    )
    spread = {"first": join or " ", "second": join or " ", "gap": join}
    if join and len(part["day"]) == len(part["month"]) == 2 and match.end("day") == match.start("month"):
        spread |= {"first": "", "second": ""}
    parted = spread | part
    return _Reading(
        day=int(day),
        month=int(month),
        year=year,
        serial=serial,
        between=(parted["first"], parted["second"]),
        gap=parted["gap"],
        said=Said.of(plain, match.start(), match.end("all"), context=context),
    )


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged
