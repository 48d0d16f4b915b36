"""What HR's commands have in common: exit codes, the graph of the settings, progress, errors in Danish."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from graph.errors import GraphError, GraphUnavailable, StaleVersion, UnknownReference
from graph.loading import Plan
from graph.opening import open_graph
from graph.store import GraphStore
from graph.vocabulary.esco import LayoutError
from scripts.errors import CannotRun
from scripts.personal_numbers import without_personal_numbers
from scripts.report import say
from service.settings import SettingsError, load_settings

DONE, FAILED, SOME_REJECTED, REFUSED = 0, 1, 2, 3

DRY_RUN = "Intet er skrevet. Kør igen med --apply for at skrive det."


class CommandParser(argparse.ArgumentParser):
    """A parser that keeps exit code 2 for rejected rows and doesn't repeat personal numbers."""

    def __init__(self, *, name: str, description: str, examples: str) -> None:
        super().__init__(
            prog=f"python -m scripts.{name}",
            description=description,
            epilog=f"Eksempler:\n{examples}\n\nSe docs/hr-files.md.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(FAILED, f"{self.prog}: {without_personal_numbers(message)}\n")


def run(command: Callable[[], int]) -> NoReturn:
    """Run a command and end the process with its exit code; what can be expected to fail is explained."""
    try:
        code = command()
    except KeyboardInterrupt:
        code = _failed("Afbrudt. Grafen er enten, som den var, eller helt færdig.")
    except (CannotRun, SettingsError) as error:
        code = _failed(str(error))
    except LayoutError as error:
        code = _failed(f"Mappen følger ikke ESCO's opbygning: {error}")
    except StaleVersion:
        code = _failed("Nogen har ændret noget i grafen imens. Intet er skrevet; kør igen.")
    except UnknownReference as error:
        code = _failed(f"Noget peger på det, der ikke findes i grafen: {error}. Intet er skrevet.")
    except GraphUnavailable as error:
        code = _failed(f"Grafen svarer ikke: {error}")
    except (GraphError, OSError) as error:
        code = _failed(str(error))
    sys.exit(code)


@contextmanager
def graph_of_settings() -> Iterator[GraphStore]:
    """The graph that the environment variables name (docs/settings.md), open as long as the context."""
    settings = load_settings()
    with open_graph(
        uri=settings.neo4j_uri,
        user=settings.neo4j_user,
        password=settings.neo4j_password,
        database=settings.neo4j_database,
        data_dir=settings.data_dir,
    ) as store:
        yield store


@contextmanager
def progress_bar(description: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error; call what it gives with (done, total)."""
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


def write(console: Console, store: GraphStore, plans: Iterable[Plan[Any]], *, apply: bool) -> int:
    """Write the plans in one transaction, or say that it was a dry run; returns the exit code."""
    plans = list(plans)
    if not apply:
        said = DRY_RUN
    elif any(plans):
        with progress_bar("Skriver") as progress:
            store.loading.apply(*plans, progress=progress)
        said = "Det er skrevet."
    else:
        said = "Grafen var allerede sådan; intet er ændret."
    say(console, said)
    return DONE


def _failed(message: str) -> int:
    print(without_personal_numbers(message), file=sys.stderr)
    return FAILED
