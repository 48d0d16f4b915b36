"""Brings sources into the graph from the command line: compared, shown, and written at once or not at all."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from rich.console import Console

from graph.signatures import COMMAND
from graph.store import GraphStore
from graph.vocabulary.neutral_titles import NeutralTitles
from scripts.command_line import REFUSED, SOME_REJECTED
from scripts.graph_work import waiting, write
from scripts.hr.rejects import check_rejects_path, write_rejects
from scripts.hr.report import refused, show_comparison, show_sources
from scripts.report import say
from service.clock import Clock
from service.erased_ids import erased_ids
from service.hr.comparing import Terms, compare
from service.hr.intake import Intake, take_in
from service.hr.rejects import Reject
from service.hr.schemas import FileKind
from service.hr.source import Source
from service.hr.uploads import new_id
from service.personal_numbers import without_personal_numbers
from service.settings import Settings


def terms_of(
    settings: Settings, *, complete: Collection[FileKind], max_rejected: float, max_gone: float
) -> Terms:
    """On what terms a command imports; `complete` are the kinds whose sources hold everything there is."""
    return Terms(
        clock=Clock(settings.time_zone),
        titles=NeutralTitles.shipped(settings.sensitive_titles),
        erased=erased_ids(settings),
        complete=tuple(complete),
        max_rejected=max_rejected,
        max_gone=max_gone,
        accounts_decide=settings.scim_decides,
    )


def import_sources(
    store: GraphStore,
    intakes: Mapping[FileKind, Intake],
    terms: Terms,
    *,
    apply: bool,
    rejects: Path,
    console: Console,
    command: str,
) -> int:
    """Show what the sources change, and `apply` it if the terms allow; returns the exit code.

    `command` is who the history says it was.
    """
    with waiting("Sammenligner med grafen …"):
        found = compare(store, intakes, terms)
    show_sources(console, found.intakes)
    show_comparison(console, found)
    save_rejects(console, rejects, found.rejects)
    if found.refusals:
        say(console, *map(refused, found.refusals), "Intet er skrevet.")
        return REFUSED
    now = terms.clock.now()
    load = found.load(id=new_id(now), by=f"{COMMAND}{command}", at=now, written=now)
    done = write(console, store, found.planned.values(), apply=apply, also=store.loads.noting(load))
    return SOME_REJECTED if found.rejects else done


def take_in_all(sources: Mapping[FileKind, Source], terms: Terms, *, rejects: Path) -> dict[FileKind, Intake]:
    """Read the rows, before the graph is opened; raises `NotARejectsFile`, `service.unreadable.Unusable`."""
    check_rejects_path(rejects)
    return {
        kind: take_in(source, kind, clock=terms.clock, titles=terms.titles)
        for kind, source in sources.items()
    }


def save_rejects(console: Console, path: Path, rejects: Iterable[Reject]) -> None:
    """Write the rows that were rejected to their file, and say where it is."""
    if write_rejects(path, rejects := list(rejects)) and rejects:
        say(console, f"De afviste rækker står i {without_personal_numbers(str(path))} med årsag og rettelse.")
