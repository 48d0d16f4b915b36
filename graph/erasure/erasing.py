"""Erases somebody everywhere, with a receipt, and again where an older graph brought them back.

First they are put on the list, then a line of the record says that it is done, then one transaction does it.
Who is killed in between leaves somebody whole who is on the list: the next start finishes it, and so does a
second run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.audit.chain import Entry, Kind, Part
from graph.audit.journal import Recorder
from graph.audit.lines import new_pseudonym
from graph.erasure.erased import ErasedIds
from graph.errors import NotFound
from graph.signatures import SERVICE, is_nobody
from graph.store import GraphStore

STARTING = f"{SERVICE}erased"
"""Who acts where a start or a running service erases again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was erased, how many of each, when and by whom (an id, or a command); not who it was."""

    number: str
    at: datetime
    by: str
    gone: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasing:
    """Erases in a graph. Everything raises GraphUnavailable, NotRecorded, ErasedUnreadable."""

    store: GraphStore
    record: Recorder
    erased: ErasedIds

    def found(self, id: str) -> Mapping[str, int]:
        """How much is kept of somebody, by what it is. Raises NotFound for nothing and for no person."""
        counts = {} if is_nobody(id) else self.store.erasures.count(id)
        if not counts:
            raise NotFound("employee", id)
        return counts

    def erase(self, id: str, *, by: str, at: datetime) -> Receipt:
        """Erase somebody. Raises NotFound."""
        counts = self.found(id)
        return self._take_away(id, self.erased.add(id, at=at).number, counts, by=by, at=at)

    def again(self, *, at: datetime) -> tuple[Receipt, ...]:
        """Erase whoever came back with an older graph, or was not finished; the receipts, most often none.

        Who may be taken in anew is left alone where the graph has had the erasure.
        """
        entries = self.erased.all()
        if not entries:
            return ()
        marks = self.store.erasures.marks()
        back = [
            (id, erased[-1].number)
            for id, erased in self.erased.among(set(self.store.erasures.mentioned()))
            if any(not each.allowed or each.number not in marks for each in erased)
        ]
        receipts = tuple(
            self._take_away(id, number, counts, by=STARTING, at=at)
            for id, number in back
            if (counts := self.store.erasures.count(id))
        )
        self.store.erasures.mark({each.number for each in entries} - marks)
        return receipts

    def _take_away(
        self, id: str, number: str, counts: Mapping[str, int], *, by: str, at: datetime
    ) -> Receipt:
        pseudonym = new_pseudonym()
        said = {"pseudonym": pseudonym, "number": number, "gone": counts}
        self.record.add(Entry(kind=Kind.ERASURE, at=at, people=((by, Part.ACTOR),), said=said))
        self.record.ship()
        self.store.erasures.take_away(id, pseudonym=pseudonym, number=number)
        return Receipt(number=number, at=at, by=by, gone=counts)
