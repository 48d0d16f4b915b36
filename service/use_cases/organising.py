"""Whose a task is: it is changed, and colleagues are asked to it, by those who organise it."""

from typing import TYPE_CHECKING

from werkzeug.exceptions import Forbidden

from graph.task_history import maker_of
from matching.index.index import Index
from matching.model import Task
from service.request.identity import Identity
from service.rights import Whose
from service.roles import Role

if TYPE_CHECKING:
    from graph.tasks import Tasks

Reach = frozenset[Whose]


def organises(identity: Identity, reach: Reach, task: Task, *, tasks: "Tasks", index: Index) -> bool:
    """Whether somebody may do with this task what they may do in this reach."""
    if Whose.EVERYBODY in reach:
        return True
    if Whose.OWN_WORKPLACE in reach and not own_workplaces(identity, index).isdisjoint(task.owners):
        return True
    return Whose.OWN in reach and maker_of(tasks.changes(task.id)) == identity.signature


def own_workplaces(identity: Identity, index: Index) -> set[str]:
    """The workplace where somebody works, and for a head all below it; none for who isn't employed."""
    row = index.workforce.row_of.get(identity.subject) if identity.is_person else None
    if row is None or not index.workforce.active[row]:
        return set()
    own = index.workplace_of(row)
    if Role.HEAD not in identity.roles:
        return {own}
    return {id for id in index.workplaces if own in (id, *index.ancestors(id))}


def hold_organised(identity: Identity, reach: Reach, task: Task, *, tasks: "Tasks", index: Index) -> None:
    """Let through who organises a task.

    Raises
    ------
    werkzeug.exceptions.Forbidden
    """
    if not organises(identity, reach, task, tasks=tasks, index=index):
        raise Forbidden("The task is organised by others.")
