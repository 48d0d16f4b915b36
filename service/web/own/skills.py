"""One's own skills as lines to read and act on, and those one may have."""

from dataclasses import dataclass

from matching.index.index import Index
from matching.index.naming import task_title
from matching.language.folding import alphabetical
from matching.model import Employee, Evidence, HeldSkill
from matching.own_skills import FROM_TASK, ONESELF, counting
from service.use_cases.own_profile import own_skills, taken_off
from service.use_cases.own_suggestions import SuggestedSkill
from service.web.frame.texts import day
from service.web.frame.texts import gettext as _
from service.web.frame.wording import (
    capitalised,
    evidence_words,
    joined,
    level_text,
    level_word,
    skill_heading,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLine:
    """A skill that one has: `own` where one said its level oneself, `disputed` where one says it is wrong."""

    skill: str
    label: str
    level: int
    level_word: str
    level_text: str
    known: str
    rung: Evidence
    own: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """A skill that one may have, why, and the level it is offered at."""

    skill: str
    label: str
    why: str
    level: int


def own_lines(employee: Employee, index: Index) -> list[SkillLine]:
    """Every skill that is kept of somebody, by the alphabet, with what is known of it."""
    lines = [
        _line(each.held, index, known=how_known(each.held, index), own=each.own, disputed=each.disputed)
        for each in own_skills(employee)
    ]
    return sorted(lines, key=lambda each: alphabetical(each.label))


def shown_lines(employee: Employee, index: Index) -> list[SkillLine]:
    """What others are shown of somebody's skills, by the alphabet."""
    lines = [_line(each, index, known=how_known(each, index)) for each in counting(employee)]
    return sorted(lines, key=lambda each: alphabetical(each.label))


def removed_labels(employee: Employee, index: Index) -> list[tuple[str, str]]:
    """What somebody said they don't have: id and label, by the alphabet."""
    found = [(each.skill, skill_heading(index, each.skill)) for each in taken_off(employee)]
    return sorted(found, key=lambda each: alphabetical(each[1]))


def offered(suggested: SuggestedSkill, index: Index) -> Offered:
    """A suggestion in words."""
    if suggested.words:
        why = _("du skrev %(words)s", words=joined([f"»{each}«" for each in suggested.words]))
    elif suggested.task is None:
        why = _("hører til din faglighed")
    else:
        why = _("opgaven »%(title)s« krævede det", title=task_title(index, suggested.task))
    label = skill_heading(index, suggested.skill)
    return Offered(suggested.skill, label, capitalised(why), suggested.level)


def _line(
    held: HeldSkill, index: Index, *, known: str, own: bool = False, disputed: bool = False
) -> SkillLine:
    return SkillLine(
        skill=held.skill,
        label=skill_heading(index, held.skill),
        level=held.level,
        level_word=capitalised(level_word(held.level)),
        level_text=level_text(held.level),
        known=known,
        rung=held.evidence,
        own=own,
        disputed=disputed,
    )


def how_known(held: HeldSkill, index: Index) -> str:
    """How a skill is known, from where and since when: `Bekræftet af en kollega · HR · 1. marts 2026`."""
    parts = [evidence_words(held.evidence), _source(held.source, index), day(held.confirmed_on)]
    return capitalised(" · ".join(part for part in parts if part))


def _source(source: str, index: Index) -> str:
    if source == ONESELF:
        return ""
    if source.startswith(FROM_TASK):
        return _("opgaven »%(title)s«", title=task_title(index, source.removeprefix(FROM_TASK)))
    return {"hr": _("fra HR"), "faglighed": _("fra din faglighed")}.get(
        source, _("kilde: %(source)s", source=source)
    )
