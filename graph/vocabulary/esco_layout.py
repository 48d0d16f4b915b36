"""The rows of a folder in ESCO's CSV layout: which files there are, and that they have their columns.

What the rows mean is read in `graph.vocabulary.esco`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Self

from graph.vocabulary.delimited import Broken, UnreadableText, decode, records

LANGUAGES = ("da", "en")


class Missing(StrEnum):
    """What a folder in ESCO's layout can lack."""

    FOLDER = "not a folder"
    FILE = "missing in {what}/"
    COLUMN = "the column {what} is missing"
    ROWS = "the file is empty"


class Wrong(StrEnum):
    """What can be wrong with one row."""

    EMPTY = "is empty"
    TWICE = "stands in more than one row"
    NO_RELATION = "is neither essential nor optional"
    NO_ROW = "has no row of its own"


class LayoutError(ValueError):
    """A folder isn't in ESCO's layout; the text names the file, and the line or column where there is one.

    `wrong` is what is wrong with the file, and `what` is missing where something is; None where a table that
    comes with Tværs contradicts itself.
    """

    def __init__(
        self,
        file: str,
        reason: str,
        *,
        wrong: Missing | Broken | Wrong | None = None,
        what: str = "",
        line: int | None = None,
    ) -> None:
        where = "" if line is None else f"line {line}: "
        super().__init__(f"{file}: {where}{reason}")
        self.file = file
        self.wrong = wrong
        self.what = what
        self.line = line

    @classmethod
    def of(cls, file: str, missing: Missing, what: str = "") -> Self:
        """That a folder lacks something: `what` is the column, or where a file is missing the folder."""
        return cls(file, missing.format(what=what), wrong=missing, what=what)


class BadRow(LayoutError):
    """One row can't be used: `what` (a column or a URI) is `wrong`; the others can."""

    wrong: Wrong

    def __init__(self, file: str, line: int, *, what: str, wrong: Wrong) -> None:
        super().__init__(file, f"{what} {wrong}", wrong=wrong, what=what, line=line)


OnBadRow = Callable[[BadRow], None]


def refuse(bad: BadRow) -> None:
    """Let one bad row stop everything."""
    raise bad


@contextmanager
def tolerating(report: OnBadRow) -> Iterator[None]:
    """Report a bad row and go on with the next."""
    try:
        yield
    except BadRow as bad:
        report(bad)


@dataclass(frozen=True, slots=True)
class Row:
    """One row with where it stands; cells are text without surrounding blanks."""

    file: str
    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell, empty where the file has no such column."""
        return self.cells.get(column, "")

    def require(self, column: str) -> str:
        """The cell; raises `BadRow` if it is empty."""
        if value := self.cells[column]:
            return value
        raise self.bad(column, Wrong.EMPTY)

    def error(self, reason: str) -> LayoutError:
        """An error that names this row, of a table that can't do without it."""
        return LayoutError(self.file, reason, line=self.line)

    def bad(self, what: str, wrong: Wrong) -> BadRow:
        """An error that names this row, which others can do without."""
        return BadRow(self.file, self.line, what=what, wrong=wrong)


def concept_rows(directory: Traversable, stem: str, *, columns: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    """The rows of `<stem>_da.csv` and `<stem>_en.csv` with their language; one of the two may be missing."""
    present = {file.name: file for file in _csv_files(directory)}
    wanted = {language: f"{stem}_{language}.csv" for language in LANGUAGES}
    if not present.keys() & wanted.values():
        raise LayoutError.of(" / ".join(wanted.values()), Missing.FILE, directory.name)
    for language, name in wanted.items():
        if name in present:
            for row in _rows(present[name], columns):
                yield language, row


def relation_rows(directory: Traversable, stem: str, *, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of `<stem>.csv` and every `<stem>_*.csv`: relations are the same in all languages."""
    named = [
        file
        for file in _csv_files(directory)
        if file.name.startswith(f"{stem}_") or file.name.removesuffix(".csv") == stem
    ]
    if not named:
        raise LayoutError.of(f"{stem}.csv / {stem}_*.csv", Missing.FILE, directory.name)
    for file in named:
        yield from _rows(file, columns)


def _csv_files(directory: Traversable) -> list[Traversable]:
    if not directory.is_dir():
        raise LayoutError.of(str(directory), Missing.FOLDER)
    return sorted((file for file in directory.iterdir() if file.name.endswith(".csv")), key=lambda f: f.name)


def _rows(file: Traversable, columns: tuple[str, ...]) -> Iterator[Row]:
    try:
        found = records(decode(file.read_bytes()))
        header = [cell.strip() for cell in next(found).cells]
        for column in columns:
            if column not in header:
                raise LayoutError.of(file.name, Missing.COLUMN, column)
        for record in found:
            # Spreadsheets leave out empty cells at the end of a row.
            cells = [*(cell.strip() for cell in record.cells), *[""] * (len(header) - len(record.cells))]
            yield Row(file.name, record.line, dict(zip(header, cells, strict=False)))
    except StopIteration:
        raise LayoutError.of(file.name, Missing.ROWS) from None
    except UnreadableText as error:
        raise LayoutError(file.name, error.broken, wrong=error.broken, line=error.line) from None
