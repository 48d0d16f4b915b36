"""Which invitations there are for whom, and what one does with one's own: for API and pages alike."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import NotFound
from graph.records.changes import Mover
from matching.index.index import Index
from matching.index.taxonomy import COVERING
from matching.invitation import Actor, Invitation, Move, State
from matching.invitation_privacy import SeenByOthers, seen_by_oneself
from matching.model import Employee, Evidence, HeldSkill, Involvement, Requirement, Task
from matching.own_skills import counting
from service.clock import Clock
from service.request.identity import Identity
from service.telling.calendar_file import has_dates
from service.use_cases.visibility import shows, without, without_hidden

if TYPE_CHECKING:
    from graph.employees import Employees
    from graph.store import GraphStore

T = TypeVar("T", Invitation, SeenByOthers)
NO_MANAGER: Mapping[str, Any] = {
    "manager": "",
    "involvement": Involvement.NONE,
    "manager_by": None,
    "manager_answer": None,
    "manager_note": "",
}
"""What stands in an invitation in which no manager has a part."""
OF_THEIR_OWN = frozenset({State.OFFERED, State.ACCEPTED, State.WORKING, State.CLOSED})
"""States that a colleague has brought about by an offer or a yes."""


def mover(identity: Identity, clock: Clock) -> Mover:
    """Who asks, as the one who makes a move now."""
    return Mover(identity.signature, clock.now())


def in_sight(invitation: Invitation, identity: Identity, employees: "Employees") -> bool:
    """Whether it is there for one who organises: its employee shows themselves, or has come to the task."""
    return invitation.state in OF_THEIR_OWN or shows(identity, employees, invitation.employee)


def without_hidden_managers(found: Iterable[T], *, identity: Identity, employees: "Employees") -> list[T]:
    """The same, own invitations or others', as if a manager who hides from the asker had no part in them."""
    return without(found, "manager", lambda id: not shows(identity, employees, id), blank=NO_MANAGER)


def met_by(employee: Employee, task: Task, index: Index) -> list[tuple[Requirement, HeldSkill]]:
    """The needs of a task that somebody meets, the necessary ones first, each with the skill that does.

    As on the task's board: by that skill or a narrower one, at the level, and more than assumed.
    """
    held = {each.skill: each for each in counting(employee) if each.evidence > Evidence.ASSUMED}
    found = []
    for need in sorted(task.requirements, key=lambda each: (not each.essential, each.skill)):
        near = [each.skill for each in index.taxonomy.neighbours(need.skill) if each.relation in COVERING]
        able = (held[id] for id in near if id in held and held[id].level >= need.level)
        if (best := next(able, None)) is not None:
            found.append((need, best))
    return found


@dataclass(frozen=True, slots=True)
class OwnInvitations:
    """The invitations and offers of the employee who asks (`identity`); moves are made by the `mover`.

    Another's invitation isn't there (NotFound). Moves raise MoveRefused as well.
    """

    store: "GraphStore"
    identity: Identity
    mover: Mover

    def all(self) -> list[Invitation]:
        """Everything that they were asked or offered, by id."""
        return self._seen(*self.store.invitations.of_employee(self.mover.by))

    def with_moves(self) -> Iterator[tuple[Invitation, list[Move]]]:
        """The same, each with its moves."""
        for each in self.all():
            yield each, self._moves(each.id)

    def one(self, id: str) -> Invitation:
        """One that they were asked with, or their offer."""
        return self._seen(self._held(id))[0]

    def moves(self, id: str) -> list[Move]:
        """Who moved it, where and when; a lead who hides is not named, a manager who hides did nothing."""
        self._held(id)
        return self._moves(id)

    def asked_by(self, invitation: Invitation) -> str:
        """Who asked them last with one of theirs; empty where nobody did, or who did hides."""
        moves = reversed(self._moves(invitation.id))
        return next((each.by for each in moves if each.after is State.INVITED), "")

    def offer(self, task_id: str, skill_id: str, **terms: Any) -> Invitation:
        """Offer a skill that a task asks for."""
        self.store.tasks.get(task_id)
        wanted = Invitation(id="", task=task_id, employee=self.mover.by, offers=skill_id, **terms)
        return self._seen(self.store.invitations.offer(wanted, self.mover))[0]

    def agreement(self, id: str) -> Invitation:
        """One with a period that is agreed, which a calendar can take; without one it isn't there."""
        found = self.one(id)
        if not has_dates(found):
            raise NotFound("agreement", id)
        return found

    def accept(self, id: str) -> Invitation:
        """Say yes."""
        self._held(id)
        return self._seen(self.store.invitations.accept(id, self.mover))[0]

    def decline(self, id: str, *, reason: str) -> Invitation:
        """Say no, or no longer yes."""
        self._held(id)
        return self._seen(self.store.invitations.decline(id, self.mover, reason=reason))[0]

    def confirm(self, id: str, levels: Mapping[str, int | None]) -> Invitation:
        """Keep those of the proposed skills that are right. Raises UnknownReference too."""
        self._held(id)
        return self._seen(self.store.invitations.confirm(id, self.mover, levels))[0]

    def _held(self, id: str) -> Invitation:
        """The own one with this id. Only own ones are read: no watch tells others' from nobody's."""
        own = self.store.invitations.of_employee(self.mover.by)
        found = next((each for each in own if each.id == id), None)
        if found is None:
            raise NotFound("invitation", id)
        return found

    def _moves(self, id: str) -> list[Move]:
        made = self.store.invitations.moves(id)
        seen = without_hidden(made, "by", identity=self.identity, employees=self.store.employees)
        return [each for each in seen if each.by or each.actor is not Actor.MANAGER]

    def _seen(self, *invitations: Invitation) -> list[Invitation]:
        """As they may know them today."""
        own = (seen_by_oneself(each, self.mover.on) for each in invitations)
        return without_hidden_managers(own, identity=self.identity, employees=self.store.employees)
