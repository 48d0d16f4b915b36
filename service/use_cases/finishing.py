"""A task is closed with those who said yes to it: what each did and which skills it took becomes evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.records.changes import Mover
from graph.records.reading import Stored
from matching.invitation import State
from matching.invitation_privacy import SeenState
from matching.model import Assignment, Task, TaskStatus
from service.errors import FieldsRefused
from service.use_cases.organising import Organiser
from service.use_cases.visibility import shows, with_unseen

if TYPE_CHECKING:
    from graph.store import GraphStore
    from service.use_cases.inviting import Inviting

NO_YES = "They have not said yes to the task."


@dataclass(frozen=True, slots=True)
class Work:
    """What a colleague did in a task, and the skills (ids) that it took."""

    did: str = ""
    used: tuple[str, ...] = ()


def close_task(
    current: Stored[Task],
    took_part: Sequence[Assignment],
    *,
    closed_on: date,
    organiser: Organiser,
    store: "GraphStore",
    mover: Mover,
) -> Stored[Task]:
    """Close a task with those who took part; whoever does not show themselves to the organiser stays.

    But for who said yes and never began: of them nobody says that they took part.
    Raises Forbidden, FieldsRefused for those whom neither their own yes nor HR's file put down for the task,
    TaskClosed, StaleVersion.
    """
    task = current.value
    organiser.hold(task)
    agreed = {each.employee for each in task.assignments}
    others = [at for at, each in enumerate(took_part) if each.employee not in agreed]
    if others:
        raise FieldsRefused((("assignments", at, "employee"), NO_YES) for at in others)
    identity, employees = organiser.identity, store.employees
    idle = {each.employee for each in store.invitations.of_task(task.id) if each.state is State.ACCEPTED}
    others_word = [each for each in task.assignments if each.employee not in idle]
    everybody = with_unseen(
        took_part, others_word, sees=lambda each: shows(identity, employees, each.employee)
    )
    return store.tasks.close(task.id, current.version, everybody, closed_on, mover)


def finish(inviting: "Inviting", task: str, work: Mapping[str, Work]) -> Stored[Task]:
    """Close the invitations of all who are at work, `work` by their ids, and then the task; once.

    Who said yes but never began did not take part.
    """
    store, mover = inviting.store, inviting.mover
    found = inviting.of_task(task)
    for each in found:
        if each.state is SeenState.WORKING:
            done = work.get(each.id, Work())
            inviting.close(each.id, did=done.did, used=done.used)
    current = store.tasks.get(task)
    if current.value.status is TaskStatus.CLOSED:
        return current
    never_began = {each.employee for each in found if each.state is SeenState.ACCEPTED}
    organiser = inviting.organiser
    took_part = [
        each
        for each in current.value.assignments
        if each.employee not in never_began and shows(organiser.identity, store.employees, each.employee)
    ]
    return close_task(current, took_part, closed_on=mover.on, organiser=organiser, store=store, mover=mover)
