"""Load the labour agency's job titles as other names of professions: `python -m scripts.load_titles FILE`.

The file maps Danish job titles to ESCO occupations (Styrelsen for Arbejdsmarked og Rekruttering, linked
data of ESCO). Exact matches are used, close ones for a title that has no exact one, broader and
narrower ones never.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from matching.model import Profession
from scripts.command_line import CommandParser, graph_of_settings, run, waiting, write
from scripts.hr.labels import Labels
from scripts.hr.tabular import Table, UnreadableTable, read_table
from scripts.hr.words import fold_label, tidy
from scripts.report import Counts, say, show_counts

OCCUPATION, TITLE, RELATION = "Classification 1 URI", "Classification 2 PrefLabel", "Mapping relation"
# The better relation first; a title's worse ones don't count.
USED_RELATIONS = ("skos:exactMatch", "skos:closeMatch")

EXAMPLES = """  Se, hvad der ville ske:
    python -m scripts.load_titles stillingsbetegnelser.csv
  Skriv det:
    python -m scripts.load_titles stillingsbetegnelser.csv --apply"""


def parser() -> CommandParser:
    """The command's arguments; docs/hr-files.md describes each, and a test holds that it does."""
    made = CommandParser(
        name="load_titles",
        description="Indlæs stillingsbetegnelser som andre navne for fagligheder fra ESCO.\n"
        "Uden --apply vises kun, hvad der ville ske.",
        examples=EXAMPLES,
    )
    made.add_argument("file", metavar="FIL", type=Path, help="stillingsbetegnelser med deres ESCO-faglighed")
    made.add_argument("--apply", action="store_true", help="skriv det til grafen")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    options = parser().parse_args(arguments)
    console = Console()
    titles = occupations_of(read_table(options.file, sheets=("stillingsbetegnelser",)))
    with graph_of_settings() as store:
        with waiting("Sammenligner med grafen …"):
            number = store.changes.number()
            professions = list(store.professions.all())
            changed = with_titles(professions, titles)
            plan = replace(store.loading.plan_professions(changed), number=number)
        known = {profession.id for profession in professions}
        missing = sum(known.isdisjoint(occupations) for occupations in titles.values())
        show_counts(console, [Counts.of_plan("fagligheder", plan)])
        if missing:
            say(console, f"{missing} titler hører til fagligheder, som grafen ikke har. Er ESCO indlæst?")
        return write(console, store, [plan], apply=options.apply)


def occupations_of(table: Table) -> dict[str, list[str]]:
    """The URIs of the occupations that each title stands for, by the best relation it has."""
    try:
        columns = [table.header.index(name) for name in (OCCUPATION, TITLE, RELATION)]
    except ValueError:
        needed = f"{OCCUPATION}, {TITLE} og {RELATION}"
        raise UnreadableTable(f"{table.name}: filen skal have kolonnerne {needed}.") from None
    found: dict[str, dict[str, list[str]]] = {}
    for row in table.rows:
        if len(row.cells) > max(columns):
            occupation, title, relation = (tidy(row.cells[column]) for column in columns)
            if title and relation in USED_RELATIONS:
                found.setdefault(title, {}).setdefault(relation, []).append(occupation)
    return {title: by[min(by, key=USED_RELATIONS.index)] for title, by in found.items()}


def with_titles(professions: Iterable[Profession], titles: dict[str, list[str]]) -> list[Profession]:
    """The professions that get a title as an alternative label.

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
    for id in more.keys() & by_id.keys():
        profession = by_id[id]
        known = {fold_label(label) for label in (profession.label_da, *profession.alt_da)}
        new = {folded: title for title in more[id] if (folded := fold_label(title)) not in known}
        if new:
            changed.append(replace(profession, alt_da=(*profession.alt_da, *new.values())))
    return sorted(changed, key=lambda profession: profession.id)


if __name__ == "__main__":
    run(main)
