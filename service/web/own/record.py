"""The record of oneself in words: who looked, where one was suggested, for what and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, assert_never

from graph.audit.chain import Kind, Part
from graph.signatures import TOOL
from matching.index.index import Index
from matching.index.naming import employee_name
from matching.question import Signal
from service.web.frame.texts import gettext as _
from service.web.frame.texts import moment
from service.web.frame.wording import joined, level_word, skill_label


@dataclass(frozen=True, slots=True)
class RecordLine:
    """When, what happened, and what spoke for it."""

    when: str
    text: str
    needs: str
    why: str


def record_line(line: Mapping[str, Any], index: Index, zone: tzinfo) -> RecordLine:
    """A line of `own_record` as people read it."""
    needs = [f"{skill_label(index, each['skill'])} ({level_word(each['level'])})" for each in line["needs"]]
    return RecordLine(
        moment(datetime.fromisoformat(line["at"]), zone),
        _happened(Part(line["part"]), Kind(line["kind"]), line["where"], _who(line, index)),
        joined(needs),
        joined(list(dict.fromkeys(filter(None, _reasons(line["reasons"], index))))),
    )


def _who(line: Mapping[str, Any], index: Index) -> str:
    """Who did it: a person, or a tool and the person it did it for."""
    by, acting = line["by"], line["acting"]
    if acting:
        return _("%(person)s gennem %(tool)s", person=employee_name(index, acting), tool=_doer(by, index))
    return _doer(by, index)


def _doer(by: str, index: Index) -> str:
    if not by:
        return _("En, der ikke viser sig for dig,")
    return employee_name(index, by).removeprefix(TOOL)


def _happened(part: Part, kind: Kind, where: str | None, who: str) -> str:
    if part is Part.SUGGESTED and kind is Kind.ANSWER:
        return _("%(who)s fik dig foreslået til en opgave.", who=who)
    if part is Part.SUGGESTED:
        return _("%(who)s fik dig foreslået til et hold.", who=who)
    if part is Part.NAMED:
        return _("%(who)s fik dit navn at se i et svar om en opgave.", who=who)
    if kind is Kind.READING:
        return _("%(who)s læste som databeskyttelsesrådgiver, hvad der er skrevet ned om dig.", who=who)
    if where in ("getEmployee", "colleague"):
        return _("%(who)s slog dig op.", who=who)
    if where in ("search", "listHolders", "listEmployees"):
        return _("%(who)s fandt dig i en søgning.", who=who)
    return _("%(who)s fik dit navn at se.", who=who)


def _reasons(reasons: Iterable[Mapping[str, Any]], index: Index) -> list[str]:
    return [_reason(Signal(each["signal"]), each["skill"], index) for each in reasons]


def _reason(signal: Signal, skill: str | None, index: Index) -> str:
    """What a signal that spoke for somebody is called; empty for what only orders equals."""
    match signal:
        case Signal.SKILL:
            return _("du kan »%(skill)s«", skill=skill_label(index, skill)) if skill else ""
        case Signal.PAST_TASKS | Signal.RECENT_TASKS:
            return _("du har løst lignende opgaver")
        case Signal.EXPERIENCE:
            return _("meget af din erfaring ligger på området")
        case Signal.TIES:
            return _("du har løst opgaver sammen med nogen på opgaven")
        case Signal.MUTUAL_COLLEAGUES:
            return _("du har kolleger til fælles med nogen på opgaven")
        case Signal.WORKPLACES_TOGETHER:
            return _("din arbejdsplads har løst opgaver sammen med en, som nogen på opgaven kommer fra")
        case Signal.MISSING_IN_UNIT:
            return _("du kan noget, de ikke selv kan")
        case Signal.AVAILABILITY:
            return _("du kan have tid")
        case Signal.ACROSS_WORKPLACES:
            return _("du kommer fra en anden arbejdsplads end dem")
        case Signal.ACROSS_PROFESSIONS:
            return _("du har en faglighed, som de ikke selv har")
        case Signal.SAME_WORKPLACE | Signal.EXPOSURE:
            return ""
        case never:
            assert_never(never)
