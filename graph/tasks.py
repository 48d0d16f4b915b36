"""Tasks: what they need, who owns them and who took part."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from graph.errors import AlreadyExists, NotFound, TaskClosed, Unreadable
from graph.qualifications import DEMANDS
from graph.records.changes import Change, Changes, Mover
from graph.records.fields import DAY, TEXT, Described, Link, Many, Properties, Property, day_or_none, word
from graph.records.nodes import NodeType, creation, difference
from graph.records.reading import Page, Repository, Stored, read_one
from graph.records.soundness import note
from graph.records.writing import alter_one, save
from graph.server.database import Database
from graph.task_history import HAS_CHANGE, Done, TaskChange, changes_by, note_change, task_changes
from matching.bounds import HEAVIEST, LIGHTEST, Fault, OutOfBounds, task_faults
from matching.model import MAX_LEVEL, Assignment, LifePhase, Period, Requirement, Task, TaskStatus

REQUIRES = Link("REQUIRES", "Skill", applicable=True)
DOES_NOT_REQUIRE = Link("DOES_NOT_REQUIRE", "Skill", applicable=True)
OWNED_BY = Link("OWNED_BY", "Workplace")
SERVES = Link("SERVES", "LifePhase")
ASSIGNED_TO = Link("ASSIGNED_TO", "Employee", incoming=True)

FIND = """
MATCH (n:Task)
WHERE n.retired = false
  AND ($status IS NULL OR n.status = $status)
"""

FIND_OWNED = """
MATCH (n:Task)-[:OWNED_BY]->(:Workplace {id: $workplace})
WHERE n.retired = false
  AND ($status IS NULL OR n.status = $status)
"""

NEWEST_FIRST = """
WITH n
ORDER BY n.created_on DESC, n.id
"""


def _write_requirement(requirement: Requirement) -> tuple[str, Properties]:
    return requirement.skill, {
        "level": requirement.level,
        "weight": float(requirement.weight),
        "essential": requirement.essential,
    }


def _requirement(skill: str, level: int, weight: float, essential: bool) -> Requirement:
    """Within bounds, which were not always kept: squares of what lies far outside are 0 or without end."""
    return Requirement(
        skill=skill,
        level=min(max(1, level), MAX_LEVEL),
        weight=min(max(LIGHTEST, weight), HEAVIEST),
        essential=essential,
    )


def _write_assignment(assignment: Assignment) -> tuple[str, Properties]:
    said = {
        "role": assignment.role or None,
        "from": DAY.write(assignment.started_on),
        "to": DAY.write(assignment.ended_on),
        "hours": float(assignment.hours),
        "earlier": [_write_period(each) for each in assignment.earlier] or None,
    }
    return assignment.employee, {name: value for name, value in said.items() if value is not None}


def _assignment(
    employee: str,
    role: str | None,
    started_on: str | None,
    ended_on: str | None,
    hours: float,
    earlier: list[str] | None,
) -> Assignment:
    return Assignment(
        employee=employee,
        role=role or "",
        started_on=day_or_none(started_on),
        ended_on=day_or_none(ended_on),
        hours=hours,
        earlier=tuple(map(_period, earlier or ())),
    )


def _write_period(period: Period) -> str:
    """As in ISO 8601, with the hours after it: `2025-02-01/2025-06-30/4.0`; an open end is empty."""
    ends = (DAY.write(period.started_on) or "", DAY.write(period.ended_on) or "")
    return "/".join((*ends, str(float(period.hours))))


def _period(written: str) -> Period:
    started_on, ended_on, hours = written.split("/")
    return Period(
        started_on=day_or_none(started_on or None), ended_on=day_or_none(ended_on or None), hours=float(hours)
    )


TASK = NodeType(
    kind="task",
    label="Task",
    make=Task,
    fields=(
        Property("title"),
        Property("description", TEXT),
        Property("status", word(TaskStatus)),
        Property("created_on", DAY),
        Property("closed_on", DAY),
        Described(
            "requirements",
            REQUIRES,
            ("level", "weight", "essential"),
            write=_write_requirement,
            make=_requirement,
        ),
        Many("qualifications", DEMANDS),
        Many("taken_away", DOES_NOT_REQUIRE),
        Many("owners", OWNED_BY),
        Many("life_phases", SERVES, word(LifePhase)),
        Described(
            "assignments",
            ASSIGNED_TO,
            ("role", "from", "to", "hours", "earlier"),
            write=_write_assignment,
            make=_assignment,
        ),
    ),
    faults=task_faults,
    parts=(HAS_CHANGE,),
)


FIND_OF_EMPLOYEE = f"""
MATCH (:Employee {{id: $id}})-[:ASSIGNED_TO]->(n:Task)
WHERE n.retired = false
RETURN {TASK.projection} AS node
ORDER BY n.created_on DESC, n.id
"""


class Tasks(Repository[Task]):
    """Reads tasks and writes single ones; many at once go through loading.

    The order of requirements, skills taken away, owners, life phases and assignments carries no meaning; they
    are read back by id. Who is named as the `mover` of a change stands in the task's history.
    """

    def __init__(self, database: Database, changes: Changes) -> None:
        super().__init__(database, TASK)
        self._changes = changes

    def list(
        self,
        status: TaskStatus | None = None,
        workplace: str | None = None,
        *,
        page: int = 1,
        size: int = 20,
    ) -> Page[Task]:
        """Tasks, newest first, of one status and owned by one workplace if asked for."""
        return self._page(
            FIND_OWNED if workplace else FIND,
            NEWEST_FIRST,
            page=page,
            size=size,
            status=status.value if status else None,
            workplace=workplace,
        )

    def of_employee(self, id: str) -> tuple[Task, ...]:
        """The tasks that an employee takes or took part in, newest first."""
        rows = self._database.read(lambda transaction: transaction.rows(FIND_OF_EMPLOYEE, id=id))
        return tuple(self._readable((row["node"] for row in rows), note))

    def changes_by(self, id: str) -> tuple[tuple[str, TaskChange], ...]:
        """Each change that somebody made, with the task's id, the oldest first."""
        return changes_by(self._database, id)

    def changes(self, id: str) -> tuple[TaskChange, ...]:
        """Who changed a task and when, the oldest first; empty for one that only files have changed."""
        return task_changes(self._database, id)

    def create(self, task: Task, mover: Mover | None = None) -> Stored[Task]:
        """Add a task.

        Raises AlreadyExists, UnknownReference, OutOfBounds (and writes nothing), GraphUnavailable;
        ValueError when a skill or an employee is named twice.
        """

        def work(change: Change) -> Stored[Task]:
            try:
                read_one(change.transaction, TASK, task.id)
            except NotFound:
                save(change, TASK, creation(TASK, task))
                if mover:
                    note_change(change, task.id, mover, Done.CREATED)
                return read_one(change.transaction, TASK, task.id)
            except Unreadable:
                pass  # it is there all the same
            raise AlreadyExists(TASK.kind, task.id)

        return self._changes.write(work)

    def update(self, task: Task, version: int, mover: Mover | None = None) -> Stored[Task]:
        """Make the task with this id what `task` is; what is the same already keeps its version.

        Raises NotFound, StaleVersion when it changed after `version`, TaskClosed when anything about a
        closed task would be another, UnknownReference, OutOfBounds, also when its last owner would go (and
        writes nothing), GraphUnavailable; ValueError when a skill or an employee is named twice.
        """

        def updated(before: Task) -> Task:
            if before.status is TaskStatus.CLOSED and difference(TASK, before, task):
                raise TaskClosed(task.id)
            if before.owners and not task.owners:
                raise OutOfBounds([Fault(("owners",), "At least one workplace must own the task.")])
            return task

        return self._alter(task.id, version, updated, mover, Done.CHANGED)

    def close(
        self,
        id: str,
        version: int,
        assignments: Iterable[Assignment],
        closed_on: date,
        mover: Mover | None = None,
    ) -> Stored[Task]:
        """Mark a task as done, once, with those who took part: it becomes part of the history.

        Raises the same as `update`.
        """
        taken_part = tuple(assignments)

        def closed(task: Task) -> Task:
            if task.status is TaskStatus.CLOSED:
                raise TaskClosed(id)
            return replace(task, status=TaskStatus.CLOSED, assignments=taken_part, closed_on=closed_on)

        return self._alter(id, version, closed, mover, Done.CLOSED)

    def _alter(
        self, id: str, version: int, alter: Callable[[Task], Task], mover: Mover | None, what: Done
    ) -> Stored[Task]:
        def work(change: Change) -> Stored[Task]:
            stored = alter_one(change, TASK, id, version, alter)
            if mover and stored.version != version:
                note_change(change, id, mover, what)
            return stored

        return self._changes.write(work)
