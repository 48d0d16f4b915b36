"""The words that people see for the vocabulary's values."""

from matching.model import Band, Evidence, LifePhase, Profession, Skill
from service.web.texts import gettext as _
from service.web.texts import language


def level_word(level: int) -> str:
    """A proficiency level 1 to 5 in a word."""
    words = (_("begynder"), _("let øvet"), _("øvet"), _("erfaren"), _("ekspert"))
    return words[min(max(level, 1), len(words)) - 1]


def evidence_words(evidence: Evidence) -> str:
    """How we know that somebody has a skill."""
    return {
        Evidence.ASSUMED: _("antaget ud fra stillingen"),
        Evidence.SELF_STATED: _("selv angivet"),
        Evidence.CONFIRMED: _("bekræftet af en kollega"),
        Evidence.USED: _("brugt i en løst opgave"),
    }[evidence]


def band_words(band: Band) -> str:
    """What people see instead of a score."""
    return {
        Band.STRONG: _("Stærkt match"),
        Band.GOOD: _("Godt match"),
        Band.POSSIBLE: _("Muligt match"),
    }[band]


def life_phase_words(phase: LifePhase) -> str:
    return {
        LifePhase.CHILDHOOD: _("Børnelivet"),
        LifePhase.SCHOOL: _("Skolelivet"),
        LifePhase.WORK: _("Arbejdslivet"),
        LifePhase.LEISURE: _("Fritidslivet"),
        LifePhase.LATE: _("Den sidste del af livet"),
    }[phase]


def label(thing: Skill | Profession) -> str:
    """What a skill or profession is called in the language of the page, or in the one it has."""
    if language() == "en":
        return thing.label_en or thing.label_da
    return thing.label


def capitalised(text: str) -> str:
    """A label as it stands alone: skills and professions are written small inside a sentence."""
    return text[:1].upper() + text[1:]


def joined(words: list[str]) -> str:
    """A list as people say it: `a, b og c`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s og %(last)s", first=", ".join(words[:-1]), last=words[-1])
