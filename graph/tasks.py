"""Tasks: what they need, who owns them and who took part."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from graph.errors import AlreadyExists, NotFound, StaleVersion
from graph.records.changes import Change, Changes
from graph.records.nodes import Link, NodeType, Properties, Targets, creation, difference, keyed, plain
from graph.records.reading import Page, Repository, Stored, day, day_or_none, read_one
from graph.records.writing import save_one
from graph.server.database import Database, Row
from matching.model import Assignment, LifePhase, Requirement, Task, TaskStatus

REQUIRES = Link("REQUIRES", "Skill")
OWNED_BY = Link("OWNED_BY", "Workplace")
SERVES = Link("SERVES", "LifePhase")
ASSIGNED_TO = Link("ASSIGNED_TO", "Employee", incoming=True)

PROJECTION = """n {
  .*,
  requirements: [(n)-[r:REQUIRES]->(s:Skill) | [s.id, r.level, r.weight, r.essential]],
  owners: [(n)-[:OWNED_BY]->(w:Workplace) | w.id],
  life_phases: [(n)-[:SERVES]->(p:LifePhase) | p.id],
  assignments: [(n)<-[a:ASSIGNED_TO]-(e:Employee) | a {.*, employee: e.id}]
}"""

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

TITLES = """
MATCH (n:Task)
WHERE n.id IN $ids AND n.retired = false
RETURN n.id AS id, n.title AS title
"""

NEWEST_FIRST = """
WITH n
ORDER BY n.created_on DESC, n.id
"""


def _properties(task: Task) -> Properties:
    return {
        "title": task.title,
        "description": task.description or None,
        "status": task.status.value,
        "created_on": task.created_on.isoformat(),
        "closed_on": task.closed_on.isoformat() if task.closed_on else None,
    }


def _linked(task: Task) -> Mapping[Link, Targets]:
    return {
        REQUIRES: keyed((each.skill, _requirement_properties(each)) for each in task.requirements),
        OWNED_BY: plain(task.owners),
        SERVES: plain(phase.value for phase in task.life_phases),
        ASSIGNED_TO: keyed((each.employee, _assignment_properties(each)) for each in task.assignments),
    }


def _requirement_properties(requirement: Requirement) -> Properties:
    return {
        "level": requirement.level,
        "weight": float(requirement.weight),
        "essential": requirement.essential,
    }


def _assignment_properties(assignment: Assignment) -> Properties:
    properties: dict[str, Any] = {
        "role": assignment.role or None,
        "from": assignment.started_on.isoformat() if assignment.started_on else None,
        "to": assignment.ended_on.isoformat() if assignment.ended_on else None,
        "hours": float(assignment.hours),
    }
    return {key: value for key, value in properties.items() if value is not None}


def _build(row: Row) -> Task:
    return Task(
        id=row["id"],
        title=row["title"],
        description=row.get("description", ""),
        status=TaskStatus(row["status"]),
        created_on=day(row["created_on"]),
        closed_on=day_or_none(row.get("closed_on")),
        requirements=tuple(
            Requirement(skill=skill, level=level, weight=weight, essential=essential)
            for skill, level, weight, essential in sorted(row["requirements"])
        ),
        owners=tuple(sorted(row["owners"])),
        life_phases=tuple(LifePhase(phase) for phase in sorted(row["life_phases"])),
        assignments=tuple(
            sorted((_build_assignment(each) for each in row["assignments"]), key=lambda each: each.employee)
        ),
    )


def _build_assignment(row: Row) -> Assignment:
    return Assignment(
        employee=row["employee"],
        role=row.get("role", ""),
        started_on=day_or_none(row.get("from")),
        ended_on=day_or_none(row.get("to")),
        hours=row["hours"],
    )


TASK = NodeType(
    kind="task",
    label="Task",
    links=(REQUIRES, OWNED_BY, SERVES, ASSIGNED_TO),
    projection=PROJECTION,
    build=_build,
    properties=_properties,
    linked=_linked,
)


class Tasks(Repository[Task]):
    """Reads tasks and writes single ones; many at once go through loading.

    The order of requirements, owners, life phases and assignments carries no meaning; they are
    read back by id.
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

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """The titles of some tasks by id; those that are gone are left out. Raises GraphUnavailable."""
        wanted = sorted(ids)
        rows = self._database.read(lambda transaction: transaction.rows(TITLES, ids=wanted))
        return {row["id"]: row["title"] for row in rows}

    def create(self, task: Task) -> Stored[Task]:
        """Add a task.

        Raises AlreadyExists, UnknownReference (and writes nothing), GraphUnavailable; ValueError
        when a skill or an employee is named twice.
        """

        def work(change: Change) -> Stored[Task]:
            try:
                read_one(change.transaction, TASK, task.id)
            except NotFound:
                save_one(change, TASK, creation(TASK, task))
                return read_one(change.transaction, TASK, task.id)
            raise AlreadyExists(TASK.kind, task.id)

        return self._changes.write(work)

    def update(self, task: Task, version: int) -> Stored[Task]:
        """Make the task with this id what `task` is; what is the same already keeps its version.

        Raises NotFound, StaleVersion when it changed after `version`, UnknownReference (and writes
        nothing), GraphUnavailable; ValueError when a skill or an employee is named twice.
        """
        return self._alter(task.id, version, lambda _: task)

    def close(
        self, id: str, version: int, assignments: Iterable[Assignment], closed_on: date
    ) -> Stored[Task]:
        """Mark a task as done, with those who took part: it becomes part of the history.

        Raises the same as `update`.
        """
        taken_part = tuple(assignments)
        return self._alter(
            id,
            version,
            lambda task: replace(task, status=TaskStatus.CLOSED, assignments=taken_part, closed_on=closed_on),
        )

    def _alter(self, id: str, version: int, alter: Callable[[Task], Task]) -> Stored[Task]:
        def work(change: Change) -> Stored[Task]:
            stored = read_one(change.transaction, TASK, id)
            if stored.version != version:
                raise StaleVersion(TASK.kind, id)
            wanted = difference(TASK, stored.value, alter(stored.value))
            if not wanted:
                return stored
            save_one(change, TASK, wanted)
            return read_one(change.transaction, TASK, id)

        return self._changes.write(work)
