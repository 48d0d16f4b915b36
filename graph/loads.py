"""The history of HR's loads: who looked at which files, when, what they change, and whether it was written.

That a load is written is noted in the same transaction, so that after a kill it can be told which it was.
Nothing here raises the change number: no answer depends on the history.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

import orjson

from graph.loading import Counts
from graph.records.days import in_utc
from graph.records.soundness import note, sound
from graph.server.database import Database, Row, Transaction

KIND = "load"

NOTE = """
MERGE (l:Load {id: $id})
SET l += $properties
"""

FIND = """
MATCH (l:Load {id: $id})
RETURN l {.*} AS load
"""

LIST = """
MATCH (l:Load)
RETURN l {.*} AS load
ORDER BY l.at DESC, l.id
LIMIT $limit
"""

COUNT_BEFORE = """
MATCH (l:Load)
WHERE l.day < $day
RETURN count(l) AS count
"""

FORGET_BEFORE = """
MATCH (l:Load)
WHERE l.day < $day
DETACH DELETE l
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One load: `by` is the id of who was last at it, or a command; empty for who was erased since.

    `kinds` are the kinds of files, `rejected` how many rows are left out; `written` is None where it wasn't.
    """

    id: str
    by: str
    at: datetime
    kinds: tuple[str, ...]
    counts: tuple[Counts, ...]
    rejected: int
    written: datetime | None = None


class Loads:
    """Keeps the history. Everything raises GraphUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, load: Load) -> None:
        """Keep how a load stands now, in place of how it stood."""
        self._database.write(self.noting(load))

    def noting(self, load: Load) -> Callable[[Transaction], None]:
        """The same as part of another transaction (`graph.loading.Loading.apply`)."""
        return partial(_note, load=load)

    def find(self, id: str) -> Load | None:
        """The load with this id, None where there was none."""
        row = self._database.read(lambda transaction: transaction.row(FIND, id=id))
        return None if row is None else sound(KIND, id, partial(_build, row["load"]), note)

    def latest(self, most: int) -> tuple[Load, ...]:
        """The last so many, the newest first."""
        rows = self._database.read(lambda transaction: transaction.rows(LIST, limit=most))
        found = (sound(KIND, row["load"].get("id"), partial(_build, row["load"]), note) for row in rows)
        return tuple(each for each in found if each is not None)

    def count_before(self, day: date) -> int:
        """How many began before a day."""
        row = self._database.read(lambda transaction: transaction.row(COUNT_BEFORE, day=day.isoformat()))
        return int(row["count"]) if row else 0

    def forget_before(self, day: date) -> None:
        """Forget those that began before a day."""
        self._database.write(lambda transaction: transaction.run(FORGET_BEFORE, day=day.isoformat()))


def _note(transaction: Transaction, load: Load) -> None:
    counts = [(each.name, each.new, each.changed, each.gone, each.unchanged) for each in load.counts]
    properties: dict[str, Any] = {
        "by": load.by,
        "at": in_utc(load.at, "milliseconds"),
        "day": load.at.date().isoformat(),
        "kinds": orjson.dumps(load.kinds).decode(),
        "counts": orjson.dumps(counts).decode(),
        "rejected": load.rejected,
        "written": in_utc(load.written, "milliseconds") if load.written else None,
    }
    transaction.run(NOTE, id=load.id, properties=properties)


def _build(row: Row) -> Load:
    return Load(
        id=row["id"],
        by=row["by"],
        at=datetime.fromisoformat(row["at"]),
        kinds=tuple(orjson.loads(row["kinds"])),
        counts=tuple(Counts(*each) for each in orjson.loads(row["counts"])),
        rejected=int(row["rejected"]),
        written=datetime.fromisoformat(row["written"]) if row.get("written") else None,
    )
