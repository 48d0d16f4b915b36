"""The log of invitations: who made which move when and whom to tell, in the move's own transaction."""

from datetime import datetime
from typing import Any

from graph.invitation_node import INVITATION
from graph.notices import tell
from graph.records.changes import Change, Mover
from graph.server.database import Row, Transaction
from graph.task_history import Done
from matching.invitation import Actor, Invitation, Move, State
from matching.telling import News, told

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

# Who asked or took up last comes first; a task without such a move has who made it.
READ_LEADS = """
MATCH (n:Invitation {id: $invitation})-[:CONCERNS]->(t:Task)
RETURN [(n)-[:HAS_MOVE]->(m:Move {actor: $lead}) WHERE m.after IN $asking | {by: m.by, changed: m.changed}]
        AS asking,
    [(t)-[:HAS_CHANGE]->(c:TaskChange {what: $created}) | c.by] AS makers
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
    change: Change, before: Invitation | None, after: Invitation, mover: Mover, *, actor: Actor
) -> None:
    """Write down that an invitation was moved, and whom to tell of it."""
    id = after.id
    move: dict[str, Any] = {
        "id": f"{change.number}:{id}",
        "at": mover.at.isoformat(timespec="seconds"),
        "by": mover.by,
        "actor": actor.value,
        "after": after.state.value,
        "changed": change.number,
    }
    if before is not None:
        move["before"] = before.state.value
    change.transaction.run(LOG_MOVE, invitation=id, move=move)
    whom = told(before, after, actor=actor, lead=_lead(change, id))
    others = ((person, news) for person, news in whom if person != mover.by or news is News.AGREED)
    tell(change, INVITATION, id, others, on=mover.on)


def _lead(change: Change, id: str) -> str:
    """Who asked or took up last, else who made the task; empty where nobody knows."""
    row = change.transaction.row(
        READ_LEADS,
        invitation=id,
        lead=Actor.LEAD.value,
        asking=[State.INVITED.value, State.ACCEPTED.value],
        created=Done.CREATED.value,
    )
    if row is None:
        return ""
    asking = sorted(row["asking"], key=lambda each: -each["changed"])
    return next((name for name in (*(each["by"] for each in asking), *row["makers"]) if name), "")


def _logged(row: Row) -> Move:
    return Move(
        at=datetime.fromisoformat(row["at"]),
        by=row["by"],
        actor=Actor(row["actor"]),
        before=State(row["before"]) if row["before"] else None,
        after=State(row["after"]),
    )
