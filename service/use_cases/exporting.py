"""Everything that is kept of the one who asks, as plain values (GDPR, art. 15 and 20).

What is kept is taken by its declaration, so that a new field is in it by itself. What others keep private
isn't: who hides is not named, and a mere proposal, which nobody has asked them with yet, is the lead's.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from graph.errors import NotFound, Unreadable
from graph.notices import Notice
from graph.records.changes import Mover
from matching.index.index import Index
from matching.index.naming import (
    employee_name,
    profession_label,
    qualification_label,
    skill_label,
    task_title,
    workplace_name,
)
from matching.invitation_privacy import seen_by_others
from matching.own_skills import counting
from matching.telling import News, still_so
from service.request.identity import Identity
from service.use_cases.invitations import OwnInvitations, in_sight
from service.use_cases.own_record import all_own_record, own_doing
from service.use_cases.visibility import shows

if TYPE_CHECKING:
    from graph.store import GraphStore

Plain = dict[str, Any]
SECRET = frozenset({"id", "provider_session", "provider_subject"})
"""Fields of a session that open or end it here or at the sign-in server: no business of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnExport:
    """What is kept of the employee who asks, at a moment; `index` says what things are called."""

    identity: Identity
    store: "GraphStore"
    index: Index
    at: datetime

    def everything(self, *, language: str = "da") -> Plain:
        """All of it, section by section, with what each id is called. Raises NotFound, GraphUnavailable."""
        own = self.identity.subject
        employee = self.store.employees.get(own).value
        profile = asdict(employee)
        profile["counting"] = [asdict(each) for each in counting(employee)]
        for each in (*profile["skills"], *profile["counting"]):
            each["evidence"] = each["evidence"].name.lower()
        profile["knows"] = [
            {"employee": id, "declared_on": on} for id, on in employee.knows if self._sees(id)
        ]
        found: Plain = {
            "made_at": self.at,
            "profile": profile,
            "tasks": [*self._tasks(own)],
            "task_changes": [
                {"task": task, **asdict(each)} for task, each in self.store.tasks.changes_by(own)
            ],
            "invitations": [*self._invitations(own)],
            "consultations": [*self._consultations(own)],
            "moves_made": [*self._moves_made(own)],
            "introductions": [*self._introductions(own)],
            "contact": asdict(self.store.contacts.of(own)),
            "accounts": [asdict(each.account) for each in self.store.accounts.with_employee(own)],
            "account_groups": sorted(self.store.account_groups.names_of(own)),
            "notices": [*self._notices(own)],
            "sessions": [
                {name: value for name, value in asdict(each).items() if name not in SECRET}
                for each in self.store.sessions.of(own)
            ],
            "questions": [
                {"asked_on": each.asked_on, "text": dict(each.fields).get("tekst", "")}
                for each in self.store.inquiries.of(own, today=self.at.date())
            ],
            "manages": sorted(each.id for each in self.store.workplaces.all() if each.manager == own),
            "switches": [
                {"workplace": workplace, "at": turned.at}
                for workplace, turned in self.store.switches.read().turned.items()
                if turned.by == own
            ],
            "record": [*all_own_record(self.identity, self.store)],
            "actions": [*own_doing(self.identity, self.store, self.index)],
        }
        return {**found, "names": self._names(found, language)}

    def _tasks(self, own: str) -> Iterable[Plain]:
        for task in self.store.tasks.of_employee(own):
            (assignment,) = (each for each in task.assignments if each.employee == own)
            about = {name: getattr(task, name) for name in ("title", "status", "created_on", "closed_on")}
            yield {"task": task.id, **about, **asdict(assignment)}

    def _invitations(self, own: str) -> Iterable[Plain]:
        mine = OwnInvitations(self.store, self.identity, Mover(own, self.at))
        for each, moves in mine.with_moves():
            yield {**asdict(each), "moves": [asdict(move) for move in moves]}

    def _consultations(self, own: str) -> Iterable[Plain]:
        """What they answered as a manager; whom it was about is not theirs to take along."""
        for each in self.store.invitations.of_manager(own):
            seen = seen_by_others(each, self.at.date())
            names = ("id", "task", "manager_by", "manager_answer", "manager_note")
            yield {name: getattr(seen, name) for name in names}

    def _moves_made(self, own: str) -> Iterable[Plain]:
        """What they did in others' invitations that are there for them; not whose, nor from which state."""
        invitations, found = self.store.invitations, self.store.invitations.moves_by(own)
        of = {id: invitations.get(id).value for id in dict.fromkeys(id for id, _ in found)}
        for id, move in found:
            if of[id].employee != own and in_sight(of[id], self.identity, self.store.employees):
                yield {"task": of[id].task, "at": move.at, "actor": move.actor, "after": move.after}

    def _introductions(self, own: str) -> Iterable[Plain]:
        for each in self.store.introductions.of_employee(own):
            if all(map(self._sees, (each.asker, each.sought, each.through))):
                yield asdict(each.seen_by(own))

    def _notices(self, own: str) -> Iterable[Plain]:
        """What they were told, as far as it is there for them."""
        requests = {each["id"] for each in self._introductions(own)}
        for each in self.store.outbox.of(own):
            if each.about in requests or self._is_there(each):
                stages = sorted({told.stage.value for told in each.progress.values()})
                yield {"news": each.news, "on": each.on, "told": stages}

    def _is_there(self, notice: Notice) -> bool:
        """Whether an invitation still has it: a yes that was taken back was never told, as on the pages."""
        try:
            found = self.store.invitations.get(notice.about).value
        except (NotFound, Unreadable):
            return False
        if notice.news is News.MANAGER_ANSWERED and not (found.manager and self._sees(found.manager)):
            return False
        if self.identity.subject == found.employee:
            return True
        told = self.identity.subject == found.manager or in_sight(found, self.identity, self.store.employees)
        return told and still_so(notice.news, found)

    def _sees(self, employee: str) -> bool:
        return shows(self.identity, self.store.employees, employee)

    def _employee_name(self, id: str) -> str:
        name = employee_name(self.index, id)
        return name if name != id and self._sees(id) else id

    def _names(self, found: Any, language: str) -> dict[str, str]:
        """What every id in it is called, for whoever reads it without Tværs."""
        named: dict[str, str] = {}
        labels: tuple[Callable[[str], str], ...] = (
            lambda id: skill_label(self.index, id, language=language),
            lambda id: profession_label(self.index, id, language=language),
            lambda id: qualification_label(self.index, id, language=language),
            lambda id: workplace_name(self.index, id),
            lambda id: task_title(self.index, id),
            self._employee_name,
        )
        for id in sorted(set(texts_in(found))):
            label = next((label for of in labels if (label := of(id)) != id), None)
            if label is not None:
                named[id] = label
        return named


def texts_in(value: Any) -> Iterator[str]:
    """Every text in plain values, keys left out."""
    if isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)
    elif type(value) is str:
        yield value
