"""Skills, pieces of knowledge and their groups in the graph."""

from graph.records.fields import FLAG, TEXT, TEXTS, Link, Many, Property, word
from graph.records.nodes import NodeType
from graph.records.reading import Page, Repository
from graph.records.searching import BEST_FIRST, FOUND, sought
from graph.server.database import Database
from matching.model import Skill, SkillKind

BROADER = Link("BROADER", "Skill")
RELATED = Link("RELATED_TO", "Skill")

FIND = f"""
MATCH (n:Skill)
WHERE n.retired = false AND n.obsolete IS NULL
  AND ($kind IS NULL OR n.kind = $kind)
  AND {FOUND}
"""


SKILL = NodeType(
    kind="skill",
    label="Skill",
    make=Skill,
    searched=("label_da", "label_en", "alt_da", "alt_en"),
    fields=(
        Property("kind", word(SkillKind)),
        Property("label_da", TEXT),
        Property("label_en", TEXT),
        Property("alt_da", TEXTS),
        Property("alt_en", TEXTS),
        Property("hidden_da", TEXTS),
        Property("hidden_en", TEXTS),
        Property("description_da", TEXT),
        Property("description_en", TEXT),
        Property("situations_da", TEXT),
        Property("situations_en", TEXT),
        Property("source"),
        Property("obsolete", FLAG),
        Property("transversal", FLAG),
        Many("broader", BROADER),
        Many("related", RELATED),
    ),
)


class Skills(Repository[Skill]):
    """Reads skills; they are written by loading."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, SKILL)

    def search(self, text: str, page: int = 1, size: int = 20, kind: SkillKind | None = None) -> Page[Skill]:
        """Skills that are not obsolete, with every word of `text` in a label; best labels first."""
        return self._page(
            FIND,
            BEST_FIRST,
            page=page,
            size=size,
            **sought(text),
            kind=kind.value if kind else None,
        )
