"""Keeps the index beside the graph, and answers from it.

The graph is read whole once; after that a request that comes more than `refresh_seconds` after the last
look asks for the change number and reads only what changed since. What this process wrote is seen by
the very next request. A question never waits for a build: before the first one is done `ready` is
False, and later builds go on in the answering thread's shadow.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.store import GraphStore
from graph.vocabulary.task_examples import read_task_examples
from matching.index.index import Changes, Index
from matching.index.workload import REMEMBERED_DAYS
from matching.language.linking import SURE, LinkedSkill, SkillLinker
from matching.model import Profession, Question, Shortlist, Skill, TeamQuestion
from matching.ranking.shortlist import shortlist
from matching.teams.answer import TeamAdvice, TeamAnswer, advise, propose
from service.errors import IndexNotReady

MOST_RECOGNISED = 12
GUESSES = 3


@dataclass(frozen=True, slots=True)
class _Picture:
    """An index and the linker that was fitted to its skills."""

    index: Index
    linker: SkillLinker


class Matcher:
    """Links texts to skills and answers questions from the newest picture of the graph.

    Safe to share between threads: a picture is never changed, only replaced.
    """

    def __init__(
        self,
        store: GraphStore,
        *,
        refresh_seconds: float = 1.0,
        today: Callable[[], date],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._refresh_seconds = refresh_seconds
        self._today = today
        self._clock = clock
        self._picture: _Picture | None = None
        self._looked_at = float("-inf")
        self._refreshing = threading.Lock()
        # Threads that compute side by side only wait for each other's turn at the interpreter.
        self._computing = threading.Lock()
        # Proofs and advice take longer: only one at a time, and no other question waits for it.
        self._proving = threading.Lock()

    @property
    def ready(self) -> bool:
        """Whether the first build is done."""
        return self._picture is not None

    @property
    def index(self) -> Index:
        """The newest index, refreshed if it is time. Raises IndexNotReady before the first build."""
        return self._current().index

    def link(self, text: str, limit: int = 10) -> list[LinkedSkill]:
        """The skills that a text speaks of, with scores and the words that led to them."""
        linker = self._current().linker
        with self._computing:
            return linker.link(text, limit=limit)

    def recognised(self, text: str) -> list[LinkedSkill]:
        """The skills to ask for where a text stands for itself: the sure ones, else the best guesses."""
        linked = self.link(text, MOST_RECOGNISED) if text else []
        return [each for each in linked if each.score >= SURE] or linked[:GUESSES]

    def complete(self, prefix: str, limit: int = 10) -> list[LinkedSkill]:
        """The skills whose labels begin like, or are spelt nearly like, what was typed so far."""
        return self._current().linker.complete(prefix, limit=limit)

    def match(self, question: Question) -> Shortlist:
        """Who can help with a task, and why."""
        index = self._current().index
        with self._computing:
            return shortlist(index, question)

    def team(self, question: TeamQuestion) -> TeamAnswer:
        """Teams for a task, and what cannot be met."""
        index = self._current().index
        with self._proving if question.exact else self._computing:
            return propose(index, question)

    def advise(self, question: TeamQuestion, members: Sequence[str]) -> TeamAdvice:
        """What could be otherwise in a team."""
        index = self._current().index
        with self._proving:
            return advise(index, question, members)

    def label(self, skill_id: str, language: str = "da") -> str:
        """What people read for a skill; its id where it is not known."""
        skill = self._current().index.taxonomy.skills.get(skill_id)
        if skill is None:
            return skill_id
        return skill.label if language == "da" else skill.label_en or skill.label_da

    def written(self) -> None:
        """Say that this process wrote to the graph, so that the next question looks at once."""
        self._looked_at = float("-inf")

    def refresh(self) -> None:
        """Build the index, or bring it up to date with the graph."""
        with self._refreshing:
            self._looked_at = self._clock()
            number = self._store.changes.number()
            if self._picture is None:
                self._picture = self._built(number)
            elif number != self._picture.index.number or self._today() != self._picture.index.workforce.today:
                self._picture = self._patched(self._picture, number)

    def _current(self) -> _Picture:
        if self._picture is None:
            raise IndexNotReady
        if self._clock() - self._looked_at > self._refresh_seconds:
            self.refresh()
        return self._picture

    def _built(self, number: int) -> _Picture:
        store = self._store
        skills = list(store.skills.all())
        professions = list(store.professions.all())
        linker = _fitted(skills, professions)
        everything = Changes(
            number=number,
            skills=skills,
            professions=professions,
            workplaces=list(store.workplaces.all()),
            tasks=sorted(store.tasks.all(), key=lambda task: task.id),
            employees=store.columns.employees(),
            suggestions=store.invitations.suggestions(since=0, until=number, earliest=self._earliest()),
            waiting=store.invitations.waiting(),
        )
        weights = store.ranking_models.weights()
        index = Index.build(everything, today=self._today(), terms=linker.terms, weights=weights)
        return _Picture(index, linker)

    def _patched(self, picture: _Picture, number: int) -> _Picture:
        store, since = self._store, picture.index.number
        changes = Changes(
            number=number,
            skills=list(store.skills.all(since, number)),
            professions=list(store.professions.all(since, number)),
            workplaces=list(store.workplaces.all(since, number)),
            tasks=sorted(store.tasks.all(since, number), key=lambda task: task.id),
            employees=store.columns.employees(since, number),
            suggestions=store.invitations.suggestions(since=since, until=number, earliest=self._earliest()),
            waiting=store.invitations.waiting(since, number),
            gone=frozenset().union(
                store.skills.retired(since, number),
                store.professions.retired(since, number),
                store.workplaces.retired(since, number),
                store.tasks.retired(since, number),
            ),
        )
        index = picture.index.patched(changes, today=self._today())
        index = replace(index, weights=store.ranking_models.weights())
        linker = picture.linker
        if index.taxonomy is not picture.index.taxonomy or index.professions is not picture.index.professions:
            linker = _fitted(index.taxonomy.skills.values(), index.professions.values())
        return _Picture(index, linker)

    def _earliest(self) -> date:
        """The day from which on suggestions are remembered."""
        return self._today() - timedelta(days=REMEMBERED_DAYS)


def _fitted(skills: Iterable[Skill], professions: Iterable[Profession]) -> SkillLinker:
    return SkillLinker().fit(skills, professions=professions, examples=read_task_examples())
