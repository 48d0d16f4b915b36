"""Whose a task is: it is changed, and colleagues are asked to it, by those who organise it.

A task is saved once and closed once, however often a form is sent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug.exceptions import Forbidden

from graph.errors import AlreadyExists
from graph.records.changes import Mover
from graph.records.reading import Stored
from graph.task_history import maker_of
from matching.index.index import Index
from matching.model import Task
from service.request.identity import Identity
from service.rights import Whose
from service.roles import Role

if TYPE_CHECKING:
    from graph.tasks import Tasks

Reach = frozenset[Whose]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organiser:
    """Somebody who would change tasks, or ask colleagues to them, and in what `reach` they may."""

    identity: Identity
    reach: Reach
    tasks: "Tasks"
    index: Index

    def organises(self, task: Task) -> bool:
        """Whether they may do with this task what they may do in their reach."""
        return self.organises_of(task.owners, maker=lambda: maker_of(self.tasks.changes(task.id)))

    def organises_of(self, owners: Iterable[str], *, maker: Callable[[], str]) -> bool:
        """The same of a task with these owners; `maker` is asked only where it decides."""
        return (
            Whose.EVERYBODY in self.reach
            or (Whose.OWN_WORKPLACE in self.reach and self._works_at_one_of(owners))
            or (Whose.OWN in self.reach and maker() == self.identity.signature)
        )

    def hold(self, task: Task) -> None:
        """Let them through if they organise the task.

        Raises
        ------
        werkzeug.exceptions.Forbidden
        """
        if not self.organises(task):
            raise Forbidden("The task is organised by others.")

    def _works_at_one_of(self, workplaces: Iterable[str]) -> bool:
        return not own_workplaces(self.identity, self.index).isdisjoint(workplaces)


def own_workplaces(identity: Identity, index: Index) -> set[str]:
    """The workplace where somebody works, and for a head all below it; none for who isn't employed."""
    row = index.workforce.row_of.get(identity.subject) if identity.is_person else None
    if row is None or not index.workforce.active[row]:
        return set()
    own = index.workplace_of(row)
    if Role.HEAD not in identity.roles:
        return {own}
    return {id for id in index.workplaces if own in (id, *index.ancestors(id))}


def save_once(task: Task, *, tasks: "Tasks", mover: Mover) -> Stored[Task]:
    """Save a new task; the same one sent again is the one that is there.

    Raises AlreadyExists where another made the one with its id, UnknownReference, OutOfBounds.
    """
    try:
        return tasks.create(task, mover)
    except AlreadyExists:
        if maker_of(tasks.changes(task.id)) != mover.by:
            raise
        return tasks.get(task.id)
