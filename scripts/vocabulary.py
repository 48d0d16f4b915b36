"""Brings skills and professions into the graph, for the commands that load the catalogue and ESCO."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from graph.loading import Counts, Plan
from graph.store import GraphStore
from graph.vocabulary.esco import Catalogue, joined, known_only, with_own_replaced
from graph.vocabulary.neutral_titles import NeutralTitles
from graph.vocabulary.replaced import Replaced
from matching.model import Profession, Skill
from scripts.graph_work import waiting, write
from scripts.replaced_skills import moving_plans, with_kept_professions
from scripts.report import say, show_counts, show_gone
from scripts.vocabulary_report import write_report

C = TypeVar("C", Skill, Profession)

report_option = click.option(
    "--report",
    metavar="FIL",
    type=click.Path(path_type=Path),
    help="Skriv, hvad der bliver af hver kompetence, til en CSV-fil.",
)


def with_esco_of(store: GraphStore, catalogue: Catalogue) -> Catalogue:
    """The catalogue joined with what the graph has from ESCO, so that loading one doesn't undo the other."""
    return joined(
        catalogue,
        skills=_from_esco(store.skills.all()),
        professions=_from_esco(store.professions.all()),
    )


def load_vocabulary(
    store: GraphStore,
    vocabulary: Catalogue,
    *,
    titles: NeutralTitles,
    complete: bool,
    apply: bool,
    report: Path | None = None,
) -> int:
    """Show what changes, and with `apply` write it in one transaction; returns the exit code.

    With `complete`, what the vocabulary no longer has is retired, unless somebody or something in
    the graph still uses it. What is obsolete is never new, stays where it is used, and isn't offered.
    A skill that was replaced always goes, and whoever had it has the one that stands for it. What the
    organisation has changed itself stays. `report` is a file for what becomes of each skill.
    """
    console = Console()
    with waiting("Sammenligner med grafen …"):
        number = store.changes.number()
        vocabulary = with_own_replaced(vocabulary, store.skills.replaced())
        current = _without_obsolete(store, vocabulary, complete=complete)
        known = known_only(current.skills, map(titles.of_profession, current.professions))
        replaced = {id: vocabulary.replaced[id] for id in vocabulary.replaced.keys() & store.skills.ids()}
        professions = store.loading.plan_professions(known.professions, retire=complete)
        skills = store.loading.plan_skills(known.skills, retire=True)
        moving = moving_plans(store, replaced) if replaced else []
        if not complete:
            skills = replace(skills, gone=tuple(each for each in skills.gone if each.id in replaced))
        elif skills.gone or professions.gone:
            professions, spared_professions = _spare(professions, _used_professions(store))
            used = _used_skills(store, known, professions) - replaced.keys()
            skills, spared_skills = _spare(skills, used)
            for name, count in (("kompetencer", spared_skills), ("fagligheder", spared_professions)):
                if count:
                    say(console, f"{count} {name} er ikke længere med, men bruges stadig, så de beholdes.")
        if replaced:
            professions = with_kept_professions(professions, store.professions.all(), replaced)
    _tell_obsolete(console, "kompetencer", vocabulary.skills, kept=known.skills)
    _tell_obsolete(console, "fagligheder", vocabulary.professions, kept=known.professions)
    if replaced:
        _tell_replaced(console, replaced, moving)
    planned: list[Plan[Any]] = [skills, professions, *moving]
    plans = [replace(plan, number=number) for plan in planned]
    show_counts(console, [Counts.of_plan("kompetencer", skills), Counts.of_plan("fagligheder", professions)])
    if report is not None:
        write_report(report, skills, replaced=replaced, employees=store.employees.all())
        say(console, f"Hvad der bliver af hver kompetence, står i {report}.")
    show_gone(console, "kompetencer", skills)
    show_gone(console, "fagligheder", professions)
    return write(console, store, plans, apply=apply)


def _tell_obsolete(console: Console, name: str, given: Iterable[C], *, kept: Iterable[C]) -> None:
    if obsolete := sum(concept.obsolete for concept in given):
        count = sum(concept.obsolete for concept in kept)
        say(console, f"{obsolete} {name} er forældede: {count} er i grafen og foreslås ikke mere.")


def _tell_replaced(console: Console, replaced: Replaced, moving: Iterable[Plan[Any]]) -> None:
    employees, tasks, _ = (len(plan.changed) for plan in moving)
    say(
        console,
        f"{len(replaced)} kompetencer er lagt sammen med andre: {employees} medarbejdere og {tasks} opgaver "
        "får den, der er tilbage.",
    )


def _without_obsolete(store: GraphStore, vocabulary: Catalogue, *, complete: bool) -> Catalogue:
    """The vocabulary without what is obsolete and not in the graph, or (with `complete`) not in use."""
    if not any(each.obsolete for each in vocabulary.skills) and not any(
        each.obsolete for each in vocabulary.professions
    ):
        return vocabulary
    skills = _held_or_asked_for(store) if complete else store.skills.ids()
    professions = _used_professions(store) if complete else store.professions.ids()
    return Catalogue(
        skills=[each for each in vocabulary.skills if not each.obsolete or each.id in skills],
        professions=[each for each in vocabulary.professions if not each.obsolete or each.id in professions],
        replaced=vocabulary.replaced,
    )


def _from_esco(concepts: Iterable[C]) -> list[C]:
    return [concept for concept in concepts if "esco" in concept.source]


def _spare(plan: Plan[Any], used: set[str]) -> tuple[Plan[Any], int]:
    """The plan without retiring what is used, and how much that is."""
    gone = tuple(each for each in plan.gone if each.id not in used)
    return replace(plan, gone=gone), len(plan.gone) - len(gone)


def _used_professions(store: GraphStore) -> set[str]:
    return {employee.profession for employee in store.employees.all()}


def _used_skills(store: GraphStore, known: Catalogue, professions: Plan[Profession]) -> set[str]:
    """The ids of skills that employees, tasks and the professions that stay point to."""
    used = _held_or_asked_for(store)
    retired = {profession.id for profession in professions.gone}
    for profession in known.professions:
        used.update(skill for skill, _ in profession.requires)
    rewritten = {profession.id for profession in known.professions}
    for profession in store.professions.all():
        if profession.id not in retired | rewritten:
            used.update(skill for skill, _ in profession.requires)
    return used


def _held_or_asked_for(store: GraphStore) -> set[str]:
    """The ids of skills that employees have, speak of, want or teach, and that tasks ask for."""
    used: set[str] = set()
    for employee in store.employees.all():
        used.update(held.skill for held in employee.skills)
        used.update(said.skill for said in employee.statements)
        used.update(employee.wants_to_learn, employee.can_teach)
    for task in store.tasks.all():
        used.update(requirement.skill for requirement in task.requirements)
    return used
