"""The record in the graph: lines of several chains, only ever added, and whom they name.

A chain is what one process wrote from its start on. People are nodes of their own (`RecordedPerson`), apart
from employees, so that who leaves or is erased takes no line along. Nothing here raises the change number:
no answer depends on the record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

import orjson

from graph.audit.chain import Break, End, Kind, Line, Part, Person, beginning, breaks
from graph.errors import NotFound
from graph.records.reading import Page
from graph.server.database import Database, Row, Transaction
from graph.signatures import ERASED

FIND_LINES = """
UNWIND $ids AS id
MATCH (l:RecordLine {id: id})
RETURN l.id AS id
"""

CREATE_LINES = """
UNWIND $rows AS row
CREATE (l:RecordLine)
SET l = row
"""

MERGE_PEOPLE = """
UNWIND $ids AS id
MERGE (:RecordedPerson {id: id})
"""

NAME_PEOPLE = """
UNWIND $rows AS row
MATCH (l:RecordLine {id: row.line})
MATCH (p:RecordedPerson {id: row.person})
CREATE (l)-[:NAMES {place: row.place, part: row.part, salt: row.salt}]->(p)
"""

NOTE_END = """
MERGE (c:RecordChain {id: $chain})
SET c.number = $number, c.digest = $digest
"""

NAMED = "[(l)-[r:NAMES]->(p:RecordedPerson) | [r.place, p.id, r.part, r.salt]]"

READ_LINES = f"""
UNWIND $ids AS id
MATCH (l:RecordLine {{id: id}})
RETURN l {{.*}} AS line, {NAMED} AS people
"""

FIND_BY_DIGEST = "MATCH (l:RecordLine {digest: $digest}) RETURN l.id AS id"

READ_CHAIN = f"""
MATCH (l:RecordLine {{chain: $chain}})
WHERE l.number > $after AND l.number <= $until
RETURN l {{.*}} AS line, {NAMED} AS people
ORDER BY l.number
"""

READ_KIND = f"""
MATCH (l:RecordLine {{kind: $kind}})
RETURN l {{.*}} AS line, {NAMED} AS people
"""

READ_CHAINS = """
MATCH (c:RecordChain)
RETURN c {.*} AS chain
ORDER BY c.id
"""

ASKED_FOR = """
WHERE ($day IS NULL OR l.day = $day)
  AND ($kind IS NULL OR l.kind = $kind)
"""

LINES = f"MATCH (l:RecordLine) {ASKED_FOR}"
# The embedded server looks up a property that is written in the pattern, and no other.
LINES_OF_DAY = f"MATCH (l:RecordLine {{day: $day}}) {ASKED_FOR}"
LINES_OF_PERSON = f"""
MATCH (:RecordedPerson {{id: $person}})<-[r:NAMES]-(l:RecordLine)
{ASKED_FOR}
  AND NOT r.part IN $without
"""

PEOPLE_OF_DAYS = """
UNWIND $days AS day
MATCH (l:RecordLine {day: day})-[:NAMES {part: $part}]->(p:RecordedPerson)
RETURN DISTINCT p.id AS id
"""

COUNT_LINES = "RETURN count(DISTINCT l) AS total"
LIST_LINES = """
WITH DISTINCT l.id AS id, l.at AS at, l.number AS number
RETURN id
ORDER BY at DESC, number DESC, id
SKIP $skip LIMIT $limit
"""

LIST_PEOPLE = "MATCH (p:RecordedPerson) RETURN p.id AS id"

ERASE = """
MATCH (p:RecordedPerson {id: $person})
SET p.id = $pseudonym
WITH p
MATCH (p)<-[r:NAMES]-()
REMOVE r.salt
RETURN count(r) AS places
"""

FIND_LAST_BEFORE = """
MATCH (l:RecordLine {chain: $chain})
WHERE l.day < $before
RETURN l.number AS number, l.digest AS digest
ORDER BY l.number DESC
LIMIT 1
"""

NOTE_CUT = """
MATCH (c:RecordChain {id: $chain})
SET c.cut_number = $number, c.cut_digest = $digest
"""

CUT = """
MATCH (l:RecordLine {chain: $chain})
WHERE l.number <= $number
WITH l LIMIT 2000
DETACH DELETE l
RETURN count(l) AS gone
"""

FORGET_UNNAMED = """
MATCH (p:RecordedPerson)
WHERE NOT EXISTS { MATCH (p)<-[:NAMES]-() }
DELETE p
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A chain as the graph knows it: where it ended, and up to where its oldest lines were cut off."""

    id: str
    end: End
    cut: End


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The oldest lines of a chain that are past their time: all up to and with `last`."""

    chain: str
    last: End
    lines: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying came to: how many lines were read in how many chains, and where they break."""

    chains: int
    lines: int
    breaks: tuple[Break, ...]


class Record:
    """Adds lines, reads them, verifies them and lets the oldest go. Everything raises GraphUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, lines: Sequence[Line]) -> None:
        """Keep lines of one chain, in their order; those that are kept already are left alone."""
        self._database.write(lambda transaction: _add(transaction, lines))

    def line(self, digest: str) -> Line:
        """One line by its digest. Raises NotFound."""
        row = self._database.read(lambda transaction: transaction.row(FIND_BY_DIGEST, digest=digest))
        if row is None:
            raise NotFound("record line", digest)
        return self._read([row["id"]])[0]

    def page(
        self,
        *,
        person: str | None = None,
        without: Iterable[Part] = (),
        kind: Kind | None = None,
        day: date | None = None,
        page: int = 1,
        size: int = 20,
    ) -> Page[Line]:
        """Lines, newest first: of a person (not those that have them as a part `without`), a kind, a day."""
        matching = LINES_OF_PERSON if person else LINES_OF_DAY if day else LINES
        asked: dict[str, Any] = {"kind": kind and kind.value, "day": day and day.isoformat()}
        asked |= {"person": person, "without": [part.value for part in without]} if person else {}
        window = {"skip": (page - 1) * size, "limit": size}

        def read(transaction: Transaction) -> tuple[int, list[str]]:
            row = transaction.row(matching + COUNT_LINES, **asked)
            rows = transaction.rows(matching + LIST_LINES, **asked, **window)
            return int(row["total"]) if row else 0, [each["id"] for each in rows]

        total, ids = self._database.read(read)
        found = {line.id: line for line in self._read(ids)}
        return Page(tuple(found[id] for id in ids if id in found), total)

    def people_in(self, part: Part, *, days: Iterable[date]) -> frozenset[str]:
        """The ids of all who were such a part of any line of these days."""
        asked = {"part": part.value, "days": [day.isoformat() for day in days]}
        rows = self._database.read(lambda transaction: transaction.rows(PEOPLE_OF_DAYS, **asked))
        return frozenset(row["id"] for row in rows)

    def chains(self) -> list[Chain]:
        """Every chain, the oldest first, those among them whose lines are all cut off."""
        rows = self._database.read(lambda transaction: transaction.rows(READ_CHAINS))
        return [_chain(row["chain"]) for row in rows]

    def verify(self) -> Verdict:
        """Read every line up to the ends that are noted now, and say where a chain doesn't hold."""
        erased = frozenset(
            orjson.loads(line.said).get("pseudonym")
            for line in self._stream(READ_KIND, kind=Kind.ERASURE.value)
        )
        found: list[Break] = []
        lines = 0

        def counted(read: Iterable[Line]) -> Iterator[Line]:
            nonlocal lines
            for line in read:
                lines += 1
                yield line

        chains = self.chains()
        for chain in chains:
            read = counted(
                self._stream(READ_CHAIN, chain=chain.id, after=chain.cut.number, until=chain.end.number)
            )
            found += breaks(read, chain=chain.id, after=chain.cut, end=chain.end, erased=erased)
        return Verdict(len(chains), lines, tuple(found))

    def people(self) -> set[str]:
        """The ids of all who are named anywhere."""
        return {id for id, *_ in self._database.stream(LIST_PEOPLE)}

    def due(self, before: date) -> list[Cut]:
        """What can be cut off each chain: its oldest lines, those of days before `before`."""
        found = []
        for chain in self.chains():
            asked = {"chain": chain.id, "before": before.isoformat()}
            row = self._database.read(partial(_first, cypher=FIND_LAST_BEFORE, asked=asked))
            if row:
                last = End(int(row["number"]), row["digest"])
                found.append(Cut(chain=chain.id, last=last, lines=last.number - chain.cut.number))
        return found

    def cut(self, cut: Cut) -> None:
        """Cut the oldest lines off a chain; what is left is anchored in the digest of the last one cut."""
        last = {"chain": cut.chain, "number": cut.last.number}
        self._database.write(lambda transaction: transaction.run(NOTE_CUT, digest=cut.last.digest, **last))
        while True:
            row = self._database.write(lambda transaction: transaction.row(CUT, **last))
            if not row or not row["gone"]:
                break
        self._database.write(lambda transaction: transaction.run(FORGET_UNNAMED))

    def _read(self, ids: Sequence[str]) -> list[Line]:
        rows = self._database.read(lambda transaction: transaction.rows(READ_LINES, ids=list(ids)))
        return [_line(row["line"], row["people"]) for row in rows]

    def _stream(self, cypher: str, **parameters: Any) -> Iterator[Line]:
        for line, people in self._database.stream(cypher, **parameters):
            yield _line(line, people)


def new_pseudonym() -> str:
    """A name for somebody who is erased; what it stands for is kept nowhere."""
    return f"{ERASED}{uuid4()}"


def _add(transaction: Transaction, lines: Sequence[Line]) -> None:
    known = {row["id"] for row in transaction.rows(FIND_LINES, ids=[line.id for line in lines])}
    new = [line for line in lines if line.id not in known]
    if not new:
        return
    transaction.run(CREATE_LINES, rows=[_properties(line) for line in new])
    transaction.run(MERGE_PEOPLE, ids=sorted({each.id for line in new for each in line.people}))
    named = [
        {"line": line.id, "person": each.id, "place": place, "part": each.part.value, "salt": each.salt}
        for line in new
        for place, each in enumerate(line.people)
    ]
    transaction.run(NAME_PEOPLE, rows=named)
    transaction.run(NOTE_END, chain=new[-1].chain, number=new[-1].number, digest=new[-1].digest)


def _first(transaction: Transaction, *, cypher: str, asked: Row) -> Row | None:
    return transaction.row(cypher, **asked)


def _properties(line: Line) -> Row:
    return {
        "id": line.id,
        "chain": line.chain,
        "number": line.number,
        "previous": line.previous,
        "at": line.at,
        "day": line.at[:10],
        "kind": line.kind.value,
        "said": line.said,
        "marks": list(line.marks),
        "digest": line.digest,
    }


def _line(properties: Mapping[str, Any], people: Iterable[Sequence[Any]]) -> Line:
    named = sorted(people, key=lambda each: each[0])
    return Line(
        chain=properties["chain"],
        number=int(properties["number"]),
        previous=properties["previous"],
        at=properties["at"],
        kind=Kind(properties["kind"]),
        said=properties["said"],
        people=tuple(Person(id, Part(part), salt) for _, id, part, salt in named),
        marks=tuple(properties.get("marks") or ()),
        digest=properties["digest"],
    )


def _chain(row: Mapping[str, Any]) -> Chain:
    cut = beginning(row["id"])
    if "cut_number" in row:
        cut = End(int(row["cut_number"]), row["cut_digest"])
    return Chain(id=row["id"], end=End(int(row["number"]), row["digest"]), cut=cut)
