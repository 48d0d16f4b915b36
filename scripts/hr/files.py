"""A file as HR gives it → rows that a schema has read, and rejects for the rows that it couldn't read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marshmallow import ValidationError

from graph.vocabulary.delimited import Record
from scripts.hr.rejects import Reject
from scripts.hr.schemas import FileKind, column_names
from scripts.hr.tabular import Table, UnreadableTable, read_table
from scripts.hr.words import fold, tidy
from scripts.personal_numbers import HIDDEN, holds_personal_number, without_personal_numbers

_FIX_PERSONAL_NUMBER = "Fjern CPR-nummeret. Tværs gemmer aldrig CPR-numre; brug medarbejdernummeret som id."
_FIX_TOO_MANY = "Sæt anførselstegn om celler, der indeholder skilletegnet, eller gem filen som XLSX."


@dataclass(frozen=True, slots=True)
class HrRow:
    """One good row: its line, its values by our own names, and its cells as they stood, by Danish column."""

    line: int
    values: dict[str, Any]
    cells: dict[str, str]


@dataclass(slots=True)
class HrFile:
    """One file with what is left of it after each check.

    `columns` are our own names of the columns that it has, `ignored` are those that nobody reads.
    What a rejected row is about isn't gone: `unsure` are the ids of rejected rows, and `anonymous`
    counts those whose id can't be read.
    """

    kind: FileKind
    name: str
    total: int
    columns: frozenset[str]
    ignored: tuple[str, ...]
    rows: list[HrRow] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    anonymous: int = 0

    @property
    def rejected(self) -> int:
        """How many rows were rejected; one row can have several rejects."""
        return len({reject.line for reject in self.rejects})

    @property
    def mentioned(self) -> set[str]:
        """The ids of everything that a row is about, good or rejected."""
        return self.unsure | {row.values[self.kind.key] for row in self.rows}

    def refuse(self, row: HrRow, column: str, *, reason: str, fix: str) -> None:
        """Reject a row that reads well by itself but fits nothing."""
        cell = row.cells.get(column, "")
        self.unsure.add(row.values[self.kind.key])
        self.rejects.append(_reject(self.name, row.line, column, cell, reason=reason, fix=fix))


def read_file(path: Path, kind: FileKind) -> HrFile:
    """Read a file of one kind.

    Raises
    ------
    UnreadableTable
        If it can't be read as a table, or a column that it must have is missing.
    """
    table = read_table(path, sheets=(kind.danish, kind.name))
    positions = _positions(table, kind)
    fields = kind.columns
    file = HrFile(
        kind=kind,
        name=table.name,
        total=len(table.rows),
        columns=frozenset(fields[column].name for column in positions),
        ignored=tuple(
            without_personal_numbers(name)
            for position, name in enumerate(table.header)
            if name.strip() and position not in positions.values()
        ),
    )
    for record in table.rows:
        _take(file, table, record, positions)
    _drop_repeats(file)
    return file


def _positions(table: Table, kind: FileKind) -> dict[str, int]:
    """The place of every column that the file has, by its Danish name."""
    header = [fold(name) for name in table.header]
    positions: dict[str, int] = {}
    for column, its_field in kind.columns.items():
        present = [name for name in map(fold, column_names(column, its_field)) if name in header]
        if present:
            if header.count(present[0]) > 1:
                raise UnreadableTable(f"{table.name}: kolonnen »{column}« findes mere end én gang.")
            positions[column] = header.index(present[0])
    missing = [column for column in kind.required if column not in positions]
    if missing:
        found = ", ".join(without_personal_numbers(name.strip()) or "(tom)" for name in table.header)
        raise UnreadableTable(
            f"{table.name}: mangler {'kolonnen' if len(missing) == 1 else 'kolonnerne'} "
            f"{', '.join(missing)}. Den første linje skal have kolonnernes navne; der står: {found}."
        )
    return positions


def _take(file: HrFile, table: Table, record: Record, positions: dict[str, int]) -> None:
    """Read one record into the file's rows or its rejects."""
    rejects = list(_personal_numbers(table, record))
    cells = {column: _cell(record, position) for column, position in positions.items()}
    values: dict[str, Any] = {}
    if not rejects and len(record.cells) > len(table.header) and any(record.cells[len(table.header) :]):
        reason = "rækken har flere celler, end der er kolonner"
        rejects.append(_reject(table.name, record.line, "", "", reason=reason, fix=_FIX_TOO_MANY))
    if not rejects:
        try:
            values = file.kind.schema.load({column: cell for column, cell in cells.items() if cell})
        except ValidationError as error:
            rejects.extend(_schema_rejects(file, record.line, cells, error))
    if rejects:
        file.rejects.extend(rejects)
        key = tidy(cells[next(iter(file.kind.columns))])
        if key and not holds_personal_number(key):
            file.unsure.add(key)
        else:
            file.anonymous += 1
    else:
        file.rows.append(HrRow(record.line, values, cells))


def _personal_numbers(table: Table, record: Record) -> Iterator[Reject]:
    """Refusals of every cell that holds a personal number, also in columns that nobody reads."""
    for position, cell in enumerate(record.cells):
        if holds_personal_number(cell):
            column = table.header[position].strip() if position < len(table.header) else ""
            reason = "cellen har et tal, der ligner et CPR-nummer"
            yield _reject(table.name, record.line, column, HIDDEN, reason=reason, fix=_FIX_PERSONAL_NUMBER)


def _schema_rejects(
    file: HrFile, line: int, cells: dict[str, str], error: ValidationError
) -> Iterator[Reject]:
    for column, reasons in error.messages_dict.items():
        fix = file.kind.columns[column].metadata["fix"]
        yield _reject(file.name, line, column, cells.get(column, ""), reason="; ".join(reasons), fix=fix)


def _drop_repeats(file: HrFile) -> None:
    """Of rows about the same thing the first counts; others are refused unless they say the same."""
    if not file.kind.identity:
        return
    names = [file.kind.columns[column].name for column in file.kind.identity]
    first: dict[tuple[Any, ...], HrRow] = {}
    for row in file.rows:
        earlier = first.setdefault(tuple(row.values[name] for name in names), row)
        if earlier.values != row.values:
            file.refuse(
                row,
                file.kind.identity[-1],
                reason=f"står også på linje {earlier.line}, men med andre oplysninger",
                fix="Behold kun den linje, der gælder.",
            )
    file.rows = list(first.values())


def _cell(record: Record, position: int) -> str:
    """A cell without blanks around it; spreadsheets leave out empty cells at the end of a row."""
    return record.cells[position].strip() if position < len(record.cells) else ""


def _reject(file: str, line: int, column: str, value: str, *, reason: str, fix: str) -> Reject:
    shown = without_personal_numbers(column)
    return Reject(file=file, line=line, column=shown, value=value, reason=reason, fix=fix)
