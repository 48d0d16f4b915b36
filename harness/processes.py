"""Processes that tests start beside their own, and what becomes of them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


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
