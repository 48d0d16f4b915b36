"""Which skills are usual in which profession, so that others can count less (`matching.index.reach`).

A profession's skills are those that it takes, essential or optional, and what is broader than these. Some
skills are nobody's trade: languages, project work, facilitation. The vocabulary says which
(`Skill.transversal`, ESCO's reuse level), of a skill or of a group for all in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matching.model import Profession, Skill


@dataclass(frozen=True, slots=True)
class Usual:
    """The professions that each skill is usual in, and those of which that is known at all.

    What no profession takes, and what is `transversal`, is usual everywhere.
    """

    professions: Mapping[str, frozenset[str]]
    described: frozenset[str]
    transversal: frozenset[str]

    @classmethod
    def build(cls, professions: Iterable[Profession], skills: Mapping[str, Skill]) -> Self:
        """What these professions take; skills by id, groups among them."""
        above = {id: broader_than(id, skills) for id in skills}
        taking: dict[str, set[str]] = {}
        described = set()
        for profession in professions:
            for skill, _ in profession.requires:
                described.add(profession.id)
                for each in (skill, *above.get(skill, ())):
                    taking.setdefault(each, set()).add(profession.id)
        transversal = {id for id, skill in skills.items() if skill.transversal}
        return cls(
            professions={skill: frozenset(of) for skill, of in taking.items()},
            described=frozenset(described),
            transversal=frozenset(id for id in skills if not transversal.isdisjoint((id, *above[id]))),
        )

    def in_profession(self, skill: str, profession: str) -> bool:
        """Whether a skill is usual in a profession, or nothing else is known."""
        if skill in self.transversal or skill not in self.professions:
            return True
        return profession in self.professions[skill] or profession not in self.described

    def spread(self, skill: str) -> int:
        """In how many professions a skill is usual: all where it is nobody's trade, 0 where none takes it."""
        return len(self.described if skill in self.transversal else self.professions.get(skill, ()))

    def in_professions(self, skill: str, professions: Sequence[str]) -> NDArray[np.bool_]:
        """The same of many professions, (n_professions,)."""
        return np.fromiter((self.in_profession(skill, each) for each in professions), np.bool_)


def broader_than(skill: str, skills: Mapping[str, Skill]) -> tuple[str, ...]:
    """All that is broader than a skill, groups too; a circle in bad data is walked once."""
    found: dict[str, None] = {}
    left = [skill]
    while left:
        for broader in skills[left.pop()].broader:
            if broader in skills and broader not in found:
                found[broader] = None
                left.append(broader)
    return tuple(found)
