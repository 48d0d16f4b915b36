"""How long the service works on each page, from the request until its HTML is there, compressed.

In one process on the embedded graph, one request at a time, without the network: what a browser waits for
beside that is the bytes (`tests/service/request/test_compression.py` holds how many).
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from bench.in_process import service_on
from bench.measuring import Figures, arguments, report, times
from bench.municipality import load, made, questions
from graph.audit.journal import Journal
from graph.store import GraphStore
from harness.servers import embedded
from service.roles import Role
from service.settings import Settings
from service.web.frame.registration import register_web

TASKS = 40
WARM = 3
FROM_HERE = {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "gzip"}
LOOKED_AT = {
    Role.LEAD: {"start": "/", "tasks": "/opgaver", "search": "/soeg?efter=projektledelse"},
    Role.EMPLOYEE: {"own": "/min-side", "own_choices": "/min-side/valg", "own_traces": "/min-side/spor"},
    Role.HR: {"overview": "/overblik"},
    Role.COUNCIL: {"fairness": "/fordeling", "help": "/hjaelp"},
}
ASKED = {"answer": "/opgave", "teams": "/hold"}
"""Posted with a task's text, and led to its own address: both requests count."""


def measure(employees: int, *, store: GraphStore, tasks: int = TASKS) -> Figures:
    """The times of each page, in ms: by the clock, and of them what this process's thread works.

    The graph is empty before.
    """
    of = made(employees)
    texts = [each.text for each in questions(of, tasks + WARM)]
    load(store, of)
    with tempfile.TemporaryDirectory(prefix="tvaers-bench-") as folder:
        settings = Settings(data_dir=Path(folder) / "graph", questions_per_minute=0, log_level="ERROR")
        with Journal(settings.record_dir, store.record) as record:
            app = service_on(store, settings, record=record, pages=(register_web,))
            return _figures(app, texts) | {"employees": employees}


def _figures(app: Flask, texts: list[str]) -> Figures:
    figures: Figures = {}
    for role, pages in LOOKED_AT.items():
        reader = _as(app, role)
        for name, path in pages.items():
            figures |= _times(name, partial(_got, reader=reader, path=path), texts)
    lead = _as(app, Role.LEAD)
    for name, path in ASKED.items():
        figures |= _times(name, partial(_asked, lead=lead, path=path), texts)
    return figures


def _times(name: str, work: Callable[[str], None], texts: list[str]) -> Figures:
    for text in texts[:WARM]:
        work(text)
    return times(work, texts[WARM:]).figures(name)


def _as(app: Flask, role: Role) -> FlaskClient:
    """A browser of somebody who tries the service in a role."""
    client = app.test_client()
    client.post("/proev-som", data={"rolle": role.value}, headers=FROM_HERE)
    return client


def _got(_text: str, *, reader: FlaskClient, path: str) -> None:
    _expect(reader.get(path, headers=FROM_HERE).status_code, path)


def _asked(text: str, *, lead: FlaskClient, path: str) -> None:
    posted = lead.post(path, data={"tekst": text, "opgave": "ja"}, headers=FROM_HERE)
    _expect(lead.get(posted.headers["Location"], headers=FROM_HERE).status_code, path)


def _expect(status: int, path: str) -> None:
    if status != 200:
        raise RuntimeError(f"{path} is answered {status}")


def main() -> None:
    options = arguments(__doc__ or "").parse_args()
    with embedded() as store:
        figures = measure(options.employees, store=store)
    report(f"Pages, {options.employees:,} employees", figures, as_json=options.json)


if __name__ == "__main__":
    main()
