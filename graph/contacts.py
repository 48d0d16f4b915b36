"""Where and how somebody wants to be told: an address for notices alone, apart from the employee's node.

It is shown to nobody, stands in no export but the person's own, and goes when they are erased. It is no part
of the picture: writing it raises no change number. Who has said nothing is told at once, in Danish.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from graph.records.soundness import note, sound
from graph.server.database import Database, Row

KIND = "contact"

FIND = "MATCH (n:Contact {id: $id}) RETURN n {.*} AS contact"

KEEP = """
MATCH (e:Employee {id: $id})
WHERE e.retired = false
MERGE (n:Contact {id: $id})
SET n += $values
"""

FORGET_ADDRESS = """
MATCH (n:Contact {id: $id})
SET n.address = null, n.source = null, n.known_on = null
"""


class How(StrEnum):
    """How often somebody wants mail."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """An employee's address (empty where none is known), who told of it when, and what they want.

    `language` is that of the notices, `da` or `en`; empty where they didn't choose.
    """

    id: str
    address: str = ""
    source: str = ""
    known_on: date | None = None
    how: How = How.AT_ONCE
    language: str = ""


class Contacts:
    """Reads and keeps them. Everything raises GraphUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, employee: str) -> Contact:
        """What is known of how to tell somebody; the standard where nothing is."""
        row = self._database.read(lambda transaction: transaction.row(FIND, id=employee))
        found = None if row is None else sound(KIND, employee, partial(_build, row["contact"]), note)
        return found or Contact(id=employee)

    def keep_address(self, employee: str, address: str, *, source: str, on: date) -> None:
        """Take an address that a `source` (`sign_in`, `scim`) gives for an employee who is here."""
        self._keep(employee, {"address": address, "source": source, "known_on": on.isoformat()})

    def forget_address(self, employee: str) -> None:
        """The source has no address any more; what they chose stays."""
        self._database.write(lambda transaction: transaction.run(FORGET_ADDRESS, id=employee))

    def choose(self, employee: str, how: How, *, language: str) -> None:
        """Keep what somebody wants."""
        self._keep(employee, {"how": how.value, "language": language})

    def choose_how(self, employee: str, how: How) -> None:
        """Keep how often somebody wants mail; their language stays."""
        self._keep(employee, {"how": how.value})

    def _keep(self, employee: str, values: dict[str, Any]) -> None:
        self._database.write(lambda transaction: transaction.run(KEEP, id=employee, values=values))


def _build(row: Row) -> Contact:
    known_on = row.get("known_on")
    return Contact(
        id=row["id"],
        address=row.get("address") or "",
        source=row.get("source") or "",
        known_on=date.fromisoformat(known_on) if known_on else None,
        how=How(row.get("how") or How.AT_ONCE),
        language=row.get("language") or "",
    )
