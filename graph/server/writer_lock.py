"""The turn to write to an embedded graph, one after the other among all threads and processes.

Files in the data folder are locked (flock), so that the kernel gives back what a killed process held. Whoever
wants to write takes `turn.lock` first and lets it go again with the writer's lock in hand, so that a command
that writes time after time lets others in between. A process that was suspended keeps what it holds; nobody
waits for that for ever, and the one who gives up says who it was.
"""

import fcntl
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import GraphBusy, Writer

POLL_SECONDS = 0.005
"""How often a lock that another process holds is tried: often enough that nobody feels it."""


class WriterLock:
    """Makes contexts in which this thread alone may write to the graph in a folder."""

    def __init__(self, folder: Path) -> None:
        self._writer = folder / "writer.lock"
        self._turn = folder / "turn.lock"
        self._threads = threading.Lock()

    @contextmanager
    def __call__(self, seconds: float) -> Iterator[None]:
        """Wait up to so many seconds for one's turn. Raises GraphBusy."""
        deadline = time.monotonic() + seconds
        if not self._threads.acquire(timeout=seconds):
            raise GraphBusy(self._holder())
        try:
            turn = self._taken(self._turn, deadline)
            try:
                writer = self._taken(self._writer, deadline)
            finally:
                os.close(turn)
            try:
                os.ftruncate(writer, 0)
                os.pwrite(writer, f"{os.getpid()} {Path(sys.argv[0]).name}".encode(), 0)
                yield
            finally:
                os.ftruncate(writer, 0)
                os.close(writer)
        finally:
            self._threads.release()

    def _taken(self, path: Path, deadline: float) -> int:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    os.close(descriptor)
                    raise GraphBusy(self._holder()) from None
                time.sleep(POLL_SECONDS)
            else:
                return descriptor

    def _holder(self) -> Writer | None:
        """Who writes now, if that can be seen."""
        try:
            process, _, name = self._writer.read_text(encoding="utf-8").partition(" ")
            number = int(process)
            state = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except (OSError, IndexError, ValueError):
            return None
        return Writer(number, name, suspended=state in "Tt")
