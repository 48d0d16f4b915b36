"""A table of a page as a file: »Hent som regneark«."""

from collections.abc import Iterable, Sequence

from flask import Response

from service.spreadsheet import Cell, as_csv


def sheet(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """An answer that a browser saves as `name`.csv; nobody in between keeps it."""
    response = Response(as_csv(header, rows), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    response.headers["Cache-Control"] = "no-store"
    return response
