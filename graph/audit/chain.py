"""What the record says, line by line, and how each line is sealed to the one before it.

A line's digest (SHA-256) covers the digest of the line before, so that a line that is changed, taken out or
put in breaks the chain there. Of people it covers no id but a mark, a digest of the id and a salt that is
drawn for that place alone. Who is erased gets another name and loses the salts: the chain still holds, and
nobody can find out by trying ids whom a mark was of (docs/decisions/0014-a-record-that-forgets.md).
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson

# Bytes of a salt: 128 bits, so that nobody finds it by trying (NIST SP 800-132). By agreement.
SALT_BYTES = 16
# Bytes of what sets the chains apart that begin in the same second. By eye: one in four thousand million.
CHAIN_BYTES = 4


class Kind(StrEnum):
    """What a line is about."""

    ANSWER = "answer"
    TEAMS = "teams"
    ADVICE = "advice"
    VIEW = "view"
    CHOICE = "choice"
    SWITCH = "switch"
    READING = "reading"
    ERASURE = "erasure"
    RETENTION = "retention"


class Part(StrEnum):
    """What somebody is in a line.

    Who did it, or acted through the tool that did; or who was suggested, named beside that, chosen, or seen.
    """

    ACTOR = "actor"
    ACTING = "acting"
    SUGGESTED = "suggested"
    NAMED = "named"
    CHOSEN = "chosen"
    SEEN = "seen"


DOING = (Part.ACTOR, Part.ACTING)
"""Who did something; everybody else in a line is there because it is about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is to be written down: ids and numbers, never a text of a task nor a name.

    `people` are ids with their part; `said` is JSON that names people by their position in `people` alone.
    """

    kind: Kind
    at: datetime
    people: tuple[tuple[str, Part], ...]
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a line; without a `salt` they were erased, and `id` is a made-up one."""

    id: str
    part: Part
    salt: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sealed entry: the `number`-th of its `chain`, counted from 1; `said` is JSON as text."""

    chain: str
    number: int
    previous: str
    at: str
    kind: Kind
    said: str
    people: tuple[Person, ...]
    marks: tuple[str, ...]
    digest: str

    @property
    def id(self) -> str:
        """The line's id, in the whole record."""
        return f"{self.chain}:{self.number}"

    @property
    def actor(self) -> str:
        """The id of who did what the line is about."""
        return self._who_is(Part.ACTOR)

    @property
    def acting(self) -> str:
        """The id of who acted through the tool that did it; empty where nobody did."""
        return self._who_is(Part.ACTING)

    @property
    def end(self) -> "End":
        """Where the chain is with this line."""
        return End(self.number, self.digest)

    def _who_is(self, part: Part) -> str:
        return next((each.id for each in self.people if each.part is part), "")

    def written(self) -> bytes:
        """The line as one line of JSON."""
        return orjson.dumps(self) + b"\n"

    @classmethod
    def read(cls, written: bytes) -> "Line":
        """The line that was written. Raises ValueError."""
        found = orjson.loads(written)
        people = tuple(Person(each["id"], Part(each["part"]), each["salt"]) for each in found.pop("people"))
        kind, marks = Kind(found.pop("kind")), tuple(found.pop("marks"))
        return cls(**found, kind=kind, people=people, marks=marks)


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain is: how many lines it has had, and the digest of the last one."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain doesn't hold, and why."""

    chain: str
    number: int
    why: str


def new_chain(at: datetime) -> str:
    """The name of a chain that begins now."""
    return f"{at:%Y%m%dT%H%M%S}-{secrets.token_hex(CHAIN_BYTES)}"


def beginning(chain: str) -> End:
    """Before the first line."""
    return End(0, _sha256(chain))


def sealed(entry: Entry, *, chain: str, after: End) -> Line:
    """The entry as the next line of a chain."""
    drawn = secrets.token_hex(SALT_BYTES * len(entry.people))
    width = 2 * SALT_BYTES
    people = tuple(
        Person(id, part, drawn[place * width : (place + 1) * width])
        for place, (id, part) in enumerate(entry.people)
    )
    line = Line(
        chain=chain,
        number=after.number + 1,
        previous=after.digest,
        at=entry.at.isoformat(timespec="milliseconds"),
        kind=entry.kind,
        said=orjson.dumps(entry.said).decode(),
        people=people,
        marks=tuple(_mark(each) for each in people),
        digest="",
    )
    return replace(line, digest=_digest(line))


def breaks(lines: Iterable[Line], *, chain: str, after: End, end: End, erased: Set[str]) -> Iterator[Break]:
    """Where the lines of a chain, in their order, don't lead from `after` to `end`.

    `erased` are the names that erasures have made up: nobody else may be without a salt.
    """
    at = after
    for line in lines:
        if line.number != at.number + 1:
            yield Break(chain, at.number + 1, "missing")
        elif line.previous != at.digest:
            yield Break(chain, line.number, "does not follow the line before it")
        if line.digest != _digest(line):
            yield Break(chain, line.number, "changed")
        elif not _people_hold(line, erased):
            yield Break(chain, line.number, "a person was exchanged")
        at = line.end
    if at.number < end.number:
        yield Break(chain, at.number + 1, "missing, up to the end")
    elif at != end:
        yield Break(chain, at.number, "is not the end that was noted")


def _people_hold(line: Line, erased: Set[str]) -> bool:
    if len(line.people) != len(line.marks):
        return False
    return all(
        person.id in erased if person.salt is None else _mark(person) == mark
        for person, mark in zip(line.people, line.marks, strict=True)
    )


def _mark(person: Person) -> str:
    return _sha256(f"{person.salt}{person.id}")


def _digest(line: Line) -> str:
    parts = [each.part for each in line.people]
    covered = [line.chain, line.number, line.previous, line.at, line.kind, line.said, parts, line.marks]
    return hashlib.sha256(orjson.dumps(covered)).hexdigest()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
