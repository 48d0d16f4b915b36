"""Professions and the skills they usually take."""

from collections.abc import Mapping

from graph.records.nodes import Link, NodeType, Properties, Targets, keyed
from graph.records.reading import LABEL_CONTAINS, LABEL_ORDER, Page, Repository, folded
from graph.server.database import Database, Row
from matching.model import Profession, RequirementKind

REQUIRES = Link("REQUIRES", "Skill")

PROJECTION = """n {
  .*,
  requires: [(n)-[r:REQUIRES]->(s:Skill) | [s.id, r.kind]]
}"""

FIND = f"""
MATCH (n:Profession)
WHERE n.retired = false
  AND {LABEL_CONTAINS}
"""


def _properties(profession: Profession) -> Properties:
    return {
        "label_da": profession.label_da or None,
        "label_en": profession.label_en or None,
        "alt_da": list(profession.alt_da) or None,
        "alt_en": list(profession.alt_en) or None,
        "isco": profession.isco or None,
        "source": profession.source,
    }


def _linked(profession: Profession) -> Mapping[Link, Targets]:
    return {REQUIRES: keyed((skill, {"kind": kind.value}) for skill, kind in profession.requires)}


def _build(row: Row) -> Profession:
    return Profession(
        id=row["id"],
        label_da=row.get("label_da", ""),
        label_en=row.get("label_en", ""),
        alt_da=tuple(row.get("alt_da", ())),
        alt_en=tuple(row.get("alt_en", ())),
        isco=row.get("isco", ""),
        requires=tuple((skill, RequirementKind(kind)) for skill, kind in sorted(row["requires"])),
        source=row["source"],
    )


PROFESSION = NodeType(
    kind="profession",
    label="Profession",
    links=(REQUIRES,),
    projection=PROJECTION,
    build=_build,
    properties=_properties,
    linked=_linked,
)


class Professions(Repository[Profession]):
    """Reads professions; they are written by loading."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, PROFESSION)

    def search(self, text: str, page: int = 1, size: int = 20) -> Page[Profession]:
        """Professions with `text` in a label, Danish or English, whatever its case; best labels first."""
        return self._page(FIND, LABEL_ORDER, page=page, size=size, text=folded(text))
