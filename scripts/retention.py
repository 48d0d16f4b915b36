"""Take away what is past its time: `tvaers retention`."""

from datetime import date, timedelta

import click
from rich.console import Console

from graph.audit.journal import Journal
from graph.retention import Due, Terms, due, months_before, take_away
from scripts.command_line import DONE, DanishCommand
from scripts.graph_work import DRY_RUN, graph_of_settings, waiting
from scripts.report import say, table
from service.clock import Clock
from service.settings import load_settings

SHOWN_IDS = 10
"""Ids of who is erased: enough to look some up in HR's system before it cannot be undone."""
DELETED = """Det er slettet. Hvor meget det var, står i loggen (`GET /api/v1/record?kind=retention`).
Sikkerhedskopier, logfiler og HR's egne filer når kommandoen ikke; de følger jeres regler."""
NOTHING = "Intet var for gammelt."
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
            today = clock.today()
            found = due(store, terms, today=today)
        _show(console, found, terms, today=today)
        if apply:
            with waiting("Sletter"), Journal(settings.record_dir, store.record) as journal:
                take_away(store, found, journal, now=clock.now)
    say(console, (DELETED if any(found.counts.values()) else NOTHING) if apply else DRY_RUN)
    return DONE


def _show(console: Console, found: Due, terms: Terms, *, today: date) -> None:
    shown = table("For gammelt", "Hvad", ("Antal", "Frist", "Fra før"))

    def row(what: str, count: int, *, days: int = 0, months: int = 0) -> None:
        before = months_before(today, months) if months else today - timedelta(days=days)
        limit = f"{months} måneder" if months else f"{days} dage"
        shown.add_row(what, str(count), limit, before.isoformat())

    row("Fratrådte, som slettes helt", len(found.left), days=terms.left_days)
    row("Ubekræftede kompetencer", found.unconfirmed, months=terms.unconfirmed_months)
    row("Tekster i afsluttede opgaver", len(found.tasks), months=terms.task_text_months)
    row("Linjer i loggen", found.lines, days=terms.record_days)
    row("Indlæsninger i historikken", found.loads, days=terms.record_days)
    console.print(shown)
    if found.left:
        more = f" og {len(found.left) - SHOWN_IDS} til" if len(found.left) > SHOWN_IDS else ""
        say(console, f"Fratrådte (id i HR's filer): {', '.join(found.left[:SHOWN_IDS])}{more}")
