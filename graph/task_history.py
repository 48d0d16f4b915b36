"""Who changed a task, and when: a line for each change through the service, only ever added.

The first line of a task that was made here tells whose it is. What HR's files load has none.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.records.changes import Change, Mover
from graph.records.fields import Link
from graph.server.database import Database, Row

HAS_CHANGE = Link("HAS_CHANGE", "TaskChange")

LOG_CHANGE = """
MATCH (n:Task {id: $task})
CREATE (n)-[:HAS_CHANGE]->(c:TaskChange)
SET c = $line
"""

READ_CHANGES = """
MATCH (:Task {id: $id})-[:HAS_CHANGE]->(c:TaskChange)
RETURN c.at AS at, c.by AS by, c.what AS what
ORDER BY c.changed
"""


READ_CHANGES_BY = """
MATCH (n:Task)-[:HAS_CHANGE]->(c:TaskChange {by: $id})
RETURN n.id AS task, c.at AS at, c.by AS by, c.what AS what
ORDER BY c.changed
"""


class Done(StrEnum):
    """What was done to a task."""

    CREATED = "created"
    CHANGED = "changed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChange:
    """That somebody changed a task: `by` is an employee id, or a tool's name after `tool:`."""

    at: datetime
    by: str
    what: Done


def note_change(change: Change, task: str, mover: Mover, what: Done) -> None:
    """Add a line to a task's history."""
    line = {
        "id": f"{change.number}:{task}",
        "at": mover.at.isoformat(timespec="seconds"),
        "by": mover.by,
        "what": what.value,
        "changed": change.number,
    }
    change.transaction.run(LOG_CHANGE, task=task, line=line)


def task_changes(database: Database, id: str) -> tuple[TaskChange, ...]:
    """All of one task, the oldest first."""
    return tuple(map(_change, database.read(lambda transaction: transaction.rows(READ_CHANGES, id=id))))


def changes_by(database: Database, id: str) -> tuple[tuple[str, TaskChange], ...]:
    """All that somebody made, each with the task's id, the oldest first."""
    rows = database.read(lambda transaction: transaction.rows(READ_CHANGES_BY, id=id))
    return tuple((row["task"], _change(row)) for row in rows)


def _change(row: Row) -> TaskChange:
    return TaskChange(at=datetime.fromisoformat(row["at"]), by=row["by"], what=Done(row["what"]))


def maker_of(changes: tuple[TaskChange, ...]) -> str:
    """Who made the task, as in `TaskChange.by`; empty where a file did, or nobody knows."""
    return next((each.by for each in changes if each.what is Done.CREATED), "")
