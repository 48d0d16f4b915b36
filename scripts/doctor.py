"""Look at everything that Tværs needs, and say how to mend what is wrong: `tvaers doctor`."""

from collections.abc import Iterable, Iterator

import click

from scripts.checkup import (
    Finding,
    Grade,
    look_at_embedded_server,
    look_at_folder,
    look_at_port,
    look_at_python,
    look_at_secrets,
)
from scripts.command_line import DONE, FAILED, DanishCommand
from scripts.graph_checkup import look_at_graph
from service.settings import SettingsError, load_settings

EXAMPLES = """
  Se efter, om alt er, som det skal være:
    tvaers doctor
  Før Tværs startes, i et script:
    tvaers doctor && tvaers serve
"""


@click.command("doctor", cls=DanishCommand, examples=EXAMPLES)
def command() -> int:
    """Se efter, om Tværs har, hvad det skal bruge: indstillinger, graf, biblioteker, mappe, port.

    Intet ændres. Afslutningskoden er 0, når alt er godt, og 1, når noget skal rettes.
    """
    bad = sum(_shown(finding).grade is Grade.BAD for finding in findings())
    if bad:
        click.echo(f"\n{bad} ting skal rettes.")
        return FAILED
    click.echo("\nAlt er, som det skal være.")
    return DONE


def findings() -> Iterator[Finding]:
    """Everything, in the order in which one thing needs another."""
    yield from look_at_python()
    try:
        settings = load_settings()
    except SettingsError as error:
        yield from _wrong(error)
        return
    yield Finding(Grade.GOOD, f"Indstillingerne kan læses ({settings.environment})")
    for look in (look_at_secrets, look_at_embedded_server, look_at_folder, look_at_port, look_at_graph):
        yield from look(settings)


def _wrong(error: SettingsError) -> Iterable[Finding]:
    for name, reasons in error.problems.items():
        yield Finding(Grade.BAD, f"{name}: {' '.join(reasons)}", "Se docs/settings.md")


def _shown(finding: Finding) -> Finding:
    """Print it as soon as it is known, since the graph may take a while."""
    click.echo(f"{finding.grade.value:>6}  {finding.what}")
    if finding.mend:
        click.echo(f"        → {finding.mend}")
    return finding
