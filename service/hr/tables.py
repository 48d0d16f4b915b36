"""Sources out of the files that HR has: CSV in any usual encoding, or a sheet of a workbook.

Every cell is text; what it means is read by the schemas. An employee number of `0073` stays that.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.vocabulary.delimited import UnreadableText, decode, records
from service.hr.sheet_cells import TooLarge, column_letters
from service.hr.source import Cell, Row
from service.hr.words import fold
from service.hr.workbook import NotAWorkbook, read_sheet
from service.personal_numbers import without_personal_numbers
from service.unreadable import Unusable, reason_of, unreadable_text

LARGEST_FILE = 200_000_000
"""Bytes: ten times what a competence file of a municipality with 100,000 employees takes."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class UnreadableTable(Unusable):
    """A file can't be read as a table; the text says why, in Danish and without its contents."""


@dataclass(frozen=True, slots=True)
class Table:
    """A source (`service.hr.source.Source`) out of a file; a row's id is its line, the header's is 1."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]

    @property
    def left(self) -> Collection[str]:
        """Nothing: what is no longer there, a complete file leaves out."""
        return ()

    @staticmethod
    def place(row: str, column: int | None = None) -> str:
        """Where people find a row: by its line."""
        return f"linje {row}"


@dataclass(frozen=True, slots=True)
class Sheet(Table):
    """One whose cells people find by their letters and numbers, as in `G7`."""

    @staticmethod
    def place(row: str, column: int | None = None) -> str:
        """Where people find a row or a cell: as a spreadsheet names it."""
        return f"række {row}" if column is None else f"celle {column_letters(column)}{row}"


def read_table(path: Path, *, sheets: Sequence[str]) -> Table:
    """Read a CSV file, or of a workbook its only sheet or the one that is named like one of `sheets`.

    Raises
    ------
    UnreadableTable
        If there is no such file, it is neither text nor a workbook, or it is empty.
    """
    name = without_personal_numbers(path.name)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableTable(
                f"{name}: filen er større end {LARGEST_FILE // 1_000_000} MB. Del den i flere."
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableTable(f"{name}: filen kan ikke åbnes ({reason_of(error)}).") from None
    return table_of(name, data, sheets=sheets)


def table_of(name: str, data: bytes, *, sheets: Sequence[str]) -> Table:
    """Read the bytes of a file of that name, as `read_table` does. Raises `UnreadableTable`."""
    if data.startswith((_ZIP, _OLE)):
        return _table(Sheet, name, _workbook(name, data, sheets))
    return _table(Table, name, _text(name, data))


def _table(made: type[Table], name: str, lines: Iterable[tuple[int, Sequence[Cell]]]) -> Table:
    rows = [Row(str(line), cells) for line, cells in lines if any(map(_says_something, cells))]
    if not rows:
        raise UnreadableTable(f"{name}: filen er tom.")
    columns = tuple(cell if isinstance(cell, str) else "" for cell in rows[0].cells)
    return made(name=name, columns=columns, rows=rows[1:])


def _says_something(cell: Cell) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())


def _text(name: str, data: bytes) -> list[tuple[int, Sequence[Cell]]]:
    try:
        return [(record.line, record.cells) for record in records(decode(data))]
    except UnreadableText as error:
        raise UnreadableTable(unreadable_text(name, error)) from None


def _workbook(name: str, data: bytes, sheets: Sequence[str]) -> Sequence[tuple[int, Sequence[Cell]]]:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableTable(f"{name}: regnearket er låst med adgangskode. Gem det uden.")
        raise UnreadableTable(f"{name}: den gamle slags regneark (.xls) kan ikke læses. Gem det som XLSX.")
    try:
        return read_sheet(data, lambda names: _chosen(name, names, sheets))
    except TooLarge as error:
        raise UnreadableTable(f"{name}: {error}") from None
    except NotAWorkbook:
        raise UnreadableTable(
            f"{name}: regnearket kan ikke læses. Åbn det, og gem det igen som XLSX eller CSV."
        ) from None


def _chosen(name: str, names: Sequence[str], sheets: Sequence[str]) -> int:
    """The position of the only sheet, or of the one that is named like one of `sheets`."""
    if len(names) == 1:
        return 0
    wanted = {fold(each) for each in sheets}
    fitting = [position for position, each in enumerate(names) if fold(each) in wanted]
    if len(fitting) == 1:
        return fitting[0]
    raise UnreadableTable(
        f"{name}: regnearket har {len(names)} ark. Kald det ark, der skal læses, »{sheets[0]}«."
    )
