"""Processes that tests start beside their own, and what becomes of them."""

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from graph.server import tethered

ROOT = Path(__file__).parents[1]
PAUSE_SECONDS = 1.0
"""Between the end of a kept process and its next start: `RestartSec` in docs/examples/tvaers.service."""
STOP_SECONDS = 60.0
"""So long a kept process may take to end when it is told to; then it is killed."""


@contextmanager
def python(source: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A Python program of its own, until this ends or it does; it has printed a line when this begins."""
    command = [sys.executable, "-c", source, *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline(), "it has not begun"
            yield process
        finally:
            process.kill()


class Kept:
    """A process that is started again whenever it ends, as systemd does it; `log` has what it says.

    A thread of its own starts it, since the kernel ties a child to the thread that started it.
    """

    def __init__(self, command: Sequence[str], *, log: Path, environment: Mapping[str, str]) -> None:
        self._command = tethered.command(list(command))
        self._log = log
        self._environment = dict(environment)
        self._stopping = threading.Event()
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self.process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        self._thread.start()
        self._begun.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self.process.terminate()
        self._thread.join(STOP_SECONDS)
        self.process.kill()
        self._thread.join()

    def _keep(self) -> None:
        while not self._stopping.is_set():
            with self._log.open("ab") as log:
                self.process = subprocess.Popen(
                    self._command,
                    cwd=ROOT,
                    env=self._environment,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            self._begun.set()
            self.process.wait()
            self._stopping.wait(PAUSE_SECONDS)


def alive(pid: int) -> bool:
    """Whether a process still runs; one that has ended and nobody has asked after yet does not."""
    return _state(Path(f"/proc/{pid}")) not in {"", "Z"}


def suspended(pid: int) -> bool:
    """Whether a process stands still, with all its threads."""
    return all(_state(thread) == "T" for thread in Path(f"/proc/{pid}/task").iterdir())


def _state(process: Path) -> str:
    """The letter that Linux has for the state of a process or thread (proc(5)); empty where it has gone."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""
