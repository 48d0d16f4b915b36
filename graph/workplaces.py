"""Workplaces, each a part of another one up to the municipality itself."""

from collections.abc import Iterator
from datetime import date

from graph.records.fields import FLAG, Link, Many, One, Property, word
from graph.records.nodes import NodeType
from graph.records.reading import Page, Repository
from graph.records.searching import BEST_FIRST, FOUND, sought
from graph.server.database import Database
from graph.signatures import RESERVED, is_reserved
from matching.bounds import Fault
from matching.model import Involvement, LifePhase, Workplace

PART_OF = Link("PART_OF", "Workplace")
SERVES = Link("SERVES", "LifePhase")

FIND = f"""
MATCH (n:Workplace)
WHERE n.retired = false
  AND n.closed IS NULL
  AND {FOUND}
"""


def _faults(workplace: Workplace, _today: date) -> Iterator[Fault]:
    if workplace.manager and is_reserved(workplace.manager):
        yield Fault(("manager",), RESERVED)


WORKPLACE = NodeType(
    kind="workplace",
    label="Workplace",
    make=Workplace,
    searched=("name",),
    fields=(
        Property("name"),
        Property("manager"),
        Property("involvement", word(Involvement, unsaid=Involvement.INFORMED)),
        Property("closed", FLAG),
        One("part_of", PART_OF, nothing=None),
        Many("life_phases", SERVES, word(LifePhase)),
    ),
    faults=_faults,
)


class Workplaces(Repository[Workplace]):
    """Reads workplaces; they are written by loading."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, WORKPLACE)

    def search(self, text: str, page: int = 1, size: int = 20) -> Page[Workplace]:
        """Open workplaces with every word of `text` in their name; names that start with it first."""
        return self._page(FIND, BEST_FIRST, page=page, size=size, **sought(text))
