"""What a manager reads of an invitation, and of each of their own who helps elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import fsum

from matching.index.index import Index
from matching.index.naming import employee_name, task_title, workplace_name
from matching.invitation import ManagerAnswer
from matching.invitation_privacy import SeenByOthers, SeenState
from matching.language.folding import alphabetical
from matching.model import Assignment, Task
from service.request.identity import Identity
from service.use_cases.managing import Lent, can_answer
from service.web.board.cards import shown_name
from service.web.frame.texts import day, number
from service.web.frame.texts import gettext as _
from service.web.frame.wording import joined, terms_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """An invitation as the page shows it to the manager; `asks` while they can answer, or answer anew."""

    id: str
    name: str
    title: str
    owners: str
    words: str
    terms: tuple[str, ...]
    asks: bool
    answer: str
    note: str
    over: bool


@dataclass(frozen=True, slots=True)
class Help:
    """What somebody helps with: the task, whose it is, how much and from when to when."""

    title: str
    owners: str
    words: str


@dataclass(frozen=True, slots=True)
class Helper:
    """Who helps elsewhere, with how much in all."""

    name: str
    place: str
    hours: str
    helps: tuple[Help, ...]


def consultation_cards(
    found: Sequence[SeenByOthers], index: Index, *, identity: Identity, today: date
) -> list[Consulted]:
    """What waits for an answer first, by its deadline; what is over last."""
    unseen = set(index.unseen(identity.audience, [each.employee for each in found]))
    ordered = sorted(found, key=lambda each: (each.manager_by or date.max, each.id))
    cards = [
        Consulted(
            id=each.id,
            name=shown_name(each.employee, index, unseen=unseen),
            title=task_title(index, each.task),
            owners=_owners(index.open_tasks.get(each.task), index),
            words=_words(each, today),
            terms=tuple(terms_words(each.hours, each.starts_on, each.ends_on)),
            asks=can_answer(each, today),
            answer=each.manager_answer or "",
            note=each.manager_note,
            over=each.state not in (SeenState.ACCEPTED, SeenState.WORKING),
        )
        for each in ordered
    ]
    return sorted(cards, key=lambda each: (each.over, not each.asks, bool(each.answer)))


def helpers_of(found: Iterable[Lent], index: Index) -> list[Helper]:
    """Each of them once, by the alphabet."""
    helpers = []
    for employee, all_of_one in groupby(found, key=lambda each: each.employee):
        lent = [*all_of_one]
        hours = fsum(each.assignment.hours for each in lent)
        place = workplace_name(index, index.workplace_of(index.workforce.row_of[employee]))
        total = _("%(hours)s timer om ugen", hours=number(hours)) if hours else _("timer er ikke aftalt")
        helps = tuple(
            Help(each.task.title, _owners(each.task, index), _period(each.assignment)) for each in lent
        )
        helpers.append(Helper(employee_name(index, employee), place, total, helps))
    return sorted(helpers, key=lambda each: alphabetical(each.name))


def _owners(task: Task | None, index: Index) -> str:
    return joined([workplace_name(index, each) for each in task.owners]) if task else ""


def _period(assignment: Assignment) -> str:
    said = terms_words(assignment.hours, assignment.started_on, assignment.ended_on)
    return " · ".join(said if assignment.ended_on else [*said, _("ingen slutdato aftalt")])


def _words(each: SeenByOthers, today: date) -> str:
    """How far it is, and what the manager can do."""
    match each.state:
        case SeenState.ACCEPTED if can_answer(each, today) and not each.manager_answer and each.manager_by:
            return _("Venter på dit svar. Du kan svare til og med %(day)s", day=day(each.manager_by))
        case SeenState.ACCEPTED | SeenState.WORKING if each.manager_answer is ManagerAnswer.AGREES:
            return _("Du har svaret, at det passer")
        case SeenState.ACCEPTED | SeenState.WORKING if each.manager_answer is ManagerAnswer.OBJECTS:
            return _("Du har svaret, at det ikke passer")
        case SeenState.ACCEPTED | SeenState.WORKING if each.manager_by:
            return _("Fristen gik, uden at du svarede. Arbejdet kan begynde")
        case SeenState.ACCEPTED:
            return _("Har sagt ja. Du bliver kun orienteret")
        case SeenState.WORKING:
            return _("I gang")
        case SeenState.CLOSED:
            return _("Afsluttet")
        case _state:
            return _("Trukket tilbage")
