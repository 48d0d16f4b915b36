"""Workplaces, each a part of another one up to the municipality itself."""

from graph.records.fields import Link, Many, One, Property, word
from graph.records.nodes import NodeType
from graph.records.reading import Page, Repository, folded
from graph.server.database import Database
from matching.model import Involvement, LifePhase, Workplace

PART_OF = Link("PART_OF", "Workplace")
SERVES = Link("SERVES", "LifePhase")

WHERE_NAME_CONTAINS = """
MATCH (n:Workplace)
WHERE n.retired = false AND toLower(n.name) CONTAINS $text
"""

NAME_ORDER = """
WITH n, toLower(n.name) AS name
ORDER BY CASE WHEN name STARTS WITH $text THEN 0 ELSE 1 END, name, n.id
"""


WORKPLACE = NodeType(
    kind="workplace",
    label="Workplace",
    make=Workplace,
    fields=(
        Property("name"),
        Property("manager"),
        Property("involvement", word(Involvement, unsaid=Involvement.INFORMED)),
        One("part_of", PART_OF, nothing=None),
        Many("life_phases", SERVES, word(LifePhase)),
    ),
)


class Workplaces(Repository[Workplace]):
    """Reads workplaces; they are written by loading."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, WORKPLACE)

    def search(self, text: str, page: int = 1, size: int = 20) -> Page[Workplace]:
        """Workplaces with `text` in their name, whatever its case; names that start with it first."""
        return self._page(WHERE_NAME_CONTAINS, NAME_ORDER, page=page, size=size, text=folded(text))
