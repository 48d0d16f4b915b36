"""Who tries too often waits; everybody else goes on."""

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask, Request
from werkzeug.exceptions import TooManyRequests
from werkzeug.test import EnvironBuilder

from graph.server import arcadedb
from harness import redis_server
from harness.java import Missing
from harness.processes import python
from service.request.limits import WRONG_TOKENS, Limit, Limits, client_address
from service.request.machine_counters import SCHEME
from service.roles import Role
from tests.service.fakes import app, as_role, settings

FEW = Limit("few", 3)


def refused(limits: Limits, who: str = "a") -> bool:
    try:
        limits.spend(FEW, who)
    except TooManyRequests:
        return True
    return False


def test_the_fourth_of_three_is_refused_and_another_is_not() -> None:
    limits = Limits(settings())

    assert [refused(limits) for _ in range(4)] == [False, False, False, True]
    assert not refused(limits, "b")


def test_two_workers_of_a_machine_count_together(tmp_path: Path) -> None:
    uri = f"{SCHEME}:{tmp_path / 'limits'}"
    one, other = Limits(settings(limits_uri=uri)), Limits(settings(limits_uri=uri))

    assert [refused(limits) for limits in (one, other, one, other)] == [False, False, False, True]


SPENDING = """
import sys
from graph.server import arcadedb
from harness import redis_server
from harness.java import Missing
from harness.processes import python
from service.request.limits import Limits
from tests.service.fakes import settings
from tests.service.request.test_limits import refused

limits = Limits(settings(limits_uri=sys.argv[1]))
print("ready", flush=True)
for line in sys.stdin:
    print(refused(limits, line.strip()), flush=True)
"""


@pytest.fixture(scope="module")
def redis() -> Iterator[str]:
    """The address of a real Redis."""
    with ExitStack() as stack:
        try:
            uri = stack.enter_context(redis_server.running())
        except Missing as why:
            if os.environ.get("CI") == "true":
                pytest.fail(str(why), pytrace=False)
            pytest.skip(str(why))
        yield uri


def refused_over_there(process: "subprocess.Popen[str]", who: str) -> bool:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{who}\n")
    process.stdin.flush()
    return process.stdout.readline().strip() == "True"


def test_two_processes_count_together_in_a_real_redis(redis: str) -> None:
    here = Limits(settings(limits_uri=redis))
    with python(SPENDING, redis) as there:
        turns = [
            refused(here, "c"),
            refused_over_there(there, "c"),
            refused(here, "c"),
            refused_over_there(there, "c"),
            refused(here, "c"),
        ]
        assert turns == [False, False, False, True, True]
        assert not refused_over_there(there, "d")


def test_many_at_once_get_no_more_than_the_limit_from_a_real_redis(redis: str) -> None:
    few = Limit("at-once", 25)
    with ThreadPoolExecutor(8) as pool:
        machines = [Limits(settings(limits_uri=redis)) for _ in range(8)]
        let = list(pool.map(lambda turn: _let(machines[turn % 8], few), range(80)))
    assert sum(let) == few.a_minute


def _let(limits: Limits, limit: Limit) -> bool:
    try:
        limits.spend(limit, "e")
    except TooManyRequests:
        return False
    return True


def test_when_redis_goes_each_counts_alone_and_together_again_when_it_is_back() -> None:
    [port] = arcadedb.free_ports(1)
    uri = f"redis://127.0.0.1:{port}/0"
    one, other = Limits(settings(limits_uri=uri)), Limits(settings(limits_uri=uri))
    assert [refused(each, "f") for each in (one, other) * 3] == [False] * 6, "alone, three for each"
    assert refused(one, "f")
    try:
        with redis_server.running(port):
            turns = [refused(each, "f") for each in (one, other, one, other)]
    except Missing as why:
        pytest.skip(str(why))
    assert turns == [False, False, False, True], "together, and from the start"


def test_while_redis_is_away_each_counts_on_its_own() -> None:
    limits = Limits(settings(limits_uri="redis://127.0.0.1:9/0"))

    assert [refused(limits) for _ in range(4)] == [False, False, False, True]


def status(asked: Flask, token: str, address: str = "192.0.2.1") -> int:
    headers = {"Authorization": f"Bearer {token}"}
    environ = {"REMOTE_ADDR": address}
    return asked.test_client().get("/api/v1/skills", headers=headers, environ_base=environ).status_code


def test_after_too_many_wrong_tokens_guessing_ends_for_that_address_alone() -> None:
    asked = app()
    right = as_role(Role.TOOL)["Authorization"].removeprefix("Bearer ")

    assert {status(asked, "wrong") for _ in range(WRONG_TOKENS.a_minute)} == {401}
    assert status(asked, "wrong") == 429
    assert status(asked, right) == 429
    assert status(asked, right, "192.0.2.2") == 200


def test_who_is_refused_learns_when_to_come_again() -> None:
    asked = app(questions_per_minute=1)
    ask = {"path": "/api/v1/matches", "json": {"text": "x"}, "headers": as_role(Role.TOOL)}
    client = asked.test_client()
    assert client.post(**ask).status_code == 200  # type: ignore[arg-type]
    answer = client.post(**ask)  # type: ignore[arg-type]

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.json["type"] == "urn:tvaers:problem:too-many-requests"
    assert client.post(**ask | {"headers": as_role(Role.LEAD)}).status_code == 200  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "made-up, 203.0.113.9", "203.0.113.9"),
        (2, "made-up, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_the_houses_own_proxies_say_who_asks(proxies: int, said: str, address: str) -> None:
    environ = EnvironBuilder(
        headers={"X-Forwarded-For": said}, environ_base={"REMOTE_ADDR": "192.0.2.1"}
    ).get_environ()
    with app(proxies=proxies).app_context():
        assert client_address(Request(environ)) == address
