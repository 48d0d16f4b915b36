"""Keeps the index beside the graph, and answers from it.

The graph is read whole once; after that `refresh` asks for the change number and reads only what changed
since. Something outside the questions calls it (`service.process.refresher`), so that there is seldom much to
read. A request asks for the number too, as its first (`follow`): what anybody has written by then, somebody's
wish to hide above all, it is answered with. Only which skills a text speaks of follows a little later
(`service.picture.linked`): making that anew takes seconds, and nobody waits for it. While the graph cannot be
read, answers come from the last picture for `stale_minutes`, and then no more.
"""

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from graph.errors import GraphUnavailable
from graph.records.soundness import LeftOut
from graph.store import GraphStore
from matching.bounds import MOST_REQUIREMENTS
from matching.index.index import Index
from matching.language.linking import OFFERED, LinkedSkill
from matching.question import Question, TeamQuestion
from matching.ranking.answer import Shortlist, SimilarTask
from matching.ranking.shortlist import shortlist
from matching.ranking.similar import similar_tasks
from matching.teams.answer import TeamAdvice, TeamAnswer, advise, propose
from service.errors import IndexNotReady
from service.gate import Gate
from service.picture import Picture, brought_up_to_date, linked, prove, taken

logger = logging.getLogger("tvaers.matcher")

MOST_OFFERED = 20
"""Skills that a text may need which are offered, at most. By eye: as many as people look through."""
COMPUTING_SECONDS = 0.1
"""So long a question waits at most for others to be answered; nearly all take less. By eye."""
PROVING_SECONDS = 5.0
"""The same for proofs of teams and advice on them, which take longer; no other question waits for these."""
CATCH_UP_SECONDS = 10.0
"""So long a question waits at most for another look at the graph to end, before its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """From which change and moment of the graph answers are; `stale_since` where it cannot be read now.

    `left_out` are the rows of the graph that are not what they should be.
    """

    change: int
    employees: int
    read_at: datetime
    age: timedelta
    stale_since: datetime | None
    left_out: tuple[LeftOut, ...] = ()


class Turns:
    """Turns at computing, since threads that compute side by side only slow each other down.

    One goes at a time, unless it takes too long: then the next goes on beside it. So turns cost nobody
    more than `seconds`, whatever somebody else has asked.
    """

    def __init__(self, *, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Wait for one's turn, for a while."""
        taken = self._lock.acquire(timeout=self._seconds)
        try:
            yield
        finally:
            if taken:
                self._lock.release()


class Matcher:
    """Links texts to skills and answers questions from the newest picture of the graph, if the gate lets it.

    Safe to share between threads: a picture is never changed, only replaced.
    """

    def __init__(
        self,
        store: GraphStore,
        *,
        now: Callable[[], datetime],
        stale_minutes: float = 15.0,
        gate: Gate | None = None,
    ) -> None:
        self.gate = gate or Gate(store)
        self._store = store
        self._now = now
        self._stale = timedelta(minutes=stale_minutes)
        self._picture: Picture | None = None
        # When the last look at the graph began that succeeded, and whether the last one failed.
        self._read_at = datetime.min.replace(tzinfo=UTC)
        self._failing = False
        # The number of the latest change that this process made itself, or that a request saw.
        self._written = 0
        self._writing = threading.Lock()
        self._refreshing = threading.Lock()
        self._computing = Turns(seconds=COMPUTING_SECONDS)
        self._proving = Turns(seconds=PROVING_SECONDS)
        store.changes.listen(self)

    @property
    def ready(self) -> bool:
        """Whether the first build is done."""
        return self._picture is not None

    @property
    def index(self) -> Index:
        """The newest index. Raises IndexNotReady before the first build, GraphUnavailable."""
        return self._current().index

    @property
    def linking(self) -> str:
        """The version of the model that says which skills a text needs."""
        return self._current().linker.model.version

    def link(
        self, text: str, limit: int = 10, *, min_score: float = 0.0, without: Collection[str] = ()
    ) -> list[LinkedSkill]:
        """The skills that a text speaks of, with scores and the words that led to them."""
        self.gate.hold()
        picture = self._current()
        found = picture.linker.link(text, limit=limit, min_score=min_score, without=without)
        return _that_there_are(found, picture)

    def recognised(
        self, text: str, *, without: Collection[str] = (), added: Collection[str] = ()
    ) -> list[LinkedSkill]:
        """Two piles, the most probable first: the skills that a text needs, and those offered beside them.

        What a person took away (`without`, ids) makes room in both for the next one, and what they `added`
        among the offered.
        """
        most = MOST_REQUIREMENTS + MOST_OFFERED
        linked = self.link(text, most, min_score=OFFERED, without=without) if text else []
        needed = [each for each in linked if each.needed or each.skill in added]
        offered = [each for each in linked if not each.needed and each.skill not in added]
        return needed[:MOST_REQUIREMENTS] + offered[:MOST_OFFERED]

    def complete(
        self, prefix: str, limit: int = 10, *, without: Collection[str] = frozenset()
    ) -> list[LinkedSkill]:
        """The skills, but those `without`, whose labels begin like, or nearly like, what was typed so far."""
        picture = self._current()
        found = picture.linker.complete(prefix, limit=limit + len(without))
        there = _that_there_are(found, picture)
        return [each for each in there if each.skill not in without][:limit]

    def match(self, question: Question, index: Index | None = None) -> Shortlist:
        """Who can help with a task, and why; from the newest index, if no other is given."""
        index = self.suggesting(index, question.members)
        with self._computing():
            return shortlist(index, question)

    def similar(self, question: Question, index: Index | None = None) -> tuple[SimilarTask, ...]:
        """The past tasks most like a task, and who can be asked about them."""
        index = self.suggesting(index, question.members)
        with self._computing():
            return similar_tasks(index, question)

    def team(
        self, question: TeamQuestion, index: Index | None = None, *, listed: Collection[str] = ()
    ) -> TeamAnswer:
        """Teams for a task, of those who are listed for it if these will do, and what cannot be met."""
        index = self.suggesting(index, question.fixed)
        with self._proving() if question.exact else self._computing():
            return propose(index, question, listed=listed)

    def advise(
        self, question: TeamQuestion, members: Sequence[str], index: Index | None = None
    ) -> TeamAdvice:
        """What could be otherwise in a team.

        Who objects is named as a member only: they get nobody's seat, though they take part in the task.
        """
        index = self.suggesting(index, members)
        with self._proving():
            return advise(index, question, members)

    def suggesting(self, index: Index | None = None, named: Iterable[str] = ()) -> Index:
        """What suggestions are made from: without who takes no part or objects, but for those who are named.

        Raises SuggestionsOff.
        """
        self.gate.hold()
        return (index or self.index).suggesting(self.gate.workplaces_off, but=named)

    @property
    def freshness(self) -> Freshness:
        """How near the graph the answers are. Raises IndexNotReady before the first build."""
        picture = self._picture
        if picture is None:
            raise IndexNotReady
        return Freshness(
            change=picture.index.number,
            employees=len(picture.index.workforce),
            read_at=self._read_at,
            age=self._now() - self._read_at,
            stale_since=self.stale_since,
            left_out=picture.left_out,
        )

    @property
    def stale_since(self) -> datetime | None:
        """When the graph was last read, if it cannot be read now; None while the answers follow it."""
        return self._read_at if self._failing and self._picture else None

    def prove(self) -> None:
        """Ask a question as people do. Raises IndexNotReady where that brings no answer, GraphUnavailable."""
        prove(self._current().index)

    def wrote(self, number: int) -> None:
        """The change with this number is in the graph: the next question is answered with it."""
        with self._writing:
            self._written = max(self._written, number)

    def follow(self) -> None:
        """From here on answer with all that any process has written by now, unless the graph is away."""
        if self._picture is None or self._store.database.away:
            return
        with suppress(GraphUnavailable):
            self.wrote(self._store.changes.latest())

    def refresh(self) -> None:
        """Build the index, or bring it and then the linker up to date. Raises GraphUnavailable."""
        with self._refreshing:
            picture = self._look()
        while not picture.is_linked:
            picture = self._linked(picture)

    def _linked(self, picture: Picture) -> Picture:
        """The newest picture, with the linker of this one if it has no newer."""
        try:
            made = linked(picture)
        except Exception as error:
            logger.error("cannot make the linker anew, reading the graph anew", exc_info=error)
            with self._refreshing:
                return self._look(anew=True)
        with self._refreshing:
            newest = self._picture or made
            if not newest.is_linked:
                newest = replace(newest, linker=made.linker, learned=made.learned)
            self._picture = newest
        return newest

    def _look(self, *, anew: bool = False) -> Picture:
        began = self._now()
        try:
            picture = self._read(began.date(), anew=anew)
        except Exception:
            self._failing = True
            raise
        self._picture, self._read_at, self._failing = picture, began, False
        return picture

    def _read(self, today: date, *, anew: bool) -> Picture:
        if self._store.database.away:
            self._store.ping()
        before, number = self._picture, self._store.changes.number()
        if before is None or anew:
            return taken(self._store, number, today=today)
        if number < before.index.number:  # an earlier state of the graph was restored
            self._written = 0
            return taken(self._store, number, today=today)
        if before.remembers_erased and self._written <= before.index.number:  # and no question waits for this
            return taken(self._store, number, today=today)
        if number == before.index.number and today == before.index.workforce.today:
            return before
        try:
            return brought_up_to_date(before, self._store, number, today=today)
        except GraphUnavailable:
            raise
        except Exception as error:
            logger.error("cannot follow what changed, reading the graph anew", exc_info=error)
            return taken(self._store, number, today=today)

    def _current(self) -> Picture:
        """The newest picture, with all that is known to be written, unless it is too old to answer from."""
        picture = self._picture
        if picture is None:
            raise IndexNotReady
        if picture.index.number < self._written:
            return self._caught_up()
        if self._failing and self._now() - self._read_at > self._stale:
            raise GraphUnavailable("the graph has not been read for too long")
        return picture

    def _caught_up(self) -> Picture:
        """With what was just written, which may be that somebody hides: never without."""
        if self._store.database.away or not self._refreshing.acquire(timeout=CATCH_UP_SECONDS):
            raise GraphUnavailable("what was just written cannot be read yet")
        try:
            picture = self._picture
            return picture if picture and picture.index.number >= self._written else self._look()
        finally:
            self._refreshing.release()


def _that_there_are(found: Iterable[LinkedSkill], picture: Picture) -> list[LinkedSkill]:
    """Without the skills that were retired or joined with others since the linker was made."""
    return [each for each in found if each.skill in picture.index.taxonomy.skills]
