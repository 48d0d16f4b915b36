"""Records out of a system's CSV, one at a time, with the columns that are asked for and no others.

Unlike HR's own files (`service.hr.tables`) these have columns with personal numbers by design. So the file is
never in memory as a whole, and of each line only the cells that are asked for are kept.
"""

import codecs
import csv
import os
from collections.abc import Collection, Iterator
from pathlib import Path

from service.hr.exports.xml_records import AT_A_TIME, UnreadableExport
from service.hr.words import fold
from service.personal_numbers import without_personal_numbers
from service.unreadable import reason_of

DELIMITERS = ";,\t"
ENCODINGS = ("utf-8", "cp1252")
"""As OS2mo writes it, and as a spreadsheet saves it again."""


def records(
    path: Path, *, required: Collection[str], optional: Collection[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of each line and its cells by column, without those that nobody asked for.

    Raises
    ------
    service.hr.exports.xml_records.UnreadableExport
        If the file can't be opened, is no text, lacks a column, or has a line whose cells can't be told
        apart: an address must not come to stand where a name is read.
    """
    name = without_personal_numbers(path.name)
    try:
        lines = csv.reader(_lines(path, _encoding(path)), delimiter=_delimiter(path), strict=True)
        columns = [fold(cell) for cell in next(lines, [])]
        wanted = {each: fold(each) for each in (*required, *optional)}
        places = {each: columns.index(folded) for each, folded in wanted.items() if folded in columns}
        if missing := [each for each in required if each not in places]:
            raise UnreadableExport(f"{name}: mangler {', '.join(missing)} i den første linje.")
        cells = columns
        for cells in lines:
            if any(cells[len(columns) :]):
                raise UnreadableExport(
                    f"{name}: linje {lines.line_num} har flere celler, end der er kolonner. Hent den igen."
                )
            if any(cell.strip() for cell in cells):
                kept = {each: cells[at].strip() if at < len(cells) else "" for each, at in places.items()}
                yield lines.line_num, kept
        if len(cells) < len(columns) and not _ends_with_a_line(path):
            raise UnreadableExport(f"{name}: filen slutter midt i linje {lines.line_num}. Hent den igen.")
    except OSError as error:
        raise UnreadableExport(f"{name}: filen kan ikke åbnes ({reason_of(error)}).") from None
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableExport(f"{name}: filen kan ikke læses som CSV. Hent den igen.") from None


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """The lines, one at a time."""
    with path.open("rb", buffering=AT_A_TIME) as file:
        first = file.readline().removeprefix(codecs.BOM_UTF8)
        yield first.decode(encoding)
        for line in file:
            yield line.decode(encoding)


def _ends_with_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"


def _encoding(path: Path) -> str:
    """The first encoding that all of the file is in; it is read through for that, and not kept."""
    for encoding in ENCODINGS[:-1]:
        try:
            for _ in _lines(path, encoding):
                pass
        except UnicodeDecodeError:
            continue
        return encoding
    return ENCODINGS[-1]


def _delimiter(path: Path) -> str:
    """What stands most often in the first line."""
    header = next(_lines(path, "latin-1"))
    return max(DELIMITERS, key=header.count)
