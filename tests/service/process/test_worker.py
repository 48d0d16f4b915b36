"""What never comes as far as the app is refused as all else is, and no header moves a request elsewhere."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
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


# Two readings of where a request ends would let a second one pass a proxy unseen (smuggling).
HIDDEN = "GET /api/v1/skills HTTP/1.1\r\nHost: a\r\n\r\n"
CHUNKED = "Transfer-Encoding: chunked"
SMUGGLED = {
    "length and chunks": f"Content-Length: 4\r\n{CHUNKED}\r\n\r\n0\r\n\r\n{HIDDEN}",
    "two lengths": f"Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "lengths in one header": f"Content-Length: 0, {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a length with a sign": f"Content-Length: +{len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a length that is no number": f"Content-Length: 0x5\r\n\r\n{HIDDEN}",
    "a blank before the colon": f"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a sign within the coding": f"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "an unknown coding": f"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "chunks coded twice": f"{CHUNKED}\r\n{CHUNKED}\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a folded header": f"X: a\r\n {CHUNKED}\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a name with an underscore": f"Transfer_Encoding: chunked\r\nContent-Length: -1\r\n\r\n{HIDDEN}",
    "a size of a chunk that is no number": f"{CHUNKED}\r\n\r\n0x0\r\n\r\n{HIDDEN}",
}


@pytest.mark.parametrize("rest", SMUGGLED.values(), ids=SMUGGLED)
def test_a_request_whose_end_can_be_read_in_two_ways_lets_no_other_pass(port: int, rest: str) -> None:
    answer = sent(port, f"POST /api/v1/matches HTTP/1.1\r\nHost: 127.0.0.1\r\n{rest}")
    first, *others = (int(each.split()[0]) for each in answer.split("HTTP/1.1 ")[1:])

    assert first in (400, 401, 431, 501)
    assert set(others) <= {400}


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static/..\\..\\etc\\passwd",
        "/static//etc/passwd",
        "/static/%00",
        "//evil.example/..",
        "http://evil.example/static/../app.py",
    ],
)
def test_no_path_leads_out_of_the_service(port: int, path: str) -> None:
    answer = sent(port, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")

    assert int(answer.split()[1]) in (400, 404)
    assert "root:" not in answer
    assert "evil.example" not in answer


def test_a_body_that_never_ends_is_refused_before_it_is_read(port: int) -> None:
    answer = sent(
        port,
        "POST /api/v1/matches HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Authorization: {as_role(Role.TOOL)['Authorization']}\r\nContent-Type: application/json\r\n"
        "Content-Length: 99999999999\r\n\r\n{",
    )

    assert answer.startswith("HTTP/1.1 413")


TOKEN = as_role(Role.TOOL)["Authorization"]
POST = f"POST /api/v1/matches HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {TOKEN}\r\n"
SLOW = {
    "nothing": "",
    "half a head": "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ",
    "half a body": f"{POST}Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{{",
    "half a chunk": f"{POST}Transfer-Encoding: chunked\r\n\r\n5\r\nab",
    "an end inside a chunk": f"{POST}Transfer-Encoding: chunked\r\n\r\nff\r\n0\r\n\r\n",
    "all of it, to stay after the answer": "GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n",
    "too much": f"{POST}Content-Length: 99999999\r\n\r\nab",
}


@pytest.mark.parametrize("said", SLOW.values(), ids=SLOW)
def test_three_hundred_slow_clients_keep_nobody_waiting(port: int, said: str) -> None:
    with ExitStack() as held:
        for _ in range(300):
            client = held.enter_context(create_connection(("127.0.0.1", port), 10))
            client.sendall(said.encode())
        begun = time.monotonic()
        for _ in range(5):
            assert asked(port, "/healthz", {})[0].status == 200
        assert time.monotonic() - begun < 5


@pytest.mark.parametrize("pause", [0.0, 0.3])
def test_a_request_that_comes_in_pieces_is_answered_and_so_is_the_next_on_its_connection(
    port: int, pause: float
) -> None:
    request = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    posted = (
        f"{POST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n"
    )
    found = b""
    with create_connection(("127.0.0.1", port), 10) as client:
        for piece in (request[:20], request[20:], posted[:200], posted[200:], request + request):
            client.sendall(piece.encode())
            time.sleep(pause)
        client.settimeout(2)
        with suppress(TimeoutError):
            while found.count(b"HTTP/1.1 ") < 4:
                found += client.recv(65_536)
    assert [int(each[:3]) for each in found.split(b"HTTP/1.1 ")[1:]] == [200, 422, 200, 200]


def test_who_asks_for_leave_before_the_body_gets_it(port: int) -> None:
    head = f"{POST}Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    with create_connection(("127.0.0.1", port), 10) as client:
        client.sendall(head.encode())
        assert client.recv(100).startswith(b"HTTP/1.1 100 ")
        client.sendall(b"{}")
        assert b"HTTP/1.1 422" in client.recv(65_536) + client.recv(65_536)


def sent(port: int, request: str) -> str:
    """All that comes back until the server ends the connection, or says nothing more for a second."""
    found = b""
    with create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(request.encode("latin-1"))
        with suppress(TimeoutError, ConnectionResetError):
            while piece := connection.recv(65_536):
                found += piece
                connection.settimeout(1)
    return found.decode("latin-1")
