"""Skills, pieces of knowledge and their groups in the graph.

Loads write them, and the organisation itself: what it says of a skill no load changes, a skill that it added
no load retires, and one that it joined with another no load brings back.
"""

from collections.abc import Callable
from dataclasses import fields, replace

from graph.errors import AlreadyExists, NotFound
from graph.records.changes import Change, Changes
from graph.records.fields import FLAG, TEXT, TEXTS, Link, Many, Property, word
from graph.records.nodes import NodeType, creation
from graph.records.reading import Page, Repository, Stored, read_one
from graph.records.searching import BEST_FIRST, FOUND, sought
from graph.records.writing import alter_one, save
from graph.server.database import Database
from matching.model import Skill, SkillKind

OWN = "own"
"""The source of a skill that the organisation has added itself."""
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
        Property("own_words", TEXTS),
        Property("obsolete", FLAG),
        Property("transversal", FLAG),
        Many("broader", BROADER),
        Many("related", RELATED),
    ),
    outlives=("replaced_by",),
)

READ_REPLACED = """
MATCH (n:Skill)
WHERE n.retired = true AND n.replaced_by IS NOT NULL
RETURN n.id AS id, n.replaced_by AS kept
"""


def in_own_words(before: Skill, after: Skill) -> Skill:
    """The skill after the organisation has changed it, which remembers what is in its own words now."""
    names = (each.name for each in fields(Skill) if each.name != "own_words")
    changed = (name for name in names if getattr(before, name) != getattr(after, name))
    return replace(after, own_words=tuple(sorted({*before.own_words, *changed})))


def keeping_own_words(before: Skill, after: Skill) -> Skill:
    """What a load makes of a skill: what the organisation says of it itself stays."""
    own = {name: getattr(before, name) for name in before.own_words}
    kept = replace(after, **own, own_words=before.own_words)
    return replace(
        kept,
        alt_da=tuple(each for each in kept.alt_da if each != kept.label_da),
        alt_en=tuple(each for each in kept.alt_en if each != kept.label_en),
    )


class Skills(Repository[Skill]):
    """Reads skills, and writes what the organisation says of them itself."""

    def __init__(self, database: Database, changes: Changes) -> None:
        super().__init__(database, SKILL)
        self._changes = changes

    def replaced(self) -> dict[str, str]:
        """The skills that the organisation joined with others: the id of each, and of what stands for it."""
        return dict(self._database.stream(READ_REPLACED))

    def add(self, skill: Skill) -> Stored[Skill]:
        """A skill of the organisation's own.

        Raises AlreadyExists, UnknownReference, GraphUnavailable.
        """

        def work(change: Change) -> Stored[Skill]:
            try:
                read_one(change.transaction, SKILL, skill.id)
            except NotFound:
                save(change, SKILL, creation(SKILL, replace(skill, source=OWN)))
                return read_one(change.transaction, SKILL, skill.id)
            raise AlreadyExists(SKILL.kind, skill.id)

        return self._changes.write(work)

    def alter(self, id: str, alter: Callable[[Skill], Skill], *, version: int | None = None) -> Stored[Skill]:
        """Say something of a skill in the organisation's own words.

        Raises NotFound, StaleVersion, UnknownReference, GraphUnavailable, and what `alter` raises.
        """
        return self._changes.write(
            lambda change: alter_one(
                change, SKILL, id, version, lambda before: in_own_words(before, alter(before))
            )
        )

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
