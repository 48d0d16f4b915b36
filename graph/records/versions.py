"""The versions of something that was learned: one of them in use, none ever changed or removed."""

from typing import Any

from graph.errors import NotFound
from graph.records.changes import Change, Changes
from graph.server.database import Database, Row

READ_ALL = """
MATCH (n:{label})
RETURN n {{.*}} AS node
ORDER BY n.number
"""

READ_IN_USE = """
MATCH (n:{label})
WHERE n.in_use
RETURN n {{.*}} AS node
"""

COUNT = "MATCH (n:{label}) RETURN count(n) AS count"

CREATE = """
CREATE (n:{label} {{id: $id, number: $number}})
SET n += $properties
"""

CHOOSE = """
MATCH (n:{label})
SET n.in_use = (n.id = $id)
RETURN n.id AS id
"""


class Versions:
    """Keeps the versions of one kind as nodes of one label; the services follow the one in use.

    `shipped` is the name of what is in use where no version is.
    """

    def __init__(
        self, database: Database, changes: Changes, *, kind: str, label: str, shipped: str = "shipped"
    ) -> None:
        self._database = database
        self._changes = changes
        self._kind = kind
        self._label = label
        self._shipped = shipped

    def all(self) -> list[Row]:
        """The properties of every version, oldest first. Raises GraphUnavailable."""
        rows = self._database.read(lambda transaction: transaction.rows(self._cypher(READ_ALL)))
        return [row["node"] for row in rows]

    def in_use(self) -> Row | None:
        """The properties of the version in use; None where it is what ships. Raises GraphUnavailable."""
        row = self._database.read(lambda transaction: transaction.row(self._cypher(READ_IN_USE)))
        return row["node"] if row else None

    def add(self, properties: dict[str, Any]) -> str:
        """Keep the next version and use it; returns its id, a number. Raises GraphUnavailable."""

        def work(change: Change) -> str:
            row = change.transaction.row(self._cypher(COUNT))
            number = 1 + (int(row["count"]) if row else 0)
            create = self._cypher(CREATE)
            change.transaction.run(create, id=str(number), number=number, properties=properties)
            self._choose(change, str(number))
            return str(number)

        return self._changes.write(work)

    def use(self, version: str) -> None:
        """Use an earlier version, or what ships. Raises NotFound, GraphUnavailable."""
        self._changes.write(lambda change: self._choose(change, version))

    def _choose(self, change: Change, version: str) -> None:
        known = {row["id"] for row in change.transaction.rows(self._cypher(CHOOSE), id=version)}
        if version not in known | {self._shipped}:
            raise NotFound(self._kind, version)
        _ = change.number  # raised, so that the services look

    def _cypher(self, statement: str) -> str:
        return statement.format(label=self._label)
