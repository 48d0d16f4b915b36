"""All of the service starts with one command and ends together, whatever ends first."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from graph.server.arcadedb import free_ports

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.slow


class Running:
    """The service as a process of its own, on an empty graph."""

    def __init__(self, process: subprocess.Popen[str], port: int, var: Path) -> None:
        self.process = process
        self.port = port
        self.var = var

    def get(self, path: str, **headers: str) -> int:
        try:
            with urlopen(
                Request(f"http://127.0.0.1:{self.port}{path}", headers=headers), timeout=5
            ) as answer:
                return int(answer.status)
        except HTTPError as error:
            with error:
                return int(error.code)
        except OSError:  # nobody there, or no answer in time
            return 0

    def ready(self) -> bool:
        assert self.process.poll() is None, self.output()
        return self.get("/readyz") == 200

    def database(self) -> int:
        return int((self.var / "graph" / "server.pid").read_text())

    def gunicorn(self) -> int:
        return next(pid for pid in children(self.process.pid) if pid != self.database())

    def everything(self) -> list[int]:
        return [self.database(), self.gunicorn(), *children(self.gunicorn())]

    def output(self) -> str:
        return (self.var / "output").read_text()


@contextmanager
def running(var: Path, **settings: str) -> Iterator[Running]:
    (port,) = free_ports(1)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TVAERS_")}
    environ |= {"TVAERS_DATA_DIR": str(var / "graph"), "TVAERS_PORT": str(port), "TVAERS_DEMO": "false"}
    environ |= {"TVAERS_WORKERS": "1"} | settings
    with (var / "output").open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "service"], cwd=ROOT, env=environ, stdout=output, stderr=output, text=True
        )
    service = Running(process, port, var)
    try:
        yield service
    finally:
        process.kill()
        process.wait()


def wait_until(condition: Callable[[], bool], seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


def children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()] + [
        int(pid)
        for task in Path(f"/proc/{parent}/task").iterdir()
        if task.name != str(parent)
        for pid in (task / "children").read_text().split()
    ]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def all_gone(pids: list[int]) -> Callable[[], bool]:
    return lambda: not any(alive(pid) for pid in pids)


def test_it_says_where_to_go_and_ends_all_of_it_when_told_to(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        wait_until(service.ready)
        token = (tmp_path / "api_token").read_text()
        assert service.get("/api/v1/skills", Authorization=f"Bearer {token}") == 200
        assert service.get("/api/v1/skills") == 401
        wait_until(lambda: "Tværs er klar" in service.output())
        assert f"http://127.0.0.1:{service.port}" in service.output()
        assert token not in service.output()
        started = service.everything()

        service.process.send_signal(signal.SIGINT)

        # The web server and the graph may take 15 and 40 seconds to end on a busy machine.
        assert service.process.wait(60) == 0
        assert all_gone(started)()


def test_nothing_outlives_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        wait_until(service.ready)
        started = service.everything()

        service.process.kill()

        wait_until(all_gone(started), 30)


def test_a_database_that_dies_comes_back(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        wait_until(service.ready)
        died = service.database()

        os.kill(died, signal.SIGKILL)

        wait_until(lambda: service.database() != died)
        wait_until(service.ready)


def test_a_web_server_that_dies_ends_all_of_it_with_a_message(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        wait_until(service.ready)
        started = service.everything()

        os.kill(service.gunicorn(), signal.SIGKILL)

        assert service.process.wait(30) == 1
        wait_until(all_gone(started), 10)
        assert "Tværs er standset: webserveren sluttede uventet" in service.output()


def test_a_port_that_is_taken_is_told_before_anything_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with running(tmp_path, TVAERS_PORT=str(port)) as service:
            assert service.process.wait(30) == 1

            assert f"127.0.0.1:{port} kan ikke bruges" in service.output()
            assert not (tmp_path / "graph").exists()


def test_bad_settings_are_named_and_nothing_is_started(tmp_path: Path) -> None:
    with running(tmp_path, TVAERS_THREADS="none", TVAERS_HOST="192.0.2.7") as service:
        assert service.process.wait(30) == 1

        assert "TVAERS_THREADS" in service.output()
        assert "TVAERS_HOST" in service.output()
        assert not (tmp_path / "graph").exists()
