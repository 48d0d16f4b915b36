"""The fields of a domain object and how each lies in the graph: one line a field.

A field is a `Property` of the object's node, or refers to other nodes (`One`, `Many`, `Described`). The
Cypher that reads it, what is written and what is compared all follow from that line (`graph.records.nodes`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from operator import itemgetter
from typing import Any

Properties = dict[str, Any]
Targets = dict[str, Properties]
Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship type that an object owns: writing the object writes these, and only these.

    `incoming` links point at the object's node: (Employee)-[:ASSIGNED_TO]->(Task) is the task's.
    An object is nothing without what a `vital` link leads to: it is retired along with it. What an
    `applicable` link leads to can be had or asked for: no group, which only gives skills their place.
    """

    type: str
    target: str
    incoming: bool = False
    vital: bool = False
    applicable: bool = False

    def ends(self, *properties: str) -> str:
        """Cypher for a list of the ids at the other end, each with these properties if there are any."""
        relationship = f"[{'r' if properties else ''}:{self.type}]"
        arrow = f"<-{relationship}-" if self.incoming else f"-{relationship}->"
        read = ", ".join(["m.id", *(f"r.{name}" for name in properties)])
        return f"[(n){arrow}(m:{self.target}) | {f'[{read}]' if properties else read}]"


@dataclass(frozen=True, slots=True)
class Form:
    """How a value is written to the graph, and read back. None is a property that isn't there."""

    write: Callable[[Any], Any]
    read: Read


@lru_cache(maxsize=10_000)
def day(iso: str) -> date:
    """The date of an ISO string; there are few different ones, and many of each."""
    return date.fromisoformat(iso)


def day_or_none(iso: str | None) -> date | None:
    """The date of an ISO string, if there is one."""
    return day(iso) if iso else None


def _same(value: Any) -> Any:
    return value


PLAIN = Form(_same, _same)
TEXT = Form(lambda text: text or None, lambda text: text or "")
TEXTS = Form(lambda texts: list(texts) or None, lambda texts: tuple(texts or ()))
NUMBER = Form(lambda number: None if number is None else float(number), _same)
FLAG = Form(lambda given: given or None, bool)
"""A yes that somebody gave; a no isn't there."""
DAY = Form(lambda on: on.isoformat() if on else None, day_or_none)


def word(kind: type[Enum], *, unsaid: Enum | None = None) -> Form:
    """A member of an enumeration, kept as its value; `unsaid` where there is none."""
    return Form(
        lambda member: None if member is None else member.value,
        lambda value: unsaid if value is None else kind(value),
    )


@dataclass(frozen=True, slots=True)
class Property:
    """A value that is a property of the object's node, under the same name or under `key`.

    What is `derived` from other fields is written for queries to find, and not read back.
    """

    name: str
    form: Form = PLAIN
    key: str = ""
    derived: bool = False

    @property
    def place(self) -> str:
        """The property's name in the graph."""
        return self.key or self.name

    @property
    def cypher(self) -> str:
        return f"n.{self.place}"

    @property
    def read(self) -> Read:
        return self.form.read

    @property
    def write(self) -> Callable[[Any], Any]:
        return self.form.write


@dataclass(frozen=True, slots=True)
class One:
    """The other object that this one refers to, by its id; `nothing` where there is none."""

    name: str
    link: Link
    nothing: str | None = ""

    @property
    def cypher(self) -> str:
        return self.link.ends()

    def read(self, ids: list[str]) -> str | None:
        return ids[0] if ids else self.nothing

    def targets(self, id: str | None) -> Targets:
        return {id: {}} if id else {}


@dataclass(frozen=True, slots=True)
class Many:
    """The other objects that this one refers to, by their ids, rising when read.

    To name one twice does no harm.
    """

    name: str
    link: Link
    form: Form = PLAIN

    @property
    def cypher(self) -> str:
        return self.link.ends()

    def read(self, ids: list[str]) -> tuple[Any, ...]:
        return tuple(map(self.form.read, sorted(ids)))

    def targets(self, values: Iterable[Any]) -> Targets:
        return {id: {} for id in map(self.form.write, values) if id}


@dataclass(frozen=True, slots=True)
class Described:
    """Other objects, by rising id, with what the relationship says of each in its `properties`.

    `write` makes id and properties of a value, `make` the value again of the id and the properties in their
    order, None where one isn't there.
    """

    name: str
    link: Link
    properties: tuple[str, ...]
    write: Callable[[Any], tuple[str, Properties]]
    make: Callable[..., Any]

    @property
    def cypher(self) -> str:
        return self.link.ends(*self.properties)

    def read(self, entries: list[list[Any]]) -> tuple[Any, ...]:
        return tuple(self.make(*entry) for entry in sorted(entries, key=_ID))

    def targets(self, values: Iterable[Any]) -> Targets:
        """Raises ValueError when one is named twice, since then it isn't clear what holds."""
        targets: Targets = {}
        for id, properties in map(self.write, values):
            if id in targets:
                raise ValueError(f"{id!r} is named twice")
            targets[id] = properties
        return targets


_ID = itemgetter(0)

Reference = One | Many | Described
Field = Property | Reference
