"""What can be chosen in the form, and what was: workplaces, areas, professions, languages and life phases."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matching.index.cache import once_an_index
from matching.index.index import Index
from matching.language.folding import alphabetical
from matching.model import LifePhase, Skill, SkillKind, Visibility
from service.web.frame.texts import gettext as _
from service.web.frame.texts import language, number
from service.web.frame.wording import capitalised, label, life_phase_words
from service.web.task.inquiry import Inquiry

# Languages are the knowledge in these groups: ESCO's "languages", and the catalogue's "Formidling,
# undervisning og sprog", which holds one thing more.
LANGUAGE_GROUPS = frozenset(
    {
        "http://data.europa.eu/esco/skill/43f425aa-f45d-4bb4-a200-6f82fa211b66",
        "urn:tvaers:skill-group:formidling-og-sprog",
    }
)
NO_LANGUAGE = "urn:tvaers:skill:tvaerkulturel-kommunikation"


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen, and what people read for it."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """The workplaces of one area."""

    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Everything that the form offers."""

    workplaces: tuple[OptionGroup, ...]
    areas: tuple[Option, ...]
    professions: tuple[Option, ...]
    languages: tuple[Option, ...]
    life_phases: tuple[Option, ...]
    qualifications: tuple[Option, ...]


def choices(index: Index) -> Choices:
    """What the index has to choose from, in the order of the Danish alphabet."""
    return _choices(index, language())


@once_an_index
def _choices(index: Index, _language: str) -> Choices:
    places = {id: workplace for id, workplace in index.workplaces.items() if not workplace.closed}
    tops = {id for id, workplace in places.items() if workplace.part_of not in places}
    areas = _sorted(
        Option(id, workplace.name) for id, workplace in places.items() if workplace.part_of in tops
    )
    inside: dict[str, list[Option]] = {}
    for id, workplace in places.items():
        if len(index.ancestors(id)) > 1:
            inside.setdefault(index.area_of(id), []).append(Option(id, workplace.name))
    return Choices(
        workplaces=tuple(OptionGroup(area.text, _sorted(inside[area.value])) for area in areas),
        areas=areas,
        professions=_sorted(Option(id, capitalised(label(each))) for id, each in index.professions.items()),
        languages=_sorted(
            Option(id, capitalised(label(skill)))
            for id, skill in index.taxonomy.skills.items()
            if is_language(skill) and _spoken(id, index)
        ),
        life_phases=tuple(Option(phase.value, life_phase_words(phase)) for phase in LifePhase),
        qualifications=_sorted(
            Option(id, capitalised(label(kind))) for id, kind in index.qualification_kinds.items()
        ),
    )


def _spoken(language: str, index: Index) -> bool:
    """Whether anybody who is there has it."""
    posting = index.workforce.skills.postings.get(language)
    return posting is not None and bool(index.workforce.active[posting.rows].any())


def colleagues(index: Index, workplace: str, audience: Visibility) -> tuple[Option, ...]:
    """Those who work at a workplace itself and show themselves to `audience`."""
    workforce = index.workforce
    shown = workforce.seen_by(audience)
    number = workforce.workplaces.number(workplace)
    rows = np.flatnonzero(shown & (workforce.workplace == (-1 if number is None else number)))
    return _sorted(Option(workforce.ids[row], workforce.names[row]) for row in rows.tolist())


def limits(inquiry: Inquiry, index: Index) -> list[str]:
    """The filters of an inquiry in words."""
    found: list[str] = []
    if inquiry.area:
        found.append(index.workplaces[inquiry.area].name)
    if inquiry.profession:
        found.append(label(index.professions[inquiry.profession]))
    if inquiry.life_phase:
        found.append(life_phase_words(inquiry.life_phase))
    if inquiry.language:
        found.append(_("taler %(language)s", language=label(index.taxonomy.skills[inquiry.language])))
    if inquiry.hours:
        found.append(_("mindst %(hours)s timer om ugen", hours=number(inquiry.hours)))
    return found


def is_language(skill: Skill) -> bool:
    """Whether a skill is that of a language."""
    return (
        skill.kind is SkillKind.KNOWLEDGE
        and not LANGUAGE_GROUPS.isdisjoint(skill.broader)
        and skill.id != NO_LANGUAGE
    )


def _sorted(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: alphabetical(option.text)))
