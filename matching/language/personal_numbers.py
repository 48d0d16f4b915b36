"""Recognises Danish personal numbers (CPR) in texts, so that they are refused and never kept.

A personal number is ``ddmmyy`` and four digits. The seventh digit tells the century. The tenth is a check
digit (modulus 11), except in numbers given since October 2007 for some birthdays, all of them the 1st of
January of 1960 to 1999 (https://cpr.dk/cpr-systemet/personnumre-uden-kontrolciffer-modulus-11-kontrol). A
replacement number has 60 added to the day.

So a number *can be somebody's* if its day exists and its check digit is right, or its day is a 1st of January
of those years. What is taken for one:

- six and four digits with anything between them, or the day in parts, or digits spread by blanks: always,
  unless it reads as a day with its time or year (»10.12.24 1400«, »01.08.25-2026«) and can be nobody's;
- ten digits in a row whose first six are a day: always, but with the words for a phone, a case or an account
  before them only if they can be somebody's. Numbers of workplaces (P-numre) begin with 10: with their word
  before them they pass, without it they pass unless they can be somebody's;
- with a word for a personal number before it: whatever looks like one.

What that lets through and what it refuses wrongly is measured by `python -m bench.personal_numbers`.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from typing import NamedTuple

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

_WORDS_BEFORE = 40
"""Characters before a number in which a word for a personal number counts."""

_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
_APART = r"[\s./_-]{0,2}"
_SERIAL = r"(?P<serial>\d{4}(?!\d)|\d ?\d ?\d ?\d(?! ?\d))"
# Every place is tried, also within what another reading has taken, hence the lookahead.
_LONG_YEAR, _SHORT_YEAR = (
    re.compile(
        rf"(?<!\d)(?=(?P<all>(?P<day>\d\d)(?P<first>{_APART})(?P<month>\d\d)(?P<second>{_APART})"
        rf"(?P<year>{year})(?P<gap>[\W_]{{0,3}}){_SERIAL}))"
    )
    for year in (r"(?:19|20)\d\d", r"\d\d")
)
_SPREAD = re.compile(
    r"(?<!\d)(?<!\d )(?=\d{1,9} )(?=(?P<all>(?P<day>\d ?\d) ?(?P<month>\d ?\d) ?(?P<year>\d ?\d) ?(?:- ?)?"
    rf"{_SERIAL}))"
)
_TIME_OR_YEAR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d|(?:19|20)\d\d")

# What may stand between a word that tells what a number is, and the number.
_NUMBER_OF = r"(?:s|en|er)?[\s._-]*(?:n(?:umme)?r|number|id|no)?(?:et|en)?[\s.:#_-]*(?:er[\s:]*)?$"
_PERSON = re.compile(
    r"cpr|person[\s_-]*(?:n(?:umme)?r|id|number)|fødselsn|civil registration|født|foedt|\bf\.\s*$",
    re.IGNORECASE,
)
_WORKPLACE = re.compile(
    r"(?:\bp[\s._-]*(?:n(?:umme)?r|number|enhed)|produktionsenhed|arbejdsplads|workplace|enhed|unit|owner|ejer|afdeling)"
    + _NUMBER_OF,
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:sag|journal|\bj[\s._-]*nr|esdh|\bdok|dokument|faktura|ordre|bilag|konto|case|account|invoice"
    rf"|\btlf|telefon|\btel|mobil|phone|\bfax|\bsms|\bring(?: på| til)?){_NUMBER_OF}|\+[1-9][\d ]{{0,4}}$",
    re.IGNORECASE,
)


class Span(NamedTuple):
    """Where something stands in a text: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """Ten digits (twelve with the century) read as a day and a serial number.

    `between` is what parts the day, `gap` what parts it from the serial number; `said` is what stands
    before it in the text, and what the text is known to be.
    """

    day: int
    month: int
    year: str
    serial: str
    between: tuple[str, str]
    gap: str
    said: tuple[str, str]

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
        if not self.is_a_day() or not self.is_in_its_century():
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

    def is_year_and_count(self) -> bool:
        """Whether it reads as a case of a year: »2012-123456«."""
        first, second = self.between
        return not first and not self.gap and second.strip() in ("-", "/")

    def is_refused(self) -> bool:
        """Whether it is taken for a personal number, as the module says."""
        if not self.is_a_day():
            return False
        if self._is_called(_PERSON):
            return True
        if len(self.year) == 4 and self.is_in_a_row:
            return self.is_in_its_century()
        only_blanks = not "".join((*self.between, self.gap)).strip()
        if self.is_a_moment() or self.is_year_and_count() or (only_blanks and self._is_called(_OTHER)):
            return self.can_be_somebodys()
        if self.is_in_a_row and self.day == 10:
            return self.can_be_somebodys() and not self._is_called(_WORKPLACE)
        return True

    def _is_called(self, words: re.Pattern[str]) -> bool:
        return any(words.search(said) for said in self.said)


def find_personal_numbers(text: str, *, context: str = "") -> list[Span]:
    """Return where a text holds what is taken for a personal number, in order and without overlaps.

    `context` is what the whole text is known to be: the name of its column or field.
    """
    if sum(map(str.isnumeric, text)) < _FEWEST_SIGNS:
        return []
    plain, places = _plain(text)
    plain = _UUID.sub(lambda found: "x" * len(found[0]), plain)
    found: list[Span] = []
    for pattern in (_LONG_YEAR, _SHORT_YEAR, _SPREAD):
        for match in pattern.finditer(plain):
            if _reading(match, plain, context).is_refused():
                start, end = match.span("all")
                found.append(Span(places[start], places[end - 1] + 1))
    return _merged(found)


def holds_personal_number(text: str, *, context: str = "") -> bool:
    """Tell whether a text holds what is taken for a personal number (see `find_personal_numbers`)."""
    return bool(find_personal_numbers(text, context=context))


def can_be_somebodys(digits: str) -> bool:
    """Tell whether ten digits are a day with a check digit that is right, or one of those that need none."""
    match = _SHORT_YEAR.match(digits)
    return match is not None and _reading(match, digits, "").can_be_somebodys()


def mask_personal_numbers(text: str) -> str:
    """Return the text with `MASK` in place of every personal number."""
    for start, end in reversed(find_personal_numbers(text)):
        text = text[:start] + MASK + text[end:]
    return text


def _reading(match: re.Match[str], plain: str, context: str) -> _Reading:
    part = {name: value.replace(" ", "") for name, value in match.groupdict().items()}
    spread = "first" not in part
    return _Reading(
        day=int(part["day"]),
        month=int(part["month"]),
        year=part["year"],
        serial=part["serial"],
        between=(" ", " ") if spread else (match["first"], match["second"]),
        gap="" if spread else match["gap"],
        said=(plain[max(0, match.start() - _WORDS_BEFORE) : match.start()], context),
    )


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _plain(text: str) -> tuple[str, list[int]]:
    """Return a text with 0 to 9, hyphens and blanks for whatever stands for them, and each sign's old place.

    Signs that one can't see go: soft hyphens, zero-width blanks, marks over and around digits.
    """
    if text.isascii():
        return re.sub(r"\s", " ", text), list(range(len(text)))
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for folded in unicodedata.normalize("NFKC", sign):
            kind = unicodedata.category(folded)
            if kind in ("Cf", "Mn", "Me"):
                continue
            if kind == "Pd" or folded == "\N{MINUS SIGN}":
                folded = "-"
            elif folded.isspace():
                folded = " "
            elif folded.isdigit():
                folded = str(unicodedata.digit(folded))
            signs.append(folded)
            places.append(place)
    return "".join(signs), places
