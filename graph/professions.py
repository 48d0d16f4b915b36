"""Professions and the skills they usually take."""

from graph.records.fields import FLAG, TEXT, TEXTS, Described, Link, Property
from graph.records.nodes import NodeType
from graph.records.reading import Page, Repository
from graph.records.searching import BEST_FIRST, FOUND, sought
from graph.server.database import Database
from matching.model import Profession, RequirementKind

REQUIRES = Link("REQUIRES", "Skill")

FIND = f"""
MATCH (n:Profession)
WHERE n.retired = false AND n.obsolete IS NULL
  AND {FOUND}
"""


PROFESSION = NodeType(
    kind="profession",
    label="Profession",
    make=Profession,
    searched=("label_da", "label_en", "alt_da", "alt_en"),
    fields=(
        Property("label_da", TEXT),
        Property("label_en", TEXT),
        Property("alt_da", TEXTS),
        Property("alt_en", TEXTS),
        Property("isco", TEXT),
        Property("source"),
        Property("obsolete", FLAG),
        Described(
            "requires",
            REQUIRES,
            ("kind",),
            write=lambda required: (required[0], {"kind": required[1].value}),
            make=lambda skill, kind: (skill, RequirementKind(kind)),
        ),
    ),
)


class Professions(Repository[Profession]):
    """Reads professions; they are written by loading."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, PROFESSION)

    def search(self, text: str, page: int = 1, size: int = 20) -> Page[Profession]:
        """Professions that are not obsolete, with every word of `text` in a label; best labels first."""
        return self._page(FIND, BEST_FIRST, page=page, size=size, **sought(text))
