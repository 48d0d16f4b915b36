"""Load workplaces and employees from what payroll and course systems export: `tvaers import-from`.

See docs/integrations/: opus.md, sd-loen.md and plan2learn.md.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from scripts.command_line import DanishCommand
from scripts.graph_work import graph_of_settings, waiting
from scripts.hr.importing import import_sources, take_in_all, terms_of
from scripts.hr.options import apply_option, limit_options, rejects_option
from service.clock import Clock
from service.hr.comparing import CAN_BE_COMPLETE
from service.hr.exports.opus import read_opus
from service.hr.exports.plan2learn import read_plan2learn
from service.hr.exports.sd import read_sd
from service.hr.schemas import FileKind
from service.hr.source import Source
from service.settings import load_settings

OPUS, SD, PLAN2LEARN = "opus", "sd", "plan2learn"

EXAMPLES = """
  Se, hvad der ville ske:
    tvaers import-from opus ZLPE20261128.xml
  Skriv alt fra et fuldt udtræk, og lad det udgå, som det ikke har:
    tvaers import-from opus ZLPE20261128.xml --complete --apply
  SD Løns ansættelser, med navnene i en fil for sig:
    tvaers import-from sd GetEmployment.xml GetPerson.xml
  En mappe med de fem filer til Plan2learn:
    tvaers import-from plan2learn udtræk/

Afslutningskoderne er de samme som for import-hr.
"""


@click.command("import-from", cls=DanishCommand, examples=EXAMPLES)
@click.argument("system", metavar="SYSTEM", type=click.Choice((OPUS, SD, PLAN2LEARN)))
@click.argument("paths", metavar="STI…", nargs=-1, required=True, type=click.Path(path_type=Path))
@apply_option
@click.option("--complete", is_flag=True, help="Udtrækket er komplet: det, det ikke har, udgår.")
@limit_options
@rejects_option
def command(
    *,
    system: str,
    paths: tuple[Path, ...],
    apply: bool,
    complete: bool,
    max_rejected: float,
    max_gone: float,
    rejects: Path,
) -> int:
    """Indlæs et udtræk af SYSTEM (opus, sd eller plan2learn). STI er dets filer eller mappe.

    CPR-numre, adresser og løn i udtrækket bliver ikke læst. Uden --apply vises kun, hvad der ville ske.
    """
    settings = load_settings()
    with waiting("Læser …"):
        sources = read(system, paths, today=Clock(settings.time_zone).today(), complete=complete)
    terms = terms_of(
        settings,
        complete=[kind for kind in CAN_BE_COMPLETE if kind in sources] if complete else (),
        max_rejected=max_rejected,
        max_gone=max_gone,
    )
    intakes = take_in_all(sources, terms, rejects=rejects)
    with graph_of_settings() as store:
        return import_sources(
            store, intakes, terms, apply=apply, rejects=rejects, console=Console(), command="import-from"
        )


def read(system: str, paths: Sequence[Path], *, today: date, complete: bool) -> Mapping[FileKind, Source]:
    """What a system's files say, as they are today."""
    if system == OPUS:
        return read_opus(paths, today=today, complete=complete)
    if system == SD:
        return read_sd(paths, today=today)
    if len(paths) > 1:
        raise click.UsageError("Plan2learn er én mappe med de fem filer.")
    return read_plan2learn(paths[0], today=today)
