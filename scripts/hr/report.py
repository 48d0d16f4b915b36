"""What an import shows: what it read, and what it changes or would change. Ids and numbers, no names."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from scripts.report import say, show_counts, show_gone, table
from service.hr.comparing import Comparison
from service.hr.intake import Intake
from service.hr.retirement import Limit, Refusal


def show_sources(console: Console, intakes: Iterable[Intake]) -> None:
    """What was read of each source, and which of its columns nobody reads."""
    intakes = list(intakes)
    shown = table("Læst", "Kilde", ("Rækker", "Gode", "Afviste"))
    for intake in intakes:
        numbers = (intake.total, intake.total - intake.rejected, intake.rejected)
        shown.add_row(Text(intake.name), *map(str, numbers))
    console.print(shown)
    for intake in intakes:
        if intake.ignored:
            say(console, f"{intake.name}: kolonner, der ikke bruges: {', '.join(intake.ignored)}.")


def show_comparison(console: Console, comparison: Comparison) -> None:
    """All that sources change, or would change, and what to know about it."""
    show_counts(console, comparison.counts)
    for kind, plan in comparison.planned.items():
        show_gone(console, kind.danish, plan)
    say(console, *comparison.notes)


def refused(refusal: Refusal) -> str:
    """Why nothing is written, and by which option of the command it would be."""
    match refusal.limit:
        case Limit.REJECTED:
            advice = " Ret rækkerne, eller sæt --max-rejected op."
        case Limit.GONE:
            advice = f" Er udtrækket virkelig komplet, så kør igen med --max-gone {refusal.needs}."
    return refusal.reason if refusal.needs is None else refusal.reason + advice
