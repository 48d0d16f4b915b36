"""What is known of Fjordby Kommune: the tables in this folder, read and checked.

A spreadsheet opens them all. Skills and professions are named by their Danish label in the
catalogue, an alternative one will do; `label:3!` is a skill at level 3 that a task can't do without.
A name that nothing has is an error that tells file and line.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from graph.vocabulary.esco import Catalogue
from graph.vocabulary.esco_layout import LayoutError, Row
from matching.model import LifePhase, Profession, Skill, SkillKind, Workplace

C = TypeVar("C", Skill, Profession)

WORKPLACE, SPARE_TIME, LANGUAGE = "workplace", "spare time", "language"


@dataclass(frozen=True, slots=True)
class Name:
    """A given name or a surname, how common it is, and the language in whose families it is at home."""

    text: str
    language: str
    weight: float


@dataclass(frozen=True, slots=True)
class Place:
    """A workplace with its kind (`plejecenter`) and how many work there, more or less."""

    workplace: Workplace
    kind: str
    size: float


@dataclass(frozen=True, slots=True)
class Staffing:
    """A profession's share of all employees and where they work.

    `places` are (kind of workplace, weight, whether each workplace of the kind gets as many, as with
    leaders, however large it is). `engagement` is how often they take part in tasks across the house.
    """

    profession: Profession
    share: float
    desk: bool
    engagement: float
    places: tuple[tuple[str, float, bool], ...]


@dataclass(frozen=True, slots=True)
class SideSkill:
    """A skill that people have beside their profession, from the workplace, spare time or a language."""

    skill: str
    label: str
    origin: str
    weight: float
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Need:
    """What a theme or one of its sentences asks for: a skill at a level, essential or not."""

    skill: str
    level: int
    essential: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with `[one|other]` choices and `{slots}`, and what it asks for."""

    text: str
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What tasks are about: who owns them, who joins, what they need and how people write of them."""

    id: str
    owners: tuple[str, ...]
    partners: tuple[str, ...]
    life_phases: tuple[LifePhase, ...]
    first_year: int
    last_year: int
    share: float
    needs: tuple[Need, ...]
    titles: tuple[str, ...]
    reasons: tuple[str, ...]
    actions: tuple[Sentence, ...]


class Vocabulary:
    """The catalogue's skills and professions by their Danish labels, whatever the case."""

    def __init__(self, catalogue: Catalogue) -> None:
        skills = [skill for skill in catalogue.skills if skill.kind is not SkillKind.GROUP]
        self._skills = _by_label(skills)
        self._professions = _by_label(catalogue.professions)

    def skill(self, label: str, row: Row) -> Skill:
        """The skill that a row names by its label; an error with the row's place where there is none."""
        if (skill := self._skills.get(label.casefold())) is None:
            raise row.error(f"the catalogue has no skill {label!r}")
        return skill

    def profession(self, label: str, row: Row) -> Profession:
        """The profession that a row names by its label; an error with the row's place where there is none."""
        if (profession := self._professions.get(label.casefold())) is None:
            raise row.error(f"the catalogue has no profession {label!r}")
        return profession

    def needs(self, row: Row) -> tuple[Need, ...]:
        """The cell `skills`: `label:3!; label:2`."""
        needs: dict[str, Need] = {}
        for part in filter(None, (part.strip() for part in row.get("skills").split(";"))):
            label, _, level = part.rpartition(":")
            need = Need(self.skill(label, row).id, int(level.rstrip("!")), level.endswith("!"))
            needs.setdefault(need.skill, need)
        return tuple(needs.values())


def given_names() -> list[Name]:
    """The given names of the demo, each with how common it is."""
    return [_name(row) for row in _rows("given_names.csv")]


def surnames(place: str) -> list[Name]:
    """Surnames that stand last (`last`), or before another one (`middle`)."""
    return [_name(row) for row in _rows("surnames.csv") if row.get("place") == place]


def places() -> list[Place]:
    """All workplaces, each after the one it is part of."""
    known: set[str] = set()
    found = []
    for row in _rows("workplaces.csv"):
        part_of = row.get("part_of") or None
        if part_of is not None and part_of not in known:
            raise row.error(f"part_of {part_of!r} must stand above")
        workplace = Workplace(
            id=row.require("id"),
            name=row.require("name"),
            part_of=part_of,
            life_phases=_life_phases(row),
        )
        known.add(workplace.id)
        found.append(Place(workplace, row.require("kind"), float(row.require("size"))))
    return found


def staffing(vocabulary: Vocabulary) -> list[Staffing]:
    """The professions that the municipality employs."""
    return [
        Staffing(
            profession=vocabulary.profession(row.require("profession"), row),
            share=float(row.require("share")),
            desk=row.get("desk") == "yes",
            engagement=float(row.require("engagement")),
            places=tuple(_staffed(cell) for cell in row.require("workplaces").split()),
        )
        for row in _rows("staffing.csv")
    ]


def side_skills(vocabulary: Vocabulary) -> list[SideSkill]:
    """What people can do besides their profession, and how often they can."""
    return [
        SideSkill(
            skill=vocabulary.skill(row.require("skill"), row).id,
            label=row.require("skill"),
            origin=row.require("from"),
            weight=float(row.require("weight")),
            lowest=int(row.require("lowest")),
            highest=int(row.require("highest")),
        )
        for row in _rows("side_skills.csv")
    ]


def themes(vocabulary: Vocabulary) -> list[Theme]:
    """What tasks are about, with all sentences of each theme."""
    titles: dict[str, list[str]] = {}
    reasons: dict[str, list[str]] = {}
    actions: dict[str, list[Sentence]] = {}
    for row in _rows("theme_texts.csv"):
        theme, text, part = row.require("theme"), row.require("text"), row.require("part")
        if part == "title":
            titles.setdefault(theme, []).append(text)
        elif part == "why":
            reasons.setdefault(theme, []).append(text)
        else:
            actions.setdefault(theme, []).append(Sentence(text, vocabulary.needs(row)))
    return [
        Theme(
            id=(theme := row.require("theme")),
            owners=tuple(row.require("owners").split()),
            partners=tuple(row.get("partners").split()),
            life_phases=_life_phases(row),
            first_year=int(row.get("from_year") or 0),
            last_year=int(row.get("to_year") or 9999),
            share=float(row.require("share")),
            needs=vocabulary.needs(row),
            titles=tuple(titles[theme]),
            reasons=tuple(reasons[theme]),
            actions=tuple(actions[theme]),
        )
        for row in _rows("themes.csv")
    ]


def slots() -> dict[str, list[str]]:
    """Words that fill a slot whatever the task."""
    return _grouped(_rows("slots.csv"), "slot", "value")


def phrases() -> dict[str, list[str]]:
    """Sentences for any task, by the part of the text that they are for."""
    return _grouped(_rows("phrases.csv"), "part", "text")


def habits() -> dict[str, list[tuple[str, str]]]:
    """How people write: (what is plain, what they write for it), by habit."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in _rows("habits.csv"):
        found.setdefault(row.require("habit"), []).append((row.require("plain"), row.require("written")))
    return found


@cache
def _rows(name: str) -> list[Row]:
    text = (files("graph") / "demo" / name).read_text(encoding="utf-8")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    rows = [
        Row(name, reader.line_num, {key: cell.strip() for key, cell in cells.items()}) for cells in reader
    ]
    if not rows:
        raise LayoutError(name, "the file is empty")
    return rows


def _by_label(concepts: Iterable[C]) -> dict[str, C]:
    """Preferred labels win over alternative ones, and the first over the next."""
    concepts = list(concepts)
    found: dict[str, C] = {}
    for concept in concepts:
        found.setdefault(concept.label_da.casefold(), concept)
    for concept in concepts:
        for label in concept.alt_da:
            found.setdefault(label.casefold(), concept)
    return found


def _name(row: Row) -> Name:
    return Name(row.require("name"), row.require("language"), float(row.require("weight")))


def _life_phases(row: Row) -> tuple[LifePhase, ...]:
    return tuple(sorted(LifePhase(phase) for phase in row.get("life_phases").split()))


def _staffed(cell: str) -> tuple[str, float, bool]:
    kind, _, weight = cell.partition(":")
    return kind.rstrip("!"), float(weight), kind.endswith("!")


def _grouped(rows: Iterable[Row], key: str, value: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.require(key), []).append(row.require(value))
    return found
