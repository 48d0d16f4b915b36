"""What a manager is told and asked of those who work for them, and who of them helps elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.errors import NotFound
from graph.records.changes import Mover
from matching.index.index import Index
from matching.invitation import ManagerAnswer, passed
from matching.invitation_privacy import SeenByOthers, SeenState, seen_by_others
from matching.model import Assignment, Task
from service.request.identity import Identity
from service.use_cases.organising import own_workplaces

if TYPE_CHECKING:
    from graph.invitations import Invitations


@dataclass(frozen=True, slots=True)
class Consultations:
    """The invitations that the employee who asks is told of or asked about as their manager.

    Another's isn't there (NotFound), and what is told of one is what everybody else may know of it.
    """

    invitations: "Invitations"
    mover: Mover

    def all(self) -> list[SeenByOthers]:
        """All of them, by id."""
        found = self.invitations.of_manager(self.mover.by)
        return [seen_by_others(each, self.mover.on) for each in found]

    def answer(self, id: str, answer: ManagerAnswer, *, note: str) -> SeenByOthers:
        """Agree or object; lead and employee read it, and decide. Raises MoveRefused as well."""
        if not any(each.id == id for each in self.invitations.of_manager(self.mover.by)):
            raise NotFound("invitation", id)
        moved = self.invitations.answer(id, self.mover, answer, note=note)
        return seen_by_others(moved, self.mover.on)


def can_answer(consultation: SeenByOthers, today: date) -> bool:
    """Whether the manager is asked, and still in time; until then an answer can be another one too."""
    asked = consultation.manager_by
    return consultation.state is SeenState.ACCEPTED and asked is not None and not passed(asked, today)


@dataclass(frozen=True, slots=True)
class Lent:
    """That an employee takes part in a task of other workplaces."""

    employee: str
    task: Task
    assignment: Assignment


def lent_out(identity: Identity, index: Index, *, today: date) -> list[Lent]:
    """Who of a head's own workplaces helps elsewhere now or later, by employee and task.

    It is what the open tasks themselves tell everybody, put together: who hides from the head is not among
    them, and neither is why somebody is asked, nor who was and didn't come.
    """
    own, workforce = own_workplaces(identity, index), index.workforce
    seen = workforce.seen_by(identity.audience)

    def of(task: Task) -> Iterable[Lent]:
        for each in task.assignments:
            row = workforce.row_of.get(each.employee)
            over = each.ended_on is not None and passed(each.ended_on, today)
            if row is not None and seen[row] and not over and index.workplace_of(row) in own:
                yield Lent(each.employee, task, each)

    elsewhere = (task for task in index.open_tasks.values() if own.isdisjoint(task.owners))
    found = [lent for task in elsewhere for lent in of(task)]
    return sorted(found, key=lambda each: (each.employee, each.task.id))
