"""Brings many objects into the graph: first what would change, then just that.

A plan is what distinguishes the objects given from the graph, so that a dry run can show it and
loading the same file twice writes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from graph.changes import Change, Changes
from graph.database import Database, Transaction
from graph.employees import EMPLOYEE
from graph.errors import StaleVersion, UnknownReference
from graph.nodes import Difference, NodeType, creation, difference
from graph.professions import PROFESSION
from graph.reading import Repository
from graph.skills import SKILL
from graph.tasks import TASK
from graph.workplaces import WORKPLACE
from graph.writing import (
    batches,
    check_known,
    cut_links,
    kind_of,
    references,
    retire,
    save_nodes,
    set_links,
    stamp,
)
from matching.model import Employee, Profession, Skill, Task, Workplace

T = TypeVar("T")
Progress = Callable[[int, int], None]

EVERYTHING: tuple[NodeType[Any], ...] = (SKILL, PROFESSION, WORKPLACE, EMPLOYEE, TASK)

LOAD_NODES = 4000
"""Nodes a transaction when loading: enough that commits don't count, few enough to lose little by a kill."""

FIND_CHANGED_SINCE = """
UNWIND $ids AS id
MATCH (n:{label} {{id: id}})
WHERE n.changed > $since
RETURN id
LIMIT 1
"""


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
        return self.node_type.kind

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    def differences(self) -> list[Difference]:
        """What is to be written, but for what is gone."""
        return [
            *(creation(self.node_type, value) for value in self.new),
            *(difference(self.node_type, each.before, each.after) for each in self.changed),
        ]

    def gone_ids(self) -> list[str]:
        return [self.node_type.id(value) for value in self.gone]


class Loading:
    """Plans and writes bulk changes."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def plan_skills(self, skills: Iterable[Skill], retire: bool = False) -> Plan[Skill]:
        """See `plan_employees`."""
        return self._plan(SKILL, skills, retire)

    def plan_professions(self, professions: Iterable[Profession], retire: bool = False) -> Plan[Profession]:
        """See `plan_employees`."""
        return self._plan(PROFESSION, professions, retire)

    def plan_workplaces(self, workplaces: Iterable[Workplace], retire: bool = False) -> Plan[Workplace]:
        """See `plan_employees`."""
        return self._plan(WORKPLACE, workplaces, retire)

    def plan_employees(self, employees: Iterable[Employee], retire: bool = False) -> Plan[Employee]:
        """Compare with the graph what is to be in it; with `retire`, what isn't given is gone.

        An object replaces the one in the graph altogether: what it leaves out is removed. What it
        refers to may come in another plan of the same `apply`. Raises ValueError when an id, or a
        skill within one object, is given twice; GraphUnavailable.
        """
        return self._plan(EMPLOYEE, employees, retire)

    def plan_tasks(self, tasks: Iterable[Task], retire: bool = False) -> Plan[Task]:
        """See `plan_employees`."""
        return self._plan(TASK, tasks, retire)

    def apply(self, *plans: Plan[Any], progress: Progress | None = None) -> int:
        """Write all plans as one change: a kill leaves the earlier graph or the finished one.

        Returns the graph's change number. `progress(done, total)` counts rows, and starts again
        when the server asks for a retry. Raises UnknownReference, and StaleVersion when an object
        has changed since it was planned; then nothing is written. GraphUnavailable.
        """
        work = _Work(plans)
        if not work:
            return self._changes.number()

        def write(change: Change) -> int:
            work.check(change.transaction)
            work.check_unchanged(change.transaction)
            meter = _Meter(work.total, progress)
            for step in work.whole():
                step(change, meter)
            return change.number

        return self._changes.write(write)

    def load(self, *plans: Plan[Any], progress: Progress | None = None) -> int:
        """Write all plans in many transactions, for first mass loads: plan and load again after a kill.

        Returns the graph's change number. Raises UnknownReference (and writes nothing),
        GraphUnavailable (and may have written a part).
        """
        work = _Work(plans)
        self._database.read(work.check)
        meter = _Meter(work.total, progress)
        for step in work.pieces():
            self._changes.write(partial(step, progress=meter))
        return self._changes.number()

    def _plan(self, node_type: NodeType[T], values: Iterable[T], retire: bool) -> Plan[T]:
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
        for before in Repository(self._database, node_type).all():
            id = node_type.id(before)
            after = wanted.get(id)
            if after is not None:
                known.add(id)
                if difference(node_type, before, after):
                    changed.append(Altered(before, after))
            elif retire:
                gone.append(before)
        new = tuple(value for id, value in wanted.items() if id not in known)
        for value in new:
            node_type.linked(value)  # raises ValueError now rather than in the middle of writing
        return Plan(
            node_type=node_type,
            new=new,
            changed=tuple(sorted(changed, key=lambda each: node_type.id(each.after))),
            gone=tuple(sorted(gone, key=node_type.id)),
            unchanged=len(known) - len(changed),
            number=number,
        )


class _Meter:
    """Adds up rows and passes them on."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def __call__(self, rows: int) -> None:
        self._done += rows
        if self._progress is not None:
            self._progress(self._done, self._total)


class Step(Protocol):
    """One part of the work, done as part of a change."""

    def __call__(self, change: Change, progress: Callable[[int], None]) -> None: ...


class _Work:
    """What several plans together have to write, in the order that works: nodes, links, retirements."""

    def __init__(self, plans: Iterable[Plan[Any]]) -> None:
        self._parts = [(plan, plan.differences()) for plan in plans if plan]
        self.total = sum(_rows(wanted) for _, wanted in self._parts) + sum(
            len(plan.gone) for plan, _ in self._parts
        )

    def __bool__(self) -> bool:
        return bool(self._parts)

    def check(self, transaction: Transaction) -> None:
        """Raise UnknownReference if a link would point at what is neither in the graph nor in the plans."""
        wanted: dict[str, set[str]] = {}
        for _, differences in self._parts:
            for label, ids in references(differences).items():
                wanted.setdefault(label, set()).update(ids)
        for plan, differences in self._parts:
            label = plan.node_type.label
            retired = wanted.get(label, set()).intersection(plan.gone_ids())
            if retired:
                raise UnknownReference(kind_of(label), retired)
            wanted.get(label, set()).difference_update(each.id for each in differences)
        for label, ids in wanted.items():
            check_known(transaction, label, ids)

    def check_unchanged(self, transaction: Transaction) -> None:
        """Raise StaleVersion if a node to be written has changed since its plan was made."""
        for plan, differences in self._parts:
            cypher = FIND_CHANGED_SINCE.format(label=plan.node_type.label)
            for ids in batches([*(each.id for each in differences), *plan.gone_ids()]):
                row = transaction.row(cypher, ids=ids, since=plan.number)
                if row is not None:
                    raise StaleVersion(plan.kind, row["id"])

    def whole(self) -> Iterator[Step]:
        """The steps of one transaction."""
        for plan, differences in self._parts:
            yield _saving(plan.node_type, differences)
        for plan, differences in self._parts:
            yield _linking(plan.node_type, differences)
        yield from self._retirements()

    def pieces(self) -> Iterator[Step]:
        """The steps for a transaction each; nodes are stamped again with their links, which come later."""
        for plan, differences in self._parts:
            for part in batches(differences, LOAD_NODES):
                yield _saving(plan.node_type, part)
        for plan, differences in self._parts:
            for part in batches([each for each in differences if each.linked or each.cut], LOAD_NODES):
                yield _linking_later(plan.node_type, part)
        yield from self._retirements()

    def _retirements(self) -> Iterator[Step]:
        for plan, _ in self._parts:
            if plan.gone:
                yield _retiring(plan.node_type, plan.gone_ids())


def _saving(node_type: NodeType[Any], part: list[Difference]) -> Step:
    return lambda change, progress: save_nodes(change, node_type, part, progress)


def _linking(node_type: NodeType[Any], part: list[Difference]) -> Step:
    def step(change: Change, progress: Callable[[int], None]) -> None:
        cut_links(change, node_type, part, progress)
        set_links(change, node_type, part, progress)

    return step


def _linking_later(node_type: NodeType[Any], part: list[Difference]) -> Step:
    link = _linking(node_type, part)

    def step(change: Change, progress: Callable[[int], None]) -> None:
        stamp(change, node_type, part)
        link(change, progress)

    return step


def _retiring(node_type: NodeType[Any], ids: list[str]) -> Step:
    return lambda change, progress: retire(change, node_type, ids, everything=EVERYTHING, progress=progress)


def _rows(differences: list[Difference]) -> int:
    return len(differences) + sum(
        sum(map(len, each.linked.values())) + sum(map(len, each.cut.values())) for each in differences
    )
