"""Tables as files that a Danish spreadsheet opens: what is a text in them is never calculated."""

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the start of a formula (OWASP, CSV injection), full-width forms too.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL_STARTS = ("\t", "\r", "\n")
# Decimals of a figure: as many as tell two shares apart. By eye.
_DECIMALS = 3

Cell = str | int | float | None
"""A text, a figure, or nothing."""


def escape_formula(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would otherwise calculate it."""
    if text.startswith(_CONTROL_STARTS) or text.lstrip().startswith(_FORMULA_STARTS):
        return f"'{text}"
    return text


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as a CSV file: semicolons, decimal commas, UTF-8 with its mark; texts escaped, figures not."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(_written(each) for each in header)
    writer.writerows([_written(each) for each in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return escape_formula(cell)
        case float():
            return str(round(cell, _DECIMALS)).replace(".", ",")
        case _:
            return str(cell)
