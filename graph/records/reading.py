"""What all stores of domain objects have in common: get, page through, read all, read what changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from graph.errors import NotFound, Unreadable
from graph.records.changes import after
from graph.records.nodes import NodeType
from graph.records.soundness import LeftOut, Refuse, note, sound
from graph.server.database import Database, Row, Transaction

T = TypeVar("T")

MAX_PAGE_SIZE = 1000

GET = """
MATCH (n:{label} {{id: $id}})
WHERE n.retired = false
RETURN {projection} AS node
"""

READ_ALL = """
MATCH (n:{label})
WHERE n.retired = false
RETURN {projection} AS node
"""

READ_CHANGED = """
MATCH (n:{label})
WHERE {changed} AND n.retired = false
RETURN {projection} AS node
"""

READ_IDS = """
MATCH (n:{label})
WHERE n.retired = false
RETURN n.id AS id
"""

READ_RETIRED = """
MATCH (n:{label})
WHERE {changed} AND n.retired = true
RETURN n.id AS id
"""


@dataclass(frozen=True, slots=True)
class Stored(Generic[T]):
    """An object as it is in the graph; `version` is the number of the change that last touched it."""

    value: T
    version: int


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, and how many there are in all pages."""

    items: tuple[T, ...]
    total: int


class Repository(Generic[T]):
    """The objects of one node type."""

    def __init__(self, database: Database, node_type: NodeType[T]) -> None:
        self._database = database
        self._type = node_type

    def get(self, id: str) -> Stored[T]:
        """One object. Raises NotFound (also when it is retired), Unreadable, GraphUnavailable."""
        return self._database.read(lambda transaction: read_one(transaction, self._type, id))

    def all(self, since: int = 0, until: int | None = None, *, refuse: Refuse = note) -> Iterator[T]:
        """Stream all objects, or those that changed after the change number `since`, in no order.

        A node that cannot be read is left out, and `refuse` is told of it.

        To name the number `until` of the latest change makes it fast; what comes after may be missing.

        What was retired is not among them: see `retired`. Raises GraphUnavailable, also in the middle.
        """
        changed, parameters = after(since, until)
        cypher = self._reading(READ_CHANGED, changed=changed) if since else self._reading(READ_ALL)
        nodes = (node for node, *_ in self._database.stream(cypher, **parameters))
        yield from self._readable(nodes, refuse)

    def ids(self) -> set[str]:
        """The ids of all objects that aren't retired."""
        return {id for id, *_ in self._database.stream(self._reading(READ_IDS))}

    def retired(self, since: int = 0, until: int | None = None) -> set[str]:
        """The ids of what was retired after the change number `since`; `until` is that of `all`."""
        changed, parameters = after(since, until)
        cypher = self._reading(READ_RETIRED, changed=changed)
        return {id for id, *_ in self._database.stream(cypher, **parameters)}

    def _reading(self, cypher: str, **parts: str) -> str:
        return cypher.format(label=self._type.label, projection=self._type.projection, **parts)

    def _page(self, matching: str, order: str, *, page: int, size: int, **parameters: Any) -> Page[T]:
        """One page (the first is 1) of the nodes `n` that `matching` finds, in the given order."""
        if page < 1 or not 1 <= size <= MAX_PAGE_SIZE:
            raise ValueError(
                f"page {page} of size {size}: pages start at 1, sizes at 1, up to {MAX_PAGE_SIZE}"
            )
        window = {"skip": (page - 1) * size, "limit": size}
        count = f"{matching} RETURN count(n) AS total"
        fetch = f"{matching} {order} SKIP $skip LIMIT $limit RETURN {self._type.projection} AS node"

        def read(transaction: Transaction) -> Page[T]:
            row = transaction.row(count, **parameters)
            total = int(row["total"]) if row else 0
            rows = transaction.rows(fetch, **window, **parameters) if total > window["skip"] else []
            return Page(tuple(self._readable((row["node"] for row in rows), note)), total)

        return self._database.read(read)

    def _readable(self, nodes: Iterable[Row], refuse: Refuse) -> Iterator[T]:
        for node in nodes:
            value = sound(self._type.kind, node.get("id"), partial(self._type.build, node), refuse)
            if value is not None:
                yield value


def read_one(transaction: Transaction, node_type: NodeType[T], id: str) -> Stored[T]:
    """One object within a transaction. Raises NotFound; Unreadable, and the log names it."""
    row = transaction.row(GET.format(label=node_type.label, projection=node_type.projection), id=id)
    if row is None:
        raise NotFound(node_type.kind, id)
    try:
        return Stored(node_type.build(row["node"]), int(row["node"]["changed"]))
    except Unreadable as error:
        note(LeftOut(error.kind, error.id, error.reason))
        raise
