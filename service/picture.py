"""Reads the graph into a picture: an index, and the linker that was fitted to its skills.

A picture is never changed: `brought_up_to_date` makes the next one from what changed in the graph since. Its
linker may be of an earlier one, since making that takes seconds where a skill has changed: `linked` makes it.
"""

import logging
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from math import isfinite

from graph.link_models import KIND as LINK_MODEL
from graph.ranking_models import KIND as RANKING_MODEL
from graph.records.soundness import LeftOut, note
from graph.store import GraphStore
from matching.index.columns import EmployeeColumns
from matching.index.index import Changes, Index
from matching.index.naming import skill_label
from matching.index.taxonomy import Taxonomy
from matching.index.workload import REMEMBERED_DAYS
from matching.language.link_model import LinkModel
from matching.language.linking import SkillLinker
from matching.language.own_tasks import OwnTasks
from matching.model import Profession, Requirement
from matching.question import Question
from matching.ranking.shortlist import shortlist
from matching.weights import Weights
from service.errors import IndexNotReady
from service.fitting import fitted, shipped_examples
from service.sifting import without_spoilers

logger = logging.getLogger("tvaers.picture")


READ_ANEW = frozenset({LINK_MODEL, RANKING_MODEL})
"""What every picture reads again, so that nothing is remembered of what was left out before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What a linker is made of: it is fitted to skills and professions, learned tasks, and has a model."""

    taxonomy: Taxonomy
    professions: Mapping[str, Profession]
    own_tasks: OwnTasks
    model: LinkModel

    def of_same_words(self, other: "Lessons") -> bool:
        """Whether a linker that was fitted to these can go on with the others."""
        return self.taxonomy is other.taxonomy and self.professions is other.professions

    def same(self, other: "Lessons") -> bool:
        """Whether a linker of these is one of the others."""
        alike = self.own_tasks is other.own_tasks and self.model == other.model
        return alike and self.of_same_words(other)


@dataclass(frozen=True, slots=True)
class Picture:
    """An index and a linker; and the rows of the graph that it leaves out.

    The linker was made of the lessons that it `learned`, which may be earlier ones than there are. One that
    `remembers_erased` lists nobody who was erased, and still has their rows: it is to be taken anew.
    """

    index: Index
    linker: SkillLinker
    lessons: Lessons
    learned: Lessons
    left_out: tuple[LeftOut, ...] = ()
    remembers_erased: bool = False

    @property
    def is_linked(self) -> bool:
        """Whether the linker is of what the index is."""
        return self.learned.same(self.lessons)


def taken(store: GraphStore, number: int, *, today: date) -> Picture:
    """A picture of the whole graph at the change with this number, which answers a question.

    Rows that spoil it though they look as they should are left out as well. Raises GraphUnavailable,
    IndexNotReady.
    """
    left_out: list[LeftOut] = []
    refuse = left_out.append
    everything = Changes(
        number=number,
        skills=list(store.skills.all(refuse=refuse)),
        professions=list(store.professions.all(refuse=refuse)),
        workplaces=list(store.workplaces.all(refuse=refuse)),
        qualification_kinds=list(store.qualification_kinds.all(refuse=refuse)),
        tasks=sorted(store.tasks.all(refuse=refuse), key=lambda task: task.id),
        employees=list(store.columns.employees(refuse=refuse)),
        suggestions=list(
            store.invitations.suggestions(since=0, until=number, earliest=_earliest(today), refuse=refuse)
        ),
        waiting=list(store.invitations.waiting(refuse=refuse)),
    )
    make = partial(
        _made,
        today=today,
        weights=store.ranking_models.weights(refuse=refuse),
        link_model=store.link_models.in_use(refuse=refuse),
    )
    try:
        picture = make(everything)
    except Exception as error:
        logger.error("something spoils the index, looking for it", exc_info=error)
        picture = make(without_spoilers(everything, make, refuse))
    return replace(picture, left_out=_noted(left_out))


def _made(everything: Changes, *, today: date, weights: Weights, link_model: LinkModel) -> Picture:
    linker = fitted(everything.skills, everything.professions)
    index = Index.build(everything, today=today, terms=linker.terms, weights=weights)
    own_tasks = OwnTasks().patched(everything.tasks)
    lessons = Lessons(
        taxonomy=index.taxonomy, professions=index.professions, own_tasks=own_tasks, model=link_model
    )
    picture = Picture(index, _taught(linker, lessons), lessons, lessons)
    prove(picture.index)
    return picture


def brought_up_to_date(before: Picture, store: GraphStore, number: int, *, today: date) -> Picture:
    """The picture after all changes up to the one with this number, which answers a question; not `linked`.

    Raises GraphUnavailable, and whatever goes wrong with what was read: take it anew then.
    """
    since = before.index.number
    left_out: list[LeftOut] = []
    refuse = left_out.append
    skills = list(store.skills.all(since, number, refuse=refuse))
    professions = list(store.professions.all(since, number, refuse=refuse))
    workplaces = list(store.workplaces.all(since, number, refuse=refuse))
    qualification_kinds = list(store.qualification_kinds.all(since, number, refuse=refuse))
    tasks = sorted(store.tasks.all(since, number, refuse=refuse), key=lambda task: task.id)
    gone = frozenset().union(
        store.skills.retired(since, number),
        store.professions.retired(since, number),
        store.workplaces.retired(since, number),
        store.tasks.retired(since, number),
        (row.id for row in left_out),  # nothing that was known of them holds any more
    )
    employees = list(store.columns.employees(since, number, refuse=refuse))
    somebody_erased = store.erasures.since(since)
    if somebody_erased:
        employees.append(_erased(before.index, store))
    waiting = list(store.invitations.waiting(since, number, refuse=refuse))
    changes = Changes(
        number=number,
        skills=skills,
        professions=professions,
        workplaces=workplaces,
        qualification_kinds=qualification_kinds,
        tasks=tasks,
        employees=employees,
        suggestions=store.invitations.suggestions(
            since=since, until=number, earliest=_earliest(today), refuse=refuse
        ),
        waiting=waiting,
        gone=gone,
    )
    index = before.index.patched(changes, today=today)
    index = replace(index, weights=store.ranking_models.weights(refuse=refuse))
    lessons = Lessons(
        taxonomy=index.taxonomy,
        professions=index.professions,
        own_tasks=before.lessons.own_tasks.patched(tasks, gone),
        model=store.link_models.in_use(refuse=refuse),
    )
    looked_at = gone.union(
        (each.id for each in skills),
        (each.id for each in professions),
        (each.id for each in workplaces),
        (each.id for each in qualification_kinds),
        (each.id for each in tasks),
        (each.id for each in waiting),
        (id for batch in employees for id in batch.ids),
    )
    picture = Picture(
        index,
        before.linker,
        lessons,
        before.learned,
        left_out=_noted(left_out, before.left_out, looked_at),
        remembers_erased=before.remembers_erased or somebody_erased,
    )
    prove(picture.index)
    return picture


def linked(picture: Picture) -> Picture:
    """The picture with the linker that belongs to it; itself where it has that."""
    if picture.is_linked:
        return picture
    linker, lessons = picture.linker, picture.lessons
    if not picture.learned.of_same_words(lessons):
        linker = fitted(lessons.taxonomy.skills.values(), lessons.professions.values())
    return replace(picture, linker=_taught(linker, lessons), learned=lessons)


def _erased(index: Index, store: GraphStore) -> EmployeeColumns:
    """Whom the index has and the graph no longer, whose ids stand nowhere there, as employees who left."""
    there, workforce = store.employees.ids(), index.workforce
    active = zip(workforce.ids, workforce.active.tolist(), strict=True)
    return EmployeeColumns.of((), retired=[id for id, is_active in active if is_active and id not in there])


def _noted(
    left_out: Iterable[LeftOut], before: Iterable[LeftOut] = (), looked_at: Set[str] = frozenset()
) -> tuple[LeftOut, ...]:
    """All that is left out now, with what was before and was not `looked_at`; the log is told of the new."""
    still = {row: None for row in before if row.id not in looked_at and row.kind not in READ_ANEW}
    known = set(before)
    for row in left_out:
        if row not in known:
            note(row)
        still[row] = None
    return tuple(still)


def prove(index: Index) -> None:
    """Ask a question that uses every part of the index, and look at the answer.

    Raises IndexNotReady where there is none, or one with scores that are no numbers.
    """
    try:
        answer = shortlist(index, _trial(index))
        scores = [part.value for candidate in answer.candidates for part in candidate.contributions]
    except Exception as error:
        raise IndexNotReady from error
    if not all(map(isfinite, scores)):
        raise IndexNotReady


def _trial(index: Index) -> Question:
    """For the skill that most have, in words too, from the workplace of one of them and beside them."""
    holders = {skill: posting.rows for skill, posting in index.workforce.skills.postings.items()}
    skill = max(holders, key=lambda id: len(holders[id]), default="")
    if not skill or not len(holders[skill]):
        return Question(text="?")
    row = int(holders[skill][0])
    return Question(
        requirements=(Requirement(skill=skill),),
        text=skill_label(index, skill),
        unit=index.workplace_of(row),
        members=(index.workforce.ids[row],),
    )


def _earliest(today: date) -> date:
    """The day from which on suggestions are remembered."""
    return today - timedelta(days=REMEMBERED_DAYS)


def _taught(linker: SkillLinker, lessons: Lessons) -> SkillLinker:
    return linker.taught([*shipped_examples(), *lessons.own_tasks.examples()], model=lessons.model)
