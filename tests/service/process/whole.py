"""The service as a process of its own, as people start it, for tests of what outlives what."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from graph.server.arcadedb import free_ports
from harness.processes import alive
from harness.servers import eventually

ROOT = Path(__file__).parents[3]


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

    def reads_the_graph(self) -> bool:
        """Whether an operation is answered that asks the graph itself."""
        token = (self.var / "api_token").read_text()
        return self.get("/api/v1/skills", Authorization=f"Bearer {token}") == 200

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
    assert eventually(condition, seconds=seconds), "waited too long"


def children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()] + [
        int(pid)
        for task in Path(f"/proc/{parent}/task").iterdir()
        if task.name != str(parent)
        for pid in (task / "children").read_text().split()
    ]


def stat_of(pid: int) -> str:
    """The kernel's letter for what a process does: T where it is suspended, Z where it has ended."""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


def all_gone(pids: list[int]) -> Callable[[], bool]:
    return lambda: not any(alive(pid) for pid in pids)
