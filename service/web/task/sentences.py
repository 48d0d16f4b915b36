"""Why a colleague is suggested, as sentences: each contribution to the score in words that are true of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from matching.index.index import Index
from matching.model import Evidence, HeldSkill
from matching.question import Candidate, Contribution, Qualified, Relation, RequirementCoverage, Signal
from matching.ranking.shipped import DEFAULT
from service.web.frame.texts import day, month, number
from service.web.frame.texts import gettext as _
from service.web.frame.wording import evidence_words, joined, level_word, qualification_name

# From here on we say that a unit lacks a skill: it meets less than half of what the task asks for.
CLEAR_LACK = 0.5
# The index names at most so many past tasks for one person: at the limit there may be more.
MOST_TASKS_NAMED = 3
# From this part of the score on past tasks are said to be similar. Chosen with `bench.people --alternatives`:
# no other agrees better with the people judged there, and of whom it is said 94 in 100 took part in one that
# is alike.
SIMILAR = 0.04

Label = Callable[[str], str]
"""A skill's id → what it is called."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence for the suggestion, with the name of its icon."""

    icon: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What the sentences mention beside the candidate.

    `titles` are those of past tasks by id; `ways` tells how the one who asks gets to know each employee;
    `lack` is what a skill that the asking unit lacks altogether
    counts more, as a part of what it counts anyway.
    """

    label: Label
    titles: Mapping[str, str]
    ways: Mapping[str, str] = field(default_factory=dict)
    lack: float = DEFAULT["alone"][Signal.MISSING_IN_UNIT] / DEFAULT["alone"][Signal.SKILL]


def reasons(candidate: Candidate, background: Background) -> list[Reason]:
    """The sentences for one candidate, what weighs most first; the skills have their own lines."""
    by_signal: dict[Signal, list[Contribution]] = {}
    for contribution in candidate.contributions:
        by_signal.setdefault(contribution.signal, []).append(contribution)
    said = (_reason(signal, by_signal, candidate, background) for signal in by_signal)
    return [reason for reason in said if reason]


def _reason(
    signal: Signal,
    parts: Mapping[Signal, Sequence[Contribution]],
    candidate: Candidate,
    background: Background,
) -> Reason | None:
    """The sentence for a signal; None where other lines of the card tell it, or nobody has to be told."""
    match signal:
        case Signal.PAST_TASKS:
            return Reason("checklist", past_tasks_sentence(parts[signal][0], background.titles))
        case Signal.RECENT_TASKS:
            told = Signal.PAST_TASKS in parts
            return (
                None
                if told
                else Reason("checklist", past_tasks_sentence(parts[signal][0], background.titles))
            )
        case Signal.MISSING_IN_UNIT:
            met = parts.get(Signal.SKILL, ())
            lacking = lacking_in_unit(parts[signal], met, lack=background.lack)
            labels = joined([quoted(background.label(skill)) for skill in lacking])
            return (
                Reason("flag", _("Jeres egen enhed mangler %(skills)s.", skills=labels)) if lacking else None
            )
        case Signal.TIES:
            return Reason("link", ties_sentence(parts[signal][0]))
        case Signal.MUTUAL_COLLEAGUES:
            return Reason("link", _("Har kolleger til fælles med nogen på opgaven, som kan introducere jer."))
        case Signal.WORKPLACES_TOGETHER:
            return Reason(
                "link",
                _("Arbejdspladsen har løst opgaver sammen med en, som nogen på opgaven kommer fra."),
            )
        case Signal.AVAILABILITY:
            return Reason("time", hours_sentence(candidate.free_hours))
        case Signal.EXPOSURE:
            return Reason("time", _("Er blevet foreslået til andre opgaver for nylig."))
        case Signal.ACROSS_PROFESSIONS:
            return Reason("student", _("Har en faglighed, som jeres enhed ikke selv har."))
        case Signal.SKILL | Signal.EXPERIENCE | Signal.SAME_WORKPLACE | Signal.ACROSS_WORKPLACES:
            return None
        case never:
            assert_never(never)


def past_tasks_sentence(contribution: Contribution, titles: Mapping[str, str]) -> str:
    """`Har løst to lignende opgaver, senest i marts 2025: »Ny cykelsti« og »Ny park«.`"""
    if contribution.value < SIMILAR:
        return _("Har lidt erfaring på området.")
    tasks = contribution.tasks
    named = joined([quoted(titles[task]) for task in tasks if titles.get(task)])
    when = month(contribution.on) if contribution.on else ""
    if len(tasks) == 1:
        if named:
            return _(
                "Har været med til at løse en lignende opgave: %(title)s (%(month)s).",
                title=named,
                month=when,
            )
        return _("Har været med til at løse en lignende opgave i %(month)s.", month=when)
    if len(tasks) < MOST_TASKS_NAMED:
        begin = _("Har løst to lignende opgaver, senest i %(month)s", month=when)
    else:
        begin = _("Har løst flere lignende opgaver, senest i %(month)s", month=when)
    return _("%(begin)s: %(titles)s.", begin=begin, titles=named) if named else f"{begin}."


def ties_sentence(contribution: Contribution) -> str:
    """`Har løst en opgave sammen med jer før, i juni 2025.`"""
    when = month(contribution.on) if contribution.on else ""
    if len(contribution.tasks) == 1:
        return _("Har løst en opgave sammen med jer før, i %(month)s.", month=when)
    return _(
        "Har løst %(count)s opgaver sammen med jer, senest i %(month)s.",
        count=number(len(contribution.tasks)),
        month=when,
    )


def hours_sentence(free_hours: float | None) -> str:
    """What the colleague can lend, or that we do not know it."""
    if free_hours is None:
        return _("Har ikke oplyst, hvor mange timer der kan lånes ud – spørg.")
    if free_hours == 1:
        return _("Kan lige nu bruge 1 time om ugen på andres opgaver.")
    return _("Kan lige nu bruge %(hours)s timer om ugen på andres opgaver.", hours=number(free_hours))


def lacking_in_unit(
    missing: Sequence[Contribution], met: Sequence[Contribution], *, lack: float
) -> list[str]:
    """The required skills that the asking unit clearly lacks and the candidate brings, weightiest first.

    A contribution for what the unit lacks is the one for the skill, times the lack.
    """
    brought = {part.requirement: part.value for part in met}
    return [
        part.requirement
        for part in missing
        if part.requirement is not None
        and brought.get(part.requirement)
        and part.value >= CLEAR_LACK * lack * brought[part.requirement]
    ]


def held_words(held: HeldSkill) -> str:
    """How well, how we know, and since when: `erfaren, brugt i en løst opgave, marts 2025`."""
    words = [level_word(held.level), evidence_words(held.evidence)]
    if held.evidence is not Evidence.ASSUMED:
        words.append(month(held.confirmed_on))
    return ", ".join(words)


def qualified_sentence(qualified: Qualified, index: Index) -> str:
    """That a demanded qualification is valid, and until when."""
    which = qualification_name(index, qualified.kind)
    if qualified.until is None:
        return _("Har %(which)s, uden udløb.", which=which)
    return _("Har gyldigt: %(which)s, til og med %(day)s.", which=which, day=day(qualified.until))


def coverage_detail(part: RequirementCoverage, label: Label) -> str:
    """By what a need is met, fully or partly, and whether it counts in full; empty where it isn't met."""
    if part.held is None:
        return ""
    words = _met_by(part, part.held, label)
    if part.counted == 1.0:
        return words
    return _("%(words)s – ikke sædvanligt i faget, så det tæller mindre", words=words)


def _met_by(part: RequirementCoverage, held: HeldSkill, label: Label) -> str:
    words = held_words(held)
    if part.relation is Relation.NARROWER:
        return _("gennem %(skill)s: %(words)s", skill=quoted(label(held.skill)), words=words)
    if part.relation is not Relation.EXACT:
        return _("har det nærliggende %(skill)s: %(words)s", skill=quoted(label(held.skill)), words=words)
    if held.level < part.requirement.level:
        needed = level_word(part.requirement.level)
        return _("%(words)s – opgaven kalder på %(level)s", words=words, level=needed)
    return words


def quoted(text: str) -> str:
    """A text in Danish quotation marks."""
    return _("»%(text)s«", text=text)
