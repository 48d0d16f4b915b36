"""Ids of invitations: drawn by chance, so that nobody finds one by reckoning; of each pair there is one.

An id made of task and employee, as older graphs have them, lets whoever knows both ask after the invitation.
"""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from graph.invitation_node import INVITATION
from graph.records.writing import BATCH
from graph.server.database import Database, Transaction
from matching.invitation import Invitation

FIND_OF_PAIR = f"""
MATCH (n:Invitation {{pair: $pair}})
WHERE n.retired = false
RETURN {INVITATION.projection} AS node
"""

READ_WITHOUT_PAIR = """
MATCH (t:Task)<-[:CONCERNS]-(n:Invitation)-[:OFFERED_TO]->(e:Employee)
WHERE n.pair IS NULL
RETURN n.id AS id, t.id AS task, e.id AS employee
LIMIT $limit
"""

# A move's id has that of its invitation in it (`graph.invitation_log`).
RENEW_MOVES = """
UNWIND $rows AS row
MATCH (n:Invitation {id: row.id})-[:HAS_MOVE]->(m:Move)
SET m.id = toString(m.changed) + ':' + row.new
"""

RENEW = """
UNWIND $rows AS row
MATCH (n:Invitation {id: row.id})
SET n.id = row.new, n.pair = row.pair
"""


def as_new(wanted: Invitation) -> Invitation:
    """The same with an id that tells nothing of it."""
    return replace(wanted, id=str(uuid4()))


def of_pair(transaction: Transaction, wanted: Invitation) -> Invitation | None:
    """The one between the same task and employee, if there is one. Raises Unreadable."""
    row = transaction.row(FIND_OF_PAIR, pair=wanted.pair)
    return INVITATION.build(row["node"]) if row else None


def renew(database: Database) -> None:
    """Give those of an older graph ids by chance; goes on where it was cut short."""

    def some(transaction: Transaction) -> int:
        rows: list[dict[str, Any]] = []
        for row in transaction.rows(READ_WITHOUT_PAIR, limit=BATCH):
            new = as_new(Invitation(id="", task=row["task"], employee=row["employee"]))
            rows.append({"id": row["id"], "new": new.id, "pair": new.pair})
        transaction.run(RENEW_MOVES, rows=rows)
        transaction.run(RENEW, rows=rows)
        return len(rows)

    while database.write(some) == BATCH:
        pass
