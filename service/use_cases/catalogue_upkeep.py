"""The catalogue as the organisation tends it: names and definitions, skills of its own, two that become one.

What is changed here no load of the catalogue undoes (`graph.skills`). What people miss in it they propose,
and nothing is kept of who did.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.errors import AlreadyExists
from graph.joining import join
from graph.records.reading import Stored
from graph.skills import OWN
from matching.bounds import LONGEST_LABEL, LONGEST_NOTE
from matching.index.cache import once_an_index
from matching.index.index import Index
from matching.language.folding import search_key
from matching.language.private_details import private_details
from matching.model import Skill, SkillKind
from service.errors import FieldsRefused

if TYPE_CHECKING:
    from graph.store import GraphStore

# Other names of a skill in one language. By eye: three times as many as any in the catalogue has.
MOST_NAMES = 60
# Characters of a name that somebody proposes. By eye: the longest label in the catalogue has 67.
LONGEST_PROPOSAL = 80
OWN_URI = "urn:tvaers:own-skill:"
LANGUAGES = ("da", "en")


class Wrong(StrEnum):
    """Why words can't be taken for a skill's."""

    MISSING = "It needs a Danish name."
    TOO_LONG = "It is too long."
    TAKEN = "Another skill has that name: change that one, or join the two."
    PRIVATE = "It names a person, somebody's health or an address."
    NO_GROUP = "It needs a group."
    NOT_TWO = "Choose another skill of the same kind: not the same one, and no group."


Faults = Mapping[str, Wrong]
"""What is wrong with which field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a skill is called and what somebody with it can do, in both languages."""

    label_da: str
    label_en: str = ""
    alt_da: tuple[str, ...] = ()
    alt_en: tuple[str, ...] = ()
    description_da: str = ""
    description_en: str = ""

    @classmethod
    def of(cls, skill: Skill) -> "Wording":
        """That of a skill as it is."""
        return cls(**{name: getattr(skill, name) for name in cls.__slots__})

    def names(self, language: str) -> tuple[str, ...]:
        """All its names in a language."""
        label = self.label_da if language == "da" else self.label_en
        return (*((label,) if label else ()), *(self.alt_da if language == "da" else self.alt_en))


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """Tends the catalogue of a graph; `index` is what names are compared with."""

    store: "GraphStore"
    index: Index

    def faults(self, wording: Wording, *, of: str = "", group: str | None = None) -> Faults:
        """What is wrong with the words for the skill `of`, and with the group of a new one."""
        found = dict(self._faults(wording, of))
        if group is not None and not self._is_group(group):
            found["group"] = Wrong.NO_GROUP
        return found

    def reword(self, id: str, wording: Wording, *, version: int | None = None) -> Stored[Skill]:
        """Change what a skill is called or defined as; the name that it had stays another one of its names.

        Raises FieldsRefused, NotFound, StaleVersion, GraphUnavailable.
        """
        _hold(self.faults(wording, of=id))
        return self.store.skills.alter(id, lambda skill: _reworded(skill, wording), version=version)

    def add(self, wording: Wording, *, group: str) -> Stored[Skill]:
        """A skill of the organisation's own, in a group of the catalogue; sent twice it is the same one.

        Raises FieldsRefused, AlreadyExists, GraphUnavailable.
        """
        _hold(self.faults(wording, group=group))
        words = {name: getattr(wording, name) for name in Wording.__slots__}
        skill = Skill(id=own_uri(wording.label_da), broader=(group,), source=OWN, **words)
        try:
            return self.store.skills.add(skill)
        except AlreadyExists:
            there = self.store.skills.get(skill.id)
            if Wording.of(there.value) != wording:
                raise
            return there

    def call_also(self, id: str, label: str) -> Stored[Skill]:
        """Give a skill another Danish name. Raises as `reword`."""
        wording = Wording.of(self.store.skills.get(id).value)
        return self.reword(id, replace(wording, alt_da=(*wording.alt_da, label)))

    def may_join(self, gone: str, kept: str) -> bool:
        """Whether two skills can become one: two that are there, and no groups."""
        skills = [self.index.taxonomy.skills.get(id) for id in (gone, kept)]
        return gone != kept and all(each and each.kind is not SkillKind.GROUP for each in skills)

    def join(self, gone: str, *, kept: str) -> Stored[Skill]:
        """Let one skill stand for another everywhere; there is no way back. Returns the one that is kept.

        Raises FieldsRefused, NotFound, GraphUnavailable.
        """
        if not self.may_join(gone, kept):
            raise FieldsRefused([(("kept",), Wrong.NOT_TWO)])
        return join(self.store.changes, gone, kept=kept)

    def propose(self, label: str, *, on: date) -> Wrong | None:
        """Note a name that somebody misses, unless it can't be one or is in the catalogue: then why not."""
        wrong = self.faults(Wording(label_da=label)).get("label_da")
        if wrong is None and len(label) > LONGEST_PROPOSAL:
            wrong = Wrong.TOO_LONG
        if wrong is None:
            self.store.proposed_skills.propose(label, on=on)
        return wrong

    def named(self, label: str, *, language: str = "da", but: str = "") -> Skill | None:
        """The skill, another than `but`, that has a name already, however it is spelt."""
        called = _called(self.index, language).get(search_key(label), ())
        return next((skill for skill in called if skill.id != but), None)

    def _faults(self, wording: Wording, of: str) -> Iterator[tuple[str, Wrong]]:
        if not wording.label_da:
            yield "label_da", Wrong.MISSING
        known = self.index.taxonomy.skills.get(of)
        for name in Wording.__slots__:
            value = getattr(wording, name)
            texts = (value,) if isinstance(value, str) else value
            longest = LONGEST_NOTE if name.startswith("description") else LONGEST_LABEL
            before = getattr(known, name) if known else ()
            if len(texts) > MOST_NAMES or any(len(each) > longest for each in texts):
                yield name, Wrong.TOO_LONG
            elif value != before and any(private_details(each) for each in texts):
                yield name, Wrong.PRIVATE
            elif value != before and not name.startswith("description"):
                language = name[-2:]
                new = (each for each in texts if each and each not in before)
                if any(self.named(each, language=language, but=of) for each in new):
                    yield name, Wrong.TAKEN

    def _is_group(self, id: str) -> bool:
        found = self.index.taxonomy.skills.get(id)
        return found is not None and found.kind is SkillKind.GROUP


@once_an_index
def _called(index: Index, language: str) -> Mapping[str, list[Skill]]:
    """The skills of each name in a language, as names are compared."""
    found: dict[str, list[Skill]] = {}
    for skill in index.taxonomy.skills.values():
        for key in dict.fromkeys(map(search_key, Wording.of(skill).names(language))):
            found.setdefault(key, []).append(skill)
    return found


def own_uri(label: str) -> str:
    """The id of a skill of the organisation's own: it tells how it was first called, and never changes."""
    return OWN_URI + re.sub(r"\W+", "-", label.lower()).strip("-")


def own_changes(index: Index) -> list[Skill]:
    """The skills that the organisation has changed or added, by id."""
    skills: Iterable[Skill] = index.taxonomy.skills.values()
    return sorted((each for each in skills if each.own_words or each.source == OWN), key=lambda each: each.id)


def _reworded(skill: Skill, wording: Wording) -> Skill:
    words = {name: getattr(wording, name) for name in Wording.__slots__}
    former = {
        f"alt_{language}": _with_former(
            words[f"alt_{language}"], getattr(skill, f"label_{language}"), words[f"label_{language}"]
        )
        for language in LANGUAGES
    }
    return replace(skill, **{**words, **former})


def _with_former(names: tuple[str, ...], former: str, label: str) -> tuple[str, ...]:
    """The other names, with the former label where another took its place."""
    kept = (*names, *((former,) if former and former != label else ()))
    return tuple(dict.fromkeys(each for each in kept if each != label))


def _hold(faults: Faults) -> None:
    if faults:
        raise FieldsRefused([((name,), wrong) for name, wrong in faults.items()])
