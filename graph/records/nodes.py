"""How a domain object lies in the graph: a node with properties, and links to other nodes.

Each kind of object declares this once (`skills.SKILL`, `employees.EMPLOYEE`, …); reading, writing
and comparing are then the same for all of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from graph.server.database import Row

T = TypeVar("T")
Properties = dict[str, Any]
Targets = dict[str, Properties]


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship type that an object owns: writing the object writes these, and only these.

    `incoming` links point at the object's node: (Employee)-[:ASSIGNED_TO]->(Task) is the task's.
    An object is nothing without what a `vital` link leads to: it is retired along with it.
    """

    type: str
    target: str
    incoming: bool = False
    vital: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeType(Generic[T]):
    """One kind of domain object and its place in the graph.

    `projection` is Cypher that makes one map of a node `n` and its links, `build` makes the object
    of that map. `properties` gives every property, None where there is nothing to store; `linked`
    gives, per link, the ids at the other end with the relationship's properties. `parts` lead to nodes
    that are written apart, and are deleted when the object is retired.
    """

    kind: str
    label: str
    links: tuple[Link, ...]
    projection: str
    build: Callable[[Row], T]
    properties: Callable[[T], Properties]
    linked: Callable[[T], Mapping[Link, Targets]]
    parts: tuple[Link, ...] = ()

    def id(self, value: T) -> str:
        id: str = value.id  # type: ignore[attr-defined]
        return id


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What must be written to make one node what it should be, and nothing more."""

    id: str
    properties: Properties = field(default_factory=dict)
    linked: Mapping[Link, Targets] = field(default_factory=dict)
    cut: Mapping[Link, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.properties or self.linked or self.cut)


def creation(node_type: NodeType[T], value: T) -> Difference:
    """Everything about a new object."""
    return Difference(
        id=node_type.id(value),
        properties={key: each for key, each in node_type.properties(value).items() if each is not None},
        linked={link: targets for link, targets in node_type.linked(value).items() if targets},
    )


def difference(node_type: NodeType[T], before: T, after: T) -> Difference:
    """What distinguishes two states of one object. The order of its links carries no meaning."""
    if before == after:
        return Difference(id=node_type.id(after))
    old_properties = node_type.properties(before)
    old_links, new_links = node_type.linked(before), node_type.linked(after)
    linked: dict[Link, Targets] = {}
    cut: dict[Link, list[str]] = {}
    for link in node_type.links:
        old, new = old_links.get(link, {}), new_links.get(link, {})
        written = {id: properties for id, properties in new.items() if old.get(id) != properties}
        gone = [id for id in old if id not in new]
        if written:
            linked[link] = written
        if gone:
            cut[link] = gone
    return Difference(
        id=node_type.id(after),
        properties={
            key: value for key, value in node_type.properties(after).items() if old_properties[key] != value
        },
        linked=linked,
        cut=cut,
    )


def plain(ids: Iterable[str]) -> Targets:
    """Link targets without properties; mentioning one twice does no harm."""
    return {id: {} for id in ids if id}


def keyed(pairs: Iterable[tuple[str, Properties]]) -> Targets:
    """Link targets with properties.

    Raises ValueError when one target is named twice, since then it isn't clear what holds.
    """
    targets: Targets = {}
    for id, properties in pairs:
        if id in targets:
            raise ValueError(f"{id!r} is named twice")
        targets[id] = properties
    return targets
