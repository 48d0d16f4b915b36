"""Kinds of qualification: those that Tværs brings along, and those that HR adds in its files."""

from graph.records.fields import TEXT, Link, Property
from graph.records.nodes import NodeType
from graph.records.reading import Repository
from graph.server.database import Database
from matching.model import QualificationKind

QUALIFICATION_KIND = NodeType(
    kind="qualification kind",
    label="QualificationKind",
    make=QualificationKind,
    fields=(Property("label_da", TEXT), Property("label_en", TEXT)),
)
HOLDS = Link("HOLDS", QUALIFICATION_KIND.label)
SPEAKS_OF = Link("SPEAKS_OF", QUALIFICATION_KIND.label)
DEMANDS = Link("DEMANDS", QUALIFICATION_KIND.label)


class QualificationKinds(Repository[QualificationKind]):
    """Reads kinds of qualification; they are written by loading."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, QUALIFICATION_KIND)
