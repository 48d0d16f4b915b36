"""How a spreadsheet shows a number: as a date, with leading zeros, or plainly, by the format of its cell.

Formats are written as in ECMA-376 part 1, 18.8.30 and 18.8.31. What people see is what an id is:
417 with the format `00000` is 00417.
"""

import math
import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile

from service.hr.source import Cell, Unknown

SIGNIFICANT_DIGITS = 15
"""So many digits of a number a spreadsheet keeps; the others are noise of the binary form, or zeros."""

# The formats that have a number and no text in the file, as far as they show something else than the number.
_BUILT_IN = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 16, 17, *range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 45), "hh:mm:ss"),
    22: "yyyy-mm-dd hh:mm",
    46: "[h]:mm:ss",
    47: "mm:ss",
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_.|\*.|(?P<sign>.)', re.DOTALL
)
_FIRST_DAY, _FIRST_DAY_MAC = date(1899, 12, 30), date(1904, 1, 1)
_SECONDS = 24 * 60 * 60

_FIX_LONG = "Gem kolonnen som tekst i det system, den kommer fra; regnearket har smidt cifre væk."
_FIX_DATE = "Skriv datoen igen, for eksempel som 2026-03-01."


@dataclass(frozen=True, slots=True)
class _Part:
    """A sign of a format, or text that it shows as it is."""

    text: str
    literal: bool


@dataclass(frozen=True, slots=True)
class _Format:
    """What a format comes to: its parts, the signs among them, and whether it counts hours beyond a day."""

    parts: tuple[_Part, ...]
    signs: str
    elapsed: bool

    @property
    def moment(self) -> bool:
        return "general" not in self.signs and bool(set(self.signs) & set("ymdhs"))

    @property
    def clock(self) -> bool:
        return not set(self.signs) & set("yd") and bool(set(self.signs) & set("hs"))

    @property
    def tells_ids_apart(self) -> bool:
        """Whether it adds zeros, or letters or digits in front, to whole numbers."""
        if not self.signs or set(self.signs) - {"0", "#", "?"}:
            return False
        before = "".join(part.text for part in takewhile(lambda part: part.literal, self.parts))
        return self.signs.count("0") > 1 or any(sign.isalnum() for sign in before)


def shown(value: float, format: str, *, since_1904: bool = False) -> Cell:
    """The number as people see it in a cell with this format; dates are ISO, and decimals are never cut."""
    read = _read(format)
    if not math.isfinite(value):
        return Unknown("tallet kan ikke læses", _FIX_LONG)
    if read.elapsed:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if read.moment:
        return _moment(value, read, since_1904=since_1904)
    if "%" in read.signs:
        return f"{plain(value * 100)}%"
    if abs(value) >= 10**SIGNIFICANT_DIGITS:
        reason = f"tallet har flere end {SIGNIFICANT_DIGITS} cifre, og regnearket gemmer kun de første"
        return Unknown(reason, _FIX_LONG)
    if read.tells_ids_apart and value >= 0 and value.is_integer():
        return _filled(str(int(value)), read)
    return plain(value)


def plain(value: float) -> str:
    """The digits that a spreadsheet keeps, with a decimal point: 3.0000000000000004 is `3`."""
    return f"{Decimal(f'{value + 0.0:.{SIGNIFICANT_DIGITS}g}').normalize():f}"


def built_in(number: int) -> str:
    """The format with this number, where the file has no text for it."""
    return _BUILT_IN.get(number, "General")


@lru_cache(maxsize=1000)
def _read(format: str) -> _Format:
    """The first of a format's sections, which is for numbers that aren't negative."""
    parts: list[_Part] = []
    elapsed = False
    for found in _TOKEN.finditer(format):
        if found["sign"] == ";":
            break
        if found["bracket"] is not None:
            elapsed = elapsed or set(found["bracket"].lower()) in ({"h"}, {"m"}, {"s"})
        elif text := found["quoted"] or found["escaped"]:
            parts.append(_Part(text, literal=True))
        elif found["sign"]:
            parts.append(_Part(found["sign"], literal=found["sign"] in " -()/:"))
    signs = "".join(part.text for part in parts if not part.literal).lower()
    return _Format(tuple(parts), signs, elapsed)


def _filled(digits: str, format: _Format) -> str:
    """The digits in the places of a format, from the last on; those left over stand in the first."""
    left = list(digits)
    texts: list[str] = []
    places = len(format.signs)
    for part in reversed(format.parts):
        if part.literal:
            texts.append(part.text)
            continue
        places -= 1
        if left:
            texts.append(left.pop() if places else "".join(left))
        elif part.text == "0":
            texts.append("0")
    return "".join(reversed(texts)).strip()


def _moment(value: float, format: _Format, *, since_1904: bool) -> Cell:
    days, seconds = divmod(round(value * _SECONDS), _SECONDS)
    clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60).isoformat()
    if format.clock:
        return clock
    try:
        day = (_FIRST_DAY_MAC if since_1904 else _FIRST_DAY) + timedelta(days=days)
    except OverflowError:
        return Unknown("datoen findes ikke i kalenderen", _FIX_DATE)
    return f"{day.isoformat()}T{clock}" if seconds else day.isoformat()
