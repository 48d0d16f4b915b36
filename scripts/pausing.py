"""Ctrl-Z while a command has the graph open: it stands still between two writes, and says how to go on.

A process that is suspended keeps what it holds. In the middle of a write that would be the turn to write, and
on Neo4j the locks of its transaction, for which everybody else then waits in vain.
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from graph.server.under_way import UnderWay

LATER = "Sættes på pause, når det, der er ved at blive skrevet, er skrevet."
PAUSED = (
    "Sat på pause. Der er intet halvt skrevet, og andre kan skrive imens. "
    "Gå videre med fg, eller afslut med kill %%."
)


@contextmanager
def pausing_between(writes: UnderWay) -> Iterator[None]:
    """Let Ctrl-Z wait for the end of what is being written, as long as the context."""
    asked = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        if not asked.is_set():
            asked.set()
            threading.Thread(target=pause, daemon=True).start()  # the main thread may be writing

    def pause() -> None:
        if writes:
            click.echo(f"\n{LATER}", err=True)
        with writes.none():
            click.echo(f"\n{PAUSED}", err=True)
            os.kill(os.getpid(), signal.SIGSTOP)
        asked.clear()

    before = signal.signal(signal.SIGTSTP, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)
