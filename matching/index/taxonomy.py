"""Which skills stand in for a required one, and how closely.

A narrower skill shows nearly all of the required one, a broader one less than half of it, a related one
a quarter. Groups give skills their place but stand in for nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from matching.model import Skill, SkillKind
from matching.question import Relation

# How much of a required skill one that relates to it shows, in (0, 1]. By eye.
CLOSENESS = {
    Relation.EXACT: 1.0,
    Relation.NARROWER: 0.85,
    Relation.BROADER: 0.4,
    Relation.RELATED: 0.25,
}
# What can meet a need in full: the skill itself or a narrower one, at the level asked for, more than assumed.
COVERING = (Relation.EXACT, Relation.NARROWER)
# The same of a narrower skill's narrower ones: still inside the required one, but saying less of it. By eye.
GRANDCHILD_CLOSENESS = 0.7


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A skill that can stand in for another, by which relation, and how closely in (0, 1]."""

    skill: str
    relation: Relation
    closeness: float


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The skills by id and the links between them, both ways."""

    skills: Mapping[str, Skill]
    narrower: Mapping[str, tuple[str, ...]]
    related: Mapping[str, tuple[str, ...]]
    _found: dict[str, tuple[Neighbour, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def build(cls, skills: Iterable[Skill]) -> Self:
        """The taxonomy of these skills; whoever points to one that isn't there points nowhere."""
        by_id = {skill.id: skill for skill in skills}
        usable = {id for id, skill in by_id.items() if skill.kind is not SkillKind.GROUP}
        narrower: dict[str, set[str]] = {}
        related: dict[str, set[str]] = {}
        for id in usable:
            for broader in usable.intersection(by_id[id].broader):
                narrower.setdefault(broader, set()).add(id)
            for other in usable.intersection(by_id[id].related):
                related.setdefault(id, set()).add(other)
                related.setdefault(other, set()).add(id)
        return cls(
            skills=by_id,
            narrower={id: tuple(sorted(ids)) for id, ids in narrower.items()},
            related={id: tuple(sorted(ids)) for id, ids in related.items()},
        )

    def neighbours(self, skill: str) -> tuple[Neighbour, ...]:
        """All skills that can stand in for `skill`, itself first, each by its closest relation."""
        if skill not in self._found:
            self._found[skill] = self._neighbours(skill)
        return self._found[skill]

    def _neighbours(self, skill: str) -> tuple[Neighbour, ...]:
        found = {skill: Neighbour(skill, Relation.EXACT, CLOSENESS[Relation.EXACT])}

        def offer(ids: Iterable[str], relation: Relation, closeness: float) -> None:
            for id in ids:
                found.setdefault(id, Neighbour(id, relation, closeness))

        children = self.narrower.get(skill, ())
        offer(children, Relation.NARROWER, CLOSENESS[Relation.NARROWER])
        for child in children:
            offer(self.narrower.get(child, ()), Relation.NARROWER, GRANDCHILD_CLOSENESS)
        if skill in self.skills:
            parents = [
                id
                for id in self.skills[skill].broader
                if id in self.skills and self.skills[id].kind is not SkillKind.GROUP
            ]
            offer(sorted(parents), Relation.BROADER, CLOSENESS[Relation.BROADER])
        offer(self.related.get(skill, ()), Relation.RELATED, CLOSENESS[Relation.RELATED])
        return tuple(found.values())
