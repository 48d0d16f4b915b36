"""A small municipality with a real index and linker, and an app whose pages stand on them."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

from flask import Flask

from graph.errors import GraphUnavailable
from graph.vocabulary.qualification_kinds import read_qualification_kinds
from harness.recording import Lines
from matching.index.columns import EmployeeColumns
from matching.index.index import Changes, Index
from matching.language.link_model import SHIPPED as LINKING
from matching.language.linking import SkillLinker
from matching.model import (
    Assignment,
    Employee,
    Evidence,
    HeldSkill,
    LifePhase,
    Profession,
    Requirement,
    Skill,
    SkillKind,
    Task,
    TaskStatus,
    Visibility,
    Workplace,
)
from matching.question import Question
from matching.ranking.answer import Shortlist
from matching.weights import SHIPPED
from service.matcher import Matcher
from service.web.frame.registration import register_web
from tests.service.apps import app_on
from tests.service.fakes import CLOCK, InquiriesInMemory, settings

TODAY = date(2026, 11, 20)
LANGUAGES = "urn:tvaers:skill-group:formidling-og-sprog"
NEW_DISTRICT = "Vi skal åbne en bydel med ny cykelsti, legeplads og plejecenter og vil inddrage børn tidligt."


def skill(slug: str, label_da: str, label_en: str, **values: Any) -> Skill:
    return Skill(id=f"urn:tvaers:skill:{slug}", label_da=label_da, label_en=label_en, **values)


TRAFFIC = skill("trafikplanlaegning", "trafikplanlægning", "traffic planning")
BICYCLES = skill("cykelstier", "cykelstier", "cycle paths", broader=(TRAFFIC.id,))
PLAYGROUNDS = skill("legepladser", "legepladser", "playgrounds")
INVOLVEMENT = skill("borgerinddragelse", "borgerinddragelse", "citizen involvement")
CHILDREN = skill(
    "inddragelse-af-boern", "inddragelse af børn", "involving children", broader=(INVOLVEMENT.id,)
)
CARE_HOMES = skill("plejecentre", "drift af plejecenter", "running care homes", alt_da=("plejecenter",))
DEMENTIA = skill("demens", "demensomsorg", "dementia care", related=(CARE_HOMES.id,))
ARABIC = skill("arabisk", "arabisk", "Arabic", kind=SkillKind.KNOWLEDGE, broader=(LANGUAGES,))
GROUP = Skill(id=LANGUAGES, kind=SkillKind.GROUP, label_da="Formidling, undervisning og sprog")
SKILLS = (TRAFFIC, BICYCLES, PLAYGROUNDS, INVOLVEMENT, CHILDREN, CARE_HOMES, DEMENTIA, ARABIC, GROUP)

PLANNER = Profession(
    id="urn:tvaers:profession:planlaegger", label_da="trafikplanlægger", label_en="traffic planner"
)
TEACHER = Profession(id="urn:tvaers:profession:paedagog", label_da="pædagog", label_en="pedagogue")
NURSE = Profession(id="urn:tvaers:profession:sygeplejerske", label_da="sygeplejerske", label_en="nurse")
PROFESSIONS = (PLANNER, TEACHER, NURSE)

WORKPLACES = (
    Workplace(id="kommunen", name="Kommunen"),
    Workplace(id="teknik", name="Teknik og Miljø", part_of="kommunen"),
    Workplace(id="park", name="Park og Vej", part_of="teknik"),
    Workplace(id="boern", name="Børn og Skole", part_of="kommunen", life_phases=(LifePhase.CHILDHOOD,)),
    Workplace(id="solsikken", name="Børnehuset Solsikken", part_of="boern"),
    Workplace(id="aeldre", name="Ældre og Sundhed", part_of="kommunen", life_phases=(LifePhase.LATE,)),
    Workplace(id="bakken", name="Plejecenter Bakken", part_of="aeldre"),
)


def held(of: Skill, **values: Any) -> HeldSkill:
    standard = {"level": 4, "evidence": Evidence.USED, "source": "hr", "confirmed_on": date(2026, 3, 1)}
    return HeldSkill(skill=of.id, **(standard | values))


EMPLOYEES = (
    Employee(
        id="e1",
        name="Karen Holm",
        workplace="park",
        profession=PLANNER.id,
        hours_offered=6,
        skills=(held(BICYCLES), held(TRAFFIC, level=5), held(PLAYGROUNDS, level=2)),
    ),
    Employee(
        id="e2",
        name="Fatima Yilmaz",
        workplace="solsikken",
        profession=TEACHER.id,
        hours_offered=3.5,
        skills=(held(CHILDREN, evidence=Evidence.CONFIRMED), held(ARABIC), held(PLAYGROUNDS)),
    ),
    Employee(
        id="e3",
        name="Kaj Hansen",
        workplace="bakken",
        profession=NURSE.id,
        skills=(held(DEMENTIA), held(CARE_HOMES, evidence=Evidence.ASSUMED, level=3)),
    ),
    Employee(
        id="e4",
        name="Lise Usynlig",
        workplace="bakken",
        profession=NURSE.id,
        visibility=Visibility.HIDDEN,
        skills=(held(CARE_HOMES),),
    ),
)
TASKS = (
    Task(
        id="t1",
        title="Trygge cykelstier ved skolerne",
        status=TaskStatus.CLOSED,
        created_on=date(2024, 8, 1),
        closed_on=date(2025, 3, 14),
        requirements=(Requirement(skill=BICYCLES.id), Requirement(skill=CHILDREN.id)),
        assignments=(Assignment(employee="e1"), Assignment(employee="e2")),
    ),
    Task(
        id="t2",
        title="En åben opgave",
        created_on=date(2026, 11, 2),
        requirements=(Requirement(skill=DEMENTIA.id),),
    ),
)


@cache
def index(employees: tuple[Employee, ...] = EMPLOYEES, tasks: tuple[Task, ...] = TASKS) -> Index:
    linker = SkillLinker().fit(SKILLS)
    everything = Changes(
        number=7,
        skills=SKILLS,
        professions=PROFESSIONS,
        workplaces=WORKPLACES,
        tasks=tasks,
        employees=[EmployeeColumns.of(employees)],
    )
    return Index.build(everything, today=TODAY, terms=linker.terms)


class StoreInMemory:
    """What the matcher reads of a graph; once it is `away` every reading fails."""

    def __init__(self, employees: Sequence[Employee] = EMPLOYEES, tasks: Sequence[Task] = TASKS) -> None:
        self.away = False
        self.skills = Kept(self, SKILLS)
        self.professions = Kept(self, PROFESSIONS)
        self.workplaces = Kept(self, WORKPLACES)
        self.qualification_kinds = Kept(self, read_qualification_kinds())
        self.tasks = Kept(self, tasks)
        self.columns = SimpleNamespace(employees=lambda **_: self.read([EmployeeColumns.of(employees)]))
        self.invitations = SimpleNamespace(
            suggestions=lambda **_: self.read([]), waiting=lambda *_, **__: self.read([])
        )
        self.ranking_models = SimpleNamespace(weights=lambda **_: self.read(SHIPPED))
        self.link_models = SimpleNamespace(in_use=lambda **_: self.read(LINKING))
        self.record = SimpleNamespace(people_in=lambda *_, **__: self.read(frozenset()))
        self.inquiries = InquiriesInMemory(lambda: self.read(None))
        self.database = SimpleNamespace(away=False)
        self.changes = SimpleNamespace(
            number=lambda: self.read(7), latest=lambda: self.read(7), listen=lambda _listener: None
        )

    def read(self, found: Any) -> Any:
        if self.away:
            raise GraphUnavailable("away")
        return found


@dataclass
class Kept:
    """The objects of one kind."""

    store: StoreInMemory
    items: Sequence[Any]

    def all(self, **_: Any) -> list[Any]:
        return list(self.store.read(self.items))

    def get(self, id: str) -> Any:
        return self.store.read(id)

    def changes_by(self, _id: str) -> tuple[Any, ...]:
        return ()

    titles = search = retired = get


class AskedMatcher(Matcher):
    """The real matcher, which remembers what it was asked."""

    def __init__(self, store: StoreInMemory) -> None:
        super().__init__(store, now=CLOCK.now)  # type: ignore[arg-type]
        self.asked: list[Question] = []
        self.refresh()

    def match(self, question: Question, index: Index | None = None) -> Shortlist:
        self.asked.append(question)
        return super().match(question, index)


def app(
    store: StoreInMemory | None = None,
    matcher: Any = None,
    *,
    tasks: Sequence[Task] = TASKS,
    record: Lines | None = None,
    **values: Any,
) -> Flask:
    """The pages and the API on the municipality; `matcher` may be one that doesn't answer."""
    kept: Any = store or StoreInMemory(tasks=tasks)
    as_it_is = store is None and tasks is TASKS
    answering = matcher or (_asked_nothing_yet() if as_it_is else AskedMatcher(kept))
    return app_on(
        kept,
        answering,
        record=Lines() if record is None else record,
        settings=settings(**values),
        clock=CLOCK,
        pages=(register_web,),
    )


@cache
def _everyday() -> AskedMatcher:
    return AskedMatcher(StoreInMemory())


def _asked_nothing_yet() -> AskedMatcher:
    """A matcher on the municipality as it is, which is read once for all tests."""
    made = copy(_everyday())
    made.asked = []
    return made


def unready() -> Matcher:
    """A matcher that has not read the graph yet."""
    return Matcher(StoreInMemory(), now=CLOCK.now)  # type: ignore[arg-type]


class Failing:
    """A matcher that fails like this at whatever it is asked."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str) -> Any:
        raise self.error
