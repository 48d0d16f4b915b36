"""Put a kept graph back: `tvaers restore FIL`."""

from pathlib import Path

import click

from graph.audit.journal import Journal
from graph.server import backup
from scripts.backup import NEO4J
from scripts.command_line import DONE, DanishCommand
from scripts.errors import CannotRun
from scripts.graph_work import graph_of_settings, waiting
from service.clock import Clock
from service.erased_ids import erasing
from service.settings import load_settings

EXAMPLES = """
  Hent grafen tilbage, når tjenesten er standset:
    tvaers restore /backup/tvaers-mandag.tar.gz
"""


@click.command("restore", cls=DanishCommand, examples=EXAMPLES)
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def command(file: Path) -> int:
    """Sæt en graf, som tvaers backup har gemt, i stedet for den, der er.

    Ingen må bruge grafen imens. Den graf, der var, bliver liggende ved siden af, til du selv sletter den.
    De, der er slettet siden, bliver slettet igen.
    """
    settings = load_settings()
    if settings.neo4j_uri is not None:
        raise CannotRun(NEO4J)
    with waiting("Henter grafen tilbage …"):
        before = backup.restore(settings.data_dir, file)
        with graph_of_settings() as store, Journal(settings.record_dir, store.record) as journal:
            again = erasing(settings, store, journal).again(at=Clock(settings.time_zone).now())
            people, number = len(store.employees.ids()), store.changes.number()
    click.echo(f"Grafen er hentet tilbage: {people} medarbejdere, ændring {number}.")
    if again:
        click.echo(f"Slettet igen, fordi de er slettet siden: {len(again)}.")
    if before is not None:
        click.echo(f"Den graf, der var, ligger i {before}.")
    return DONE
