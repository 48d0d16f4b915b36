"""What every command shows of its plans: how much is new, changed and gone. Ids and numbers, no names."""

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table

from graph.loading import SHOWN_IDS, Counts, Plan


def say(console: Console, *lines: str) -> None:
    """Plain lines; nothing in them is taken for markup."""
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def show_counts(console: Console, counts: Iterable[Counts]) -> None:
    """What is new, changed, gone and as it was."""
    shown = table("Forskel på kilder og graf", "Hvad", ("Nye", "Ændrede", "Udgår", "Uændrede"))
    for each in counts:
        shown.add_row(each.name, *map(str, (each.new, each.changed, each.gone, each.unchanged)))
    console.print(shown)


def show_gone(console: Console, name: str, plan: Plan[Any]) -> None:
    """The ids of what is to be retired, the first ten."""
    if ids := plan.gone_ids():
        more = f" og {len(ids) - SHOWN_IDS} til" if len(ids) > SHOWN_IDS else ""
        say(console, f"Udgår, {name}: {', '.join(ids[:SHOWN_IDS])}{more}.")


def table(title: str, first: str, numbers: Iterable[str]) -> Table:
    """An empty table with a column of words and columns of numbers."""
    made = Table(title=title, title_justify="left")
    made.add_column(first, overflow="fold")
    for heading in numbers:
        made.add_column(heading, justify="right")
    return made
