"""An invitation as its colleague reads it: who asks, for what, why them, on which terms, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.signatures import TOOL
from matching.index.index import Index
from matching.index.naming import employee_name, task_title, workplace_name
from matching.invitation import Choice, Invitation, ManagerAnswer, State
from matching.model import Employee, Involvement
from service.telling.calendar_file import has_dates
from service.use_cases.invitations import OwnInvitations, met_by
from service.web.frame.texts import day
from service.web.frame.texts import gettext as _
from service.web.frame.wording import (
    joined,
    level_word,
    place_words,
    skill_heading,
    skill_label,
)
from service.web.frame.wording import terms_words as hours_and_days
from service.web.own.skills import how_known


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An invitation on the page; `skills` are id and label of what is to be confirmed, `why` why oneself."""

    id: str
    title: str
    state: State
    words: str
    sender: str
    task_text: str
    why: tuple[str, ...]
    suggested: bool
    terms: tuple[str, ...]
    message: str
    objection: str
    did: str
    skills: tuple[tuple[str, str], ...]
    next: str
    has_dates: bool

    @property
    def waits(self) -> bool:
        """Whether it waits for one's own answer, or for what one used."""
        return self.state is State.INVITED or bool(self.skills)

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        ended = self.state in (State.DECLINED, State.WITHDRAWN, State.EXPIRED, State.CLOSED)
        return ended and not self.skills


def asked_cards(own: OwnInvitations, employee: Employee, index: Index) -> list[Asked]:
    """All of somebody's invitations, by how soon they want something: asked, offered, agreed, begun, over."""
    cards = [_card(each, own, employee, index) for each in own.all()]
    states = [*State]
    first = (State.INVITED, State.CLOSED, State.OFFERED, State.ACCEPTED, State.WORKING)
    order = {state: at for at, state in enumerate(dict.fromkeys((*first, *states)))}
    return sorted(cards, key=lambda each: (each.over, not each.waits, order[each.state]))


def _card(invitation: Invitation, own: OwnInvitations, employee: Employee, index: Index) -> Asked:
    task = index.open_tasks.get(invitation.task)
    to_confirm = () if invitation.settled else invitation.used
    return Asked(
        id=invitation.id,
        title=task_title(index, invitation.task),
        state=invitation.state,
        words=_words(invitation.state, offered=bool(invitation.offers)),
        sender="" if invitation.offers else _sender(own.asked_by(invitation), invitation.task, index),
        task_text=task.description if task else "",
        why=tuple(_why(invitation, employee, index)),
        suggested=bool(invitation.recommendation),
        terms=tuple(_terms(invitation, index)),
        message=invitation.message,
        objection=invitation.manager_note if invitation.manager_answer is ManagerAnswer.OBJECTS else "",
        did=invitation.did,
        has_dates=has_dates(invitation),
        skills=tuple((skill, skill_heading(index, skill)) for skill in to_confirm),
        next=_next(invitation),
    )


def _sender(by: str, task: str, index: Index) -> str:
    """`Mette Holm, Jurist, Park og Vej`; who isn't shown is a colleague from where the task is owned."""
    if by.startswith(TOOL):
        return _("%(tool)s (et it-system)", tool=by.removeprefix(TOOL))
    row = index.workforce.row_of.get(by)
    if row is not None and index.workforce.active[row]:
        return ", ".join(filter(None, (employee_name(index, by), place_words(index, by))))
    found = index.open_tasks.get(task)
    owners = joined([workplace_name(index, each) for each in found.owners]) if found else ""
    return _("en kollega hos %(workplaces)s", workplaces=owners) if owners else _("en kollega")


def _why(invitation: Invitation, employee: Employee, index: Index) -> Iterable[str]:
    """What the sender says, and which needs of the task one meets by what."""
    if invitation.chosen_for not in (None, Choice.OTHER):
        yield choice_words(invitation.chosen_for)
    if invitation.chosen_note:
        yield _("Afsenderen skriver: %(note)s", note=invitation.chosen_note)
    task = index.open_tasks.get(invitation.task)
    for need, held in met_by(employee, task, index) if task else ():
        level, skill = level_word(held.level), skill_label(index, held.skill)
        known = how_known(held, index)
        if held.skill == need.skill:
            yield _(
                "Opgaven har brug for »%(skill)s«. Det er du %(level)s i. (%(known)s)",
                skill=skill,
                level=level,
                known=known,
            )
        else:
            yield _(
                "Opgaven har brug for »%(need)s«. Du er %(level)s i »%(skill)s«, som er en del af det. "
                "(%(known)s)",
                need=skill_label(index, need.skill),
                level=level,
                skill=skill,
                known=known,
            )


def choice_words(choice: Choice | None) -> str:
    """Why a lead chose somebody, as they read it themselves."""
    match choice:
        case Choice.KNOWN_WORK:
            return _("Afsenderen kender dit arbejde.")
        case Choice.EARLIER_WORK:
            return _("Du har været med før.")
        case Choice.OWN_WORKPLACE:
            return _("Du er fra arbejdspladsen, der har opgaven.")
        case Choice.POINTED_OUT:
            return _("En kollega har peget på dig.")
        case Choice.LEARNS:
            return _("Du kan lære noget af opgaven.")
        case _other:
            return ""


def _terms(invitation: Invitation, index: Index) -> list[str]:
    """What was offered, the role, hours, period and deadlines, a sentence each."""
    found = []
    if invitation.offers:
        found.append(_("Du tilbyder %(skill)s", skill=skill_label(index, invitation.offers)))
    if invitation.role:
        found.append(_("Rolle: %(role)s", role=invitation.role))
    found += hours_and_days(invitation.hours, invitation.starts_on, invitation.ends_on)
    if invitation.state is State.INVITED and invitation.answer_by:
        found.append(_("Svar senest %(day)s", day=day(invitation.answer_by)))
    if invitation.state is State.ACCEPTED and invitation.manager_by and not invitation.manager_answer:
        found.append(_("Din leder kan sige noget til det indtil %(day)s", day=day(invitation.manager_by)))
    return found


def _next(invitation: Invitation) -> str:
    """What happens now, and what one can still do."""
    match invitation.state:
        case State.INVITED:
            return _(
                "Siger du ja, er du med på opgaven, og din leder hører om det, hvis det er aftalt hos jer. "
                "Siger du nej, ser det for andre ud, som om du ikke har svaret."
            )
        case State.OFFERED:
            return _(
                "Projektlederen tager imod eller siger nej tak. Du kan trække tilbuddet tilbage så længe."
            )
        case State.ACCEPTED if invitation.involvement is Involvement.CONSULTED:
            return _(
                "Din leder er spurgt, og projektlederen starter arbejdet bagefter. "
                "Indtil da kan du stadig sige nej."
            )
        case State.ACCEPTED if invitation.manager:
            return _(
                "Din leder kan se, at du er med. Projektlederen starter arbejdet. "
                "Indtil da kan du stadig sige nej."
            )
        case State.ACCEPTED:
            return _("Projektlederen starter arbejdet. Indtil da kan du stadig sige nej.")
        case State.WORKING:
            return _(
                "Når opgaven er slut, skriver projektlederen, hvad du gjorde, "
                "og du vælger, hvad der kommer på din profil."
            )
        case State.DECLINED if not invitation.offers:
            return _(
                "Ingen andre ser dit nej, og det tæller ikke imod dig. "
                "Vil du hjælpe alligevel, kan du tilbyde det under Opgaver."
            )
        case State.CLOSED if invitation.settled and invitation.confirmed:
            return _("Det, du brugte, står på din profil som brugt i en løst opgave.")
        case _state:
            return ""


def _words(state: State, *, offered: bool) -> str:
    match state:
        case State.OFFERED:
            return _("Dit tilbud venter på svar")
        case State.ACCEPTED if offered:
            return _("De har sagt ja tak til dit tilbud")
        case State.DECLINED if offered:
            return _("Du har trukket dit tilbud tilbage")
        case State.WITHDRAWN if offered:
            return _("De tog ikke imod dit tilbud denne gang")
        case State.INVITED:
            return _("Venter på dit svar")
        case State.ACCEPTED:
            return _("Du har sagt ja")
        case State.DECLINED:
            return _("Du har sagt nej")
        case State.WORKING:
            return _("I gang")
        case State.CLOSED:
            return _("Afsluttet")
        case State.EXPIRED:
            return _("Svarfristen er udløbet")
        case _state:
            return _("Trukket tilbage")
