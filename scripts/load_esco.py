"""Load ESCO's official CSV download and join it with the catalogue: `tvaers load-esco FOLDER`."""

from pathlib import Path

import click

from graph.vocabulary.esco import (
    Catalogue,
    merge_professions,
    merge_skills,
    read_catalogue,
    read_professions,
    read_skills,
)
from graph.vocabulary.neutral_titles import NeutralTitles
from scripts.command_line import DanishCommand
from scripts.graph_work import graph_of_settings, waiting
from scripts.vocabulary import load_vocabulary
from service.settings import load_settings

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
def command(*, folder: Path, apply: bool, complete: bool) -> int:
    """Indlæs EU's kompetenceklassifikation ESCO på dansk og engelsk, samlet med kataloget.

    MAPPE er mappen med de udpakkede CSV-filer fra ESCO. Uden --apply vises kun, hvad der ville ske.
    """
    with waiting("Læser ESCO …"):
        ours = read_catalogue()
        vocabulary = Catalogue(
            skills=merge_skills(ours.skills, read_skills(folder)),
            professions=merge_professions(ours.professions, read_professions(folder)),
        )
    titles = NeutralTitles.shipped(load_settings().sensitive_titles)
    with graph_of_settings() as store:
        return load_vocabulary(store, vocabulary, titles=titles, complete=complete, apply=apply)
