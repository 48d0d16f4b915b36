"""Fills an empty graph with the demo municipality, so that there is something to ask about."""

from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from graph.store import GraphStore
from matching.model import Visibility

Load = Callable[[GraphStore, Callable[[int, int], None]], object]


def load_demo(store: GraphStore, progress: Callable[[int, int], None]) -> None:
    """Load the catalogue and the demo municipality; most starts do without, and without its imports."""
    from graph.demo import load_demo as load

    load(store, progress)


def load_on_first_start(
    store: GraphStore, data_dir: Path, console: Console, *, load: Load = load_demo
) -> None:
    """Load the demo, unless the graph already holds employees.

    A mark in `data_dir` tells that a load was begun and not finished; it is then done again, which
    adds what is missing.
    """
    unfinished = data_dir / "first-load-unfinished"
    if not unfinished.exists() and holds_employees(store):
        return
    data_dir.mkdir(parents=True, exist_ok=True)
    unfinished.touch()
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("Indlæser kompetencekatalog og demokommune", total=None)
        load(store, lambda done, total: progress.update(bar, completed=done, total=total))
    unfinished.unlink()


def holds_employees(store: GraphStore) -> bool:
    """Whether anybody at all is in the graph."""
    return store.employees.search(audience=Visibility.HIDDEN, page=1, size=1).total > 0
