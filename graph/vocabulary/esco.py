"""Skills and professions out of a folder in the CSV layout of ESCO's official download.

The municipal catalogue is kept in the same layout, so that one reader serves both and a domain expert
can edit it in a spreadsheet. Danish and English meet by URI. Alternative labels stand on lines of
their own within the cell (or apart by ` | `), hidden labels too; those of professions count as
alternatives. ESCO's own files name a few concepts in relations only (version 1.2 has two such rows):
those relations are left out, but reading with `strict` refuses them, as the catalogue is read.

Source of the layout: https://esco.ec.europa.eu/en/use-esco/download (CSV; one language a file).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.vocabulary.esco_layout import (
    LayoutError,
    OnBadRow,
    Row,
    Wrong,
    concept_rows,
    refuse,
    relation_rows,
    tolerating,
)
from graph.vocabulary.replaced import Replaced, read_replaced, requiring_kept, with_own, without_replaced
from matching.model import Profession, RequirementKind, Skill, SkillKind

__all__ = [
    "Catalogue",
    "LayoutError",
    "joined",
    "known_only",
    "merge_professions",
    "merge_skills",
    "read_catalogue",
    "read_professions",
    "read_skills",
    "unknown_references",
]

CATALOGUE, ESCO, BOTH = "catalogue", "esco", "catalogue+esco"
# What ESCO writes in `status` of a concept that it has given up.
OBSOLETE = "obsolete"
# And in `reuseLevel` of what is used across all professions.
TRANSVERSAL = "transversal"
LABEL_COLUMNS = ("conceptUri", "preferredLabel", "altLabels")

CATALOGUE_FILES: Traversable = files("graph.vocabulary") / "catalogue"
"""The municipal catalogue's folder, which is shipped with this package."""

_BETWEEN_LABELS = re.compile(r"[\r\n]+|\s\|\s")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Skills (groups included) and professions that belong together; `replaced`: what former ones are now."""

    skills: list[Skill]
    professions: list[Profession]
    replaced: Mapping[str, str] = field(default_factory=dict)


def read_catalogue() -> Catalogue:
    """The municipal catalogue that is shipped with this package."""
    return Catalogue(
        skills=read_skills(CATALOGUE_FILES, source=CATALOGUE, strict=True),
        professions=read_professions(CATALOGUE_FILES, source=CATALOGUE, strict=True),
        replaced=read_replaced(CATALOGUE_FILES),
    )


def read_skills(
    directory: Traversable, *, source: str = ESCO, strict: bool = False, bad_row: OnBadRow = refuse
) -> list[Skill]:
    """Read skills and skill groups, each with its broader and related ones, in the order of the files.

    `bad_row` is told of each row without a URI or a label, of a second one for the same URI, and (if
    `strict`) of a relation that starts from a concept without a row; by default the first is raised.

    Raises
    ------
    LayoutError
        If a file or a required column is missing, or a quotation mark never closed.
    """
    concepts: dict[str, _Concept] = {}
    kinds: dict[str, SkillKind] = {}
    for language, row in concept_rows(directory, "skillGroups", columns=LABEL_COLUMNS):
        with tolerating(bad_row):
            kinds[_add(concepts, language, row)] = SkillKind.GROUP
    for language, row in concept_rows(directory, "skills", columns=(*LABEL_COLUMNS, "skillType")):
        with tolerating(bad_row):
            uri = _add(concepts, language, row)
            if row.get("skillType") == "knowledge":
                kinds.setdefault(uri, SkillKind.KNOWLEDGE)
    broader: dict[str, list[str]] = {}
    for row in relation_rows(directory, "broaderRelationsSkillPillar", columns=("conceptUri", "broaderUri")):
        with tolerating(bad_row):
            uri = _subject(concepts, row, "conceptUri", strict=strict)
            broader.setdefault(uri, []).append(row.require("broaderUri"))
    related: dict[str, list[str]] = {}
    for row in relation_rows(
        directory, "skillSkillRelations", columns=("originalSkillUri", "relatedSkillUri")
    ):
        with tolerating(bad_row):
            uri = _subject(concepts, row, "originalSkillUri", strict=strict)
            related.setdefault(uri, []).append(row.require("relatedSkillUri"))
    return [
        Skill(
            id=uri,
            kind=kinds.get(uri, SkillKind.SKILL),
            label_da=concept.labels.get("da", ""),
            label_en=concept.labels.get("en", ""),
            alt_da=concept.alternative_labels("da"),
            alt_en=concept.alternative_labels("en"),
            hidden_da=concept.hidden_labels("da"),
            hidden_en=concept.hidden_labels("en"),
            description_da=concept.descriptions.get("da", ""),
            description_en=concept.descriptions.get("en", ""),
            situations_da=concept.situations.get("da", ""),
            situations_en=concept.situations.get("en", ""),
            broader=_once(broader.get(uri, ()), besides=uri),
            related=_once(related.get(uri, ()), besides=uri),
            source=source,
            obsolete=concept.obsolete,
            transversal=concept.transversal,
        )
        for uri, concept in concepts.items()
    ]


def read_professions(
    directory: Traversable, *, source: str = ESCO, strict: bool = False, bad_row: OnBadRow = refuse
) -> list[Profession]:
    """Read occupations with the skills that they take; raises `LayoutError` as `read_skills` does."""
    concepts: dict[str, _Concept] = {}
    isco: dict[str, str] = {}
    for language, row in concept_rows(directory, "occupations", columns=(*LABEL_COLUMNS, "iscoGroup")):
        with tolerating(bad_row):
            uri = _add(concepts, language, row)
            isco[uri] = isco.get(uri) or row.get("iscoGroup")
    requires: dict[str, dict[str, RequirementKind]] = {}
    for row in relation_rows(
        directory, "occupationSkillRelations", columns=("occupationUri", "relationType", "skillUri")
    ):
        with tolerating(bad_row):
            uri = _subject(concepts, row, "occupationUri", strict=strict)
            skill, kind = row.require("skillUri"), _relation(row)
            requires.setdefault(uri, {}).setdefault(skill, kind)
    return [
        Profession(
            id=uri,
            label_da=concept.labels.get("da", ""),
            label_en=concept.labels.get("en", ""),
            alt_da=concept.all_labels("da"),
            alt_en=concept.all_labels("en"),
            isco=isco[uri],
            requires=tuple(requires.get(uri, {}).items()),
            source=source,
            obsolete=concept.obsolete,
        )
        for uri, concept in concepts.items()
    ]


def joined(catalogue: Catalogue, *, skills: Iterable[Skill], professions: Iterable[Profession]) -> Catalogue:
    """The catalogue with ESCO's skills and professions, but for the skills that were replaced."""
    return Catalogue(
        skills=merge_skills(catalogue.skills, without_replaced(skills, catalogue.replaced)),
        professions=merge_professions(
            catalogue.professions, (requiring_kept(each, catalogue.replaced) for each in professions)
        ),
        replaced=catalogue.replaced,
    )


def with_own_replaced(vocabulary: Catalogue, own: Replaced) -> Catalogue:
    """The vocabulary without the skills that the organisation itself joined with others."""
    replaced = with_own(vocabulary.replaced, own)
    return Catalogue(
        skills=without_replaced(vocabulary.skills, replaced),
        professions=[requiring_kept(each, replaced) for each in vocabulary.professions],
        replaced={id: kept for id, kept in replaced.items() if id not in own},
    )


def merge_skills(catalogue: Iterable[Skill], esco: Iterable[Skill]) -> list[Skill]:
    """Join skills by URI: the catalogue's first and in its own words, then what only ESCO has.

    The catalogue's preferred labels, descriptions and kind win; ESCO's preferred label becomes an
    alternative where it differs. Merging the result with the catalogue again changes nothing.
    """
    theirs = {skill.id: skill for skill in esco}
    merged = [
        skill if (other := theirs.pop(skill.id, None)) is None else _merge_skill(skill, other)
        for skill in catalogue
    ]
    return merged + list(theirs.values())


def merge_professions(catalogue: Iterable[Profession], esco: Iterable[Profession]) -> list[Profession]:
    """Join professions by URI as `merge_skills` does; the catalogue says what is essential and what not."""
    theirs = {profession.id: profession for profession in esco}
    merged = [
        profession
        if (other := theirs.pop(profession.id, None)) is None
        else _merge_profession(profession, other)
        for profession in catalogue
    ]
    return merged + list(theirs.values())


def unknown_references(skills: Iterable[Skill], professions: Iterable[Profession] = ()) -> list[str]:
    """The skill ids, in order, that something points to and no skill has: misspelt, or not loaded."""
    skills = list(skills)
    pointed = {id for skill in skills for id in (*skill.broader, *skill.related)}
    pointed |= {id for profession in professions for id, _ in profession.requires}
    return sorted(pointed - {skill.id for skill in skills})


def known_only(skills: Iterable[Skill], professions: Iterable[Profession]) -> Catalogue:
    """The same without what `unknown_references` finds: the catalogue points into ESCO, loaded or not."""
    skills, professions = list(skills), list(professions)
    known = {skill.id for skill in skills}
    return Catalogue(
        skills=[
            replace(
                skill,
                broader=tuple(id for id in skill.broader if id in known),
                related=tuple(id for id in skill.related if id in known),
            )
            for skill in skills
        ],
        professions=[
            replace(profession, requires=tuple(pair for pair in profession.requires if pair[0] in known))
            for profession in professions
        ],
    )


@dataclass(slots=True)
class _Concept:
    """What the files of both languages say about one URI."""

    labels: dict[str, str] = field(default_factory=dict)
    alternatives: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, list[str]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    situations: dict[str, str] = field(default_factory=dict)
    obsolete: bool = False
    transversal: bool = False

    def alternative_labels(self, language: str) -> tuple[str, ...]:
        return _distinct(self.alternatives.get(language, ()), besides=(self.labels.get(language, ""),))

    def hidden_labels(self, language: str) -> tuple[str, ...]:
        shown = (self.labels.get(language, ""), *self.alternative_labels(language))
        return _distinct(self.hidden.get(language, ()), besides=shown)

    def all_labels(self, language: str) -> tuple[str, ...]:
        return (*self.alternative_labels(language), *self.hidden_labels(language))


def _add(concepts: dict[str, _Concept], language: str, row: Row) -> str:
    """Note a row's labels and description under its URI, which is returned."""
    uri, label = row.require("conceptUri"), _BLANKS.sub(" ", row.require("preferredLabel"))
    concept = concepts.setdefault(uri, _Concept())
    if language in concept.labels:
        raise row.bad(uri, Wrong.TWICE)
    concept.labels[language] = label
    concept.alternatives[language] = _listed(row.get("altLabels"))
    concept.hidden[language] = _listed(row.get("hiddenLabels"))
    concept.descriptions[language] = row.get("description") or row.get("definition")
    concept.situations[language] = row.get("situationWords")
    concept.obsolete = concept.obsolete or row.get("status").lower() == OBSOLETE
    concept.transversal = concept.transversal or row.get("reuseLevel").lower() == TRANSVERSAL
    return uri


def _subject(concepts: dict[str, _Concept], row: Row, column: str, *, strict: bool) -> str:
    """The URI that a relation starts from."""
    uri = row.require(column)
    if strict and uri not in concepts:
        raise row.bad(f"{column} {uri}", Wrong.NO_ROW)
    return uri


def _relation(row: Row) -> RequirementKind:
    try:
        return RequirementKind(row.get("relationType"))
    except ValueError:
        raise row.bad("relationType", Wrong.NO_RELATION) from None


def _merge_skill(ours: Skill, theirs: Skill) -> Skill:
    label_da, label_en = ours.label_da or theirs.label_da, ours.label_en or theirs.label_en
    alt_da = _distinct([*ours.alt_da, theirs.label_da, *theirs.alt_da], besides=(label_da,))
    alt_en = _distinct([*ours.alt_en, theirs.label_en, *theirs.alt_en], besides=(label_en,))
    return replace(
        ours,
        label_da=label_da,
        label_en=label_en,
        alt_da=alt_da,
        alt_en=alt_en,
        hidden_da=_distinct([*ours.hidden_da, *theirs.hidden_da], besides=(label_da, *alt_da)),
        hidden_en=_distinct([*ours.hidden_en, *theirs.hidden_en], besides=(label_en, *alt_en)),
        description_da=ours.description_da or theirs.description_da,
        description_en=ours.description_en or theirs.description_en,
        broader=_once([*ours.broader, *theirs.broader]),
        related=_once([*ours.related, *theirs.related]),
        source=BOTH,
    )


def _merge_profession(ours: Profession, theirs: Profession) -> Profession:
    label_da, label_en = ours.label_da or theirs.label_da, ours.label_en or theirs.label_en
    return replace(
        ours,
        label_da=label_da,
        label_en=label_en,
        alt_da=_distinct([*ours.alt_da, theirs.label_da, *theirs.alt_da], besides=(label_da,)),
        alt_en=_distinct([*ours.alt_en, theirs.label_en, *theirs.alt_en], besides=(label_en,)),
        isco=ours.isco or theirs.isco,
        requires=tuple({**dict(ours.requires), **dict(theirs.requires), **dict(ours.requires)}.items()),
        source=BOTH,
    )


def _once(ids: Iterable[str], *, besides: str = "") -> tuple[str, ...]:
    return tuple(id for id in dict.fromkeys(ids) if id != besides)


def _listed(cell: str) -> list[str]:
    return [_BLANKS.sub(" ", label).strip() for label in _BETWEEN_LABELS.split(cell)]


def _distinct(labels: Iterable[str], *, besides: Iterable[str]) -> tuple[str, ...]:
    """Labels in order, each once whatever its case, without empty ones and those that stand elsewhere."""
    known = {"", *(label.casefold() for label in besides)}
    first: dict[str, str] = {}
    for label in labels:
        if label.casefold() not in known:
            first.setdefault(label.casefold(), label)
    return tuple(first.values())
