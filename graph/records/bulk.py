"""What plans come to: steps that write nodes, then links, then retirements, with the checks before them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph.errors import StaleVersion, UnknownReference
from graph.records.changes import Change
from graph.records.nodes import Difference, NodeType
from graph.records.writing import (
    Ends,
    batches,
    check_known,
    cut_links,
    kind_of,
    references,
    retire,
    save_nodes,
    set_links,
    stamp,
)
from graph.server.database import Transaction
from matching.model import SkillKind

Progress = Callable[[int, int], None]
GROUP = SkillKind.GROUP.value

LOAD_NODES = 4000
"""Nodes a transaction when loading: enough that commits don't count, few enough to lose little by a kill."""

FIND_CHANGED_SINCE = """
UNWIND $ids AS id
MATCH (n:{label} {{id: id}})
WHERE n.changed > $since
RETURN id
LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is to be written of one kind of object; `number` is the graph's when that was found out."""

    node_type: NodeType[Any]
    differences: list[Difference]
    gone: list[str]
    number: int

    def rows(self) -> int:
        """How many rows are written: nodes, links set or cut, retirements."""
        links = sum(
            sum(map(len, each.linked.values())) + sum(map(len, each.cut.values()))
            for each in self.differences
        )
        return len(self.differences) + links + len(self.gone)

    def rules_out(self, ends: Ends) -> set[str]:
        """What no link may lead to afterwards: it goes, or becomes a group."""
        groups = {each.id for each in self.differences if ends.applicable and _kind(each) == GROUP}
        return groups.union(self.gone)

    def provides(self, ends: Ends) -> set[str]:
        """What links may lead to afterwards, whatever is in the graph now."""
        return {each.id for each in self.differences if not ends.applicable or _kind(each)}


class Meter:
    """Adds up rows and passes them on: `progress(done, total)`."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def __call__(self, rows: int) -> None:
        """Count rows that were written, and tell."""
        self._done = min(self._done + rows, self._total)  # a retried step counts twice
        if self._progress is not None:
            self._progress(self._done, self._total)


class Step(Protocol):
    """One part of the work, done as part of a change."""

    def __call__(self, change: Change, progress: Callable[[int], None]) -> None:
        """Write in a transaction, telling `progress` of the rows that are done."""


class Work:
    """What several parts together have to write, in the order that works: nodes, links, retirements."""

    def __init__(self, parts: Sequence[Part], *, everything: Sequence[NodeType[Any]]) -> None:
        self._parts = parts
        self._everything = everything
        self.total = sum(part.rows() for part in parts)

    def __bool__(self) -> bool:
        return bool(self._parts)

    def check(self, transaction: Transaction) -> None:
        """Raise UnknownReference if a link would point at what is neither in the graph nor in the parts."""
        wanted: dict[Ends, set[str]] = {}
        for part in self._parts:
            for ends, ids in references(part.differences).items():
                wanted.setdefault(ends, set()).update(ids)
        for ends, ids in wanted.items():
            for part in self._parts:
                if part.node_type.label == ends.label:
                    if wrong := ids & part.rules_out(ends):
                        raise UnknownReference(kind_of(ends.label), wrong)
                    ids -= part.provides(ends)
            check_known(transaction, ends, ids)

    def check_unchanged(self, transaction: Transaction) -> None:
        """Raise StaleVersion if a node to be written has changed since it was compared."""
        for part in self._parts:
            cypher = FIND_CHANGED_SINCE.format(label=part.node_type.label)
            for ids in batches([*(each.id for each in part.differences), *part.gone]):
                row = transaction.row(cypher, ids=ids, since=part.number)
                if row is not None:
                    raise StaleVersion(part.node_type.kind, row["id"])

    def whole(self) -> Iterator[Step]:
        """The steps of one transaction."""
        for part in self._parts:
            yield _saving(part.node_type, part.differences)
        for part in self._parts:
            yield _linking(part.node_type, part.differences)
        yield from self._retirements()

    def pieces(self) -> Iterator[Step]:
        """The steps for a transaction each; nodes are stamped again with their links, which come later."""
        for part in self._parts:
            for piece in batches(part.differences, LOAD_NODES):
                yield _saving(part.node_type, piece)
        for part in self._parts:
            linked = [each for each in part.differences if each.linked or each.cut]
            for piece in batches(linked, LOAD_NODES):
                yield _linking_later(part.node_type, piece)
        yield from self._retirements()

    def _retirements(self) -> Iterator[Step]:
        for part in self._parts:
            if part.gone:
                yield _retiring(part, self._everything)


def _kind(difference: Difference) -> str | None:
    """The kind of a skill, where it is written."""
    kind: str | None = difference.properties.get("kind")
    return kind


def _saving(node_type: NodeType[Any], part: list[Difference]) -> Step:
    return lambda change, progress: save_nodes(change, node_type, part, progress)


def _linking(node_type: NodeType[Any], part: list[Difference]) -> Step:
    def step(change: Change, progress: Callable[[int], None]) -> None:
        cut_links(change, node_type, part, progress)
        set_links(change, node_type, part, progress)

    return step


def _linking_later(node_type: NodeType[Any], part: list[Difference]) -> Step:
    link = _linking(node_type, part)

    def step(change: Change, progress: Callable[[int], None]) -> None:
        stamp(change, node_type, part)
        link(change, progress)

    return step


def _retiring(part: Part, everything: Sequence[NodeType[Any]]) -> Step:
    return lambda change, progress: retire(
        change, part.node_type, part.gone, everything=everything, progress=progress
    )
