"""Which invitations there are for whom, and what one does with one's own: for API and pages alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import NotFound
from graph.records.changes import Mover
from matching.invitation import Invitation, State
from matching.invitation_privacy import seen_by_oneself
from service.clock import Clock
from service.request.identity import Identity
from service.use_cases.visibility import shows

if TYPE_CHECKING:
    from graph.employees import Employees
    from graph.store import GraphStore

OF_THEIR_OWN = frozenset({State.OFFERED, State.ACCEPTED, State.WORKING, State.CLOSED})
"""States that a colleague has brought about by an offer or a yes."""


def mover(identity: Identity, clock: Clock) -> Mover:
    """Who asks, as the one who makes a move now."""
    return Mover(identity.signature, clock.now())


def in_sight(invitation: Invitation, identity: Identity, employees: "Employees") -> bool:
    """Whether it is there for one who organises: its employee shows themselves, or has come to the task."""
    return invitation.state in OF_THEIR_OWN or shows(identity, employees, invitation.employee)


@dataclass(frozen=True, slots=True)
class OwnInvitations:
    """The invitations and offers of the employee who asks, `mover.by`; moves are made at `mover.at`.

    Another's invitation isn't there (NotFound). Moves raise MoveRefused as well.
    """

    store: "GraphStore"
    mover: Mover

    def all(self) -> list[Invitation]:
        """Everything that they were asked or offered, by id."""
        return [self._seen(each) for each in self.store.invitations.of_employee(self.mover.by)]

    def one(self, id: str) -> Invitation:
        """One that they were asked with, or their offer."""
        found: Invitation = self.store.invitations.get(id).value
        if found.employee != self.mover.by or not found.known:
            raise NotFound("invitation", id)
        return self._seen(found)

    def offer(self, task_id: str, skill_id: str, **terms: Any) -> Invitation:
        """Offer a skill that a task asks for."""
        self.store.tasks.get(task_id)
        wanted = Invitation(id="", task=task_id, employee=self.mover.by, offers=skill_id, **terms)
        return self.store.invitations.offer(wanted, self.mover)

    def accept(self, id: str) -> Invitation:
        """Say yes."""
        self.one(id)
        return self.store.invitations.accept(id, self.mover)

    def decline(self, id: str, *, reason: str) -> Invitation:
        """Say no, or no longer yes."""
        self.one(id)
        return self.store.invitations.decline(id, self.mover, reason=reason)

    def confirm(self, id: str, levels: Mapping[str, int | None]) -> Invitation:
        """Keep those of the proposed skills that are right. Raises UnknownReference too."""
        self.one(id)
        return self.store.invitations.confirm(id, self.mover, levels)

    def _seen(self, invitation: Invitation) -> Invitation:
        return seen_by_oneself(invitation, self.mover.on)
