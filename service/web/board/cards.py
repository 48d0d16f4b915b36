"""The board of a task as people read it: what it needs and who covers it now, and everybody in columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.index.index import Index
from matching.index.naming import employee_name
from matching.insight.organisation import holders
from matching.invitation import passed
from matching.invitation_privacy import SeenByOthers, SeenState
from matching.model import Requirement, Task, Visibility
from service.use_cases.inviting import TAKES_PART
from service.web.frame.texts import day
from service.web.frame.texts import gettext as _
from service.web.frame.wording import (
    level_word,
    place_words,
    skill_heading,
    skill_label,
    terms_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What the task needs, at which level, and who in it covers that now; nobody where it is a gap."""

    skill: str
    label: str
    level: str
    essential: bool
    covered_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody on the board; `words` say how far it is with them, `may` what can be done now."""

    id: str
    employee: str
    name: str
    first_name: str
    place: str
    words: str
    terms: tuple[str, ...]
    message: str
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Column:
    """Those with whom it is equally far."""

    id: str
    heading: str
    entries: tuple[Entry, ...]


def needs_of(task: Task, found: Sequence[SeenByOthers], index: Index) -> list[Need]:
    """The needs, the necessary ones first, with who of those who take part covers each at its level."""
    invited = [each.employee for each in found if each.state in TAKES_PART]
    assigned = [each.employee for each in task.assignments]
    rows = index.rows_of(dict.fromkeys([*assigned, *invited]))
    return [
        Need(
            skill=need.skill,
            label=skill_heading(index, need.skill),
            level=level_word(need.level),
            essential=need.essential,
            covered_by=tuple(
                index.workforce.names[row]
                for row in np.intersect1d(holders(index, need.skill, need.level), rows).tolist()
            ),
        )
        for need in by_necessity(task)
    ]


def by_necessity(task: Task) -> list[Requirement]:
    """What a task needs, the necessary skills first."""
    return sorted(task.requirements, key=lambda need: (not need.essential, need.skill))


def columns_of(
    found: Sequence[SeenByOthers], index: Index, *, audience: Visibility, today: date, open: bool
) -> list[Column]:
    """Foreslået, Spurgt, Med, Ikke med. Of a task that isn't `open`, nothing can be moved."""
    unseen = set(index.unseen(audience, [each.employee for each in found]))
    entries = [(each.state, _entry(each, index, unseen=unseen, today=today, open=open)) for each in found]
    return [
        Column(id, heading, tuple(entry for state, entry in entries if state in states))
        for id, heading, states in (
            ("foreslaaet", _("Foreslået"), {SeenState.PROPOSED, SeenState.OFFERED}),
            ("spurgt", _("Spurgt"), {SeenState.INVITED}),
            ("med", _("Med"), TAKES_PART),
            ("ikke-muligt", _("Ikke med"), {SeenState.NOT_AVAILABLE, SeenState.WITHDRAWN}),
        )
    ]


def can_start(each: SeenByOthers, today: date) -> bool:
    """Whether the work can begin: a manager who is asked has answered, or their time is over."""
    if each.state is not SeenState.ACCEPTED:
        return False
    asked = each.manager_by
    return asked is None or each.manager_answer is not None or passed(asked, today)


def shown_name(id: str, index: Index, *, unseen: Collection[str]) -> str:
    """The name of a colleague; whoever said yes and hides since has none here."""
    return _("En kollega, der ikke vises") if id in unseen else employee_name(index, id)


def _entry(each: SeenByOthers, index: Index, *, unseen: Collection[str], today: date, open: bool) -> Entry:
    name = shown_name(each.employee, index, unseen=unseen)
    hides = each.employee in unseen
    return Entry(
        id=each.id,
        employee=each.employee,
        name=name,
        first_name=name if hides else name.split()[0],
        place="" if hides else place_words(index, each.employee),
        words=_words(each, today),
        terms=tuple(_terms(each, index)),
        message=each.message if each.state is SeenState.OFFERED else "",
        may=_may(each, today) if open else frozenset(),
    )


def _may(each: SeenByOthers, today: date) -> frozenset[str]:
    match each.state:
        case SeenState.PROPOSED:
            return frozenset({"ask", "swap", "withdraw"})
        case SeenState.OFFERED:
            return frozenset({"take_up", "withdraw"})
        case SeenState.INVITED | SeenState.WORKING:
            return frozenset({"withdraw"})
        case SeenState.ACCEPTED:
            return frozenset({"withdraw", "start"} if can_start(each, today) else {"withdraw"})
        case SeenState.WITHDRAWN:
            return frozenset({"again"})
        case _state:
            return frozenset()


def _words(each: SeenByOthers, today: date) -> str:
    match each.state:
        case SeenState.PROPOSED:
            return _("Ikke spurgt endnu")
        case SeenState.OFFERED:
            return _("Tilbyder selv at hjælpe")
        case SeenState.INVITED:
            return _("Svar senest %(day)s", day=day(each.answer_by)) if each.answer_by else ""
        case SeenState.ACCEPTED if can_start(each, today):
            return _("Har sagt ja")
        case SeenState.ACCEPTED:
            until = day(each.manager_by) if each.manager_by else ""
            return _("Har sagt ja. Nærmeste leder kan sige noget til det indtil %(day)s", day=until)
        case SeenState.WORKING:
            return _("I gang")
        case SeenState.CLOSED if each.settled:
            return _("Afsluttet og bekræftet")
        case SeenState.CLOSED:
            return _("Afsluttet. Venter på, at kollegaen bekræfter")
        case SeenState.NOT_AVAILABLE:
            return _("Ikke med denne gang")
        case _state:
            return _("Trukket tilbage")


def _terms(each: SeenByOthers, index: Index) -> list[str]:
    """Hours, period, role, what is offered and what was done, a few words each."""
    found = [each.role] if each.role else []
    if each.offers:
        found.append(_("Tilbyder %(skill)s", skill=skill_label(index, each.offers)))
    found += terms_words(each.hours, each.starts_on, each.ends_on)
    if each.manager_note:
        found.append(_("Lederen skriver: %(note)s", note=each.manager_note))
    if each.did:
        found.append(_("Gjorde: %(did)s", did=each.did))
    if each.confirmed:
        skills = ", ".join(skill_label(index, skill) for skill in each.confirmed)
        found.append(_("Bekræftet: %(skills)s", skills=skills))
    return found
