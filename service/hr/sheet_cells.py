"""The cells of one sheet of a workbook, as people see them; what they can't see is unknown, not empty.

A merged cell shows its value in all its rows, so all of them have it. Source: ECMA-376 part 1, 18.3.1.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import IO

from service.hr.number_formats import shown
from service.hr.source import Cell, Unknown
from service.hr.xml_events import events

MOST_COLUMNS = 500
MOST_CELLS = 5_000_000
"""Twenty columns for each of 250,000 employees; more is a sheet with something far outside its table."""

_LETTERS = re.compile(r"[A-Z]{1,3}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIX_FORMULA = (
    "Åbn regnearket, og gem det igen, så alle celler bliver regnet ud, "
    "eller kopiér kolonnen, og indsæt den som værdier."
)
_FIX_MERGED = "Ophæv fletningen, og skriv værdien i hver kolonne."
_FIX_ERROR = "Ret cellen, så den viser en værdi, eller gør den tom."


class TooLarge(ValueError):
    """A sheet has more in it than a table for Tværs has; the text says what, in Danish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What the cells of every sheet refer to.

    `strings` are the shared texts, `formats` the number format of each style; `calculated` is whether a
    spreadsheet program has worked out the formulas since the file was made.
    """

    strings: Sequence[str]
    formats: Sequence[str]
    since_1904: bool
    calculated: bool


def read_cells(stream: IO[bytes], book: Book) -> list[tuple[int, list[Cell]]]:
    """The rows that have something in them, each with its number (from 1) and its cells.

    Raises
    ------
    TooLarge
        If it has too many cells or columns.
    ValueError, LookupError
        If it is no sheet.
    """
    rows: dict[int, list[Cell]] = {}
    merged: list[str] = []
    count = 0
    for number, column, cell in _cells(stream, book, merged):
        if column >= MOST_COLUMNS:
            raise TooLarge(
                f"celle {column_letters(column)}{number} har noget i sig, så arket har flere end "
                f"{MOST_COLUMNS} kolonner. Slet det, der står uden for tabellen."
            )
        count += 1
        _check(count)
        cells = rows.setdefault(number, [])
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = cell
    _spread(rows, merged, count)
    return sorted(rows.items())


def column_letters(column: int) -> str:
    """What a spreadsheet calls the column at a position (from 0): A, B … Z, AA, AB …"""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def unescaped(text: str) -> str:
    """Text with the signs that XML can't hold, which workbooks write as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _cells(stream: IO[bytes], book: Book, merged: list[str]) -> Iterator[tuple[int, int, Cell]]:
    """Every cell that isn't empty with the number of its row and its column; ranges go to `merged`."""
    row, column = 0, -1
    attributes: Mapping[str, str] = {}
    value: str | None = None
    inline: list[str] = []
    formula = phonetic = False
    for name, starts, text in events(stream):
        if starts is not None:
            if name == "row":
                row, column = int(starts.get("r", row + 1)), -1
            elif name == "c":
                attributes, value, inline, formula = starts, None, [], False
                if reference := starts.get("r"):
                    row, column = _position(reference)
                else:
                    column += 1
            elif name == "f":
                formula = True
            elif name == "rPh":
                phonetic = True
            elif name == "mergeCell":
                merged.append(starts["ref"])
        elif name == "v":
            value = text
        elif name == "t" and not phonetic:
            inline.append(text)
        elif name == "rPh":
            phonetic = False
        elif name == "c":
            cell = _cell(attributes, value, "".join(inline), formula, book=book)
            if cell != "":
                yield row, column, cell


def _cell(
    attributes: Mapping[str, str], value: str | None, inline: str, formula: bool, *, book: Book
) -> Cell:
    kind = attributes.get("t", "n")
    if formula and (not book.calculated or value is None or (value == "" and kind != "str")):
        return Unknown("cellen har en formel, der ikke er regnet ud", _FIX_FORMULA)
    if kind == "inlineStr":
        return unescaped(inline)
    if not value:
        return ""
    match kind:
        case "s":
            return book.strings[int(value)]
        case "b":
            return "ja" if value == "1" else "nej"
        case "e":
            return Unknown(f"cellen viser fejlen {value}", _FIX_ERROR)
        case "str" | "d":
            return unescaped(value)
        case _:
            style = int(attributes.get("s", 0))
            format = book.formats[style] if style < len(book.formats) else "General"
            return shown(float(value), format, since_1904=book.since_1904)


def _spread(rows: dict[int, list[Cell]], merged: Sequence[str], count: int) -> None:
    """Give every row of a merged range the value that it shows; across columns, nobody knows whose it is."""
    numbers = sorted(rows)
    for reference in merged:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _position(first), _position(last or first)
        right = min(right, MOST_COLUMNS - 1)
        corner = rows.get(top, [])
        value = corner[left] if left < len(corner) else ""
        if value == "":
            continue
        across = Unknown(f"cellen er flettet på tværs af kolonner ({reference})", _FIX_MERGED)
        for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
            count += right + 1 - left
            _check(count)
            cells = rows[number]
            cells.extend([""] * (right + 1 - len(cells)))
            cells[left] = value
            cells[left + 1 : right + 1] = [across] * (right - left)


def _check(count: int) -> None:
    if count > MOST_CELLS:
        raise TooLarge(f"arket har flere end {MOST_CELLS:,} celler. Del det i flere filer.".replace(",", "."))


def _position(reference: str) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of a cell: `B3` is (3, 1)."""
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), _column(letters)


@cache
def _column(letters: str) -> int:
    if not _LETTERS.fullmatch(letters):
        raise ValueError(f"{letters!r} is no column")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1
