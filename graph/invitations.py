"""Invitations: each move is made, guarded and logged in one transaction, one after the other.

A move reads the invitation as it is now, lets `matching.invitation` decide, and writes; the change
counter's lock is held all along. So of two that race only one is made, and nobody ever has more
unanswered invitations than they want.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from graph.errors import AlreadyExists
from graph.invitation_effects import manager_of, save_assignment, save_evidence
from graph.invitation_ids import as_new, of_pair
from graph.invitation_log import log_move, moves, moves_by
from graph.invitation_node import INVITATION
from graph.records.changes import Change, Changes, Mover, after
from graph.records.fields import day_or_none
from graph.records.nodes import creation, difference
from graph.records.reading import Repository, read_one
from graph.records.soundness import Refuse, note, sound
from graph.records.writing import save
from graph.server.database import Database
from graph.signatures import SYSTEM
from graph.task_history import Done
from matching import invitation as machine
from matching.invitation import Actor, Invitation, ManagerAnswer, Move, MoveRefused, State, Waiting
from matching.model import TaskStatus

FIND_OF_TASK = f"""
MATCH (n:Invitation)-[:CONCERNS]->(:Task {{id: $id}})
RETURN {INVITATION.projection} AS node
ORDER BY n.id
"""

FIND_PARTIES = """
MATCH (n:Invitation {id: $id})-[:CONCERNS]->(t:Task)
WHERE n.retired = false AND t.retired = false
RETURN n.state AS state,
    [(n)-[:OFFERED_TO]->(e:Employee) | e.id] AS employees,
    [(t)-[:OWNED_BY]->(w:Workplace) | w.id] AS owners,
    [(t)-[:HAS_CHANGE]->(c:TaskChange {what: $created}) | c.by] AS makers
"""

FIND_OF_EMPLOYEE = f"""
MATCH (n:Invitation)-[:OFFERED_TO]->(:Employee {{id: $id}})
WHERE n.state <> 'proposed' AND n.known
RETURN {INVITATION.projection} AS node
ORDER BY n.id
"""

FIND_OF_MANAGER = f"""
MATCH (n:Invitation)
WHERE n.manager = $id
RETURN {INVITATION.projection} AS node
ORDER BY n.id
"""

# The last day for an answer still counts, as in `matching.invitation.passed`.
FIND_OVERDUE = """
MATCH (n:Invitation)
WHERE n.state = $invited AND n.answer_by < $on
RETURN n.id AS id
LIMIT 100
"""

COUNT_WAITING = """
MATCH (e:Employee {id: $employee})<-[:OFFERED_TO]-(other:Invitation)
WHERE other.state IN $unanswered AND other.answer_by >= $on AND other.id <> $id
RETURN count(other) AS waiting
"""

READ_CAP = "MATCH (e:Employee {id: $employee}) RETURN e.invitation_cap AS cap"
READ_STATUS = "MATCH (t:Task {id: $task}) RETURN t.status AS status"

REQUIRES = "MATCH (t:Task {id: $task})-[:REQUIRES]->(s:Skill {id: $skill}) RETURN s.id AS id"

READ_SUGGESTIONS = """
MATCH (m:Move)<-[:HAS_MOVE]-(:Invitation)-[:OFFERED_TO]->(e:Employee)
WHERE {changed} AND m.changed <= $until AND m.at >= $earliest AND m.after IN $suggesting
RETURN m.id, e.id, m.at
"""

READ_WAITING = """
MATCH (n:Invitation)
WHERE n.state IN $unanswered
RETURN n.id, n.state, n.answer_by, [(n)-[:OFFERED_TO]->(e:Employee) | e.id]
"""

READ_CHANGED_WAITING = """
MATCH (n:Invitation)
WHERE {changed}
RETURN n.id, n.state, n.answer_by, [(n)-[:OFFERED_TO]->(e:Employee) | e.id]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Between whom an invitation is: its employee, and the workplaces and the maker of its task."""

    employee: str = ""
    state: State = State.PROPOSED
    owners: tuple[str, ...] = ()
    maker: str = ""


Step = Callable[[Change, Invitation], Invitation]
UNANSWERED = sorted(state.value for state in machine.UNANSWERED)


class Invitations(Repository[Invitation]):
    """Reads invitations and moves them.

    Every move raises NotFound, MoveRefused (and then nothing is written), GraphUnavailable.
    """

    def __init__(self, database: Database, changes: Changes) -> None:
        super().__init__(database, INVITATION)
        self._changes = changes

    def parties(self, id: str) -> Parties:
        """Between whom an invitation is, in one exchange with the graph; nobody where there is none."""
        row = self._database.read(
            lambda transaction: transaction.row(FIND_PARTIES, id=id, created=Done.CREATED.value)
        )
        if row is None:
            return Parties()
        return Parties(
            employee=next(iter(row["employees"]), ""),
            state=State(row["state"]),
            owners=tuple(row["owners"]),
            maker=next(iter(row["makers"]), ""),
        )

    def of_task(self, task: str) -> tuple[Invitation, ...]:
        """All of one task, proposals among them."""
        return self._found(FIND_OF_TASK, task)

    def of_employee(self, employee: str) -> tuple[Invitation, ...]:
        """Those that an employee was asked with or offered; a mere proposal is not theirs to see yet."""
        return self._found(FIND_OF_EMPLOYEE, employee)

    def of_manager(self, manager: str) -> tuple[Invitation, ...]:
        """Those that a manager is told of or asked about."""
        return self._found(FIND_OF_MANAGER, manager)

    def moves(self, id: str) -> tuple[Move, ...]:
        """The log of one invitation, oldest first."""
        return self._database.read(partial(moves, invitation=id))

    def moves_by(self, id: str) -> tuple[tuple[str, Move], ...]:
        """Each move that somebody made, oldest first, with the invitation's id."""
        return self._database.read(partial(moves_by, mover=id))

    def suggestions(
        self, *, since: int, until: int, earliest: date, refuse: Refuse = note
    ) -> Iterator[tuple[str, date]]:
        """Employee and day of each suggestion (a move into proposed or invited) of some changes.

        Both change numbers and the day bound what is read, so that each is read once. A move that cannot be
        read is left out, and `refuse` is told of it.
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
        for id, employee, at in rows:
            moment = sound("move", id, partial(datetime.fromisoformat, at), refuse)
            if moment is not None:
                yield employee, moment.date()

    def waiting(
        self, since: int = 0, until: int | None = None, *, refuse: Refuse = note
    ) -> Iterator[Waiting]:
        """Invitations that take a place until their deadline, or all that changed after `since`.

        One that cannot be read takes no place, and `refuse` is told of it.
        """
        changed, parameters = after(since, until)
        if since:
            rows = self._database.stream(READ_CHANGED_WAITING.format(changed=changed), **parameters)
        else:
            rows = self._database.stream(READ_WAITING, unanswered=UNANSWERED, **parameters)
        for id, state, answer_by, employees in rows:
            said = answer_by if state in UNANSWERED else None
            last_day = sound(INVITATION.kind, id, partial(day_or_none, said), refuse)
            yield Waiting(id=id, employee=next(iter(employees), ""), answer_by=last_day)

    def propose(self, wanted: Iterable[Invitation], mover: Mover) -> tuple[Invitation, ...]:
        """Put colleagues down for a task, all or none; they don't see it yet.

        Each has at most one invitation to a task. One that was withdrawn can be proposed again; any other
        raises AlreadyExists. Raises UnknownReference as well.
        """
        proposals = tuple(wanted)

        def propose(change: Change, each: Invitation) -> Invitation:
            self._open_task(change, each.task)
            before = of_pair(change.transaction, each)
            if before is None:
                return self._create(change, each, mover, actor=Actor.LEAD)
            if before.state is not State.WITHDRAWN:
                raise AlreadyExists(INVITATION.kind, before.id)
            return self._save(change, before, replace(each, id=before.id), mover, actor=Actor.LEAD)

        def work(change: Change) -> tuple[Invitation, ...]:
            self._expire(change, mover)
            return tuple(propose(change, each) for each in proposals)

        return self._changes.write(work)

    def set_aside(self, wanted: Invitation, mover: Mover) -> Invitation:
        """Note that a colleague is not wanted for a task: no suggestion of them, and nothing they see.

        Who is put down for it already stays as they are.
        """
        aside = replace(wanted, state=State.WITHDRAWN)

        def work(change: Change) -> Invitation:
            self._open_task(change, aside.task)
            there = of_pair(change.transaction, aside)
            return there or self._create(change, aside, mover, actor=Actor.LEAD)

        return self._changes.write(work)

    def offer(self, wanted: Invitation, mover: Mover) -> Invitation:
        """The employee offers a skill that the task asks for; it waits for the lead, with no deadline."""

        def work(change: Change) -> Invitation:
            self._open_task(change, wanted.task)
            if change.transaction.row(REQUIRES, task=wanted.task, skill=wanted.offers) is None:
                raise MoveRefused("the task doesn't ask for that skill")
            before = of_pair(change.transaction, wanted)
            made = machine.offered(before, wanted)
            if before is None:
                return self._create(change, made, mover, actor=Actor.EMPLOYEE)
            return self._save(change, before, replace(made, id=before.id), mover, actor=Actor.EMPLOYEE)

        return self._changes.write(work)

    def take_up(self, id: str, mover: Mover) -> Invitation:
        """The lead takes an offer: the employee is assigned, and the manager is told or asked."""
        return self._move(id, mover, partial(self._yes, mover=mover, say=machine.taken_up), actor=Actor.LEAD)

    def invite(self, id: str, mover: Mover) -> Invitation:
        """Ask the employee. Raises CapReached when they have as many unanswered as they want."""

        def step(change: Change, invitation: Invitation) -> Invitation:
            self._open_task(change, invitation.task)
            values = {"employee": invitation.employee, "id": id, "on": mover.on.isoformat()}
            waiting = change.transaction.rows(COUNT_WAITING, unanswered=UNANSWERED, **values)
            cap = change.transaction.rows(READ_CAP, employee=invitation.employee)
            return machine.invited(
                invitation, on=mover.on, waiting=int(waiting[0]["waiting"]), cap=cap[0]["cap"]
            )

        return self._move(id, mover, step, actor=Actor.LEAD)

    def withdraw(self, id: str, mover: Mover) -> Invitation:
        """The lead takes it back, or doesn't take an offer; an assignment that came of it goes too.

        Who took part in a closed task stays written there.
        """

        def step(change: Change, invitation: Invitation) -> Invitation:
            if invitation.state in machine.TAKING_PART:
                self._open_task(change, invitation.task)
            return machine.withdrawn(invitation, on=mover.on)

        return self._move(id, mover, step, actor=Actor.LEAD)

    def accept(self, id: str, mover: Mover) -> Invitation:
        """The employee says yes: they are assigned to the task, and the manager is told or asked."""
        step = partial(self._yes, mover=mover, say=machine.accepted)
        return self._move(id, mover, step, actor=Actor.EMPLOYEE)

    def decline(self, id: str, mover: Mover, *, reason: str = "") -> Invitation:
        """The employee says no, or no longer yes; the reason stays theirs."""
        step = partial(machine.declined, on=mover.on, reason=reason)
        return self._move(id, mover, lambda _, invitation: step(invitation), actor=Actor.EMPLOYEE)

    def answer(self, id: str, mover: Mover, answer: ManagerAnswer, *, note: str = "") -> Invitation:
        """A consulted manager agrees or objects."""
        step = partial(machine.answered, answer=answer, on=mover.on, note=note)
        return self._move(id, mover, lambda _, invitation: step(invitation), actor=Actor.MANAGER)

    def start(self, id: str, mover: Mover, *, waits: bool = True) -> Invitation:
        """The work begins; where it `waits`, not before a consulted manager had their time."""

        def step(change: Change, invitation: Invitation) -> Invitation:
            self._open_task(change, invitation.task)
            return machine.started(invitation, on=mover.on, waits=waits)

        return self._move(id, mover, step, actor=Actor.LEAD)

    def close(self, id: str, mover: Mover, *, did: str, used: Iterable[str]) -> Invitation:
        """The work is done: what the employee did, and the skills it took, which they can confirm."""
        step = partial(machine.closed, on=mover.on, did=did, used=tuple(used))
        return self._move(id, mover, lambda _, invitation: step(invitation), actor=Actor.LEAD)

    def confirm(self, id: str, mover: Mover, levels: Mapping[str, int | None]) -> Invitation:
        """The employee keeps skills that were used as evidence, at a level each if they say one.

        Without one it is the level they have, else the one that the task asked for. Raises
        UnknownReference when a skill is no longer there.
        """

        def step(change: Change, invitation: Invitation) -> Invitation:
            settled = machine.confirmed(invitation, levels)
            save_evidence(change, settled, levels, on=mover.on)
            return settled

        return self._move(id, mover, step, actor=Actor.EMPLOYEE)

    def _found(self, cypher: str, id: str) -> tuple[Invitation, ...]:
        rows = self._database.read(lambda transaction: transaction.rows(cypher, id=id))
        return tuple(self._readable((row["node"] for row in rows), note))

    def _move(self, id: str, mover: Mover, step: Step, *, actor: Actor) -> Invitation:
        def work(change: Change) -> Invitation:
            before = read_one(change.transaction, INVITATION, id).value
            return self._save(change, before, step(change, before), mover, actor=actor)

        return self._changes.write(work)

    def _create(self, change: Change, wanted: Invitation, mover: Mover, *, actor: Actor) -> Invitation:
        made = as_new(wanted)
        save(change, INVITATION, creation(INVITATION, made))
        log_move(change, None, made, mover, actor=actor)
        return made

    def _save(
        self, change: Change, before: Invitation, after: Invitation, mover: Mover, *, actor: Actor
    ) -> Invitation:
        save(change, INVITATION, difference(INVITATION, before, after))
        log_move(change, before, after, mover, actor=actor)
        taking_part = [each.state in machine.TAKING_PART for each in (before, after)]
        if taking_part[0] != taking_part[1]:
            save_assignment(change, after, assigned=taking_part[1])
        return after

    def _yes(
        self, change: Change, invitation: Invitation, *, mover: Mover, say: Callable[..., Invitation]
    ) -> Invitation:
        self._open_task(change, invitation.task)
        involvement, manager = manager_of(change, invitation.employee)
        return say(invitation, on=mover.on, involvement=involvement, manager=manager)

    def _open_task(self, change: Change, task: str) -> None:
        row = change.transaction.row(READ_STATUS, task=task)
        if row is not None and row["status"] == TaskStatus.CLOSED.value:
            raise MoveRefused("the task is closed")

    def _expire(self, change: Change, mover: Mover) -> None:
        """Write down what nobody answered in time; it counts as that already before."""
        for row in change.transaction.rows(
            FIND_OVERDUE, invited=State.INVITED.value, on=mover.on.isoformat()
        ):
            before = read_one(change.transaction, INVITATION, row["id"]).value
            after = machine.moved(before, State.EXPIRED, actor=Actor.SYSTEM)
            self._save(change, before, after, Mover(SYSTEM, mover.at), actor=Actor.SYSTEM)
