"""Invitations: each move is made, guarded and logged in one transaction, one after the other.

A move reads the invitation as it is now, lets `matching.invitation` decide, and writes; the change
counter's lock is held all along. So of two that race only one is made, and nobody ever has more
unanswered invitations than they want.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from graph.changes import Change, Changes, after
from graph.database import Database, Row
from graph.employees import EMPLOYEE
from graph.errors import AlreadyExists, NotFound
from graph.nodes import Link, NodeType, Properties, Targets, creation, difference, plain
from graph.reading import Repository, day_or_none, read_one
from graph.tasks import TASK
from graph.writing import save_one
from matching import invitation as machine
from matching.invitation import Actor, Invitation, ManagerAnswer, Move, MoveRefused, State, Waiting
from matching.model import MAX_LEVEL, Assignment, Evidence, HeldSkill, Involvement, TaskStatus

OFFERED_TO = Link("OFFERED_TO", "Employee", vital=True)
CONCERNS = Link("CONCERNS", "Task", vital=True)
HAS_MOVE = Link("HAS_MOVE", "Move")

PROJECTION = """n {
  .*,
  employees: [(n)-[:OFFERED_TO]->(e:Employee) | e.id],
  tasks: [(n)-[:CONCERNS]->(t:Task) | t.id]
}"""

FIND_OF_TASK = f"""
MATCH (n:Invitation)-[:CONCERNS]->(:Task {{id: $id}})
RETURN {PROJECTION} AS node
ORDER BY n.id
"""

FIND_OF_EMPLOYEE = f"""
MATCH (n:Invitation)-[:OFFERED_TO]->(:Employee {{id: $id}})
WHERE n.state <> 'proposed' AND n.asked
RETURN {PROJECTION} AS node
ORDER BY n.id
"""

FIND_OF_MANAGER = f"""
MATCH (n:Invitation)
WHERE n.manager = $id
RETURN {PROJECTION} AS node
ORDER BY n.id
"""

FIND_OVERDUE = """
MATCH (n:Invitation)
WHERE n.state = 'invited' AND n.answer_by < $on
RETURN n.id AS id
LIMIT 100
"""

COUNT_WAITING = """
MATCH (e:Employee {id: $employee})<-[:OFFERED_TO]-(other:Invitation)
WHERE other.state = 'invited' AND other.answer_by >= $on AND other.id <> $id
RETURN count(other) AS waiting
"""

READ_CAP = "MATCH (e:Employee {id: $employee}) RETURN e.invitation_cap AS cap"
READ_STATUS = "MATCH (t:Task {id: $task}) RETURN t.status AS status"

FIND_MANAGERS = """
MATCH path = (:Employee {id: $employee})-[:WORKS_AT]->(:Workplace)-[:PART_OF*0..10]->(above:Workplace)
RETURN above.manager AS manager, above.involvement AS involvement, length(path) AS steps
ORDER BY steps
"""

IS_EMPLOYED = "MATCH (e:Employee {id: $id}) WHERE e.retired = false RETURN e.id AS id"

LOG_MOVE = """
MATCH (n:Invitation {id: $invitation})
CREATE (n)-[:HAS_MOVE]->(m:Move)
SET m = $move
"""

READ_MOVES = """
MATCH (:Invitation {id: $id})-[:HAS_MOVE]->(m:Move)
RETURN m.at AS at, m.by AS by, m.actor AS actor, m.before AS before, m.after AS after
ORDER BY m.changed
"""

READ_SUGGESTIONS = """
MATCH (m:Move)<-[:HAS_MOVE]-(:Invitation)-[:OFFERED_TO]->(e:Employee)
WHERE {changed} AND m.changed <= $until AND m.at >= $earliest AND m.after IN $suggesting
RETURN e.id, m.at
"""

READ_WAITING = """
MATCH (n:Invitation)
WHERE n.state = 'invited'
RETURN n.id, n.state, n.answer_by, [(n)-[:OFFERED_TO]->(e:Employee) | e.id]
"""

READ_CHANGED_WAITING = """
MATCH (n:Invitation)
WHERE {changed}
RETURN n.id, n.state, n.answer_by, [(n)-[:OFFERED_TO]->(e:Employee) | e.id]
"""


def _properties(invitation: Invitation) -> Properties:
    answer = invitation.manager_answer
    return {
        "state": invitation.state.value,
        "asked": invitation.answer_by is not None,
        "hours": float(invitation.hours),
        "from": _iso(invitation.starts_on),
        "to": _iso(invitation.ends_on),
        "role": invitation.role or None,
        "message": invitation.message or None,
        "answer_by": _iso(invitation.answer_by),
        "reason": invitation.reason or None,
        "involvement": invitation.involvement.value,
        "manager": invitation.manager or None,
        "manager_by": _iso(invitation.manager_by),
        "manager_answer": answer.value if answer else None,
        "manager_note": invitation.manager_note or None,
        "did": invitation.did or None,
        "used": list(invitation.used) or None,
        "confirmed": list(invitation.confirmed) or None,
        "settled": invitation.settled,
    }


def _linked(invitation: Invitation) -> Mapping[Link, Targets]:
    return {OFFERED_TO: plain((invitation.employee,)), CONCERNS: plain((invitation.task,))}


def _build(row: Row) -> Invitation:
    answer = row.get("manager_answer")
    return Invitation(
        id=row["id"],
        task=next(iter(row["tasks"]), ""),
        employee=next(iter(row["employees"]), ""),
        state=State(row["state"]),
        hours=row["hours"],
        starts_on=day_or_none(row.get("from")),
        ends_on=day_or_none(row.get("to")),
        role=row.get("role") or "",
        message=row.get("message") or "",
        answer_by=day_or_none(row.get("answer_by")),
        reason=row.get("reason") or "",
        involvement=Involvement(row["involvement"]),
        manager=row.get("manager") or "",
        manager_by=day_or_none(row.get("manager_by")),
        manager_answer=ManagerAnswer(answer) if answer else None,
        manager_note=row.get("manager_note") or "",
        did=row.get("did") or "",
        used=tuple(row.get("used") or ()),
        confirmed=tuple(row.get("confirmed") or ()),
        settled=row["settled"],
    )


INVITATION = NodeType(
    kind="invitation",
    label="Invitation",
    links=(OFFERED_TO, CONCERNS),
    projection=PROJECTION,
    build=_build,
    properties=_properties,
    linked=_linked,
    parts=(HAS_MOVE,),
)


@dataclass(frozen=True, slots=True)
class Mover:
    """Who makes a move, and when: `by` is an employee id or a tool's name."""

    by: str
    at: datetime

    @property
    def on(self) -> date:
        return self.at.date()


Step = Callable[[Change, Invitation], Invitation]


class Invitations(Repository[Invitation]):
    """Reads invitations and moves them.

    Every move raises NotFound, MoveRefused (and then nothing is written), GraphUnavailable.
    """

    def __init__(self, database: Database, changes: Changes) -> None:
        super().__init__(database, INVITATION)
        self._changes = changes

    def of_task(self, task: str) -> tuple[Invitation, ...]:
        """All of one task, proposals among them."""
        return self._found(FIND_OF_TASK, task)

    def of_employee(self, employee: str) -> tuple[Invitation, ...]:
        """Those that an employee was asked with; a mere proposal is not theirs to see yet."""
        return self._found(FIND_OF_EMPLOYEE, employee)

    def of_manager(self, manager: str) -> tuple[Invitation, ...]:
        """Those that a manager is told of or asked about."""
        return self._found(FIND_OF_MANAGER, manager)

    def moves(self, id: str) -> tuple[Move, ...]:
        """The log of one invitation, oldest first."""
        rows = self._database.read(lambda transaction: transaction.rows(READ_MOVES, id=id))
        return tuple(
            Move(
                at=datetime.fromisoformat(row["at"]),
                by=row["by"],
                actor=Actor(row["actor"]),
                before=State(row["before"]) if row["before"] else None,
                after=State(row["after"]),
            )
            for row in rows
        )

    def suggestions(self, *, since: int, until: int, earliest: date) -> Iterator[tuple[str, date]]:
        """Employee and day of each suggestion (a move into proposed or invited) of some changes.

        Both change numbers and the day bound what is read, so that each is read once.
        """
        suggesting = sorted(state.value for state in machine.SUGGESTING)
        changed, parameters = after(since, until, node="m")
        rows = self._database.stream(
            READ_SUGGESTIONS.format(changed=changed),
            until=until,
            earliest=earliest.isoformat(),
            suggesting=suggesting,
            **parameters,
        )
        for employee, at in rows:
            yield employee, datetime.fromisoformat(at).date()

    def waiting(self, since: int = 0, until: int | None = None) -> Iterator[Waiting]:
        """Invitations that wait for an answer, or all that changed after the change number `since`."""
        changed, parameters = after(since, until)
        cypher = READ_CHANGED_WAITING.format(changed=changed) if since else READ_WAITING
        rows = self._database.stream(cypher, **parameters)
        for id, state, answer_by, employees in rows:
            waits = state == State.INVITED.value
            employee = next(iter(employees), "")
            yield Waiting(id=id, employee=employee, answer_by=day_or_none(answer_by) if waits else None)

    def propose(self, wanted: Iterable[Invitation], mover: Mover) -> tuple[Invitation, ...]:
        """Put colleagues down for a task, all or none; they don't see it yet.

        Each has at most one invitation to a task, so ids are made here. One that was withdrawn can be
        proposed again; any other raises AlreadyExists. Raises UnknownReference as well.
        """
        proposals = [replace(each, id=invitation_id(each.task, each.employee)) for each in wanted]

        def work(change: Change) -> tuple[Invitation, ...]:
            self._expire(change, mover)
            for each in proposals:
                self._open_task(change, each.task)
                try:
                    before = read_one(change.transaction, INVITATION, each.id).value
                except NotFound:
                    save_one(change, INVITATION, creation(INVITATION, each))
                    _log(change, each.id, mover, actor=Actor.LEAD, before=None, after=each.state)
                    continue
                if before.state is not State.WITHDRAWN:
                    raise AlreadyExists(INVITATION.kind, each.id)
                self._save(change, before, each, mover, actor=Actor.LEAD)
            return tuple(proposals)

        return self._changes.write(work)

    def invite(self, id: str, mover: Mover) -> Invitation:
        """Ask the employee. Raises CapReached when they have as many unanswered as they want."""

        def step(change: Change, invitation: Invitation) -> Invitation:
            self._open_task(change, invitation.task)
            values = {"employee": invitation.employee, "id": id, "on": mover.on.isoformat()}
            waiting = change.transaction.rows(COUNT_WAITING, **values)
            cap = change.transaction.rows(READ_CAP, employee=invitation.employee)
            return machine.invited(
                invitation, on=mover.on, waiting=int(waiting[0]["waiting"]), cap=cap[0]["cap"]
            )

        return self._move(id, mover, step, actor=Actor.LEAD)

    def withdraw(self, id: str, mover: Mover) -> Invitation:
        """The lead takes it back; an assignment that came of it goes too."""
        step = partial(machine.withdrawn, on=mover.on)
        return self._move(id, mover, lambda _, invitation: step(invitation), actor=Actor.LEAD)

    def accept(self, id: str, mover: Mover) -> Invitation:
        """The employee says yes: they are assigned to the task, and the manager is told or asked."""

        def step(change: Change, invitation: Invitation) -> Invitation:
            self._open_task(change, invitation.task)
            involvement, manager = _manager(change, invitation.employee)
            return machine.accepted(invitation, on=mover.on, involvement=involvement, manager=manager)

        return self._move(id, mover, step, actor=Actor.EMPLOYEE)

    def decline(self, id: str, mover: Mover, *, reason: str = "") -> Invitation:
        """The employee says no, or no longer yes; the reason stays theirs."""
        step = partial(machine.declined, on=mover.on, reason=reason)
        return self._move(id, mover, lambda _, invitation: step(invitation), actor=Actor.EMPLOYEE)

    def answer(self, id: str, mover: Mover, answer: ManagerAnswer, *, note: str = "") -> Invitation:
        """A consulted manager agrees or objects."""
        step = partial(machine.answered, answer=answer, on=mover.on, note=note)
        return self._move(id, mover, lambda _, invitation: step(invitation), actor=Actor.MANAGER)

    def start(self, id: str, mover: Mover) -> Invitation:
        """The work begins."""

        def step(change: Change, invitation: Invitation) -> Invitation:
            self._open_task(change, invitation.task)
            return machine.started(invitation, on=mover.on)

        return self._move(id, mover, step, actor=Actor.LEAD)

    def close(self, id: str, mover: Mover, *, did: str, used: Iterable[str]) -> Invitation:
        """The work is done: what the employee did, and the skills it took, which they can confirm."""
        step = partial(machine.closed, did=did, used=tuple(used))
        return self._move(id, mover, lambda _, invitation: step(invitation), actor=Actor.LEAD)

    def confirm(self, id: str, mover: Mover, levels: Mapping[str, int | None]) -> Invitation:
        """The employee keeps skills that were used as evidence, at a level each if they say one.

        Without one it is the level they have, else the one that the task asked for. Raises
        UnknownReference when a skill is no longer there.
        """

        def step(change: Change, invitation: Invitation) -> Invitation:
            settled = machine.confirmed(invitation, levels)
            _save_evidence(change, settled, levels, on=mover.on)
            return settled

        return self._move(id, mover, step, actor=Actor.EMPLOYEE)

    def _found(self, cypher: str, id: str) -> tuple[Invitation, ...]:
        rows = self._database.read(lambda transaction: transaction.rows(cypher, id=id))
        return tuple(_build(row["node"]) for row in rows)

    def _move(self, id: str, mover: Mover, step: Step, *, actor: Actor) -> Invitation:
        def work(change: Change) -> Invitation:
            before = read_one(change.transaction, INVITATION, id).value
            return self._save(change, before, step(change, before), mover, actor=actor)

        return self._changes.write(work)

    def _save(
        self, change: Change, before: Invitation, after: Invitation, mover: Mover, *, actor: Actor
    ) -> Invitation:
        save_one(change, INVITATION, difference(INVITATION, before, after))
        _log(change, after.id, mover, actor=actor, before=before.state, after=after.state)
        taking_part = [each.state in machine.TAKING_PART for each in (before, after)]
        if taking_part[0] != taking_part[1]:
            _save_assignment(change, after, assigned=taking_part[1])
        return after

    def _open_task(self, change: Change, task: str) -> None:
        row = change.transaction.row(READ_STATUS, task=task)
        if row is not None and row["status"] == TaskStatus.CLOSED.value:
            raise MoveRefused("the task is closed")

    def _expire(self, change: Change, mover: Mover) -> None:
        """Write down what nobody answered in time; it counts as that already before."""
        for row in change.transaction.rows(FIND_OVERDUE, on=mover.on.isoformat()):
            before = read_one(change.transaction, INVITATION, row["id"]).value
            after = machine.moved(before, State.EXPIRED, actor=Actor.SYSTEM)
            self._save(change, before, after, Mover("system", mover.at), actor=Actor.SYSTEM)


def invitation_id(task: str, employee: str) -> str:
    """The id of the one invitation that an employee has to a task; it can stand in an address."""
    return str(uuid5(NAMESPACE_URL, f"urn:tvaers:invitation:{len(task)}:{task}:{employee}"))


def _log(change: Change, id: str, mover: Mover, *, actor: Actor, before: State | None, after: State) -> None:
    move: dict[str, Any] = {
        "id": f"{change.number}:{id}",
        "at": mover.at.isoformat(timespec="seconds"),
        "by": mover.by,
        "actor": actor.value,
        "after": after.value,
        "changed": change.number,
    }
    if before is not None:
        move["before"] = before.value
    change.transaction.run(LOG_MOVE, invitation=id, move=move)


def _manager(change: Change, employee: str) -> tuple[Involvement, str]:
    """What the employee's workplace has agreed, and the nearest manager above them who is employed."""
    rows = change.transaction.rows(FIND_MANAGERS, employee=employee)
    involvement = Involvement((rows[0]["involvement"] if rows else None) or Involvement.INFORMED)
    for row in rows:
        manager = row["manager"]
        if manager and manager != employee and change.transaction.row(IS_EMPLOYED, id=manager):
            return involvement, str(manager)
    return involvement, ""


def _save_assignment(change: Change, invitation: Invitation, *, assigned: bool) -> None:
    """Put the employee on the task's list of those who take part, or take them off."""
    task = read_one(change.transaction, TASK, invitation.task).value
    others = tuple(each for each in task.assignments if each.employee != invitation.employee)
    own = Assignment(
        employee=invitation.employee,
        role=invitation.role,
        started_on=invitation.starts_on,
        ended_on=invitation.ends_on,
        hours=invitation.hours,
    )
    wanted = replace(task, assignments=(*others, own) if assigned else others)
    save_one(change, TASK, difference(TASK, task, wanted))


def _save_evidence(
    change: Change, invitation: Invitation, levels: Mapping[str, int | None], *, on: date
) -> None:
    """Make the confirmed skills the employee's, as used in this task."""
    if not invitation.confirmed:
        return
    employee = read_one(change.transaction, EMPLOYEE, invitation.employee).value
    task = read_one(change.transaction, TASK, invitation.task).value
    held = {each.skill: each for each in employee.skills}
    required = {each.skill: each.level for each in task.requirements}
    for skill in invitation.confirmed:
        known = held[skill].level if skill in held else required.get(skill, MAX_LEVEL // 2 + 1)
        held[skill] = HeldSkill(
            skill=skill,
            level=levels[skill] or known,
            evidence=Evidence.USED,
            source=f"task:{task.id}",
            confirmed_on=on,
        )
    wanted = replace(employee, skills=tuple(held.values()))
    save_one(change, EMPLOYEE, difference(EMPLOYEE, employee, wanted))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
