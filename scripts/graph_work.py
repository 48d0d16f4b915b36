"""What commands do with the graph: open the one of the settings, show progress, write or only say so."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from graph.loading import Plan
from graph.opening import open_graph
from graph.server.database import Transaction
from graph.store import GraphStore
from scripts.command_line import DONE
from scripts.pausing import pausing_between
from scripts.report import say
from service.settings import load_settings

DRY_RUN = "Intet er skrevet. Kør igen med --apply for at skrive det."


@contextmanager
def graph_of_settings() -> Iterator[GraphStore]:
    """The graph that the environment variables name (docs/settings.md), open as long as the context.

    Ctrl-Z meanwhile takes effect between two writes.
    """
    settings = load_settings()
    with (
        open_graph(
            uri=settings.neo4j_uri,
            user=settings.neo4j_user,
            password=settings.neo4j_password,
            database=settings.neo4j_database,
            data_dir=settings.data_dir,
        ) as store,
        pausing_between(store.database.writes),
    ):
        yield store


@contextmanager
def progress_bar(description: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on standard error; call what it gives with (done, total), None for a total that isn't known."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(description, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def waiting(description: str) -> Iterator[None]:
    """Say on standard error what takes time but can't be counted."""
    with Console(stderr=True).status(description):
        yield


def write(
    console: Console,
    store: GraphStore,
    plans: Iterable[Plan[Any]],
    *,
    apply: bool,
    also: Callable[[Transaction], None] | None = None,
) -> int:
    """Write the plans and `also` in one transaction, or say that it was a dry run; returns the exit code."""
    plans = list(plans)
    if not apply:
        said = DRY_RUN
    elif any(plans):
        with progress_bar("Skriver") as progress:
            store.loading.apply(*plans, progress=progress, also=also)
        said = "Det er skrevet."
    else:
        said = "Grafen var allerede sådan; intet er ændret."
    say(console, said)
    return DONE
