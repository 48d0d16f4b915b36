"""The change counter: one node whose number goes up in the same transaction as each write.

Every node that a write touches gets that number as its `changed`, so that a reader who remembers
a number can ask for what came after it, and only that. Writers queue on the counter, so numbers
become visible in their order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar
from weakref import WeakSet

from graph.server.database import Database, Transaction

T = TypeVar("T")

LOCK = """
MATCH (counter:ChangeCounter {id: 'graph'})
SET counter.locked = true
RETURN counter.number AS number
"""

RAISE = """
MATCH (counter:ChangeCounter {id: 'graph'})
SET counter.number = counter.number + 1
RETURN counter.number AS number
"""

READ_NUMBER = """
OPTIONAL MATCH (counter:ChangeCounter {id: 'graph'})
RETURN coalesce(counter.number, 0) AS number
"""


MOST_LOOKED_UP = 1_000
"""Up to so many changes are looked up one by one; for more, everything is gone through."""


def after(since: int, until: int | None = None, *, node: str = "n") -> tuple[str, dict[str, Any]]:
    """Cypher that holds for a node that changed after `since`, and its parameters.

    With the number `until` of the latest change the nodes are looked up: the embedded server uses an
    index for equal values, not for ranges.
    """
    if until is None or until - since > MOST_LOOKED_UP:
        return f"{node}.changed > $since", {"since": since}
    return f"{node}.changed IN $changes", {"changes": list(range(since + 1, until + 1))}


@dataclass(frozen=True, slots=True)
class Mover:
    """Who makes a move, and when: `by` is an employee id, or a tool's name after `tool:`."""

    by: str
    at: datetime

    @property
    def on(self) -> date:
        """The day of the move."""
        return self.at.date()


class Change:
    """One write transaction. Its number is raised when it is first asked for, and only then.

    `raised` is that number, None while nobody has asked.
    """

    def __init__(self, transaction: Transaction) -> None:
        self.transaction = transaction
        self.raised: int | None = None

    @property
    def number(self) -> int:
        """The number of this change; the first to ask raises it."""
        if self.raised is None:
            row = self.transaction.row(RAISE)
            assert row is not None, "the schema has been prepared"  # noqa: S101
            self.raised = int(row["number"])
        return self.raised


class Listener(Protocol):
    """Whoever wants to know that this process has changed the graph."""

    def wrote(self, number: int) -> None:
        """The change with this number is in the graph. Called in the thread that made it: be brief."""


class Changes:
    """Reads the change number, makes the changes that raise it, and tells of each that was made."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: WeakSet[Listener] = WeakSet()

    def listen(self, listener: Listener) -> None:
        """Tell `listener` of each change that is made here from now on, for as long as it lives."""
        self._listeners.add(listener)

    def number(self) -> int:
        """The number of the latest change; 0 in an empty graph.

        To refresh, read this number first and then what changed after the number you had: what
        comes in between is read twice rather than missed. Raises GraphUnavailable.
        """
        row = self._database.read(lambda transaction: transaction.row(READ_NUMBER))
        return int(row["number"]) if row else 0

    def latest(self) -> int:
        """The same within a millisecond or two, to be asked at every request. Raises GraphUnavailable."""
        row = self._database.latest(READ_NUMBER)
        return int(row["number"]) if row else 0

    def write(self, work: Callable[[Change], T]) -> T:
        """Do `work` as one change of the graph, after all earlier ones and before all later ones.

        Raises what `work` raises (and then nothing is written), GraphUnavailable.
        """

        def locked(transaction: Transaction) -> tuple[T, int | None]:
            transaction.run(LOCK)
            change = Change(transaction)
            return work(change), change.raised

        result, raised = self._database.write(locked)
        if raised is not None:
            for listener in tuple(self._listeners):
                listener.wrote(raised)
        return result
