"""What one who organises a task does with its colleagues: put down, ask, take up, start, close."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from graph.errors import NotFound
from graph.records.changes import Mover
from matching.invitation import CapReached, Invitation, State
from matching.invitation_privacy import SeenByOthers, SeenState, seen_by_others
from matching.model import Task
from service.use_cases.choosing import Reason, chosen
from service.use_cases.invitations import OF_THEIR_OWN, in_sight, without_hidden_managers
from service.use_cases.organising import Organiser
from service.use_cases.recording import Recording
from service.use_cases.visibility import hold_shown, shows, unseen

if TYPE_CHECKING:
    from graph.invitations import Invitations
    from graph.store import GraphStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Employees (ids) on the board of a task: the `members`, of whom the `waiting` aren't asked yet.

    The `excluded` are those who were taken back or don't take part.
    """

    members: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: Sequence[SeenByOthers]) -> Self:
        """Who stands where, by everybody who was put down for the task."""
        return cls(
            members=tuple(each.employee for each in found if each.state not in NOT_WITH),
            waiting=tuple(each.employee for each in found if each.state is SeenState.PROPOSED),
            excluded=tuple(each.employee for each in found if each.state in NOT_WITH),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inviting:
    """Invitations as one who organises their task sees and moves them; moves are made by `mover`.

    Everything raises Forbidden for a task of others, NotFound for an invitation that isn't there for them.
    Moves raise MoveRefused as well.
    """

    store: "GraphStore"
    organiser: Organiser
    recording: Recording
    mover: Mover

    def task(self, id: str) -> Task:
        """A task that they organise. Raises NotFound too."""
        task: Task = self.store.tasks.get(id).value
        self.organiser.hold(task)
        return task

    def of_task(self, task: str) -> list[SeenByOthers]:
        """Everybody who was put down for a task, as far as it is there for them. Raises NotFound too."""
        return self.board(task)[1]

    def board(self, id: str) -> tuple[Task, list[SeenByOthers]]:
        """A task that they organise, and everybody who was put down for it. Raises NotFound too."""
        task = self.task(id)
        identity, employees = self.organiser.identity, self.store.employees
        found = self.store.invitations.of_task(id)
        return task, self.shown(*(each for each in found if in_sight(each, identity, employees)))

    def standing(self, task: Task) -> Standing:
        """Who is on the board of a task; nobody for who doesn't organise it. Raises NotFound too."""
        if not self.organiser.organises(task):
            return Standing()
        _, found = self.board(task.id)
        return Standing.of(found)

    def set_aside(self, task: str, employees: Sequence[str]) -> None:
        """Note that colleagues are not wanted for an open task; who is put down and not asked is taken back.

        Raises UnknownReference too.
        """
        self.task(task)
        hold_shown(self.organiser.identity, self.store.employees, employees)
        for id in employees:
            wanted = Invitation(id="", task=task, employee=id)
            found = self.store.invitations.set_aside(wanted, self.mover)
            if found.state is State.PROPOSED:
                self.store.invitations.withdraw(found.id, self.mover)

    def swap(self, task: str, out: str, into: str, *, why: Reason) -> None:
        """Put a colleague down in the place of another who is put down and not asked, on the same terms.

        Raises as `put_down`, and NotFound where the other isn't.
        """
        gone = next((each for each in self.of_task(task) if each.employee == out), None)
        if gone is None or gone.state is not SeenState.PROPOSED:
            raise NotFound("invitation", out)
        terms = {name: getattr(gone, name) for name in ("hours", "starts_on", "ends_on", "role")}
        self.put_down(task, [into], why=why, **terms)
        self.withdraw(gone.id)

    def put_down(
        self, task: str, employees: Sequence[str], *, why: Reason, **terms: Any
    ) -> list[SeenByOthers]:
        """Put colleagues down for an open task, all or none; they don't see it before they are asked.

        Raises FieldsRefused without the reason that is needed, UnknownReference, AlreadyExists, NotRecorded.
        """
        self.task(task)
        hold_shown(self.organiser.identity, self.store.employees, employees)
        chosen(self.recording, employees, task=task, why=why)
        wanted = [
            Invitation(id="", task=task, employee=each, **why.as_terms(), **terms) for each in employees
        ]
        return self.shown(*self.store.invitations.propose(wanted, self.mover))

    def invite(self, id: str) -> SeenByOthers:
        """Ask a colleague. Raises CapReached where they have as many unanswered invitations as they want."""
        return self._seen(self._organised(id).invite(id, self.mover))

    def invite_all(self, proposed: Iterable[SeenByOthers]) -> list[SeenByOthers]:
        """Ask all who can be asked; returns those who want no more invitations now and are still put down."""
        return [each for each in proposed if not self._invited(each.id)]

    def take_up(self, id: str) -> SeenByOthers:
        """Take what a colleague offers."""
        return self._seen(self._organised(id).take_up(id, self.mover))

    def withdraw(self, id: str) -> SeenByOthers:
        """Take an invitation back, or don't take an offer."""
        return self._seen(self._organised(id).withdraw(id, self.mover))

    def start(self, id: str) -> SeenByOthers:
        """Begin the work; a consulted manager who hides has no part, and so none that it waits for."""
        manager = self._organised(id).get(id).value.manager
        waits = not manager or shows(self.organiser.identity, self.store.employees, manager)
        return self._seen(self.store.invitations.start(id, self.mover, waits=waits))

    def close(self, id: str, *, did: str, used: Sequence[str]) -> SeenByOthers:
        """Say what the colleague did and which skills it took, for them to confirm."""
        return self._seen(self._organised(id).close(id, self.mover, did=did, used=used))

    def shown(self, *invitations: Invitation) -> list[SeenByOthers]:
        """Invitations as leads, tools and managers may know them today."""
        seen = (seen_by_others(each, self.mover.on) for each in invitations)
        identity = self.organiser.identity
        return without_hidden_managers(seen, identity=identity, employees=self.store.employees)

    def _seen(self, invitation: Invitation) -> SeenByOthers:
        return self.shown(invitation)[0]

    def _invited(self, id: str) -> bool:
        try:
            self.invite(id)
        except CapReached:
            return False
        return True

    def _organised(self, id: str) -> "Invitations":
        """Where it is moved by one who organises. Raises NotFound where there is none for them.

        Others', of who hides and nobody's take the same steps here: the graph is asked once, and the rest is
        in memory. What the graph takes for its own look-up still differs a little (`python -m bench.timing`).
        """
        parties = self.store.invitations.parties(id)
        hides = unseen(self.organiser.identity, self.organiser.index, [parties.employee])
        organises = self.organiser.organises_of(parties.owners, maker=lambda: parties.maker)
        if not organises or (hides and parties.state not in OF_THEIR_OWN):
            raise NotFound("invitation", id)
        return self.store.invitations


NOT_WITH = frozenset({SeenState.WITHDRAWN, SeenState.NOT_AVAILABLE})
"""Taken back, set aside, or not with this time."""
TAKES_PART = frozenset({SeenState.ACCEPTED, SeenState.WORKING, SeenState.CLOSED})
"""Said yes, or was taken up, and has not been let go."""
