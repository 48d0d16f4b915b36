"""Sources out of the files that HR has: CSV in any usual encoding, or a sheet of a workbook.

Every cell is text; what it means is read by the schemas. An employee number of `0073` stays that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from graph.vocabulary.delimited import UnreadableText, decode, records
from scripts.errors import CannotRun
from scripts.hr.source import Row
from scripts.hr.words import fold
from scripts.personal_numbers import without_personal_numbers

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

Cell = int | float | str | bool | time | date | datetime | timedelta


class UnreadableTable(CannotRun):
    """A file can't be read as a table; the text says why, in Danish and without its contents."""


@dataclass(frozen=True, slots=True)
class Table:
    """A source (`scripts.hr.source.Source`) out of a file; a row's id is its line, the header's is 1."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]

    @staticmethod
    def place(row: str, column: int | None = None) -> str:
        return f"linje {row}"


@dataclass(frozen=True, slots=True)
class Sheet(Table):
    """One whose cells people find by their letters and numbers, as in `G7`."""

    @staticmethod
    def place(row: str, column: int | None = None) -> str:
        return f"række {row}" if column is None else f"celle {column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """What a spreadsheet calls the column at a position: A, B … Z, AA, AB …"""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def read_table(path: Path, *, sheets: Sequence[str]) -> Table:
    """Read a CSV file, or of a workbook its only sheet or the one that is named like one of `sheets`.

    Raises
    ------
    UnreadableTable
        If there is no such file, it is neither text nor a workbook, or it is empty.
    """
    name = without_personal_numbers(path.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableTable(f"{name}: filen kan ikke åbnes ({_reason(error)}).") from None
    if data.startswith((_ZIP, _OLE)):
        return _table(Sheet, name, _workbook(name, data, sheets))
    return _table(Table, name, _text(name, data))


def _table(made: type[Table], name: str, lines: Iterable[tuple[int, tuple[str, ...]]]) -> Table:
    rows = [Row(str(line), cells) for line, cells in lines]
    if not rows:
        raise UnreadableTable(f"{name}: filen er tom.")
    return made(name=name, columns=tuple(map(str, rows[0].cells)), rows=rows[1:])


def _text(name: str, data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    try:
        return [(record.line, record.cells) for record in records(decode(data))]
    except UnreadableText as error:
        if error.line is None:
            raise UnreadableTable(
                f"{name}: filen er hverken tekst (UTF-8, UTF-16 eller Windows-1252) eller et regneark. "
                "Gem den igen som CSV eller XLSX."
            ) from None
        raise UnreadableTable(
            f"{name}, linje {error.line}: et anførselstegn begynder her og slutter aldrig, så resten "
            "af filen kan ikke læses. Ret linjen, eller gem filen som XLSX."
        ) from None


def _workbook(name: str, data: bytes, sheets: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        sheet = _sheet(name, workbook, sheets)
        rows = sheet.to_python(skip_empty_area=False)
    except PasswordError:
        raise UnreadableTable(f"{name}: regnearket er låst med adgangskode. Gem det uden.") from None
    except CalamineError:
        raise UnreadableTable(
            f"{name}: regnearket kan ikke læses. Åbn det, og gem det igen som XLSX eller CSV."
        ) from None
    found = ((line, tuple(map(as_text, cells))) for line, cells in enumerate(rows, start=1))
    return [(line, cells) for line, cells in found if any(cell.strip() for cell in cells)]


def _sheet(name: str, workbook: CalamineWorkbook, sheets: Sequence[str]) -> CalamineSheet:
    names = workbook.sheet_names
    if len(names) == 1:
        return workbook.get_sheet_by_index(0)
    wanted = {fold(each) for each in sheets}
    fitting = [position for position, each in enumerate(names) if fold(each) in wanted]
    if len(fitting) == 1:
        return workbook.get_sheet_by_index(fitting[0])
    raise UnreadableTable(
        f"{name}: regnearket har {len(names)} ark. Kald det ark, der skal læses, »{sheets[0]}«."
    )


def as_text(value: Cell) -> str:
    """A workbook's cell as a person reads it: 1.0 is `1`, a date is `2026-03-01`, true is `ja`."""
    match value:
        case bool():
            return "ja" if value else "nej"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "den findes ikke"
        case IsADirectoryError():
            return "det er en mappe"
        case PermissionError():
            return "du har ikke adgang til den"
        case _:
            return error.strerror or "ukendt fejl"
