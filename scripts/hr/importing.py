"""Brings sources into the graph: compared, shown, and written in one transaction or not at all.

It is the same for HR's files and for any other system: whoever has a `Source` of each kind calls
`import_sources`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console

from graph.erasure.erased import ErasedIds
from graph.store import GraphStore
from graph.vocabulary.neutral_titles import NeutralTitles
from scripts.command_line import REFUSED, SOME_REJECTED
from scripts.graph_work import waiting, write
from scripts.hr.assembly import assemble, plans
from scripts.hr.erased import refuse_erased
from scripts.hr.intake import Intake, take_in
from scripts.hr.rejects import check_rejects_path, write_rejects
from scripts.hr.report import show_differences, show_sources
from scripts.hr.schemas import EMPLOYEES, FileKind
from scripts.hr.snapshot import read_snapshot
from scripts.hr.source import Source
from scripts.personal_numbers import without_personal_numbers
from scripts.report import say
from service.clock import Clock

MAX_REJECTED = 10.0
"""Percent of a source's rows: with more rejected, it is the source that is wrong, not its rows."""
MAX_GONE = 20.0
"""Percent of the graph's objects of a kind: more people than that don't leave between two imports."""
REJECTS = Path("afviste-rækker.csv")

rejects_option = click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    default=REJECTS,
    metavar="FIL",
    help=f"Hvor de afviste rækker skrives ({REJECTS}).",
)
"""The same for every command that can reject rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms to import.

    `titles` knows what is private in titles and roles, `erased` who doesn't come back unasked; `complete` are
    the kinds whose sources hold everything there is.
    """

    clock: Clock
    titles: NeutralTitles
    erased: ErasedIds | None = None
    apply: bool = False
    complete: tuple[FileKind, ...] = ()
    max_rejected: float = MAX_REJECTED
    max_gone: float = MAX_GONE
    rejects: Path = REJECTS


def import_sources(
    store: GraphStore, intakes: Mapping[FileKind, Intake], terms: Terms, *, console: Console
) -> int:
    """Show what the sources change, and write it if the terms say so and allow it; returns the exit code."""
    if terms.erased is not None and EMPLOYEES in intakes:
        refuse_erased(intakes[EMPLOYEES], terms.erased)
    with waiting("Sammenligner med grafen …"):
        snapshot = read_snapshot(store, terms.clock.today())
        assembly = assemble(intakes, snapshot, complete=terms.complete, max_gone=terms.max_gone)
        planned = plans(assembly, snapshot, store.loading)
    show_sources(console, intakes.values())
    show_differences(console, intakes, assembly=assembly, snapshot=snapshot, planned=planned)
    save_rejects(console, terms.rejects, intakes.values())
    refusals = [*_over_threshold(intakes.values(), terms.max_rejected), *assembly.refusals]
    if refusals:
        say(console, *refusals, "Intet er skrevet.")
        return REFUSED
    done = write(console, store, planned.values(), apply=terms.apply)
    return SOME_REJECTED if any(intake.rejected for intake in intakes.values()) else done


def take_in_all(sources: Mapping[FileKind, Source], terms: Terms) -> dict[FileKind, Intake]:
    """Read the rows, before the graph is opened; raises `scripts.errors.CannotRun`."""
    check_rejects_path(terms.rejects)
    return {
        kind: take_in(source, kind, clock=terms.clock, titles=terms.titles)
        for kind, source in sources.items()
    }


def save_rejects(console: Console, path: Path, intakes: Iterable[Intake]) -> None:
    """Write the rows that were rejected to their file, and say where it is."""
    rejects = [
        reject for intake in intakes for reject in sorted(intake.rejects, key=lambda each: each.position)
    ]
    write_rejects(path, rejects)
    if rejects:
        say(console, f"De afviste rækker står i {without_personal_numbers(str(path))} med årsag og rettelse.")


def _over_threshold(intakes: Iterable[Intake], most: float) -> list[str]:
    """One line for each source that had more than `most` percent of its rows rejected."""
    return [
        f"{intake.name}: {intake.rejected} af {intake.total} rækker er afvist, og grænsen er {most:g} %. "
        "Ret filen, eller sæt --max-rejected op."
        for intake in intakes
        if intake.total and 100 * intake.rejected / intake.total > most
    ]
