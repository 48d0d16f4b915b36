"""The whole service while its graph hangs: answers go on for a while, and all comes back by itself."""

import json
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from harness.factories import fill, workplace, workplace_id
from harness.servers import embedded, stopped
from tests.service.process.whole import Running, running, wait_until

STALE_SECONDS = 12
QUESTION = {"text": "Vi skal bygge en legeplads"}
TASK = {"title": "Ny sti", "owners": [workplace_id("Park")]}


def post(service: Running, path: str, body: dict[str, Any]) -> tuple[int, Any, float]:
    """Status, answer and seconds."""
    token = (service.var / "api_token").read_text()
    connection = HTTPConnection("127.0.0.1", service.port, timeout=30)
    began = time.monotonic()
    try:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        connection.request("POST", path, json.dumps(body), headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read()), time.monotonic() - began
    finally:
        connection.close()


@pytest.mark.slow
def test_a_graph_that_hangs_stops_nothing_at_once_and_comes_back_by_itself(tmp_path: Path) -> None:
    with running(tmp_path, TVAERS_STALE_MINUTES=str(STALE_SECONDS / 60)) as service:
        wait_until(service.ready)
        wait_until(lambda: "Tværs er klar" in service.output())
        with embedded(tmp_path / "graph") as store:
            fill(store, workplace("Park"))
        wait_until(lambda: post(service, "/api/v1/tasks", TASK)[0] == 201)
        status, answer, _ = post(service, "/api/v1/matches", QUESTION)
        assert (status, answer["stale_since"]) == (200, None)

        with stopped(tmp_path / "graph"):
            wait_until(lambda: post(service, "/api/v1/matches", QUESTION)[1]["stale_since"] is not None, 20)
            status, answer, seconds = post(service, "/api/v1/tasks", TASK)
            assert (status, answer["type"]) == (503, "urn:tvaers:problem:graph-unavailable")
            assert seconds < 1

            wait_until(lambda: post(service, "/api/v1/matches", QUESTION)[0] == 503, 60)
            assert service.get("/readyz") == 503
            assert service.get("/healthz") == 200

        wait_until(lambda: post(service, "/api/v1/matches", QUESTION)[0] == 200, 60)
        assert post(service, "/api/v1/tasks", TASK)[0] == 201
        assert post(service, "/api/v1/matches", QUESTION)[1]["stale_since"] is None
