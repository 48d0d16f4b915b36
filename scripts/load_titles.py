"""Load the labour agency's job titles as other names of professions: `tvaers load-titles FILE`.

The file maps Danish job titles to ESCO occupations (Styrelsen for Arbejdsmarked og Rekruttering, linked
data of ESCO). Exact matches are used, close ones for a title that has no exact one, broader and
narrower ones never.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

from graph.loading import Counts
from graph.vocabulary.neutral_titles import NeutralTitles
from matching.model import Profession
from scripts.command_line import SOME_REJECTED, DanishCommand
from scripts.graph_work import graph_of_settings, waiting, write
from scripts.hr.importing import save_rejects
from scripts.hr.options import apply_option, rejects_option
from scripts.hr.rejects import check_rejects_path
from scripts.hr.report import show_sources
from scripts.report import say, show_counts
from service.clock import Clock
from service.hr.intake import Intake, take_in
from service.hr.labels import Labels
from service.hr.schemas import TITLES
from service.hr.tables import read_table
from service.hr.words import fold_label
from service.settings import load_settings

# The better relation first; a title's worse ones don't count.
USED_RELATIONS = ("skos:exactMatch", "skos:closeMatch")

EXAMPLES = """
  Se, hvad der ville ske:
    tvaers load-titles stillingsbetegnelser.csv
  Skriv det:
    tvaers load-titles stillingsbetegnelser.csv --apply
"""


@click.command("load-titles", cls=DanishCommand, examples=EXAMPLES)
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@apply_option
@rejects_option
def command(*, file: Path, apply: bool, rejects: Path) -> int:
    """Indlæs stillingsbetegnelser som andre navne for fagligheder fra ESCO.

    FIL har stillingsbetegnelser med deres faglighed i ESCO. Uden --apply vises kun, hvad der ville ske.
    """
    console = Console()
    check_rejects_path(rejects)
    settings = load_settings()
    names = NeutralTitles.shipped(settings.sensitive_titles)
    table = read_table(file, sheets=(TITLES.danish,))
    intake = take_in(table, TITLES, clock=Clock(settings.time_zone), titles=names)
    titles = occupations_of(intake)
    with graph_of_settings() as store:
        with waiting("Sammenligner med grafen …"):
            number = store.changes.number()
            professions = list(store.professions.all())
            changed = with_titles(professions, titles, names)
            plan = replace(store.loading.plan_professions(changed), number=number)
        known = {profession.id for profession in professions}
        missing = sum(known.isdisjoint(occupations) for occupations in titles.values())
        show_sources(console, [intake])
        show_counts(console, [Counts.of_plan("fagligheder", plan)])
        save_rejects(console, rejects, intake.rejects)
        if intake.private:
            say(console, f"{len(intake.private)} titler siger noget privat og er ikke taget med.")
        if missing:
            say(console, f"{missing} titler hører til fagligheder, som grafen ikke har. Er ESCO indlæst?")
        done = write(console, store, [plan], apply=apply)
    return SOME_REJECTED if intake.rejected else done


def occupations_of(intake: Intake) -> dict[str, list[str]]:
    """The URIs of the occupations that each title stands for, by the best relation it has."""
    found: dict[str, dict[str, list[str]]] = {}
    for entry in intake.entries:
        values = entry.values
        if values["relation"] in USED_RELATIONS and entry.position not in intake.private:
            by_relation = found.setdefault(values["title"], {})
            by_relation.setdefault(values["relation"], []).append(values["occupation"])
    return {title: by[min(by, key=USED_RELATIONS.index)] for title, by in found.items()}


def with_titles(
    professions: Iterable[Profession], titles: dict[str, list[str]], names: NeutralTitles
) -> list[Profession]:
    """The professions that get a title as an alternative label, or lose one that is private.

    A title that already names one profession stays as it is. One that stands for several becomes a
    label of all of them, so that an import can tell what there is to choose from.
    """
    by_id = {profession.id: profession for profession in professions}
    labels = Labels.of_professions(by_id.values())
    more: dict[str, list[str]] = {}
    for title, occupations in titles.items():
        if len(labels.meant(title)) != 1:
            for occupation in occupations:
                more.setdefault(occupation, []).append(title)
    changed = []
    for id, before in by_id.items():
        profession = names.of_profession(before)
        known = {fold_label(label) for label in (profession.label_da, *profession.alt_da)}
        new = {folded: title for title in more.get(id, ()) if (folded := fold_label(title)) not in known}
        if new or profession != before:
            changed.append(replace(profession, alt_da=(*profession.alt_da, *new.values())))
    return sorted(changed, key=lambda profession: profession.id)
