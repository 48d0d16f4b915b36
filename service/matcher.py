"""Keeps the index beside the graph, and answers from it.

The graph is read whole once; after that `refresh` asks for the change number and reads only what changed
since. Something outside the questions calls it (`service.process.refresher`), so that no question waits for
what others wrote. What this process wrote itself is seen by its very next question, which waits for that.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.errors import GraphUnavailable
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
CATCH_UP_SECONDS = 10.0
"""So long a question waits at most for another look at the graph to end, before its own."""


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
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._today = today
        self._picture: _Picture | None = None
        # The number of the latest change that this process made itself.
        self._written = 0
        self._writing = threading.Lock()
        self._refreshing = threading.Lock()
        # Threads that compute side by side only wait for each other's turn at the interpreter.
        self._computing = threading.Lock()
        # Proofs and advice take longer: only one at a time, and no other question waits for it.
        self._proving = threading.Lock()
        store.changes.listen(self)

    @property
    def ready(self) -> bool:
        """Whether the first build is done."""
        return self._picture is not None

    @property
    def index(self) -> Index:
        """The newest index. Raises IndexNotReady before the first build, GraphUnavailable."""
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

    def match(self, question: Question, index: Index | None = None) -> Shortlist:
        """Who can help with a task, and why; from the newest index, if no other is given."""
        index = index or self.index
        with self._computing:
            return shortlist(index, question)

    def team(self, question: TeamQuestion, index: Index | None = None) -> TeamAnswer:
        """Teams for a task, and what cannot be met."""
        index = index or self.index
        with self._proving if question.exact else self._computing:
            return propose(index, question)

    def advise(
        self, question: TeamQuestion, members: Sequence[str], index: Index | None = None
    ) -> TeamAdvice:
        """What could be otherwise in a team."""
        index = index or self.index
        with self._proving:
            return advise(index, question, members)

    def wrote(self, number: int) -> None:
        """This process made the change with this number: the next question is answered with it."""
        with self._writing:
            self._written = max(self._written, number)

    def refresh(self) -> None:
        """Build the index, or bring it up to date with the graph. Raises GraphUnavailable."""
        with self._refreshing:
            self._look()

    def _look(self) -> _Picture:
        before, number = self._picture, self._store.changes.number()
        if before is None:
            self._picture = self._built(number)
        elif number < before.index.number:  # an earlier state of the graph was restored
            self._picture, self._written = self._built(number), 0
        elif number > before.index.number or self._today() != before.index.workforce.today:
            self._picture = self._patched(before, number)
        else:
            return before
        return self._picture

    def _current(self) -> _Picture:
        """The newest picture, with all that this process wrote."""
        picture = self._picture
        if picture is None:
            raise IndexNotReady
        return picture if picture.index.number >= self._written else self._caught_up()

    def _caught_up(self) -> _Picture:
        if not self._refreshing.acquire(timeout=CATCH_UP_SECONDS):
            raise GraphUnavailable("what was just written cannot be read yet")
        try:
            picture = self._picture
            return picture if picture and picture.index.number >= self._written else self._look()
        finally:
            self._refreshing.release()

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
