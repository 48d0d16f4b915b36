"""Fills an empty graph with the demo municipality, so that there is something to ask about."""

from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from graph.store import GraphStore
from matching.model import Visibility


def load_on_first_start(store: GraphStore, data_dir: Path, console: Console) -> None:
    """Load the catalogue and the demo municipality, unless the graph already holds employees.

    A mark in `data_dir` tells that a load was begun and not finished; it is then done again, which
    adds what is missing.
    """
    unfinished = data_dir / "first-load-unfinished"
    if not unfinished.exists() and holds_employees(store):
        return
    from graph.demo import load_demo  # only now: most starts do without it

    data_dir.mkdir(parents=True, exist_ok=True)
    unfinished.touch()
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("Indlæser kompetencekatalog og demokommune", total=None)
        load_demo(store, lambda done, total: progress.update(bar, completed=done, total=total))
    unfinished.unlink()


def holds_employees(store: GraphStore) -> bool:
    """Whether anybody at all is in the graph."""
    return store.employees.search(audience=Visibility.HIDDEN, page=1, size=1).total > 0
