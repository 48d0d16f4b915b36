"""Whom somebody asks to a task, on which terms and why: the form, and what is filled in beforehand."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from matching.bounds import LONGEST_NOTE, MOST_MEMBERS
from matching.index.index import Index
from matching.insight.organisation import holders
from matching.invitation import Choice
from matching.invitation_privacy import SeenByOthers, SeenState
from matching.model import Task
from service.use_cases.choosing import Reason
from service.web.board.drafting import read_answer
from service.web.board.terms import Terms, read_terms
from service.web.frame.forms import plain
from service.web.frame.texts import gettext as _
from service.web.frame.wording import joined, skill_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who is to be put down (ids), on which terms and why they."""

    employees: tuple[str, ...]
    terms: Terms
    why: Reason

    def as_terms(self) -> dict[str, Any]:
        """The terms by the names of `Invitation`."""
        return asdict(self.terms)


def asking_of(
    employees: Sequence[str], answer: str, *, task: Task, found: Sequence[SeenByOthers], index: Index
) -> Asking:
    """What the form begins with; whoever is on the board already is not asked again."""
    wanted = not_yet_down(employees, found)
    return Asking(
        employees=wanted,
        terms=Terms(message=_message(task, wanted, index)),
        why=Reason(recommendation=answer),
    )


def read_asking(
    form: MultiDict[str, str], *, found: Sequence[SeenByOthers]
) -> tuple[Asking, Mapping[str, str]]:
    """What a form holds, and what is wrong with it by field name."""
    terms, wrong = read_terms(form)
    said = form.get("hvorfor", "")
    why = Reason(
        recommendation=read_answer(form.get("anbefaling", "")),
        chosen_for=Choice(said) if said in set(Choice) else None,
        chosen_note=plain(form.get("begrundelse", ""))[:LONGEST_NOTE],
    )
    return Asking(employees=not_yet_down(form.getlist("medarbejder"), found), terms=terms, why=why), wrong


def not_yet_down(employees: Sequence[str], found: Sequence[SeenByOthers]) -> tuple[str, ...]:
    """Those who can be put down: only whom the lead has taken back can be so again."""
    down = {each.employee for each in found if each.state is not SeenState.WITHDRAWN}
    return tuple(id for id in dict.fromkeys(employees) if id not in down)[:MOST_MEMBERS]


def choice_words(choice: Choice) -> str:
    """Why a lead asks somebody whom nobody suggested."""
    match choice:
        case Choice.KNOWN_WORK:
            return _("Jeg kender deres arbejde")
        case Choice.EARLIER_WORK:
            return _("De har været med før")
        case Choice.OWN_WORKPLACE:
            return _("De er fra vores egen arbejdsplads")
        case Choice.POINTED_OUT:
            return _("En kollega har peget på dem")
        case Choice.LEARNS:
            return _("De skal lære noget")
        case Choice.OTHER:
            return _("Noget andet (skriv hvad)")


def _message(task: Task, employees: Sequence[str], index: Index) -> str:
    """A first sentence; to one colleague also the skills of the task that they have."""
    hello = _("Vi vil gerne have din hjælp til opgaven »%(title)s«.", title=task.title)
    rows = index.rows_of(employees)
    if len(rows) != 1:
        return hello
    has = [
        skill_label(index, need.skill)
        for need in task.requirements
        if rows[0] in holders(index, need.skill, need.level)
    ]
    return f"{hello} {_('Vi spørger dig, fordi du kan: %(skills)s.', skills=joined(has))}" if has else hello
