"""From a source's rows to values that a schema has read, and rejects for the rows that it couldn't read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import ValidationError

from graph.vocabulary.neutral_titles import NeutralTitles
from service.clock import Clock
from service.hr.dates import Custom, NoDate, OpenEnd, read_day
from service.hr.fields import Day, Title
from service.hr.rejects import Reject
from service.hr.schemas import FileKind, column_names
from service.hr.source import Cell, Row, Source, Unknown
from service.hr.words import fold, tidy
from service.personal_numbers import holds_personal_number, masked, without_personal_numbers
from service.unreadable import Unusable

_FIX_PERSONAL_NUMBER = (
    "Fjern CPR-nummeret. Tværs gemmer aldrig CPR-numre; brug medarbejdernummeret som id. "
    "Er det et sagsnummer, så skriv »sag« foran."
)
_FIX_ERROR = "Ret cellen, så den har en værdi, eller gør den tom."
_FIX_TOO_MANY = "Sæt anførselstegn om celler, der indeholder skilletegnet, eller gem filen som XLSX."


# What spreadsheets write where they have no value, in English or Danish, or a column too narrow to show it.
_ERROR = re.compile(r"#(?:N/A|I/T|NV|GETTING_DATA|[^\s#]{2,20}[!?])|#{2,}|Err:\d{3}", re.IGNORECASE)


class UnusableColumns(Unusable):
    """A column that a source must have is missing, or one stands twice."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One good row: its position and id in the source, its values by our own names, its cells by column."""

    position: int
    row: str
    values: dict[str, Any]
    cells: dict[str, str]


@dataclass(slots=True)
class Intake:
    """One source with what is left of it after each check; what nobody reads isn't kept.

    `place` tells where people find a row, or one of its cells (see `Source.place`).
    `left` are the ids of what the source says is no longer there.
    `columns` are our own names of the columns that it has, `ignored` are those that nobody reads.
    What a rejected row is about isn't gone: `unsure` are the ids of rejected rows, and `anonymous`
    counts those whose id can't be read. `private` are the positions of rows whose title or role had
    private words, which are nowhere kept.
    """

    kind: FileKind
    name: str
    total: int
    place: Callable[[str, int | None], str]
    positions: dict[str, int]
    columns: frozenset[str]
    ignored: tuple[str, ...]
    left: frozenset[str] = frozenset()
    entries: list[Entry] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    anonymous: int = 0
    private: set[int] = field(default_factory=set)

    @property
    def rejected(self) -> int:
        """How many rows were rejected; one row can have several rejects."""
        return len({reject.position for reject in self.rejects})

    @property
    def mentioned(self) -> set[str]:
        """The ids of everything that a row is about, good or rejected."""
        return self.unsure | {entry.values[self.kind.key] for entry in self.entries}

    def refuse(self, entry: Entry, column: str, *, reason: str, fix: str) -> None:
        """Reject a row that reads well by itself but fits nothing."""
        self.unsure.add(entry.values[self.kind.key])
        value = entry.cells.get(column, "")
        self._reject(entry.position, entry.row, column, value=value, reason=reason, fix=fix)

    def _reject(self, position: int, row: str, column: str, *, value: str, reason: str, fix: str) -> None:
        self.rejects.append(
            Reject(
                position=position,
                source=self.name,
                place=self.place(row, self.positions.get(column)),
                column=column,
                value=value,
                reason=reason,
                fix=fix,
            )
        )


def take_in(source: Source, kind: FileKind, *, clock: Clock, titles: NeutralTitles) -> Intake:
    """Read a source as one of a kind; `clock` says what is today. Raises `UnusableColumns`.

    A column that nobody reads is dropped unread: whatever stands in it neither refuses a row nor is kept.
    """
    positions = used_columns(source, kind)
    intake = Intake(
        kind=kind,
        name=source.name,
        total=len(source.rows),
        place=source.place,
        positions=positions,
        columns=frozenset(kind.columns[column].name for column in positions),
        ignored=tuple(
            without_personal_numbers(name)
            for position, name in enumerate(source.columns)
            if name.strip() and position not in positions.values()
        ),
        left=frozenset(source.left),
    )
    days = _days(source, intake, clock)
    for position, row in enumerate(source.rows):
        _take(intake, position, _neutral(intake, position, row, titles), width=len(source.columns), days=days)
    _drop_repeats(intake)
    return intake


def without_number(cell: Cell, column: str) -> Cell:
    """The cell, or in place of one that holds a personal number what may be kept and said of it."""
    if isinstance(cell, Unknown):
        return replace(cell, value=masked(cell.value, context=column)[0])
    if not holds_personal_number(cell, context=column):
        return cell
    value, where = masked(cell, context=column)
    return Unknown(f"{where} ligner et CPR-nummer", _FIX_PERSONAL_NUMBER, value)


def used_columns(source: Source, kind: FileKind) -> dict[str, int]:
    """The place of every column that is read, by its Danish name. Raises `UnusableColumns`."""
    header = [fold(name) for name in source.columns]
    positions: dict[str, int] = {}
    for column, its_field in kind.columns.items():
        present = [name for name in map(fold, column_names(column, its_field)) if name in header]
        if present:
            if header.count(present[0]) > 1:
                raise UnusableColumns(f"{source.name}: kolonnen »{column}« findes mere end én gang.")
            positions[column] = header.index(present[0])
    missing = [column for column in kind.required if column not in positions]
    if missing:
        found = ", ".join(without_personal_numbers(name.strip()) or "(tom)" for name in source.columns)
        raise UnusableColumns(
            f"{source.name}: mangler {'kolonnen' if len(missing) == 1 else 'kolonnerne'} "
            f"{', '.join(missing)}. Den første linje skal have kolonnernes navne; der står: {found}."
        )
    return positions


@dataclass(frozen=True, slots=True)
class _Days:
    """Reads the days of one column; `latest` is None where they may lie in the future, or be open."""

    zone: ZoneInfo
    custom: Custom
    latest: date | None

    def read(self, text: str) -> str:
        try:
            day = read_day(text, zone=self.zone, custom=self.custom)
        except OpenEnd:
            if self.latest is None:
                return ""
            raise
        if self.latest is not None and day > self.latest:
            raise NoDate("datoen ligger i fremtiden")
        return day.isoformat()


def _days(source: Source, intake: Intake, clock: Clock) -> dict[str, _Days]:
    """How to read each of the columns that hold days."""
    found: dict[str, _Days] = {}
    for column, place in intake.positions.items():
        its_field = intake.kind.columns[column]
        if isinstance(its_field, Day):
            cells = (row.cells[place] for row in source.rows if place < len(row.cells))
            custom = Custom.of(cell for cell in cells if isinstance(cell, str))
            found[column] = _Days(clock.zone, custom, None if its_field.future else clock.today())
    return found


def _neutral(intake: Intake, position: int, row: Row, titles: NeutralTitles) -> Row:
    """The row without private words in titles and roles."""
    cells = list(row.cells)
    for column, place in intake.positions.items():
        its_field = intake.kind.columns[column]
        if isinstance(its_field, Title) and place < len(cells) and isinstance(cell := cells[place], str):
            text, changed = titles.neutral(cell)
            if changed:
                cells[place] = text or its_field.otherwise
                intake.private.add(position)
    return Row(row.id, cells) if position in intake.private else row


def _take(intake: Intake, position: int, row: Row, *, width: int, days: Mapping[str, _Days]) -> None:
    """Read one row into the intake's entries or its rejects."""
    cells: dict[str, str] = {}
    values: dict[str, Any] = {}
    refusals: list[tuple[str, str, str, str]] = []
    for column, place in intake.positions.items():
        cell = without_number(row.cells[place], column) if place < len(row.cells) else ""
        if isinstance(cell, Unknown):
            refusals.append((column, cell.value, cell.reason, cell.fix))
            cell = ""
        elif _ERROR.fullmatch(cell.strip()):
            refusals.append((column, cell, "cellen har en fejl i stedet for en værdi", _FIX_ERROR))
        cells[column] = cell.strip()
    if any(row.cells[width:]):
        refusals.append(("", "", "rækken har flere celler, end der er kolonner", _FIX_TOO_MANY))
    if not refusals:
        values, reasons = _read(intake.kind, cells, days)
        fixes = {column: intake.kind.columns[column].metadata["fix"] for column in reasons}
        refusals.extend((column, cells.get(column, ""), reasons[column], fixes[column]) for column in reasons)
    if not refusals:
        intake.entries.append(Entry(position, row.id, values, cells))
        return
    for column, value, reason, fix in refusals:
        intake._reject(position, row.id, column, value=value, reason=reason, fix=fix)
    first = next(iter(intake.kind.columns))
    key = tidy(cells[first])
    if key:
        intake.unsure.add(key)
    else:
        intake.anonymous += 1


def _read(
    kind: FileKind, cells: Mapping[str, str], days: Mapping[str, _Days]
) -> tuple[dict[str, Any], dict[str, str]]:
    """A row's values by our own names, and by column why they can't be read."""
    written = {column: cell for column, cell in cells.items() if cell}
    reasons: dict[str, str] = {}
    for column, reader in days.items():
        if column in written:
            try:
                if day := reader.read(written.pop(column)):
                    written[column] = day
            except NoDate as error:
                reasons[column] = str(error)
    try:
        return kind.schema.load(written), reasons
    except ValidationError as error:
        found = {column: "; ".join(told) for column, told in error.messages_dict.items()}
        return {}, {**found, **reasons}


def _drop_repeats(intake: Intake) -> None:
    """Of rows about the same thing the first counts; others are refused unless they say the same."""
    kind = intake.kind
    if not kind.identity:
        return
    names = [kind.columns[column].name for column in kind.identity]
    first: dict[tuple[Any, ...], Entry] = {}
    for entry in intake.entries:
        earlier = first.setdefault(tuple(entry.values[name] for name in names), entry)
        if earlier.values != entry.values:
            intake.refuse(
                entry,
                kind.identity[0],
                reason=f"står også på {intake.place(earlier.row, None)}, men med andre oplysninger",
                fix="Behold kun den række, der gælder.",
            )
    intake.entries = list(first.values())
