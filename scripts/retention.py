"""Take away what is past its time: `tvaers retention`."""

import click
from rich.console import Console

from graph.audit.journal import Journal
from graph.retention import Due, Terms, due, take_away
from scripts.command_line import DONE, DanishCommand
from scripts.graph_work import DRY_RUN, graph_of_settings, waiting
from scripts.report import say, table
from service.clock import Clock
from service.settings import load_settings

EXAMPLES = """
  Se, hvad der er for gammelt:
    tvaers retention
  Slet det:
    tvaers retention --apply
"""


@click.command("retention", cls=DanishCommand, examples=EXAMPLES)
@click.option("--apply", is_flag=True, help="Slet det, der er for gammelt; uden vises det kun.")
def command(*, apply: bool) -> int:
    """Slet det, der er blevet for gammelt: fratrådte, ubekræftede kompetencer, opgavetekster og logs.

    Fristerne er indstillinger. Uden --apply skrives intet. Kør den hver nat.
    """
    console, settings = Console(), load_settings()
    clock = Clock(settings.time_zone)
    terms = Terms(
        left_days=settings.left_days,
        unconfirmed_months=settings.unconfirmed_months,
        task_text_months=settings.task_text_months,
        record_days=settings.record_days,
    )
    with graph_of_settings() as store:
        with waiting("Leder efter det, der er for gammelt"):
            found = due(store, terms, today=clock.today())
        _show(console, found, terms)
        if apply:
            with waiting("Sletter"), Journal(settings.record_dir, store.record) as journal:
                take_away(store, found, journal, now=clock.now)
    say(console, "Det er slettet." if apply else DRY_RUN)
    return DONE


def _show(console: Console, found: Due, terms: Terms) -> None:
    shown = table("For gammelt", "Hvad", ("Antal", "Frist"))
    for what, count, limit in (
        ("Fratrådte, som slettes helt", len(found.left), f"{terms.left_days} dage"),
        ("Ubekræftede kompetencer", found.unconfirmed, f"{terms.unconfirmed_months} måneder"),
        ("Tekster i afsluttede opgaver", len(found.tasks), f"{terms.task_text_months} måneder"),
        ("Linjer i loggen", found.lines, f"{terms.record_days} dage"),
        ("Indlæsninger i historikken", found.loads, f"{terms.record_days} dage"),
    ):
        shown.add_row(what, str(count), limit)
    console.print(shown)
