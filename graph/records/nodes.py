"""A kind of domain object in the graph: a node with properties, and links to other nodes.

Each kind declares itself once (`skills.SKILL`, `employees.EMPLOYEE`, …) with a line for each field; reading,
writing and comparing are then the same for all of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from typing import Any, Generic, TypeVar

from graph.records.fields import Field, Link, Properties, Property, Read, Reference, Targets
from graph.records.searching import keys
from graph.records.soundness import check, reading
from graph.server.database import Row
from matching.bounds import Fault, OutOfBounds

FARTHEST_EAST = timezone(timedelta(hours=14))
"""Where a new day begins first (Kiribati): a day that is later than there is in the future everywhere."""

T = TypeVar("T")


def no_faults(_value: object, _today: date) -> Iterable[Fault]:
    """Nothing about such an object can be out of bounds."""
    return ()


@dataclass(frozen=True, kw_only=True)
class NodeType(Generic[T]):
    """One kind of domain object and its place in the graph.

    `make` makes an object of `id` and its `fields`, all by keyword. `searched` are the fields by whose texts
    it is found, the one that is shown first. `faults` tells, as of a day, which of its values may not be.
    `parts` lead to nodes that are written apart, and are deleted when the object is retired.
    """

    kind: str
    label: str
    make: Callable[..., T]
    fields: tuple[Field, ...]
    searched: tuple[str, ...] = ()
    faults: Callable[[T, date], Iterable[Fault]] = no_faults
    parts: tuple[Link, ...] = ()
    outlives: tuple[str, ...] = ()

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The relationship types that an object owns."""
        return tuple(each.link for each in self._references)

    @cached_property
    def projection(self) -> str:
        """Cypher that makes one map of a node `n` and its links, for `build`."""
        ends = "".join(f",\n  {each.name}: {each.cypher}" for each in self._references)
        return f"n {{\n  .*{ends}\n}}"

    def field(self, name: str) -> Field:
        """The field of that name. Raises KeyError."""
        return {each.name: each for each in self.fields}[name]

    def id(self, value: T) -> str:
        """The id of an object of this kind."""
        id: str = value.id  # type: ignore[attr-defined]
        return id

    def build(self, row: Row) -> T:
        """The object of a node. Raises Unreadable where that is not what such an object is."""
        with reading(self.kind, row.get("id")):
            value = self.make(id=row["id"], **{name: read(row.get(key)) for name, key, read in self._readers})
        check(self.kind, value)
        return value

    def properties(self, value: T) -> Properties:
        """Every property of an object's node, None where there is nothing to store."""
        properties = {key: write(getattr(value, name)) for name, key, write in self._writers}
        if self.searched:
            properties["search"] = keys([getattr(value, name) for name in self.searched])
        return properties

    def linked(self, value: T) -> Mapping[Link, Targets]:
        """For each link the ids at the other end, with the relationship's properties.

        Raises ValueError when one is named twice and it isn't clear what holds.
        """
        return {each.link: each.targets(getattr(value, each.name)) for each in self._references}

    @cached_property
    def _properties(self) -> tuple[Property, ...]:
        return tuple(each for each in self.fields if isinstance(each, Property))

    @cached_property
    def _references(self) -> tuple[Reference, ...]:
        return tuple(each for each in self.fields if not isinstance(each, Property))

    @cached_property
    def _readers(self) -> tuple[tuple[str, str, Read], ...]:
        properties = [each for each in self._properties if not each.derived]
        return (
            *((each.name, each.place, each.read) for each in properties),
            *((each.name, each.name, each.read) for each in self._references),
        )

    @cached_property
    def _writers(self) -> tuple[tuple[str, str, Callable[[Any], Any]], ...]:
        return tuple((each.name, each.place, each.write) for each in self._properties)


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
    """Everything about a new object. Raises OutOfBounds; ValueError where `linked` does."""
    check_bounds(node_type, None, value)
    return Difference(
        id=node_type.id(value),
        properties={key: each for key, each in node_type.properties(value).items() if each is not None},
        linked={link: targets for link, targets in node_type.linked(value).items() if targets},
    )


def difference(node_type: NodeType[T], before: T, after: T) -> Difference:
    """What distinguishes two states of one object. The order of its links carries no meaning.

    Raises OutOfBounds for what was not wrong before: an older graph's fault doesn't stop other changes.
    """
    if before == after:
        return Difference(id=node_type.id(after))
    check_bounds(node_type, before, after)
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


def check_bounds(node_type: NodeType[T], before: T | None, after: T) -> None:
    """Raise OutOfBounds for values of an object that may not be, and were not so `before`."""
    today = datetime.now(FARTHEST_EAST).date()
    if faults := list(node_type.faults(after, today)):
        known = set() if before is None else {each.kind for each in node_type.faults(before, today)}
        if new := [each for each in faults if each.kind not in known]:
            raise OutOfBounds(new)
