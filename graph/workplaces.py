"""Workplaces, each a part of another one up to the municipality itself."""

from collections.abc import Mapping

from graph.records.nodes import Link, NodeType, Properties, Targets, plain
from graph.records.reading import Page, Repository, folded
from graph.server.database import Database, Row
from matching.model import Involvement, LifePhase, Workplace

PART_OF = Link("PART_OF", "Workplace")
SERVES = Link("SERVES", "LifePhase")

PROJECTION = """n {
  .*,
  part_of: [(n)-[:PART_OF]->(w:Workplace) | w.id],
  life_phases: [(n)-[:SERVES]->(p:LifePhase) | p.id]
}"""

WHERE_NAME_CONTAINS = """
MATCH (n:Workplace)
WHERE n.retired = false AND toLower(n.name) CONTAINS $text
"""

NAME_ORDER = """
WITH n, toLower(n.name) AS name
ORDER BY CASE WHEN name STARTS WITH $text THEN 0 ELSE 1 END, name, n.id
"""


def _properties(workplace: Workplace) -> Properties:
    return {
        "name": workplace.name,
        "manager": workplace.manager,
        "involvement": workplace.involvement.value,
    }


def _linked(workplace: Workplace) -> Mapping[Link, Targets]:
    return {
        PART_OF: plain([workplace.part_of] if workplace.part_of else ()),
        SERVES: plain(phase.value for phase in workplace.life_phases),
    }


def _build(row: Row) -> Workplace:
    return Workplace(
        id=row["id"],
        name=row["name"],
        part_of=next(iter(row["part_of"]), None),
        life_phases=tuple(LifePhase(phase) for phase in sorted(row["life_phases"])),
        manager=row.get("manager"),
        involvement=Involvement(row.get("involvement", Involvement.INFORMED)),
    )


WORKPLACE = NodeType(
    kind="workplace",
    label="Workplace",
    links=(PART_OF, SERVES),
    projection=PROJECTION,
    build=_build,
    properties=_properties,
    linked=_linked,
)


class Workplaces(Repository[Workplace]):
    """Reads workplaces; they are written by loading."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, WORKPLACE)

    def search(self, text: str, page: int = 1, size: int = 20) -> Page[Workplace]:
        """Workplaces with `text` in their name, whatever its case; names that start with it first."""
        return self._page(WHERE_NAME_CONTAINS, NAME_ORDER, page=page, size=size, text=folded(text))
