"""The words that people see for the vocabulary's values."""

from datetime import date
from typing import NamedTuple

from matching.index.index import Index
from matching.index.naming import qualification_label, workplace_name
from matching.index.naming import skill_label as label_of_skill
from matching.model import Evidence, LifePhase, Profession, QualificationKind, Skill
from matching.question import Band
from service.levels import LEVELS
from service.web.frame.texts import day, language, number
from service.web.frame.texts import gettext as _

# Days that are told as a year; the day that a leap year adds is not told.
DAYS_IN_YEAR = 365


def level_word(level: int) -> str:
    """A proficiency level 1 to 5 in a word."""
    match level:
        case 1:
            return _("begynder")
        case 2:
            return _("let øvet")
        case 3:
            return _("øvet")
        case 4:
            return _("erfaren")
        case _level:
            return _("ekspert")


def level_text(level: int) -> str:
    """What somebody at a proficiency level 1 to 5 does, in a sentence."""
    match level:
        case 1:
            return _("Kender det vigtigste og kan hjælpe til, når en kollega viser vejen.")
        case 2:
            return _("Kan løse afgrænsede opgaver med nogen at spørge.")
        case 3:
            return _("Kan løse almindelige opgaver på egen hånd.")
        case 4:
            return _("Kan løse vanskelige og usædvanlige opgaver og vejleder kolleger.")
        case _level:
            return _("Sætter retningen for området; andre kommer for at få råd i de sværeste sager.")


def qualification_name(index: Index, id: str) -> str:
    """What a kind of qualification is called, in the reader's language."""
    return qualification_label(index, id, language=language())


class Level(NamedTuple):
    """A level that one can choose: what it is called, and what somebody there does."""

    level: int
    word: str
    text: str


def levels() -> list[Level]:
    """All five, the lowest first."""
    return [Level(each, capitalised(level_word(each)), level_text(each)) for each in LEVELS]


def evidence_words(evidence: Evidence) -> str:
    """How we know that somebody has a skill."""
    match evidence:
        case Evidence.ASSUMED:
            return _("antaget ud fra stillingen")
        case Evidence.SELF_STATED:
            return _("selv angivet")
        case Evidence.CONFIRMED:
            return _("bekræftet af en kollega")
        case Evidence.USED:
            return _("brugt i en løst opgave")


def band_words(band: Band) -> str:
    """What people see instead of a score."""
    match band:
        case Band.STRONG:
            return _("Stærkt match")
        case Band.GOOD:
            return _("Godt match")
        case Band.POSSIBLE:
            return _("Muligt match")


def life_phase_words(phase: LifePhase) -> str:
    """The five life phases as the municipality names them."""
    match phase:
        case LifePhase.CHILDHOOD:
            return _("Børnelivet")
        case LifePhase.SCHOOL:
            return _("Skolelivet")
        case LifePhase.WORK:
            return _("Arbejdslivet")
        case LifePhase.LEISURE:
            return _("Fritidslivet")
        case LifePhase.LATE:
            return _("Den sidste del af livet")


def terms_words(hours: float, starts_on: date | None, ends_on: date | None) -> list[str]:
    """Hours a week and the days of a period, a few words each; what isn't said has none."""
    found = [_("%(hours)s timer om ugen", hours=number(hours))] if hours else []
    if starts_on:
        found.append(_("Fra %(day)s", day=day(starts_on)))
    if ends_on:
        found.append(_("Til %(day)s", day=day(ends_on)))
    return found


def period_words(days: int) -> str:
    """A period as people say it: `to år` for 730 days; days where they make no whole years."""
    years, rest = divmod(days, DAYS_IN_YEAR)
    if rest:
        return _("%(days)s dage", days=days)
    return _("to år") if years == 2 else _("%(years)s år", years=years)


def label(thing: Skill | Profession | QualificationKind) -> str:
    """What a skill or profession is called in the language of the page, or in the one it has."""
    return thing.label_in(language())


def skill_label(index: Index, id: str) -> str:
    """What a skill is called in the language of the page; its id where it is not known."""
    return label_of_skill(index, id, language=language())


def skill_heading(index: Index, id: str) -> str:
    """The same where it stands alone."""
    return capitalised(skill_label(index, id))


def definition(skill: Skill) -> str:
    """What somebody with a skill can do, in the language of the page; empty where nobody has written it."""
    return skill.description_en if language() == "en" else skill.description_da


def profession_heading(index: Index, id: str) -> str:
    """What a profession is called where it stands alone; nothing where it is not known."""
    found = index.professions.get(id)
    return capitalised(label(found)) if found else ""


def place_words(index: Index, employee: str) -> str:
    """`Jurist, Park og Vej`: what somebody is and where; nothing of who isn't in the index."""
    row = index.workforce.row_of.get(employee)
    if row is None:
        return ""
    said = profession_heading(index, index.profession_of(row)), workplace_name(index, index.workplace_of(row))
    return ", ".join(filter(None, said))


def capitalised(text: str) -> str:
    """A label as it stands alone: skills and professions are written small inside a sentence."""
    return text[:1].upper() + text[1:]


def joined(words: list[str]) -> str:
    """A list as people say it: `a, b og c`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s og %(last)s", first=", ".join(words[:-1]), last=words[-1])
