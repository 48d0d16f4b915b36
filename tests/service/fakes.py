"""A store and a matcher in memory with the shape of the real ones, and an app that stands on them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask

from graph.audit.journal import Recorder
from graph.employees import VISIBLE_TO
from graph.errors import AlreadyExists, GraphUnavailable, NotFound, StaleVersion, UnknownReference
from graph.inquiries import KeptInquiry
from graph.records.changes import Mover
from graph.records.reading import Page, Stored
from graph.records.soundness import LeftOut
from graph.task_history import Done, TaskChange
from graph.vocabulary.qualification_kinds import read_qualification_kinds
from harness.recording import Lines
from matching.index.columns import EmployeeColumns
from matching.index.index import Changes, Index
from matching.invitation import Invitation
from matching.language.linking import LinkedSkill
from matching.model import (
    Assignment,
    Employee,
    Evidence,
    HeldSkill,
    Profession,
    Requirement,
    RequirementKind,
    Skill,
    Task,
    TaskStatus,
    Visibility,
    Workplace,
)
from matching.question import (
    Band,
    Candidate,
    Contribution,
    Coverage,
    Question,
    Relation,
    RequirementCoverage,
    Signal,
)
from matching.ranking.answer import Shortlist
from service.api_tokens import ApiToken
from service.clock import Clock
from service.errors import IndexNotReady
from service.gate import Gate
from service.matcher import Freshness
from service.roles import Role
from service.settings import Settings
from tests.matching.worlds import TODAY, words
from tests.service.apps import app_on

TOKENS = {role: f"token-of-the-{role.value}-in-these-tests" for role in Role if role is not Role.ANONYMOUS}
GDPR = "http://data.europa.eu/esco/skill/0a2b9ed5-9d0e-4ba6-9d0c-5e1c5a0b1a11"
PLAY = "urn:tvaers:skill:legepladser"
TEACHER = "urn:tvaers:profession:laerer"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def clock_at(instant: datetime) -> Clock:
    """A Danish clock that stands still."""
    return Clock(ZoneInfo("Europe/Copenhagen"), lambda: instant)


CLOCK = clock_at(NOW)


def held(skill: str = GDPR, **values: Any) -> HeldSkill:
    standard = {"level": 4, "evidence": Evidence.CONFIRMED, "source": "hr", "confirmed_on": date(2026, 3, 1)}
    return HeldSkill(skill=skill, **(standard | values))


def employee(id: str, **values: Any) -> Employee:
    standard = {"name": f"Navn {id}", "workplace": "w1", "profession": TEACHER}
    return Employee(id=id, **(standard | values))


def candidate(id: str = "e1", **values: Any) -> Candidate:
    have = held()
    standard: dict[str, Any] = {
        "name": f"Navn {id}",
        "workplace": "w1",
        "profession": TEACHER,
        "score": 0.75,
        "band": Band.STRONG,
        "contributions": (
            Contribution(
                signal=Signal.SKILL,
                value=0.5,
                requirement=GDPR,
                held=have,
                relation=Relation.EXACT,
                source="hr",
                on=have.confirmed_on,
            ),
            Contribution(signal=Signal.PAST_TASKS, value=0.25, tasks=("t1", "t2"), source="tasks"),
        ),
        "coverage": (
            RequirementCoverage(
                requirement=Requirement(skill=GDPR),
                coverage=Coverage.COVERED,
                held=have,
                relation=Relation.EXACT,
            ),
            RequirementCoverage(requirement=Requirement(skill=PLAY), coverage=Coverage.MISSING),
        ),
        "free_hours": 5.0,
    }
    return Candidate(employee=id, **(standard | values))


class Shelf:
    """Objects of one kind with their versions."""

    def __init__(self, kind: str, items: Iterable[Any]) -> None:
        self.kind = kind
        self.items = {item.id: Stored(item, 1) for item in items}

    def add(self, item: Any) -> None:
        self.items[item.id] = Stored(item, 1)

    def get(self, id: str) -> Stored[Any]:
        if id not in self.items:
            raise NotFound(self.kind, id)
        return self.items[id]

    def values(self) -> list[Any]:
        return [stored.value for stored in self.items.values()]

    def page(self, keep: Callable[[Any], bool], page: int, size: int) -> Page[Any]:
        found = [value for value in self.values() if keep(value)]
        return Page(tuple(found[(page - 1) * size : page * size]), len(found))

    def search(self, text: str, page: int = 1, size: int = 20, kind: Any = None) -> Page[Any]:
        def keep(item: Any) -> bool:
            name = getattr(item, "name", None) or item.label
            return text.lower() in name.lower() and (kind is None or item.kind is kind)

        return self.page(keep, page, size)


class EmployeeShelf(Shelf):
    def search(  # type: ignore[override]
        self,
        text: str | None = None,
        workplace: str | None = None,
        profession: str | None = None,
        *,
        audience: Visibility,
        page: int = 1,
        size: int = 20,
    ) -> Page[Employee]:
        shown = VISIBLE_TO[audience]

        def keep(item: Employee) -> bool:
            return (
                item.visibility in shown
                and (text or "").lower() in item.name.lower()
                and workplace in {None, item.workplace}
                and profession in {None, item.profession}
            )

        return self.page(keep, page, size)


class TaskShelf(Shelf):
    def __init__(self, tasks: Iterable[Task], store: "FakeStore") -> None:
        super().__init__("task", tasks)
        self.store = store
        self.lines: dict[str, list[TaskChange]] = {}

    def list(
        self, status: TaskStatus | None = None, workplace: str | None = None, *, page: int = 1, size: int = 20
    ) -> Page[Task]:
        def keep(task: Task) -> bool:
            return status in {None, task.status} and (workplace is None or workplace in task.owners)

        return self.page(keep, page, size)

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        return {id: self.items[id].value.title for id in ids if id in self.items}

    def create(self, task: Task, mover: Mover | None = None) -> Stored[Task]:
        if task.id in self.items:
            raise AlreadyExists("task", task.id)
        return self._save(task, mover, Done.CREATED)

    def update(
        self, task: Task, version: int, mover: Mover | None = None, what: Done = Done.CHANGED
    ) -> Stored[Task]:
        if self.get(task.id).version != version:
            raise StaleVersion("task", task.id)
        return self._save(task, mover, what)

    def close(
        self,
        id: str,
        version: int,
        assignments: Iterable[Assignment],
        closed_on: date,
        mover: Mover | None = None,
    ) -> Stored[Task]:
        task = self.get(id).value
        closed = replace(task, status=TaskStatus.CLOSED, assignments=tuple(assignments), closed_on=closed_on)
        return self.update(closed, version, mover, Done.CLOSED)

    def changes(self, id: str) -> tuple[TaskChange, ...]:
        return tuple(self.lines.get(id, ()))

    def _save(self, task: Task, mover: Mover | None, what: Done) -> Stored[Task]:
        for shelf, named in (
            (self.store.skills, {requirement.skill for requirement in task.requirements}),
            (self.store.workplaces, set(task.owners)),
            (self.store.employees, {assignment.employee for assignment in task.assignments}),
        ):
            unknown = named - set(shelf.items)
            if unknown:
                raise UnknownReference(shelf.kind, unknown)
        if mover:
            self.lines.setdefault(task.id, []).append(TaskChange(at=mover.at, by=mover.by, what=what))
        before = self.items.get(task.id)
        self.items[task.id] = Stored(task, before.version + 1 if before else 1)
        return self.items[task.id]


class InquiriesInMemory:
    """What is asked on the pages; `reached` raises where the graph is away."""

    def __init__(self, reached: Callable[[], object] = lambda: None) -> None:
        self.kept: dict[str, KeptInquiry] = {}
        self._reached = reached

    def keep(self, id: str, inquiry: KeptInquiry) -> None:
        self._reached()
        self.kept[id] = inquiry

    def find(self, id: str, *, subject: str, today: date) -> KeptInquiry | None:
        self._reached()
        found = self.kept.get(id)
        return found if found and found.subject == subject else None


class NobodyInvited:
    """The invitations of a house in which nobody was asked to anything."""

    def of_task(self, task: str) -> list[Invitation]:
        return []


class FakeStore:
    """The graph's store in memory."""

    def __init__(self, employees: Iterable[Employee] = (), tasks: Iterable[Task] = ()) -> None:
        self.reachable = True
        self.skills = Shelf(
            "skill",
            [
                Skill(id=GDPR, label_da="databeskyttelse", label_en="data protection", alt_da=("GDPR",)),
                Skill(id=PLAY, label_da="legepladser", label_en="playgrounds"),
            ],
        )
        self.qualification_kinds = Shelf("qualification kind", read_qualification_kinds())
        self.professions = Shelf(
            "profession",
            [
                Profession(
                    id=TEACHER,
                    label_da="lærer",
                    label_en="teacher",
                    requires=((PLAY, RequirementKind.OPTIONAL),),
                )
            ],
        )
        self.workplaces = Shelf(
            "workplace",
            [Workplace(id="w0", name="Kommunen"), Workplace(id="w1", name="Skolen", part_of="w0")],
        )
        self.employees = EmployeeShelf("employee", employees)
        self.tasks = TaskShelf(tasks, self)
        self.invitations = NobodyInvited()
        self.inquiries = InquiriesInMemory(self.ping)

    def ping(self) -> None:
        if not self.reachable:
            raise GraphUnavailable("away")


@dataclass
class FakeMatcher:
    """Gives a prepared answer and remembers what it was asked; its index is that of what the store holds."""

    candidates: tuple[Candidate, ...] = (candidate(),)
    links: tuple[LinkedSkill, ...] = ()
    ready: bool = True
    linking: str = "shipped"
    gate: Gate = field(default_factory=lambda: Gate(FakeStore()))  # type: ignore[arg-type]
    stale_since: datetime | None = None
    left_out: tuple[LeftOut, ...] = ()
    asked: list[Question] = field(default_factory=list)
    store: FakeStore = field(default_factory=FakeStore)

    @property
    def index(self) -> Index:
        if not self.ready:
            raise IndexNotReady
        store = self.store
        everything = Changes(
            number=7,
            skills=store.skills.values(),
            professions=store.professions.values(),
            qualification_kinds=store.qualification_kinds.values(),
            workplaces=store.workplaces.values(),
            tasks=store.tasks.values(),
            employees=[EmployeeColumns.of(store.employees.values())],
        )
        return Index.build(everything, today=TODAY, terms=words)

    @property
    def freshness(self) -> Freshness:
        read_at = self.stale_since or NOW
        return Freshness(
            change=self.index.number,
            employees=len(self.index.workforce),
            read_at=read_at,
            age=NOW - read_at,
            stale_since=self.stale_since,
            left_out=self.left_out,
        )

    def prove(self) -> None:
        _ = self.index

    def follow(self) -> None:
        """There is nobody else who writes."""

    def link(self, text: str, limit: int) -> list[Any]:
        return list(self.links[:limit])

    def recognised(
        self, text: str, *, without: Collection[str] = (), added: Collection[str] = ()
    ) -> list[Any]:
        return [each for each in self.links if each.skill not in without]

    def match(self, question: Question, index: Any) -> Shortlist:
        self.asked.append(question)
        return Shortlist(candidates=self.candidates[: question.limit], gaps=(PLAY,), considered=42, change=7)


BESIDE_THE_GRAPH = TemporaryDirectory(prefix="tvaers-")
"""Where apps of tests keep what the service keeps beside its graph."""


def settings(**values: Any) -> Settings:
    standard = {
        "data_dir": Path(BESIDE_THE_GRAPH.name) / "graph",
        "api_tokens": tuple(
            ApiToken.of(token, name=role.value, role=role, until=date.max) for role, token in TOKENS.items()
        ),
        "secret_key": "k" * 40,
        "log_level": "ERROR",
        "questions_per_minute": 0,
    }
    return Settings(**(standard | values))


def app(
    store: FakeStore | None = None,
    matcher: FakeMatcher | None = None,
    *,
    pages: tuple[Any, ...] = (),
    clock: Clock = CLOCK,
    alone: bool = False,
    record: Recorder | None = None,
    **values: Any,
) -> Flask:
    matcher = matcher or FakeMatcher()
    matcher.store = store or matcher.store
    return app_on(
        matcher.store,
        matcher,
        record=record or Lines(),
        settings=settings(**values),
        clock=clock,
        pages=pages,
        alone=alone,
    )


def as_role(role: Role) -> dict[str, str]:
    return {"Authorization": f"Bearer {TOKENS[role]}"}
