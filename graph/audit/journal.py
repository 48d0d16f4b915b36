"""What is to be in the record, in a file of this machine until the graph has it.

An answer is given when its line is in the file: that takes the kernel some microseconds, so that no answer
waits for the graph or the disk. The kernel keeps what was written when the process is killed. Every second a
thread brings the file to the disk and its lines to the graph. What a process that was killed left behind,
the next one brings there: who writes a file holds a lock on it that ends with the process.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, Self

from graph.audit.chain import Entry, Line, beginning, new_chain, sealed
from graph.audit.lines import Record
from graph.errors import GraphError
from graph.records.writing import batches

SUFFIX = ".jsonl"
# Lines in one transaction of the graph: of an answer each names twenty people. By eye.
LINES_AT_ONCE = 200
# Bytes that are read of a file at a time: some thousand lines. By eye.
READ_AT_ONCE = 8_000_000


class NotRecorded(GraphError):
    """A line could not be written down, so that what it is about must not happen: the disk is full, say."""


class Recorder(Protocol):
    """Where lines are written down, before what they are about is shown."""

    def add(self, entry: Entry) -> str:
        """Write an entry down; returns the line's digest. Raises NotRecorded."""

    def find(self, digest: str) -> Line:
        """A line of the record. Raises NotFound, GraphUnavailable."""

    def ship(self) -> None:
        """Bring to the graph what was written down. Raises GraphUnavailable."""


class Journal:
    """The chain of this process, in a file of `folder` and from there in the `record` of the graph.

    Open it after a fork, once a process; safe to share between threads.
    """

    def __init__(self, folder: Path, record: Record) -> None:
        self._folder = folder
        self._record = record
        self._adding = threading.Lock()
        self._shipping = threading.Lock()
        self._file = -1
        self._size = self._shipped = 0
        self.chain = ""

    def __enter__(self) -> Self:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.chain = new_chain(datetime.now(UTC))
        self._end = beginning(self.chain)
        # It gets its name when it is locked: nobody takes it for one that was left behind.
        path = self._folder / self.chain
        self._file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_APPEND, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        path.rename(path.with_suffix(SUFFIX))
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file; what the graph doesn't have yet, the next process brings there."""
        with self._adding:
            if self._size == self._shipped:
                (self._folder / self.chain).with_suffix(SUFFIX).unlink()
            os.close(self._file)
            self._file = -1

    def add(self, entry: Entry) -> str:
        """Write an entry down as the next line of the chain; returns its digest. Raises NotRecorded.

        The digest stands for the line before others than the DPO: its number would tell how much is asked.
        """
        with self._adding:
            line = sealed(entry, chain=self.chain, after=self._end)
            written = line.written()
            try:
                whole = os.write(self._file, written) == len(written)
            except OSError as error:
                raise NotRecorded("the record cannot be written") from error
            if not whole:
                os.ftruncate(self._file, self._size)
                raise NotRecorded("the record cannot be written whole")
            self._size += len(written)
            self._end = line.end
        return line.digest

    def find(self, digest: str) -> Line:
        """A line, also where the graph doesn't have it yet. Raises NotFound, GraphUnavailable."""
        for path in self._folder.glob(f"*{SUFFIX}"):
            for line in _whole_lines(_read(path)):
                if line.digest == digest:
                    return line
        return self._record.line(digest)

    def ship(self) -> None:
        """Bring to the disk and to the graph what has come since, and what others left behind.

        Raises GraphUnavailable; nothing is lost, and the next call goes on.
        """
        with self._shipping:
            self._ship_own()
            for path in self._folder.glob(f"*{SUFFIX}"):
                if path.stem != self.chain:
                    _adopt(path, self._record)

    def _ship_own(self) -> None:
        size = self._size
        if size > self._shipped:
            os.fsync(self._file)
            self._shipped = _bring(self._file, self._record, since=self._shipped, until=size)
        with self._adding:
            if self._size and self._size == self._shipped:
                os.ftruncate(self._file, 0)
                self._size = self._shipped = 0


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:  # the graph has it all now
        return b""


def _adopt(path: Path, record: Record) -> None:
    """Bring to the graph what a process left behind that has ended; one that hasn't holds a lock."""
    with _locked(path) as file:
        if file is not None:
            _bring(file, record, since=0, until=os.fstat(file).st_size)
            path.unlink()


@contextmanager
def _locked(path: Path) -> Iterator[int | None]:
    """The file of a process that has ended; None where it hasn't, or another one adopts it."""
    try:
        file = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        yield None
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield None
    else:
        yield file
    finally:
        os.close(file)


def _bring(file: int, record: Record, *, since: int, until: int) -> int:
    """Bring whole lines of a file to the graph; returns up to which byte."""
    while since < until:
        read = os.pread(file, min(until - since, READ_AT_ONCE), since)
        whole = read.rfind(b"\n") + 1
        if not whole:  # the power went in the middle of a line, whose answer nobody got
            return until
        for lines in batches(_whole_lines(read[:whole]), LINES_AT_ONCE):
            record.add(lines)
        since += whole
    return since


def _whole_lines(read: bytes) -> Iterator[Line]:
    for written in read.splitlines():
        try:
            yield Line.read(written)
        except (ValueError, KeyError, TypeError):
            return
