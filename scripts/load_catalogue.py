"""Load the municipal skill catalogue that is shipped with Tværs: `tvaers load-catalogue`."""

from pathlib import Path

import click

from graph.vocabulary.esco import read_catalogue
from graph.vocabulary.neutral_titles import NeutralTitles
from scripts.command_line import DanishCommand
from scripts.graph_work import graph_of_settings
from scripts.vocabulary import load_vocabulary, report_option, with_esco_of
from service.settings import load_settings

EXAMPLES = """
  Se, hvad der ville ske:
    tvaers load-catalogue
  Skriv det:
    tvaers load-catalogue --apply
"""


@click.command("load-catalogue", cls=DanishCommand, examples=EXAMPLES)
@click.option("--apply", is_flag=True, help="Skriv det til grafen.")
@click.option("--complete", is_flag=True, help="Det, kataloget ikke længere har, og som ingen bruger, udgår.")
@report_option
def command(*, apply: bool, complete: bool, report: Path | None) -> int:
    """Indlæs det kommunale kompetencekatalog, som følger med Tværs.

    Uden --apply vises kun, hvad der ville ske.
    """
    catalogue = read_catalogue()
    titles = NeutralTitles.shipped(load_settings().sensitive_titles)
    with graph_of_settings() as store:
        vocabulary = with_esco_of(store, catalogue)
        return load_vocabulary(
            store, vocabulary, titles=titles, complete=complete, apply=apply, report=report
        )
