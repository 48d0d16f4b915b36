"""Looks at a graph without changing it: which server it is on, its schema, and how much it holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph import schema
from graph.server.database import Database

COUNT_NODES = """
MATCH (n)
WHERE n.retired = false
RETURN labels(n)[0] AS label, count(n) AS count
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was seen.

    `schema` is the number of the newest migration that the graph has had, 0 of an empty one; `counts` are
    the nodes that are not retired, by label.
    """

    server: str
    schema: int
    counts: Mapping[str, int]


def inspect(database: Database) -> Inspection:
    """Look at the graph now. Raises GraphUnavailable, GraphError."""
    database.ping()
    applied = database.read(lambda transaction: transaction.rows(schema.LIST_APPLIED))
    counts = database.read(lambda transaction: transaction.rows(COUNT_NODES))
    return Inspection(
        server=database.server(),
        schema=max((int(row["id"]) for row in applied), default=0),
        counts={row["label"]: row["count"] for row in counts},
    )
