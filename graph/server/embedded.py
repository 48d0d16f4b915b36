"""The graph server that needs no installation: a child process with one owner, on loopback.

The first to open a data folder owns its server: it starts, watches and stops it. Whoever opens
the same folder meanwhile attaches to that server, and goes on with it when its owner ends (`heir`).
What ties them together lies in the folder:

- `owner.lock`, held (flock) by the owner for as long as it lives, so that nobody attaches to the
  server of an owner that was killed; `server.lock`, held by the server until it is gone as well;
- `server.json`, readable by its owner only: the password, the port, and whether the server is to be used;
- `server.pid` and `server.log`, of the server that the present owner started;
- `writer.lock` and `turn.lock`, held for each write, since the server lets competing writers fail, not queue.
"""

import fcntl
import json
import logging
import os
import secrets
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from graph.errors import GraphError, GraphUnavailable, InUse
from graph.private_files import write_private
from graph.server import arcadedb, tethered
from graph.server.database import Address, answers
from graph.server.heir import Heir

START_SECONDS = 60.0
STOP_SECONDS = 20.0
POLL_SECONDS = 0.1
RESTARTS = 5
"""So many deaths within `RESTART_WINDOW_SECONDS` are more than bad luck: a server that never answered is
given up, any other one is started again more slowly."""
RESTART_WINDOW_SECONDS = 120.0
RESTART_PAUSE_SECONDS = 30.0
WATCH_SECONDS = 5.0
"""How often the owner asks its server for an answer."""
HUNG_SECONDS = 120.0
"""A server that gives none for so long is ended and started again; what it acknowledged is on the disk."""

logger = logging.getLogger(__name__)


@contextmanager
def running(data_dir: Path, *, owns: bool = True) -> Iterator[Address]:
    """The address of the server on `data_dir`: attached to where one runs, else started and stopped here.

    Who `owns` none only attaches, and leaves the server to others when its owner ends. Raises
    GraphUnavailable when it doesn't answer in time, GraphError when the folder's password file doesn't
    fit its data.
    """
    data_dir = data_dir.resolve()
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        owned = _try_lock(data_dir / "owner.lock") if owns else None
        if owned is not None:
            try:
                with _Owner(data_dir, deadline) as address:
                    yield address
            finally:
                os.close(owned)
            return
        announced = _announced(data_dir)
        if announced is not None and _lets_in(announced):
            with _heir(data_dir) if owns else nullcontext():
                yield announced
            return
        time.sleep(POLL_SECONDS)
    raise GraphUnavailable(f"another process owns the graph in {data_dir}, but its server does not answer")


@contextmanager
def unused(data_dir: Path) -> Iterator[None]:
    """Nobody can open the graph in a folder as long as the context. Raises InUse where somebody has."""
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ExitStack() as held:
        for name in ("owner.lock", "server.lock"):
            lock = _try_lock(data_dir / name)
            if lock is None:
                raise InUse(data_dir)
            held.callback(os.close, lock)
        yield


def _heir(data_dir: Path) -> Heir:
    return Heir(
        claim=lambda: _try_lock(data_dir / "owner.lock"),
        own=lambda: _Owner(data_dir, time.monotonic() + START_SECONDS),
    )


class _Owner:
    """Keeps the server of one folder running from `__enter__` to `__exit__`.

    A thread of its own starts the server and waits for it, since the kernel ties the child to the
    thread that started it. When the server dies unasked it is started again on the same port, so
    that open connections find it again; a later owner takes that port too, where it is free.
    """

    def __init__(self, data_dir: Path, deadline: float) -> None:
        self._data_dir = data_dir
        self._lock = _lock(data_dir / "server.lock", deadline)
        self._stopping = threading.Event()
        self._failure: str | None = None
        self._answered = False
        self._process: subprocess.Popen[bytes] | None = None
        self._launch = self._plan_launch()
        self._thread = threading.Thread(target=self._supervise, name="graph server", daemon=True)

    def __enter__(self) -> Address:
        self._announce(in_use=True)
        (self._data_dir / "server.log").write_bytes(b"")
        self._thread.start()
        try:
            return self._wait_until_it_answers()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        self._announce(in_use=False)
        self._stopping.set()
        process = self._process
        if process is not None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                logger.warning("graph server does not stop, killing it")
                process.kill()
        self._thread.join(STOP_SECONDS)
        os.close(self._lock)

    def _announce(self, *, in_use: bool) -> None:
        launch = self._launch
        state = {"bolt_port": launch.bolt_port, "in_use": in_use, "password": launch.password}
        write_private(self._data_dir / "server.json", json.dumps(state).encode())

    def _plan_launch(self) -> arcadedb.Launch:
        bolt_port, http_port = arcadedb.free_ports(2)
        known = _state(self._data_dir)
        password = known["password"] if known else secrets.token_urlsafe(24)
        if known and known["bolt_port"] and arcadedb.is_free(known["bolt_port"]):
            bolt_port = known["bolt_port"]
        return arcadedb.Launch(
            data_dir=self._data_dir, bolt_port=bolt_port, http_port=http_port, password=password
        )

    def _wait_until_it_answers(self) -> Address:
        address = _address(self._launch.bolt_port, self._launch.password)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._failure is not None:
                raise GraphUnavailable(f"{self._failure}; see {self._data_dir / 'server.log'}")
            try:
                if answers(address):
                    self._answered = True
                    return address
            except GraphError as error:
                raise GraphError(
                    f"{self._data_dir / 'server.json'} does not hold the password of this graph: "
                    "put the file back, or delete config/server-users.jsonl there to set a new one"
                ) from error
            time.sleep(POLL_SECONDS)
        raise GraphUnavailable(
            f"no answer from the graph server in {START_SECONDS:.0f} s; see {self._data_dir / 'server.log'}"
        )

    def _supervise(self) -> None:
        deaths: list[float] = []
        while not self._stopping.is_set():
            try:
                code = self._run_once()
            except (OSError, GraphError) as error:
                self._failure = f"the graph server could not be started: {error}"
                return
            if self._stopping.is_set():
                return
            now = time.monotonic()
            deaths = [*(death for death in deaths if now - death < RESTART_WINDOW_SECONDS), now]
            too_often = len(deaths) >= RESTARTS
            if too_often and not self._answered:
                self._failure = f"the graph server ended {len(deaths)} times in a row (exit code {code})"
                logger.error("%s, giving up", self._failure)
                return
            logger.warning("graph server ended unasked (exit code %s), starting it again", code)
            self._stopping.wait(RESTART_PAUSE_SECONDS if too_often else 0.2 * len(deaths))

    def _run_once(self) -> int:
        with (self._data_dir / "server.log").open("ab") as log:
            process = subprocess.Popen(
                tethered.command(self._launch.command()),
                cwd=self._data_dir,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is the parent's to order
                pass_fds=(self._lock,),  # held until the server is gone, whatever becomes of us
            )
        self._process = process
        write_private(self._data_dir / "server.pid", b"%d\n" % process.pid)
        if self._stopping.is_set():
            process.terminate()
        return self._watched(process)

    def _watched(self, process: "subprocess.Popen[bytes]") -> int:
        """Wait for the server's end, and bring it about when it answers no more."""
        address = _address(self._launch.bolt_port, self._launch.password)
        answered_at = time.monotonic()
        while True:
            try:
                return process.wait(WATCH_SECONDS)
            except subprocess.TimeoutExpired:
                if self._stopping.is_set() or _lives(address):
                    answered_at = time.monotonic()
                elif time.monotonic() - answered_at > HUNG_SECONDS:
                    logger.error("graph server does not answer, ending it")
                    process.kill()


def _lets_in(address: Address) -> bool:
    try:
        return answers(address)
    except GraphError:  # as it does while it stops; the one after it lets us in
        return False


def _lives(address: Address) -> bool:
    try:
        return answers(address)
    except GraphError:  # it refuses the password, which takes a server
        return True


def _try_lock(path: Path) -> int | None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _lock(path: Path, deadline: float) -> int:
    """Wait until the server of an earlier owner is gone. Raises GraphUnavailable at the deadline."""
    while time.monotonic() < deadline:
        lock = _try_lock(path)
        if lock is not None:
            return lock
        time.sleep(POLL_SECONDS)
    raise GraphUnavailable(f"the server of an earlier owner does not end; see {path}")


def _announced(data_dir: Path) -> Address | None:
    state = _state(data_dir)
    return _address(state["bolt_port"], state["password"]) if state and state.get("in_use") else None


def _state(data_dir: Path) -> dict[str, Any] | None:
    path = data_dir / "server.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {**told, "bolt_port": int(told["bolt_port"]), "password": str(told["password"])}
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise GraphError(f"{path} is damaged") from error


def _address(port: int, password: str) -> Address:
    return Address(
        uri=f"bolt://{arcadedb.LOOPBACK}:{port}",
        user=arcadedb.USER,
        password=password,
        database=arcadedb.DATABASE,
    )
