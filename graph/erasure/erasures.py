"""Takes everything about somebody out of the graph in one transaction, and marks that it was done.

The mark (`Erasure`) has the number of the receipt and nothing of the person. It tells each index that
somebody is gone whose id stands nowhere any more, and an older graph that was put back lacks it.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from graph.audit.lines import ERASE
from graph.employees import EMPLOYEE, FIND_HIDING, REMEMBER_LONGER
from graph.erasure.traces import MENTIONS, traces
from graph.loading import EVERYTHING
from graph.records.changes import Change, Changes
from graph.records.writing import retire
from graph.server.database import Database, Transaction

COUNT_RECORDED = """
MATCH (:RecordedPerson {id: $id})<-[r:NAMES]-()
RETURN count(r) AS count
"""

FORGET = "MATCH (n:Employee {id: $id}) DETACH DELETE n"

MARK = """
UNWIND $numbers AS number
MERGE (n:Erasure {id: number})
SET n.changed = $number
"""
READ_MARKS = "MATCH (n:Erasure) RETURN n.id"
COUNT_MARKS_SINCE = "MATCH (n:Erasure) WHERE n.changed > $since RETURN count(n) AS count"

FIND_EMPLOYEES = "MATCH (n:Employee) RETURN n.id"
FIND_RECORDED = "MATCH (n:RecordedPerson) RETURN n.id"

Counts = Mapping[str, int]
"""How many of what (`graph.erasure.traces`)."""


class Erasures:
    """Finds and takes away what is kept of somebody. Everything raises GraphUnavailable."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def count(self, id: str) -> Counts:
        """How much is kept of somebody, by what it is; empty where nothing is."""

        def read(transaction: Transaction) -> dict[str, int]:
            found: dict[str, int] = {}
            for what, cypher in (*((each.what, each.count) for each in traces()), ("record", COUNT_RECORDED)):
                row = transaction.row(cypher, id=id)
                if row and row["count"]:
                    found[what] = found.get(what, 0) + int(row["count"])
            return found

        return self._database.read(read)

    def take_away(
        self, id: str, *, pseudonym: str, number: str | None = None, remembering: bool = False
    ) -> None:
        """Take away everything about somebody, all of it or (when killed) nothing.

        In the record the made-up name takes their place, which must stand in a line already. `number` is that
        of the receipt; None where no index knows them any more. Where `remembering`, it is kept that who left
        hid or objected, so that they come back as they left. Doing it again does no harm.
        """

        def work(change: Change) -> None:
            run = partial(change.transaction.run, id=id)
            hiding = change.transaction.row(FIND_HIDING, id=id) if remembering else None
            for trace in traces():
                if trace.gone:
                    run(trace.erase, number=change.number)
            retire(change, EMPLOYEE, [id], everything=EVERYTHING, progress=lambda _: None)
            run(FORGET)
            if hiding:
                run(REMEMBER_LONGER, **hiding)
            change.transaction.run(ERASE, person=id, pseudonym=pseudonym)
            if number is not None:
                change.transaction.run(MARK, numbers=[number], number=change.number)

        self._changes.write(work)

    def mentioned(self) -> Iterator[str]:
        """The ids of all who stand anywhere, some of them several times."""
        for cypher in (FIND_EMPLOYEES, FIND_RECORDED, *(each.ids for each in MENTIONS)):
            yield from (id for id, *_ in self._database.stream(cypher))

    def marks(self) -> set[str]:
        """The numbers of the erasures that this graph has had."""
        return {number for number, *_ in self._database.stream(READ_MARKS)}

    def mark(self, numbers: Iterable[str]) -> None:
        """Note that this graph holds nothing of what these erasures took away."""
        if some := sorted(numbers):
            self._changes.write(
                lambda change: change.transaction.run(MARK, numbers=some, number=change.number)
            )

    def since(self, number: int) -> bool:
        """Whether somebody was erased after the change with this number."""
        row = self._database.read(lambda transaction: transaction.row(COUNT_MARKS_SINCE, since=number))
        return bool(row and row["count"])
