"""Streams employees and their skills as columns, for the index that ranks them in memory."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from graph.employees import EMPLOYEE
from graph.records.changes import after
from graph.records.fields import day
from graph.records.nodes import NodeType
from graph.records.writing import batches
from graph.server.database import Database
from matching.index.columns import EmployeeColumns, HeldColumns, declared
from matching.index.workforce import Workforce

READ_EMPLOYEES = """
MATCH (n:Employee)
WHERE {which}
RETURN n.id, n.retired, {fields}
"""


class Columns:
    """Reads whole populations without making an object of each record.

    Read are the fields of the node type that the table has columns of.
    """

    def __init__(
        self, database: Database, node_type: NodeType[Any] = EMPLOYEE, table: type[Workforce] = Workforce
    ) -> None:
        self._database = database
        wanted = {column.field for column in declared(table).values()}
        self._fields = [each for each in node_type.fields if each.name in wanted]
        self._cypher = ", ".join(each.cypher for each in (node_type.field("skills"), *self._fields))

    def employees(
        self, since: int = 0, until: int | None = None, *, batch: int = 5000
    ) -> Iterator[EmployeeColumns]:
        """All employees in batches, or those that changed after the change number `since`.

        To name the number `until` of the latest change makes it fast; what comes after may be missing.

        Retired employees come only with `since`. The order is the server's. Raises GraphUnavailable, also
        in the middle: start again then.
        """
        which, parameters = after(since, until) if since else ("n.retired = false", {})
        cypher = READ_EMPLOYEES.format(which=which, fields=self._cypher)
        same: dict[str, str] = {}  # of equal strings one is kept, over all batches
        for rows in batches(self._database.stream(cypher, **parameters), batch):
            ids, retired, skills, *values = zip(*rows, strict=True)
            read = zip(self._fields, values, strict=True)
            yield EmployeeColumns(
                retired=retired,
                fields={"id": ids} | {each.name: list(map(each.read, column)) for each, column in read},
                held=_held(skills, same),
            )


def _held(of_each: Sequence[list[list[Any]]], same: dict[str, str]) -> HeldColumns:
    entries = list(chain.from_iterable(of_each))
    skills, levels, evidence, sources, confirmed_on = zip(*entries, strict=True) if entries else [()] * 5
    return HeldColumns.of(
        list(map(len, of_each)),
        skills=list(map(same.setdefault, skills, skills)),
        levels=levels,
        evidence=evidence,
        sources=list(map(same.setdefault, sources, sources)),
        confirmed_on=map(day, confirmed_on),
    )
