"""What is switched off: suggestions altogether, or those of single workplaces.

Switches are nodes of their own. Nothing here raises the change number: each process looks at them by itself,
so that no build of an index stands between a switch and its effect.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime

from graph.server.database import Database

EVERYTHING = "matching"
OF_WORKPLACE = "workplace:"

READ = """
MATCH (s:Switch)
RETURN s.id AS id, s.off AS off, s.by AS by, s.at AS at
"""

TURN = """
MERGE (s:Switch {id: $id})
SET s.off = $off, s.by = $by, s.at = $at
"""


@dataclass(frozen=True, slots=True)
class Turned:
    """Who (id) turned a switch last, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """Whether anybody is suggested at all, and which workplaces (ids) take no part.

    `turned` has each switch that was ever turned, by its workplace; None is the one for everybody.
    """

    matching: bool = True
    workplaces_off: Set[str] = field(default_factory=frozenset)
    turned: Mapping[str | None, Turned] = field(default_factory=dict)


class SwitchBoard:
    """Reads and turns the switches. Everything raises GraphUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> Switches:
        """How the switches stand."""
        rows = self._database.read(lambda transaction: transaction.rows(READ))
        off = {_workplace(row["id"]) for row in rows if row["off"]}
        return Switches(
            matching=None not in off,
            workplaces_off=frozenset(each for each in off if each is not None),
            turned={
                _workplace(row["id"]): Turned(row["by"], datetime.fromisoformat(row["at"])) for row in rows
            },
        )

    def turn(self, *, on: bool, by: str, at: datetime, workplace: str | None = None) -> None:
        """Turn suggestions on or off, of one workplace where it is named."""
        id = EVERYTHING if workplace is None else f"{OF_WORKPLACE}{workplace}"
        values = {"id": id, "off": not on, "by": by, "at": at.isoformat(timespec="seconds")}
        self._database.write(lambda transaction: transaction.run(TURN, **values))


def _workplace(id: str) -> str | None:
    """The workplace of a switch by its id; None for the one for everybody."""
    return id.removeprefix(OF_WORKPLACE) if id.startswith(OF_WORKPLACE) else None
