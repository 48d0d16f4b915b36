"""What a tool waits for over HTTP, and how many questions a second the whole service answers.

The service runs as in production (`python -m service`: supervisor, embedded graph, gunicorn with its own
settings) and is asked from another process over loopback. Beside it, under the same gunicorn settings,
runs an empty Flask app whose answers have the size of a shortlist; rounds of both alternate.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from bench.client import Answers, Order, ordered
from bench.empty import SIZE
from bench.measuring import Figures, arguments, median, percentiles, report, resident_mb
from bench.municipality import load, made, questions
from graph.opening import open_graph
from graph.server import arcadedb, tethered
from matching.question import Question
from service.api_tokens import ApiToken
from service.roles import Role

QUESTIONS = 200
ROUNDS = 5
ROUND_SECONDS = 3.0
BUSY_CONNECTIONS = 8
START_SECONDS = 180.0
STOP_SECONDS = 30.0
TOKEN = secrets.token_urlsafe(32)
SERVICE = [sys.executable, "-m", "service"]
EMPTY = [
    sys.executable,
    "-m",
    "gunicorn",
    "-c",
    "python:service.process.gunicorn_conf",
    "bench.empty:make_app()",
]


def measure(employees: int, *, rounds: int = ROUNDS, seconds: float = ROUND_SECONDS) -> Figures:
    """Ask one at a time for latencies, and eight at a time for requests a second."""
    of = made(employees)
    asked = questions(of, QUESTIONS)
    bodies = {
        "match": ("/api/v1/matches", [json.dumps(_with_skills(each)) for each in asked]),
        "match_text": ("/api/v1/matches", [json.dumps(_with_text(each)) for each in asked]),
        "link": ("/api/v1/skills:link", [json.dumps({"text": each.text}) for each in asked]),
    }
    with tempfile.TemporaryDirectory(prefix="tvaers-bench-") as folder:
        data_dir = Path(folder) / "graph"
        with open_graph(uri=None, user="", password="", database="", data_dir=data_dir) as store:
            load(store, of)
        with service(data_dir) as (port, process):

            def ask(name: str, connections: int, seconds: float) -> Answers:
                path, texts = bodies[name]
                return ordered(
                    Order(
                        port=port,
                        path=path,
                        token=TOKEN,
                        bodies=texts,
                        connections=connections,
                        seconds=seconds,
                    )
                )

            for name in bodies:
                ask(name, BUSY_CONNECTIONS, seconds)  # a warm-up of all workers
            figures: Figures = {"employees": employees, "worker_mb": max(map(resident_mb, workers(process)))}
            for name in bodies:
                figures |= percentiles(name, ask(name, 1, 2 * seconds).ms)
            size = ask("match", 1, seconds / 2).median_bytes
            with empty(size, data_dir) as empty_port:
                figures |= _throughputs(ask, empty_port, bodies=list(bodies), rounds=rounds, seconds=seconds)
    return figures | {"match_bytes": size}


def _with_skills(question: Question) -> dict[str, Any]:
    needs = [
        {"skill": each.skill, "level": each.level, "weight": each.weight} for each in question.requirements
    ]
    return {**_with_text(question), "requirements": needs}


def _with_text(question: Question) -> dict[str, Any]:
    return {"text": question.text, "unit": question.unit, "members": list(question.members)}


def _throughputs(
    ask: Callable[[str, int, float], Answers],
    empty_port: int,
    *,
    bodies: list[str],
    rounds: int,
    seconds: float,
) -> Figures:
    """Answers a second, eight at a time; a ratio is the median of those of single rounds."""
    order = Order(
        port=empty_port,
        path="/empty",
        token=TOKEN,
        bodies=["{}"],
        connections=BUSY_CONNECTIONS,
        seconds=seconds,
    )
    ordered(order)  # a warm-up
    empties: list[Answers] = []
    answers: dict[str, list[Answers]] = {name: [] for name in bodies}
    for _ in range(rounds):
        empties.append(ordered(order))
        for name in bodies:
            answers[name].append(ask(name, BUSY_CONNECTIONS, seconds))
    figures: Figures = {"empty_per_s": median([each.per_second for each in empties])}
    for name, of_rounds in answers.items():
        ratios = [each.per_second / empty.per_second for each, empty in zip(of_rounds, empties, strict=True)]
        figures |= percentiles(f"{name}_busy", [ms for each in of_rounds for ms in each.ms])
        figures[f"{name}_per_s"] = median([each.per_second for each in of_rounds])
        figures[f"{name}_throughput_ratio"] = median(ratios)
    return figures


@contextmanager
def service(data_dir: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The service on a loaded graph, ready to answer: its port and its supervisor."""
    with running(SERVICE, data_dir, path="/readyz") as started:
        yield started


@contextmanager
def empty(size: int, data_dir: Path) -> Iterator[int]:
    """The empty app with answers of `size` bytes: its port."""
    with running(EMPTY, data_dir, path="/", extra={SIZE: str(size)}) as (port, _):
        yield port


@contextmanager
def running(
    command: list[str], data_dir: Path, *, path: str, extra: dict[str, str] | None = None
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A server with the settings of production, from when it answers until the end of the context."""
    [port] = arcadedb.free_ports(1)
    log_path = data_dir.parent / f"{port}.log"
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            tethered.command(command),
            env=production(data_dir, port) | (extra or {}),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _wait(process, port, path, log_path)
        yield port, process
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def production(data_dir: Path, port: int) -> dict[str, str]:
    """The environment of a server in production that lets `TOKEN` in and limits nobody."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TVAERS_")}
    return inherited | {
        "TVAERS_ENVIRONMENT": "production",
        "TVAERS_SECRET_KEY": secrets.token_urlsafe(32),
        "TVAERS_API_TOKENS": ApiToken.of(TOKEN, name="bench", role=Role.TOOL, until=date.max).entry,
        "TVAERS_QUESTIONS_PER_MINUTE": "0",
        "TVAERS_DATA_DIR": str(data_dir),
        "TVAERS_PORT": str(port),
        "TVAERS_DEMO": "false",
    }


def _wait(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    """Until the server answers anything but 503. Raises RuntimeError if it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            if connection.getresponse().status != 503:
                return
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.2)
    raise RuntimeError(f"the server does not answer: {log.read_text(errors='replace')[-500:]}")


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    """The ids of gunicorn's processes below a supervisor; the workers are the large ones."""
    found, at = [], [process.pid]
    while at:
        pid = at.pop()
        at += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split())
        if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes():
            found.append(pid)
    return found


def main() -> None:
    options = arguments(__doc__ or "").parse_args()
    figures = measure(options.employees)
    report(f"HTTP, {options.employees:,} employees", figures, as_json=options.json)


if __name__ == "__main__":
    main()
