"""What never comes as far as the app is refused as all else is, and no header moves a request elsewhere."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from socket import create_connection

import pytest

from graph.server.arcadedb import free_ports
from service.request.passage import SECURITY_HEADERS
from service.roles import Role
from tests.service.fakes import as_role
from tests.service.process.whole import ROOT, wait_until

SECRET = "hvad-nogen-spurgte-om"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("worker") / "output"


@pytest.fixture(scope="module")
def port(output: Path) -> Iterator[int]:
    """The web server as it is in production, with an app that needs no graph."""
    (port,) = free_ports(1)
    command = ["gunicorn", "-c", "python:service.process.gunicorn_conf", "tests.service.fakes:app()"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TVAERS_")}
    with output.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=environ | {"TVAERS_PORT": str(port), "TVAERS_WORKERS": "1"},
            stdout=file,
            stderr=file,
        )
    try:
        wait_until(lambda: answers(port))
        yield port
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    try:
        with create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


def asked(port: int, path: str, headers: dict[str, str]) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response, text


@pytest.mark.parametrize(
    ("status", "kind", "path", "headers"),
    [
        (414, "address-too-long", f"/api/v1/skills?text={SECRET * 250}", {}),
        (431, "headers-too-large", "/api/v1/skills", {"X-Long": SECRET * 450}),
        (431, "headers-too-large", "/api/v1/skills", {f"X-{number}": SECRET for number in range(101)}),
        (400, "malformed-request", f"/api/v1/skills?text={SECRET}", {"Content Length": "1"}),
    ],
    ids=["address", "header", "headers", "name"],
)
def test_what_cannot_be_read_is_a_problem_and_nothing_of_it_is_logged(
    port: int, output: Path, status: int, kind: str, path: str, headers: dict[str, str]
) -> None:
    response, text = asked(port, path, headers)

    problem = json.loads(text)
    assert (response.status, problem["status"]) == (status, status)
    assert problem["type"] == f"urn:tvaers:problem:{kind}"
    assert problem["instance"] == f"urn:uuid:{response.headers['X-Request-ID']}"
    assert response.headers["Content-Type"] == "application/problem+json"
    assert {name: response.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert f'"status":{status}' in output.read_text().replace(" ", "")
    assert SECRET not in output.read_text()


@pytest.mark.parametrize(
    "headers",
    [
        {"SCRIPT_NAME": "/api"},
        {"PATH_INFO": "/healthz"},
        {"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "off"},
    ],
    ids=str,
)
def test_a_header_moves_no_request_elsewhere(port: int, headers: dict[str, str]) -> None:
    response, text = asked(port, "/api/v1/skills", headers | as_role(Role.TOOL))

    assert response.status == 200
    assert "items" in json.loads(text)
