"""A table of a page, and the same as a file: »Hent som regneark«."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Response

from service.spreadsheet import Cell, as_csv

# Rows of a table on the page, the file has all. By eye: more are not read on a page.
MOST_ROWS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a page: its heading, how it is counted, its columns and all its rows."""

    id: str
    heading: str
    counted: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheet(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """An answer that a browser saves as `name`.csv; nobody in between keeps it."""
    response = Response(as_csv(header, rows), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    response.headers["Cache-Control"] = "no-store"
    return response
