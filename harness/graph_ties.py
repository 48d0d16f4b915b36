"""How colleagues know each other, straight from the graph: completed tasks together, and KNOWS.

The index answers the service; this is what it is held against.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from graph.employees import VISIBLE_TO
from graph.records.fields import day
from graph.server.database import Database, Row
from matching.insight.introductions import Joint, Tie, tie
from matching.model import Visibility

READ_JOINT_WORK = """
UNWIND $ids AS id
MATCH (:Employee {id: id})-[:ASSIGNED_TO]->(t:Task)
WHERE t.status = 'closed'
RETURN id, t.id AS task, coalesce(t.closed_on, t.created_on) AS ended_on,
  [(t)<-[:ASSIGNED_TO]-(o:Employee) | [o.id, o.visibility]] AS participants
"""

READ_DECLARED = """
UNWIND $ids AS id
MATCH (e:Employee {id: id})
RETURN id,
  [(e)-[k:KNOWS]->(o:Employee) | [o.id, o.visibility, k.declared_on]] AS named,
  [(e)<-[k:KNOWS]-(o:Employee) | [o.id, o.visibility, k.declared_on]] AS named_by
"""


class GraphTies:
    """Reads ties as `matching.insight.introductions.Ties` does."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(
        self, employees: Iterable[str], *, audience: Visibility, today: date
    ) -> dict[str, Mapping[str, Tie]]:
        """For each employee the colleagues whom `audience` may see, with the ties to them.

        Raises GraphUnavailable.
        """
        ids = sorted(set(employees))
        visible = set(VISIBLE_TO[audience])
        joint: dict[str, dict[str, list[Joint]]] = {id: {} for id in ids}
        for row in self._rows(READ_JOINT_WORK, ids):
            together = Joint(row["task"], day(row["ended_on"]), len(row["participants"]))
            for other, visibility in row["participants"]:
                if other != row["id"] and visibility in visible:
                    joint[row["id"]].setdefault(other, []).append(together)
        declared: dict[str, dict[str, date]] = {id: {} for id in ids}
        for row in self._rows(READ_DECLARED, ids):
            of_one = declared[row["id"]]
            for other, visibility, declared_on in (*row["named"], *row["named_by"]):
                if visibility in visible:
                    of_one[other] = max(day(declared_on), of_one.get(other, date.min))
        return {
            id: {
                other: tie(joint[id].get(other, ()), declared[id].get(other), today=today)
                for other in joint[id].keys() | declared[id].keys()
            }
            for id in ids
        }

    def _rows(self, cypher: str, ids: list[str]) -> list[Row]:
        return self._database.read(lambda transaction: transaction.rows(cypher, ids=ids))
