"""Records out of a system's CSV, one at a time, with the columns that are asked for and no others.

Unlike HR's own files (`service.hr.tables`) these have columns with personal numbers by design. So the file is
never in memory as a whole, and of each line only the cells that are asked for are kept.
"""

import csv
from collections.abc import Collection, Iterator
from pathlib import Path

from service.hr.exports.xml_records import UnreadableExport
from service.hr.words import fold
from service.personal_numbers import without_personal_numbers
from service.unreadable import reason_of

DELIMITERS = ";,\t"
ENCODINGS = ("utf-8-sig", "cp1252")
"""As OS2mo writes it, and as a spreadsheet saves it again."""


def records(
    path: Path, *, required: Collection[str], optional: Collection[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of each line and its cells by column, without those that nobody asked for.

    Raises
    ------
    service.hr.exports.xml_records.UnreadableExport
        If the file can't be opened, is no text, or lacks a column.
    """
    name = without_personal_numbers(path.name)
    try:
        with path.open(encoding=_encoding(path), newline="") as file:
            header = file.readline()
            delimiter = max(DELIMITERS, key=header.count)
            columns = [fold(cell) for cell in next(csv.reader([header], delimiter=delimiter), [])]
            places = {
                wanted: columns.index(fold(wanted))
                for wanted in (*required, *optional)
                if fold(wanted) in columns
            }
            if missing := [wanted for wanted in required if wanted not in places]:
                raise UnreadableExport(f"{name}: mangler {', '.join(missing)} i den første linje.")
            lines = csv.reader(file, delimiter=delimiter)
            for cells in lines:
                if any(cells):
                    kept = {each: cells[at].strip() if at < len(cells) else "" for each, at in places.items()}
                    yield lines.line_num + 1, kept
    except OSError as error:
        raise UnreadableExport(f"{name}: filen kan ikke åbnes ({reason_of(error)}).") from None
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableExport(f"{name}: filen kan ikke læses som CSV. Hent den igen.") from None


def _encoding(path: Path) -> str:
    """The first encoding that all of the file is in; read through once for that, and not kept."""
    for encoding in ENCODINGS[:-1]:
        try:
            with path.open(encoding=encoding, newline="") as file:
                while file.read(1 << 16):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    return ENCODINGS[-1]
