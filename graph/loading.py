"""Brings many objects into the graph: first what would change, then just that.

A plan is what distinguishes the objects given from the graph, so that a dry run can show it and
loading the same file twice writes nothing.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeVar

from graph.employees import EMPLOYEE, Remembered, shown_no_more, told_by_a_source
from graph.errors import TooLarge
from graph.introductions import INTRODUCTION_REQUEST
from graph.invitation_node import INVITATION
from graph.professions import PROFESSION
from graph.qualifications import QUALIFICATION_KIND
from graph.records.bulk import Meter, Part, Progress, Work
from graph.records.changes import Change, Changes
from graph.records.nodes import NodeType, creation, difference
from graph.records.reading import Repository
from graph.server.database import Database, Transaction
from graph.skills import OWN, SKILL, keeping_own_words
from graph.tasks import TASK
from graph.workplaces import WORKPLACE
from matching.invitation import Invitation
from matching.model import Employee, Profession, QualificationKind, Skill, Task, Workplace

T = TypeVar("T")

EVERYTHING: tuple[NodeType[Any], ...] = (
    SKILL,
    PROFESSION,
    WORKPLACE,
    QUALIFICATION_KIND,
    EMPLOYEE,
    TASK,
    INVITATION,
    INTRODUCTION_REQUEST,
)

SHOWN_IDS = 10
"""So many ids of what is to be retired are shown; a list that nobody reads hides the first ones."""
LARGEST_CHANGE = 500_000
"""Rows in one transaction: so many fit into the embedded server's memory, twice as many do not."""


@dataclass(frozen=True, slots=True)
class Altered(Generic[T]):
    """One object as it is in the graph, and as it is to be."""

    before: T
    after: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Generic[T]):
    """What loading would do to one kind of object; `kind` is the word for it, `employee` for example.

    `gone` is what the graph has and the source has not; it is empty unless asked for, and
    `dataclasses.replace(plan, gone=())` spares it. `unchanged` is a count. `number` is the change
    number of the graph that was compared with.
    """

    node_type: NodeType[T]
    new: tuple[T, ...]
    changed: tuple[Altered[T], ...]
    gone: tuple[T, ...]
    unchanged: int
    number: int

    @property
    def kind(self) -> str:
        """The name of the kind of objects, as in `graph.records.nodes`."""
        return self.node_type.kind

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    def part(self) -> Part:
        """What is to be written."""
        return Part(
            node_type=self.node_type,
            differences=[
                *(creation(self.node_type, value) for value in self.new),
                *(difference(self.node_type, each.before, each.after) for each in self.changed),
            ],
            gone=self.gone_ids(),
            number=self.number,
        )

    def gone_ids(self) -> list[str]:
        """The ids of what is to be retired."""
        return [self.node_type.id(value) for value in self.gone]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things of one kind are new, changed, gone and as they were."""

    name: str
    new: int
    changed: int
    gone: int
    unchanged: int

    @classmethod
    def of_plan(cls, name: str, plan: Plan[Any]) -> "Counts":
        """What a plan is about to do."""
        return cls(name, len(plan.new), len(plan.changed), len(plan.gone), plan.unchanged)

    @classmethod
    def between(cls, name: str, before: Mapping[Hashable, Any], after: Mapping[Hashable, Any]) -> "Counts":
        """What differs between two states, both by key."""
        both = before.keys() & after.keys()
        changed = sum(before[key] != after[key] for key in both)
        return cls(name, len(after) - len(both), changed, len(before) - len(both), len(both) - changed)


class Loading:
    """Plans and writes bulk changes."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def plan_skills(self, skills: Iterable[Skill], retire: bool = False) -> Plan[Skill]:
        """See `plan_employees`; what the organisation says of a skill itself stays, and what it added."""
        plan = self._plan(SKILL, skills, retire, keeping_own_words)
        return replace(plan, gone=tuple(each for each in plan.gone if each.source != OWN))

    def plan_professions(self, professions: Iterable[Profession], retire: bool = False) -> Plan[Profession]:
        """See `plan_employees`."""
        return self._plan(PROFESSION, professions, retire)

    def plan_qualification_kinds(self, kinds: Iterable[QualificationKind]) -> Plan[QualificationKind]:
        """See `plan_employees`; none is ever gone."""
        return self._plan(QUALIFICATION_KIND, kinds, retire=False)

    def plan_workplaces(self, workplaces: Iterable[Workplace], retire: bool = False) -> Plan[Workplace]:
        """See `plan_employees`."""
        return self._plan(WORKPLACE, workplaces, retire)

    def plan_employees(
        self,
        employees: Iterable[Employee],
        retire: bool = False,
        *,
        known: Iterable[Employee] | None = None,
    ) -> Plan[Employee]:
        """Compare with the graph what is to be in it; with `retire`, what isn't given is gone.

        `known` is what the graph has of them, where somebody has read that and doesn't ask for everybody.

        An object replaces the one in the graph altogether: what it leaves out is removed. What it
        refers to may come in another plan of the same `apply`. Raises ValueError when an id, or a
        skill within one object, is given twice; GraphUnavailable.

        Nobody is shown to more people than before, also not who comes back after having left, and what they
        stated of their skills, or that they object, stays.
        """
        remembered = self._database.read(Remembered.read)
        returned = map(remembered.returned, employees)
        return self._plan(EMPLOYEE, returned, retire, told_by_a_source, known)

    def plan_upkeep(self, employees: Iterable[Employee]) -> Plan[Employee]:
        """As `plan_employees`, for what tends the graph itself: what employees said moves or expires too."""
        return self._plan(EMPLOYEE, employees, False, shown_no_more)

    def plan_tasks(self, tasks: Iterable[Task], retire: bool = False) -> Plan[Task]:
        """See `plan_employees`."""
        return self._plan(TASK, tasks, retire)

    def plan_invitations(self, invitations: Iterable[Invitation]) -> Plan[Invitation]:
        """See `plan_employees`; moves are no part of it (`graph.invitations`), nor is retiring."""
        return self._plan(INVITATION, invitations, retire=False)

    def apply(
        self,
        *plans: Plan[Any],
        progress: Progress | None = None,
        also: Callable[[Transaction], None] | None = None,
    ) -> int:
        """Write all plans, and `also`, as one change: a kill leaves the earlier graph or the finished one.

        Returns the graph's change number. `progress(done, total)` counts rows, and starts again
        when the server asks for a retry. Raises UnknownReference, StaleVersion when an object has
        changed since it was planned, TooLarge when `load` must be used; then nothing is written.
        GraphUnavailable.
        """
        work = Work([plan.part() for plan in plans if plan], everything=EVERYTHING)
        if not work:
            if also is not None:
                self._database.write(also)
            return self._changes.number()
        if work.total > LARGEST_CHANGE:
            raise TooLarge(f"{work.total:,} rows are too many for one transaction ({LARGEST_CHANGE:,})")

        def write(change: Change) -> int:
            work.check(change.transaction)
            work.check_unchanged(change.transaction)
            meter = Meter(work.total, progress)
            for step in work.whole():
                step(change, meter)
            if also is not None:
                also(change.transaction)
            return change.number

        return self._changes.write(write)

    def load(self, *plans: Plan[Any], progress: Progress | None = None) -> int:
        """Write all plans in many transactions, for first mass loads: plan and load again after a kill.

        Returns the graph's change number. Raises UnknownReference (and writes nothing),
        GraphUnavailable (and may have written a part).
        """
        work = Work([plan.part() for plan in plans if plan], everything=EVERYTHING)
        self._database.read(work.check)
        meter = Meter(work.total, progress)
        for step in work.pieces():
            self._changes.write(partial(step, progress=meter))
        return self._changes.number()

    def _plan(
        self,
        node_type: NodeType[T],
        values: Iterable[T],
        retire: bool,
        allowed: Callable[[T, T], T] = lambda before, after: after,
        there: Iterable[T] | None = None,
    ) -> Plan[T]:
        """What distinguishes `values` from the graph; `allowed` says what may become of what is `there`."""
        number = self._changes.number()
        wanted: dict[str, T] = {}
        for value in values:
            id = node_type.id(value)
            if id in wanted:
                raise ValueError(f"{node_type.kind} {id!r} is given twice")
            wanted[id] = value
        changed: list[Altered[T]] = []
        gone: list[T] = []
        known: set[str] = set()
        for before in Repository(self._database, node_type).all() if there is None else there:
            id = node_type.id(before)
            after = wanted.get(id)
            if after is not None:
                known.add(id)
                after = allowed(before, after)
                if difference(node_type, before, after):
                    changed.append(Altered(before, after))
            elif retire:
                gone.append(before)
        new = tuple(value for id, value in wanted.items() if id not in known)
        for value in new:
            creation(node_type, value)  # raises ValueError now rather than in the middle of writing
        return Plan(
            node_type=node_type,
            new=new,
            changed=tuple(sorted(changed, key=lambda each: node_type.id(each.after))),
            gone=tuple(sorted(gone, key=node_type.id)),
            unchanged=len(known) - len(changed),
            number=number,
        )
