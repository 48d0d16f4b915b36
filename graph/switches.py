"""What is switched off: suggestions altogether, or those of single workplaces.

Switches are nodes of their own. Nothing here raises the change number: each process looks at them by itself,
so that no build of an index stands between a switch and its effect.
"""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime

from graph.server.database import Database

EVERYTHING = "matching"
OF_WORKPLACE = "workplace:"

READ = """
MATCH (s:Switch)
WHERE s.off
RETURN s.id AS id
"""

TURN = """
MERGE (s:Switch {id: $id})
SET s.off = $off, s.by = $by, s.at = $at
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """Whether anybody is suggested at all, and which workplaces (ids) take no part."""

    matching: bool = True
    workplaces_off: Set[str] = field(default_factory=frozenset)


class SwitchBoard:
    """Reads and turns the switches. Everything raises GraphUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> Switches:
        """How the switches stand."""
        off = {row["id"] for row in self._database.read(lambda transaction: transaction.rows(READ))}
        return Switches(
            matching=EVERYTHING not in off,
            workplaces_off=frozenset(
                id.removeprefix(OF_WORKPLACE) for id in off if id.startswith(OF_WORKPLACE)
            ),
        )

    def turn(self, *, on: bool, by: str, at: datetime, workplace: str | None = None) -> None:
        """Turn suggestions on or off, of one workplace where it is named."""
        id = EVERYTHING if workplace is None else f"{OF_WORKPLACE}{workplace}"
        values = {"id": id, "off": not on, "by": by, "at": at.isoformat(timespec="seconds")}
        self._database.write(lambda transaction: transaction.run(TURN, **values))
