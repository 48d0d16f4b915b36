"""Names that people missed in the catalogue: the words, how often and from when to when; nothing of who.

No part of the index, so none of this raises the change number.
"""

from dataclasses import dataclass
from datetime import date

from graph.server.database import Database
from matching.language.folding import search_key

READ_ALL = """
MATCH (n:ProposedSkill)
RETURN n.id AS id, n.label AS label, n.times AS times, n.first_on AS first_on, n.last_on AS last_on
ORDER BY times DESC, label, id
"""

PROPOSE = """
MERGE (n:ProposedSkill {id: $id})
SET n.label = coalesce(n.label, $label),
    n.times = coalesce(n.times, 0) + 1,
    n.first_on = coalesce(n.first_on, $on),
    n.last_on = $on
"""

FORGET = """
MATCH (n:ProposedSkill {id: $id})
DETACH DELETE n
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedSkill:
    """A name, as it was first written, and how many times, on which day first and last."""

    id: str
    label: str
    times: int
    first_on: date
    last_on: date


class ProposedSkills:
    """Keeps the names until somebody takes them in or puts them away. Everything raises GraphUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[ProposedSkill]:
        """What was proposed most often comes first."""
        rows = self._database.read(lambda transaction: transaction.rows(READ_ALL))
        return [
            ProposedSkill(
                id=row["id"],
                label=row["label"],
                times=row["times"],
                first_on=date.fromisoformat(row["first_on"]),
                last_on=date.fromisoformat(row["last_on"]),
            )
            for row in rows
        ]

    def propose(self, label: str, *, on: date) -> None:
        """Count a name once more; other spellings of the same words are the same name."""
        values = {"id": search_key(label), "label": label, "on": on.isoformat()}
        self._database.write(lambda transaction: transaction.run(PROPOSE, **values))

    def forget(self, id: str) -> None:
        """Take a name off the list; it comes back when somebody proposes it again."""
        self._database.write(lambda transaction: transaction.run(FORGET, id=id))
