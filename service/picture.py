"""Reads the graph into a picture: an index, and the linker that was fitted to its skills.

A picture is never changed: `brought_up_to_date` makes the next one from what changed in the graph since.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import isfinite

from graph.store import GraphStore
from graph.vocabulary.task_examples import read_task_examples
from matching.index.index import Changes, Index
from matching.index.naming import skill_label
from matching.index.workload import REMEMBERED_DAYS
from matching.language.linking import SkillLinker
from matching.model import Profession, Question, Requirement, Skill
from matching.ranking.shortlist import shortlist
from service.errors import IndexNotReady


@dataclass(frozen=True, slots=True)
class Picture:
    """An index and the linker that was fitted to its skills."""

    index: Index
    linker: SkillLinker


def taken(store: GraphStore, number: int, *, today: date) -> Picture:
    """A picture of the whole graph at the change with this number. Raises GraphUnavailable."""
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
        suggestions=store.invitations.suggestions(since=0, until=number, earliest=_earliest(today)),
        waiting=store.invitations.waiting(),
    )
    weights = store.ranking_models.weights()
    return Picture(Index.build(everything, today=today, terms=linker.terms, weights=weights), linker)


def brought_up_to_date(before: Picture, store: GraphStore, number: int, *, today: date) -> Picture:
    """The picture after all changes up to the one with this number. Raises GraphUnavailable."""
    since = before.index.number
    changes = Changes(
        number=number,
        skills=list(store.skills.all(since, number)),
        professions=list(store.professions.all(since, number)),
        workplaces=list(store.workplaces.all(since, number)),
        tasks=sorted(store.tasks.all(since, number), key=lambda task: task.id),
        employees=store.columns.employees(since, number),
        suggestions=store.invitations.suggestions(since=since, until=number, earliest=_earliest(today)),
        waiting=store.invitations.waiting(since, number),
        gone=frozenset().union(
            store.skills.retired(since, number),
            store.professions.retired(since, number),
            store.workplaces.retired(since, number),
            store.tasks.retired(since, number),
        ),
    )
    index = before.index.patched(changes, today=today)
    index = replace(index, weights=store.ranking_models.weights())
    linker = before.linker
    if index.taxonomy is not before.index.taxonomy or index.professions is not before.index.professions:
        linker = _fitted(index.taxonomy.skills.values(), index.professions.values())
    return Picture(index, linker)


def prove(picture: Picture) -> None:
    """Ask a question that uses every part of the index, and look at the answer.

    Raises IndexNotReady where there is none, or one with scores that are no numbers.
    """
    try:
        answer = shortlist(picture.index, _trial(picture.index))
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


def _fitted(skills: Iterable[Skill], professions: Iterable[Profession]) -> SkillLinker:
    return SkillLinker().fit(skills, professions=professions, examples=read_task_examples())
