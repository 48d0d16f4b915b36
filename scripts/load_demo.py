"""Load the demo municipality, Fjordby Kommune, which is invented: `tvaers load-demo`."""

import click

from graph.demo import demo_ids, load_demo
from scripts.command_line import DONE, REFUSED, DanishCommand
from scripts.graph_work import graph_of_settings, progress_bar, waiting

EXAMPLES = """
  Indlæs demokommunen:
    tvaers load-demo
"""


@click.command("load-demo", cls=DanishCommand, examples=EXAMPLES)
def command() -> int:
    """Indlæs kompetencekataloget og demokommunen Fjordby, som er opdigtet.

    En graf, der har andre medarbejdere, bliver ikke rørt.
    """
    with graph_of_settings() as store:
        with waiting("Ser efter, hvem der er i grafen …"):
            others = store.employees.ids() - demo_ids()
        if others:
            said = f"Grafen har andre medarbejdere end demokommunens ({len(others)}). Intet er skrevet."
            click.echo(said, err=True)
            return REFUSED
        with progress_bar("Indlæser Fjordby Kommune") as progress:
            load_demo(store, progress)
    click.echo("Fjordby Kommune er indlæst.")
    return DONE
