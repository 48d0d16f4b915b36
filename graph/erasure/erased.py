"""Who was erased, as salted hashes in a list outside what a backup holds: so that nobody comes back with one.

The list is a file of lines that are only ever added. A hash (HMAC-SHA-256, RFC 2104) is made with a key that
lies beside it: a backup alone, or the graph, tells nothing of who was erased.
"""

import fcntl
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from graph.errors import GraphError

LIST = "erased.jsonl"
# Bytes of what sets receipts of one day apart. By eye: one in four thousand million.
NUMBER_BYTES = 4


class ErasedUnreadable(GraphError):
    """The list can't be read, or was written with another key: nothing may be put back before that is mended.

    `line` is where, None where it is the key that doesn't fit.
    """

    def __init__(self, path: Path, line: int | None = None) -> None:
        super().__init__(f"{path} cannot be read" if line else f"the key of {path} is another")
        self.path = path
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """That somebody was erased: the receipt's number, the day, and whether they may be taken in anew."""

    number: str
    on: date
    hash: str
    allowed: bool = False


class ErasedIds:
    """The list in a folder, of this machine or shared between several; `key` is asked for when it is needed.

    Everything raises ErasedUnreadable, OSError.
    """

    def __init__(self, folder: Path, key: Callable[[], bytes]) -> None:
        self._path = folder / LIST
        self._make_key = key

    @property
    def changed_at(self) -> datetime | None:
        """When the list was last added to; None where there is none."""
        try:
            return datetime.fromtimestamp(self._path.stat().st_mtime, UTC)
        except FileNotFoundError:
            return None

    def add(self, id: str, *, at: datetime) -> Erased:
        """Write down that somebody is erased, on the disk when this returns.

        Who is on the list already keeps their number.
        """
        with self._appending() as file:
            known = self.find(id)
            if known is not None:
                return known
            number = f"{at:%Y%m%d}-{secrets.token_hex(NUMBER_BYTES)}"
            made = Erased(number=number, on=at.date(), hash=self._hash(id))
            _append(file, {"number": number, "on": at.date(), "hash": made.hash, "key": self._key_mark})
            return made

    def allow(self, id: str, *, at: datetime) -> Erased | None:
        """Let somebody be taken in anew; None for who isn't on the list. What was erased stays so."""
        with self._appending() as file:
            known = self.find(id)
            if known is not None:
                _append(file, {"number": known.number, "allowed_on": at.date()})
            return known

    def find(self, id: str) -> Erased | None:
        """The erasure of somebody who may not come back unasked."""
        barred = (each for each in self.all() if not each.allowed)
        return next((each for each in barred if each.hash == self._hash(id)), None)

    def all(self) -> tuple[Erased, ...]:
        """Every erasure, in their order."""
        found: dict[str, Erased] = {}
        for number, told in enumerate(self._lines(), start=1):
            try:
                self._take(told, found)
            except (KeyError, TypeError, ValueError) as error:
                raise ErasedUnreadable(self._path, number) from error
        return tuple(found.values())

    def among(self, ids: set[str]) -> Iterator[tuple[str, tuple[Erased, ...]]]:
        """Those of the ids that were erased at any time, each with their erasures."""
        by_hash: dict[str, tuple[Erased, ...]] = {}
        for each in self.all():
            by_hash[each.hash] = (*by_hash.get(each.hash, ()), each)
        if by_hash:
            for id in sorted(ids):
                if erased := by_hash.get(self._hash(id)):
                    yield id, erased

    @cached_property
    def _key(self) -> bytes:
        return self._make_key()

    @cached_property
    def _key_mark(self) -> str:
        """Tells a list that was written with another key; of the key itself it tells nothing."""
        return hashlib.sha256(self._key).hexdigest()[:16]

    def _hash(self, id: str) -> str:
        return hmac.new(self._key, id.encode(), hashlib.sha256).hexdigest()

    def _take(self, told: bytes, found: dict[str, Erased]) -> None:
        entry = orjson.loads(told)
        number = str(entry["number"])
        if "allowed_on" in entry:
            before = found[number]
            found[number] = Erased(number=number, on=before.on, hash=before.hash, allowed=True)
            return
        if entry["key"] != self._key_mark:
            raise ErasedUnreadable(self._path)
        found[number] = Erased(number=number, on=date.fromisoformat(entry["on"]), hash=str(entry["hash"]))

    def _lines(self) -> list[bytes]:
        try:
            read = self._path.read_bytes()
        except FileNotFoundError:
            return []
        return read[: read.rfind(b"\n") + 1].splitlines()  # the power went in the middle of a last one

    @contextmanager
    def _appending(self) -> Iterator[int]:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)


def _append(file: int, entry: dict[str, Any]) -> None:
    """Add a whole line after the last whole one, and bring it to the disk."""
    read = os.pread(file, os.fstat(file).st_size, 0)
    end = read.rfind(b"\n") + 1
    os.ftruncate(file, end)
    os.pwrite(file, orjson.dumps(entry) + b"\n", end)
    os.fsync(file)
