"""Load ESCO's official CSV download and join it with the catalogue: `tvaers load-esco FOLDER`."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from graph.vocabulary.esco import joined, read_catalogue, read_professions, read_skills
from graph.vocabulary.esco_layout import BadRow
from graph.vocabulary.neutral_titles import NeutralTitles
from scripts.command_line import SOME_REJECTED, DanishCommand
from scripts.errors import WRONG
from scripts.graph_work import graph_of_settings, waiting
from scripts.report import say
from scripts.vocabulary import load_vocabulary, report_option
from service.settings import load_settings

SHOWN = 20
"""So many rows that can't be used are told one by one: a screenful."""

EXAMPLES = """
  Se, hvad der ville ske:
    tvaers load-esco esco/
  Skriv det:
    tvaers load-esco esco/ --apply
"""


@click.command("load-esco", cls=DanishCommand, examples=EXAMPLES)
@click.argument("folder", metavar="MAPPE", type=click.Path(path_type=Path))
@click.option("--apply", is_flag=True, help="Skriv det til grafen.")
@click.option(
    "--complete",
    is_flag=True,
    help="Det, hverken ESCO eller kataloget længere har, og som ingen bruger, udgår.",
)
@report_option
def command(*, folder: Path, apply: bool, complete: bool, report: Path | None) -> int:
    """Indlæs EU's kompetenceklassifikation ESCO på dansk og engelsk, samlet med kataloget.

    MAPPE er mappen med de udpakkede CSV-filer fra ESCO. Uden --apply vises kun, hvad der ville ske.
    """
    bad: list[BadRow] = []
    with waiting("Læser ESCO …"):
        vocabulary = joined(
            read_catalogue(),
            skills=read_skills(folder, bad_row=bad.append),
            professions=read_professions(folder, bad_row=bad.append),
        )
    _tell(bad)
    titles = NeutralTitles.shipped(load_settings().sensitive_titles)
    with graph_of_settings() as store:
        done = load_vocabulary(
            store, vocabulary, titles=titles, complete=complete, apply=apply, report=report
        )
    return SOME_REJECTED if bad else done


def _tell(bad: Sequence[BadRow]) -> None:
    """Say which rows were left out, and why."""
    if not bad:
        return
    console = Console()
    say(console, f"{len(bad)} rækker kan ikke bruges og er sprunget over; resten er læst:")
    say(console, *(f"  {row.file}, linje {row.line}: {row.what} {WRONG[row.wrong]}" for row in bad[:SHOWN]))
    if len(bad) > SHOWN:
        say(console, f"  og {len(bad) - SHOWN} til")
