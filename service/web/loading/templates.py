"""Templates of HR's files: the columns as they are declared, with the first invented row of the examples."""

from functools import cache

from service.hr.schemas import FileKind
from service.hr.tables import read_table
from service.web.help.documents import folder

Line = tuple[str, ...]


@cache
def template(kind: FileKind) -> tuple[Line, Line]:
    """The names of all columns, and what the example says in each; empty where it leaves one out."""
    example = read_table(folder() / "examples" / f"{kind.danish}.csv", sheets=(kind.danish,))
    told = dict(zip(example.columns, example.rows[0].cells, strict=False))
    columns = tuple(kind.columns)
    return columns, tuple(str(told.get(column, "")) for column in columns)
