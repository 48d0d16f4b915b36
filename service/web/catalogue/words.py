"""What HR writes of a skill in a form, and what is wrong with it in the words of the page."""

from collections.abc import Mapping

from matching.index.index import Index
from matching.language.folding import alphabetical
from matching.model import SkillKind
from service.use_cases.catalogue_upkeep import Faults, Wording, Wrong
from service.web.frame.forms import plain
from service.web.frame.texts import gettext as _
from service.web.frame.wording import skill_heading
from service.web.task.choices import Option, OptionGroup

FIELDS = {
    "label_da": "navn",
    "label_en": "navn-en",
    "alt_da": "ogsaa",
    "alt_en": "ogsaa-en",
    "description_da": "definition",
    "description_en": "definition-en",
    "group": "gruppe",
}
"""The fields of the form, by those of a skill."""


def read_wording(form: Mapping[str, str]) -> Wording:
    """What the form says; other names stand one a line."""

    def said(name: str) -> str:
        return plain(form.get(FIELDS[name], ""))

    return Wording(
        label_da=said("label_da"),
        label_en=said("label_en"),
        alt_da=_lines(said("alt_da")),
        alt_en=_lines(said("alt_en")),
        description_da=said("description_da"),
        description_en=said("description_en"),
    )


def wrong_words(faults: Faults) -> dict[str, str]:
    """What is wrong, by the names of the form's fields."""
    return {FIELDS[name]: wrong_word(wrong) for name, wrong in faults.items()}


def wrong_word(wrong: Wrong) -> str:
    """One fault in a sentence."""
    match wrong:
        case Wrong.MISSING:
            return _("Skriv et dansk navn.")
        case Wrong.TOO_LONG:
            return _("Det er for langt.")
        case Wrong.TAKEN:
            return _("Det navn har en anden kompetence allerede. Ret den, eller læg de to sammen.")
        case Wrong.PRIVATE:
            return _("Det nævner en person, nogens helbred eller en adresse. Skriv det uden.")
        case Wrong.NO_GROUP:
            return _("Vælg en gruppe.")
        case Wrong.NOT_TWO:
            return _("Vælg en anden kompetence.")


def groups(index: Index) -> list[OptionGroup]:
    """The groups that a skill can be in, under their areas, by the Danish alphabet."""
    skills = index.taxonomy.skills
    inside: dict[str, list[Option]] = {}
    for id, skill in skills.items():
        if skill.kind is SkillKind.GROUP:
            area = next((each for each in skill.broader if each in skills), "")
            inside.setdefault(area, []).append(Option(id, skill_heading(index, id)))
    areas = {area: skill_heading(index, area) if area else _("Områder") for area in inside}
    return [
        OptionGroup(name, tuple(sorted(inside[area], key=lambda each: alphabetical(each.text))))
        for area, name in sorted(areas.items(), key=lambda pair: (not pair[0], alphabetical(pair[1])))
    ]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
