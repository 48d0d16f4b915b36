"""Keep the embedded graph in one file: `tvaers backup FIL`."""

from pathlib import Path

import click

from graph.server import backup
from scripts.command_line import DONE, DanishCommand
from scripts.errors import CannotRun
from scripts.graph_work import waiting
from service.settings import load_settings

EXAMPLES = """
  Gem grafen, også mens tjenesten kører:
    tvaers backup /backup/tvaers-mandag.tar.gz
"""
NEO4J = "Grafen ligger i en Neo4j: brug neo4j-admin, se docs/operations.md."


@click.command("backup", cls=DanishCommand, examples=EXAMPLES)
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False))
def command(file: Path) -> int:
    """Gem den indbyggede graf i én fil, som kun du kan læse.

    Tjenesten kan køre imens; den, der vil skrive, venter, til der er kopieret.
    """
    settings = load_settings()
    if settings.neo4j_uri is not None:
        raise CannotRun(NEO4J)
    with waiting("Kopierer grafen …"):
        backup.back_up(settings.data_dir, file)
    click.echo(f"Grafen er gemt i {file} ({file.stat().st_size / 1e6:.0f} MB). Filen indeholder persondata.")
    return DONE
