"""Writes differences to the graph, in batches, as part of one change.

Cypher takes no label or relationship type as a parameter. The only words put into the statements
here are those that the node types declare; all values are parameters.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from graph.errors import StaleVersion, UnknownReference
from graph.records.changes import Change
from graph.records.fields import Link, Targets
from graph.records.nodes import Difference, NodeType, difference
from graph.records.reading import Stored, read_one
from graph.server.database import Row, Transaction

T = TypeVar("T")
Progress = Callable[[int], None]

BATCH = 2000
"""Rows a statement: the embedded server's message limit and memory allow more, speed doesn't ask for it."""

MERGE_NODES = """
UNWIND $rows AS row
MERGE (n:{label} {{id: row.id}})
SET n += row.properties, n.changed = $number, n.retired = false, n.retired_on = null
"""

STAMP = """
UNWIND $rows AS id
MATCH (n:{label} {{id: id}})
SET n.changed = $number
"""

SET_OUTGOING = """
UNWIND $rows AS row
MATCH (n:{label} {{id: row.id}})
UNWIND row.links AS link
MATCH (m:{target} {{id: link.id}})
MERGE (n)-[r:{type}]->(m)
SET r = link.properties
"""

SET_INCOMING = """
UNWIND $rows AS row
MATCH (n:{label} {{id: row.id}})
UNWIND row.links AS link
MATCH (m:{target} {{id: link.id}})
MERGE (m)-[r:{type}]->(n)
SET r = link.properties
"""

CUT_OUTGOING = """
UNWIND $rows AS row
MATCH (n:{label} {{id: row.id}})
UNWIND row.links AS link
MATCH (n)-[r:{type}]->(:{target} {{id: link.id}})
DELETE r
"""

CUT_INCOMING = """
UNWIND $rows AS row
MATCH (n:{label} {{id: row.id}})
UNWIND row.links AS link
MATCH (n)<-[r:{type}]-(:{target} {{id: link.id}})
DELETE r
"""

STAMP_SOURCES = """
UNWIND $rows AS id
MATCH (:{target} {{id: id}})<-[:{type}]-(n:{label})
SET n.changed = $number
"""

STAMP_TARGETS = """
UNWIND $rows AS id
MATCH (:{target} {{id: id}})-[:{type}]->(n:{label})
SET n.changed = $number
"""

FIND_DEPENDENT = """
UNWIND $rows AS id
MATCH (:{target} {{id: id}})<-[:{type}]-(n:{label})
RETURN n.id AS id
"""

DELETE_PARTS = """
UNWIND $rows AS id
MATCH (:{label} {{id: id}})-[:{type}]->(part:{target})
DETACH DELETE part
"""

CUT_ALL = """
UNWIND $rows AS id
MATCH (:{label} {{id: id}})-[r]-()
DELETE r
"""

CLEAR = """
UNWIND $rows AS id
MATCH (n:{label} {{id: id}})
SET n = {{id: id, retired: true, retired_on: $today, changed: $number{outlives}}}
"""

FIND_KNOWN = """
UNWIND $rows AS id
MATCH (n:{label} {{id: id}})
WHERE n.retired = false
RETURN id
"""

FIND_APPLICABLE = """
UNWIND $rows AS id
MATCH (n:{label} {{id: id}})
WHERE n.retired = false AND n.kind <> 'group'
RETURN id
"""

FIND_KNOWN_LIFE_PHASES = """
UNWIND $rows AS id
MATCH (n:LifePhase {id: id})
RETURN id
"""


@dataclass(frozen=True, slots=True)
class Ends:
    """What links lead to: nodes of one label, and no groups where it must be `applicable`."""

    label: str
    applicable: bool = False

    @property
    def cypher(self) -> str:
        """Finds those of `$rows` that are there."""
        if self.label == "LifePhase":
            return FIND_KNOWN_LIFE_PHASES
        return (FIND_APPLICABLE if self.applicable else FIND_KNOWN).format(label=self.label)


def save_nodes(
    change: Change, node_type: NodeType[T], differences: Sequence[Difference], progress: Progress
) -> None:
    """Create or alter the nodes themselves and stamp all of them, also where only links differ."""
    rows = ({"id": each.id, "properties": each.properties} for each in differences)
    for batch in batches(rows):
        change.transaction.run(MERGE_NODES.format(label=node_type.label), rows=batch, number=change.number)
        progress(len(batch))


def stamp(change: Change, node_type: NodeType[T], differences: Sequence[Difference]) -> None:
    """Mark nodes as changed whose own properties were written by an earlier change."""
    for batch in batches(each.id for each in differences):
        change.transaction.run(STAMP.format(label=node_type.label), rows=batch, number=change.number)


def cut_links(
    change: Change, node_type: NodeType[T], differences: Sequence[Difference], progress: Progress
) -> None:
    """Remove the links that should no longer be."""
    for link in node_type.links:
        cypher = _linking(CUT_INCOMING if link.incoming else CUT_OUTGOING, node_type, link)
        rows = (
            {"id": each.id, "links": [{"id": id} for id in each.cut[link]]}
            for each in differences
            if link in each.cut
        )
        for batch in _link_batches(rows):
            change.transaction.run(cypher, rows=batch)
            progress(_count(batch))


def set_links(
    change: Change, node_type: NodeType[T], differences: Sequence[Difference], progress: Progress
) -> None:
    """Add links and alter their properties; both ends must be there."""
    for link in node_type.links:
        cypher = _linking(SET_INCOMING if link.incoming else SET_OUTGOING, node_type, link)
        rows = (
            {"id": each.id, "links": _link_rows(each.linked[link])}
            for each in differences
            if link in each.linked
        )
        for batch in _link_batches(rows):
            change.transaction.run(cypher, rows=batch)
            progress(_count(batch))


def save(change: Change, node_type: NodeType[T], *wanted: Difference) -> None:
    """Write objects as part of a change.

    Raises UnknownReference.
    """
    for ends, ids in references(wanted).items():
        check_known(change.transaction, ends, ids)
    save_nodes(change, node_type, wanted, _unwatched)
    cut_links(change, node_type, wanted, _unwatched)
    set_links(change, node_type, wanted, _unwatched)


def retire(
    change: Change,
    node_type: NodeType[T],
    ids: Iterable[str],
    *,
    everything: Sequence[NodeType[Any]],
    progress: Progress,
) -> None:
    """Leave the ids and what outlives: the rest and all links go, and whoever owned a link is stamped.

    What is nothing without them is retired too.
    """
    for batch in batches(ids):
        for owner in everything:
            for link in owner.links:
                if link.target != node_type.label:
                    continue
                if link.vital:
                    rows = change.transaction.rows(_linking(FIND_DEPENDENT, owner, link), rows=batch)
                    dependent = [row["id"] for row in rows]
                    retire(change, owner, dependent, everything=everything, progress=_unwatched)
                else:
                    cypher = _linking(STAMP_TARGETS if link.incoming else STAMP_SOURCES, owner, link)
                    change.transaction.run(cypher, rows=batch, number=change.number)
        for part in node_type.parts:
            change.transaction.run(_linking(DELETE_PARTS, node_type, part), rows=batch)
        change.transaction.run(CUT_ALL.format(label=node_type.label), rows=batch)
        outlives = "".join(f", {name}: n.{name}" for name in node_type.outlives)
        clear = CLEAR.format(label=node_type.label, outlives=outlives)
        today = datetime.now(UTC).date().isoformat()
        change.transaction.run(clear, rows=batch, number=change.number, today=today)
        progress(len(batch))


def references(differences: Iterable[Difference]) -> dict[Ends, set[str]]:
    """The ids that new links point at, by what they may be of."""
    wanted: dict[Ends, set[str]] = {}
    for each in differences:
        for link, targets in each.linked.items():
            wanted.setdefault(Ends(link.target, link.applicable), set()).update(targets)
    return wanted


def check_known(transaction: Transaction, ends: Ends, ids: Iterable[str]) -> None:
    """Raise UnknownReference unless every id is such a node that isn't retired."""
    missing = set(ids)
    for batch in batches(sorted(missing)):
        missing.difference_update(row["id"] for row in transaction.rows(ends.cypher, rows=batch))
    if missing:
        raise UnknownReference(kind_of(ends.label), missing)


def kind_of(label: str) -> str:
    """The word for a label in errors: `life phase` for LifePhase."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in label).strip()


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut rows into lists of at most `size`."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch


def _link_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Batches of nodes with together about `BATCH` links."""
    batch: list[Row] = []
    count = 0
    for row in rows:
        if batch and count + len(row["links"]) > BATCH:
            yield batch
            batch, count = [], 0
        batch.append(row)
        count += len(row["links"])
    if batch:
        yield batch


def _link_rows(targets: Targets) -> list[Row]:
    return [{"id": id, "properties": properties} for id, properties in targets.items()]


def _unwatched(_: int) -> None:
    """Nobody waits for the progress of a few objects."""


def _linking(template: str, node_type: NodeType[T], link: Link) -> str:
    return template.format(label=node_type.label, target=link.target, type=link.type)


def _count(batch: list[Row]) -> int:
    return sum(len(row["links"]) for row in batch)


def alter_one(
    change: Change, node_type: NodeType[T], id: str, version: int | None, alter: Callable[[T], T]
) -> Stored[T]:
    """The object after `alter`; what is the same already keeps its version.

    Raises NotFound, StaleVersion when it changed after a `version` that is named, and what `save` and
    `alter` raise.
    """
    stored = read_one(change.transaction, node_type, id)
    if version is not None and stored.version != version:
        raise StaleVersion(node_type.kind, id)
    wanted = difference(node_type, stored.value, alter(stored.value))
    if not wanted:
        return stored
    save(change, node_type, wanted)
    return read_one(change.transaction, node_type, id)
