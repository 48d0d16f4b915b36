"""Professions and the skills they usually take."""

from graph.records.fields import TEXT, TEXTS, Described, Link, Property
from graph.records.nodes import NodeType
from graph.records.reading import LABEL_CONTAINS, LABEL_ORDER, Page, Repository, folded
from graph.server.database import Database
from matching.model import Profession, RequirementKind

REQUIRES = Link("REQUIRES", "Skill")

FIND = f"""
MATCH (n:Profession)
WHERE n.retired = false
  AND {LABEL_CONTAINS}
"""


PROFESSION = NodeType(
    kind="profession",
    label="Profession",
    make=Profession,
    fields=(
        Property("label_da", TEXT),
        Property("label_en", TEXT),
        Property("alt_da", TEXTS),
        Property("alt_en", TEXTS),
        Property("isco", TEXT),
        Property("source"),
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
        """Professions with `text` in a label, Danish or English, whatever its case; best labels first."""
        return self._page(FIND, LABEL_ORDER, page=page, size=size, text=folded(text))
