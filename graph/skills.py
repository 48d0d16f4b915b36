"""Skills, pieces of knowledge and their groups in the graph."""

from collections.abc import Mapping

from graph.records.nodes import Link, NodeType, Properties, Targets, plain
from graph.records.reading import LABEL_CONTAINS, LABEL_ORDER, Page, Repository, folded
from graph.server.database import Database, Row
from matching.model import Skill, SkillKind

BROADER = Link("BROADER", "Skill")
RELATED = Link("RELATED_TO", "Skill")

PROJECTION = """n {
  .*,
  broader: [(n)-[:BROADER]->(s:Skill) | s.id],
  related: [(n)-[:RELATED_TO]->(s:Skill) | s.id]
}"""

FIND = f"""
MATCH (n:Skill)
WHERE n.retired = false
  AND ($kind IS NULL OR n.kind = $kind)
  AND {LABEL_CONTAINS}
"""


def _properties(skill: Skill) -> Properties:
    return {
        "kind": skill.kind.value,
        "label_da": skill.label_da or None,
        "label_en": skill.label_en or None,
        "alt_da": list(skill.alt_da) or None,
        "alt_en": list(skill.alt_en) or None,
        "hidden_da": list(skill.hidden_da) or None,
        "hidden_en": list(skill.hidden_en) or None,
        "description_da": skill.description_da or None,
        "description_en": skill.description_en or None,
        "source": skill.source,
    }


def _linked(skill: Skill) -> Mapping[Link, Targets]:
    return {BROADER: plain(skill.broader), RELATED: plain(skill.related)}


def _build(row: Row) -> Skill:
    return Skill(
        id=row["id"],
        kind=SkillKind(row["kind"]),
        label_da=row.get("label_da", ""),
        label_en=row.get("label_en", ""),
        alt_da=tuple(row.get("alt_da", ())),
        alt_en=tuple(row.get("alt_en", ())),
        hidden_da=tuple(row.get("hidden_da", ())),
        hidden_en=tuple(row.get("hidden_en", ())),
        description_da=row.get("description_da", ""),
        description_en=row.get("description_en", ""),
        broader=tuple(sorted(row["broader"])),
        related=tuple(sorted(row["related"])),
        source=row["source"],
    )


SKILL = NodeType(
    kind="skill",
    label="Skill",
    links=(BROADER, RELATED),
    projection=PROJECTION,
    build=_build,
    properties=_properties,
    linked=_linked,
)


class Skills(Repository[Skill]):
    """Reads skills; they are written by loading."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, SKILL)

    def search(self, text: str, page: int = 1, size: int = 20, kind: SkillKind | None = None) -> Page[Skill]:
        """Skills with `text` in a label, Danish or English, whatever its case; best labels first."""
        return self._page(
            FIND,
            LABEL_ORDER,
            page=page,
            size=size,
            text=folded(text),
            kind=kind.value if kind else None,
        )
