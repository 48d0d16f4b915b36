"""Brings skills and professions into the graph, for the commands that load the catalogue and ESCO."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from rich.console import Console

from graph.loading import Plan
from graph.store import GraphStore
from graph.vocabulary.esco import Catalogue, known_only, merge_professions, merge_skills
from graph.vocabulary.neutral_titles import NeutralTitles
from matching.model import Profession, Skill
from scripts.graph_work import waiting, write
from scripts.report import Counts, say, show_counts, show_gone

C = TypeVar("C", Skill, Profession)


def with_esco_of(store: GraphStore, catalogue: Catalogue) -> Catalogue:
    """The catalogue joined with what the graph has from ESCO, so that loading one doesn't undo the other."""
    return Catalogue(
        skills=merge_skills(catalogue.skills, _from_esco(store.skills.all())),
        professions=merge_professions(catalogue.professions, _from_esco(store.professions.all())),
    )


def load_vocabulary(
    store: GraphStore, vocabulary: Catalogue, *, titles: NeutralTitles, complete: bool, apply: bool
) -> int:
    """Show what changes, and with `apply` write it in one transaction; returns the exit code.

    With `complete`, what the vocabulary no longer has is retired, unless somebody or something in
    the graph still uses it.
    """
    console = Console()
    with waiting("Sammenligner med grafen …"):
        number = store.changes.number()
        professions_given = map(titles.of_profession, vocabulary.professions)
        known = known_only(vocabulary.skills, professions_given)
        professions = store.loading.plan_professions(known.professions, retire=complete)
        skills = store.loading.plan_skills(known.skills, retire=complete)
        if skills.gone or professions.gone:
            professions, spared_professions = _spare(
                professions, {employee.profession for employee in store.employees.all()}
            )
            skills, spared_skills = _spare(skills, _used_skills(store, known, professions))
            for name, count in (("kompetencer", spared_skills), ("fagligheder", spared_professions)):
                if count:
                    say(console, f"{count} {name} er ikke længere med, men bruges stadig, så de beholdes.")
    plans = [replace(plan, number=number) for plan in (skills, professions)]
    show_counts(console, [Counts.of_plan("kompetencer", skills), Counts.of_plan("fagligheder", professions)])
    show_gone(console, "kompetencer", skills)
    show_gone(console, "fagligheder", professions)
    return write(console, store, plans, apply=apply)


def _from_esco(concepts: Iterable[C]) -> list[C]:
    return [concept for concept in concepts if "esco" in concept.source]


def _spare(plan: Plan[Any], used: set[str]) -> tuple[Plan[Any], int]:
    """The plan without retiring what is used, and how much that is."""
    gone = tuple(each for each in plan.gone if each.id not in used)
    return replace(plan, gone=gone), len(plan.gone) - len(gone)


def _used_skills(store: GraphStore, known: Catalogue, professions: Plan[Profession]) -> set[str]:
    """The ids of skills that employees, tasks and the professions that stay point to."""
    used: set[str] = set()
    for employee in store.employees.all():
        used.update(held.skill for held in employee.skills)
        used.update(employee.wants_to_learn, employee.can_teach)
    for task in store.tasks.all():
        used.update(requirement.skill for requirement in task.requirements)
    retired = {profession.id for profession in professions.gone}
    for profession in [*known.professions, *store.professions.all()]:
        if profession.id not in retired:
            used.update(skill for skill, _ in profession.requires)
    return used
