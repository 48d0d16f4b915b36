"""Counters that all workers of a machine share, in a file that lies in memory: right, and a few µs each.

A counter is where the key's hash says. Two keys can meet in one, which then counts both: with as many
counters as here and a thousand busy keys, one in sixty shares. The hash is salted with what only the machine
knows, so that nobody can aim at somebody else's.
"""

import fcntl
import hashlib
import mmap
import os
import secrets
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from limits.storage import Storage

from graph.private_files import made_once

SCHEME = "machine"
COUNTERS = 65_536
"""A megabyte in all."""
COUNTER = struct.Struct("=dQ")
"""When the span ends, in seconds since 1970, and how many there were in it."""
SALT_BYTES = 32


class MachineCounters(Storage):
    """The counters in a file; whoever opens it first makes it."""

    STORAGE_SCHEME = None

    def __init__(self, path: Path) -> None:
        super().__init__()
        made_once(path, lambda: secrets.token_bytes(SALT_BYTES) + bytes(COUNTER.size * COUNTERS))
        self._file = os.open(path, os.O_RDWR)  # open for as long as the process lives
        self._memory = mmap.mmap(self._file, 0)
        self._salt = self._memory[:SALT_BYTES]
        self._turn = threading.Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        """What can go wrong here."""
        return OSError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count so many more, in a span that ends so many seconds after its first."""
        with self._alone():
            ends, count = self._read(key)
            if ends <= time.time():
                ends, count = time.time() + expiry, 0
            self._write(key, ends, count + amount)
            return count + amount

    def get(self, key: str) -> int:
        """How many there were in the span that goes on."""
        with self._alone():
            ends, count = self._read(key)
            return count if ends > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """When the span ends."""
        with self._alone():
            return max(self._read(key)[0], time.time())

    def check(self) -> bool:
        """That it can be counted here."""
        return not self._memory.closed

    def reset(self) -> int:
        """Forget all."""
        with self._alone():
            self._memory[SALT_BYTES:] = bytes(len(self._memory) - SALT_BYTES)
        return COUNTERS

    def clear(self, key: str) -> None:
        """Forget one."""
        with self._alone():
            self._write(key, 0.0, 0)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._turn:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _place(self, key: str) -> int:
        digest = hashlib.blake2b(key.encode(), key=self._salt, digest_size=8).digest()
        return SALT_BYTES + COUNTER.size * (int.from_bytes(digest) % COUNTERS)

    def _read(self, key: str) -> tuple[float, int]:
        ends, count = COUNTER.unpack_from(self._memory, self._place(key))
        return float(ends), int(count)

    def _write(self, key: str, ends: float, count: int) -> None:
        COUNTER.pack_into(self._memory, self._place(key), ends, count)
