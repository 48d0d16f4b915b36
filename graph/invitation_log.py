"""The log of invitations: who made which move when, written in the move's own transaction."""

from datetime import datetime
from typing import Any

from graph.records.changes import Change, Mover
from graph.server.database import Row, Transaction
from matching.invitation import Actor, Move, State

LOG_MOVE = """
MATCH (n:Invitation {id: $invitation})
CREATE (n)-[:HAS_MOVE]->(m:Move)
SET m = $move
"""

READ_MOVES = """
MATCH (:Invitation {id: $invitation})-[:HAS_MOVE]->(m:Move)
RETURN m.at AS at, m.by AS by, m.actor AS actor, m.before AS before, m.after AS after
ORDER BY m.changed
"""

READ_MOVES_BY = """
MATCH (m:Move {by: $mover})<-[:HAS_MOVE]-(i:Invitation)
WHERE i.retired = false
RETURN i.id AS invitation,
    m.at AS at, m.by AS by, m.actor AS actor, m.before AS before, m.after AS after, m.changed AS changed
ORDER BY changed
"""


def moves(transaction: Transaction, *, invitation: str) -> tuple[Move, ...]:
    """The log of one invitation, oldest first."""
    return tuple(map(_logged, transaction.rows(READ_MOVES, invitation=invitation)))


def moves_by(transaction: Transaction, *, mover: str) -> tuple[tuple[str, Move], ...]:
    """Each move that somebody made, oldest first, with the invitation's id."""
    rows = transaction.rows(READ_MOVES_BY, mover=mover)
    return tuple((row["invitation"], _logged(row)) for row in rows)


def log_move(
    change: Change, id: str, mover: Mover, *, actor: Actor, before: State | None, after: State
) -> None:
    """Write down that an invitation was moved."""
    move: dict[str, Any] = {
        "id": f"{change.number}:{id}",
        "at": mover.at.isoformat(timespec="seconds"),
        "by": mover.by,
        "actor": actor.value,
        "after": after.value,
        "changed": change.number,
    }
    if before is not None:
        move["before"] = before.value
    change.transaction.run(LOG_MOVE, invitation=id, move=move)


def _logged(row: Row) -> Move:
    return Move(
        at=datetime.fromisoformat(row["at"]),
        by=row["by"],
        actor=Actor(row["actor"]),
        before=State(row["before"]) if row["before"] else None,
        after=State(row["after"]),
    )
