"""Load workplaces and employees from OS2mo as they are today: `tvaers import-os2mo`.

See docs/integrations/os2mo.md.
"""

from pathlib import Path

import click
from rich.console import Console

from scripts.command_line import DanishCommand
from scripts.errors import CannotRun
from scripts.graph_work import graph_of_settings, progress_bar
from scripts.hr import following
from scripts.hr.importing import import_sources, take_in_all, terms_of
from scripts.hr.options import apply_option, limit_options, rejects_option
from service.hr.life_phases import read_life_phases
from service.hr.os2mo.client import Access, Os2mo
from service.hr.os2mo.events import Events
from service.hr.os2mo.reading import read_os2mo
from service.hr.schemas import EMPLOYEES, WORKPLACES
from service.settings import Settings, load_settings

EXAMPLES = """
  Se, hvad der ville ske:
    tvaers import-os2mo
  Skriv det, og lad det udgå, som OS2mo ikke længere har:
    tvaers import-os2mo --complete --apply
  Bliv ved, og skriv, når noget ændrer sig i OS2mo:
    tvaers import-os2mo --complete --apply --follow
  Kun en del af organisationen, med livsfaser efter enhedernes KLE-numre:
    tvaers import-os2mo --below 2665d8e0-435b-5bb6-a550-f275692984ef --life-phases kle.csv

Adressen og adgangen står i TVAERS_OS2MO_URL, TVAERS_OS2MO_TOKEN_URL, TVAERS_OS2MO_CLIENT_ID og
TVAERS_OS2MO_CLIENT_SECRET. Afslutningskoderne er de samme som for import-hr.
"""
NAME = "import-os2mo"


@click.command(NAME, cls=DanishCommand, examples=EXAMPLES)
@apply_option
@click.option(
    "--complete", is_flag=True, help="Det, OS2mo ikke har, udgår; med --below også alt uden for enheden."
)
@click.option("--below", metavar="UUID", help="Kun denne enhed og dem under den.")
@click.option(
    "--life-phases",
    type=click.Path(path_type=Path),
    metavar="FIL",
    help="Fil med KLE-numre og deres livsfaser; uden den bliver livsfaserne, som de er.",
)
@click.option("--follow", is_flag=True, help="Bliv ved: skriv, hver gang OS2mo melder en ændring.")
@limit_options
@rejects_option
def command(
    *,
    apply: bool,
    complete: bool,
    below: str | None,
    life_phases: Path | None,
    follow: bool,
    max_rejected: float,
    max_gone: float,
    rejects: Path,
) -> int:
    """Indlæs enheder, ledere og ansættelser fra OS2mo, som de er i dag.

    Uden --apply vises kun, hvad der ville ske.
    """
    if follow and not apply:
        raise click.UsageError("--follow skriver og kræver --apply.")
    settings = load_settings()
    os2mo = Os2mo(access_of(settings))

    def run() -> int:
        terms = terms_of(
            settings,
            complete=(WORKPLACES, EMPLOYEES) if complete else (),
            max_rejected=max_rejected,
            max_gone=max_gone,
        )
        phases = (
            read_life_phases(life_phases, clock=terms.clock, titles=terms.titles) if life_phases else None
        )
        with progress_bar("Henter fra OS2mo") as progress:
            sources = read_os2mo(
                os2mo, zone=terms.clock.zone, life_phases=phases, top=below, progress=progress
            )
        intakes = take_in_all(sources, terms, rejects=rejects)
        with graph_of_settings() as store:
            return import_sources(
                store, intakes, terms, apply=apply, rejects=rejects, console=Console(), command=NAME
            )

    return following.follow(run, Events(os2mo)) if follow else run()


def access_of(settings: Settings) -> Access:
    """Where OS2mo is; raises `CannotRun` where no setting says so."""
    if not settings.os2mo_url:
        raise CannotRun("TVAERS_OS2MO_URL er ikke sat: se docs/integrations/os2mo.md.")
    return Access(
        address=settings.os2mo_url,
        token_address=settings.os2mo_token_url,
        client_id=settings.os2mo_client_id,
        client_secret=settings.os2mo_client_secret,
    )
