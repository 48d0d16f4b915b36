"""Erase somebody everywhere, with a receipt: `tvaers erase EMPLOYEE_ID`."""

from collections.abc import Mapping

import click
from rich.console import Console

from graph.audit.journal import Journal
from graph.erasure.erasing import Receipt
from graph.errors import NotFound
from graph.signatures import COMMAND
from scripts.command_line import DONE, DanishCommand
from scripts.errors import CannotRun
from scripts.graph_work import DRY_RUN, graph_of_settings, waiting
from scripts.report import say, table
from service.clock import Clock
from service.erased_ids import erased_ids, erasing
from service.settings import load_settings

ACTOR = f"{COMMAND}erase"
EXAMPLES = """
  Se, hvor meget der er om en medarbejder:
    tvaers erase 104711
  Slet det, og få en kvittering:
    tvaers erase 104711 --apply
  Lad en, der er slettet, komme ind igen med HR's næste fil:
    tvaers erase 104711 --allow-again --apply
"""
WORDS = {
    "employees": "Medarbejderen selv",
    "skills": "Kompetencer",
    "statements": "Hvad de selv har sagt om kompetencer",
    "qualifications": "Kvalifikationer",
    "own_qualifications": "Hvad de selv har sagt om kvalifikationer",
    "wants_to_learn": "Vil lære",
    "can_teach": "Kan lære fra sig",
    "knows": "Kender",
    "known_by": "Nævnt af andre, som kender",
    "assignments": "Deltagelse i opgaver",
    "invitations": "Invitationer og tilbud",
    "moves": "Bevægelser i dem",
    "introductions": "Anmodninger om præsentation",
    "accounts": "Konto i brugerstyringen",
    "contacts": "Mailadresse og valg af mails",
    "notices": "Beskeder til dem",
    "sessions": "Logins",
    "inquiries": "Spørgsmål, de har stillet på siderne",
    "inquiries_of_others": "Andres spørgsmål på siderne, som de er nævnt i",
    "task_changes": "Ændringer af opgaver, som ingen nu står for",
    "moves_of_others": "Bevægelser i andres invitationer, som ingen nu står for",
    "manager_of_invitations": "Leder i andres invitationer",
    "manager_of_workplaces": "Leder af arbejdspladser",
    "switches": "Kontakter, som de slog",
    "kept_answers": "Svar, der er gemt til et kald, som gentages",
    "answers_with_them": "Andres gemte svar, som de står i",
    "loads": "Indlæsninger, som de stod for",
    "left_hidden": "At de gik skjult",
    "record": "Steder i loggen, hvor et opdigtet navn træder i stedet",
}
"""What is counted (`graph.erasure.traces`), in the words of the command."""
BY_RULE = """
Det når kommandoen ikke; slet det selv:
- afviste-rækker.csv og HR's filer med personens række; de tømmes ellers ved næste indlæsning
- filer, som HR har hentet op på siden Indlæs og ikke skrevet, sletter tjenesten selv inden for et halvt minut
- driftslogs har id'et, til jeres frist er gået; ingen navne
- sikkerhedskopier og mapper ved navn graph.before-… har personen, til de slettes; hentes en af dem tilbage,
  bliver personen slettet igen af sig selv
Det, der er lært (vægte og modeller), har ingen personer i sig.
"""


@click.command("erase", cls=DanishCommand, examples=EXAMPLES)
@click.argument("employee", metavar="EMPLOYEE_ID")
@click.option("--apply", is_flag=True, help="Slet; uden siges kun, hvor meget det er.")
@click.option("--allow-again", is_flag=True, help="Slet ikke, men lad HR's filer tage den slettede ind igen.")
def command(*, employee: str, apply: bool, allow_again: bool) -> int:
    """Slet alt om en medarbejder: i grafen, i loggen og hos alle, der svarer.

    Der kommer en kvittering, som ikke siger, hvem det var. Hverken HR's filer eller en genskabt kopi bringer
    personen tilbage.
    """
    console, settings = Console(), load_settings()
    now = Clock(settings.time_zone).now
    if allow_again:
        erased = erased_ids(settings)
        known = erased.allow(employee, at=now()) if apply else erased.find(employee)
        if known is None:
            raise CannotRun("Ingen med det id er slettet, så alle filer kan tage personen ind.")
        say(console, "HR's næste fil kan tage personen ind igen." if apply else DRY_RUN)
        return DONE
    with graph_of_settings() as store, Journal(settings.record_dir, store.record) as journal:
        work = erasing(settings, store, journal)
        try:
            if not apply:
                show(console, work.found(employee))
                say(console, DRY_RUN)
                return DONE
            with waiting("Sletter"):
                receipt = work.erase(employee, by=ACTOR, at=now())
        except NotFound as error:
            raise CannotRun("Der er intet om nogen med det id.") from error
    show(console, receipt.gone)
    show_receipt(console, receipt)
    return DONE


def show(console: Console, counts: Mapping[str, int]) -> None:
    """Show how much is kept, or was."""
    shown = table("Om medarbejderen", "Hvad", ("Antal",))
    for what, count in counts.items():
        shown.add_row(WORDS.get(what, what), str(count))
    console.print(shown)


def show_receipt(console: Console, receipt: Receipt) -> None:
    """Show the receipt, and what is left to others."""
    say(
        console, f"Kvittering {receipt.number}: slettet {receipt.at:%Y-%m-%d %H:%M} af {receipt.by}.", BY_RULE
    )
