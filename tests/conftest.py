"""Graph servers for the tests: each started by the tests, on its own empty data, once a run.

`graph` is a clean store on the embedded server; `each_graph` one on every server in turn, for the
contract that all of them must keep. No environment variable can point either at another database.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from graph.demo import Municipality, municipality
from graph.store import GraphStore
from harness import keycloak as sign_in_server
from harness import neo4j_server
from harness import servers as test_servers
from harness.java import Missing
from harness.keycloak import Keycloak

# How long an example takes says how busy the machine is; what must be fast is measured by `bench`.
settings.register_profile("tvaers", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=15)  # `make quick`, which has half a minute
settings.load_profile("tvaers")

EMBEDDED = test_servers.EMBEDDED_NAME
RELEASES = {str(release): release for release in (neo4j_server.LTS, neo4j_server.CURRENT)}
SERVERS = (EMBEDDED, *RELEASES)

# What a test needs, told by the fixtures that it uses; `make quick` leaves these out.
MARKS = {"servers": "server", "keycloak": "server", "browser": "browser", "fjordby": "slow"}

USED = pytest.StashKey[dict[str, str]]()
"""What became of each server that was asked for: empty where it ran, else the reason."""
SIGN_IN = pytest.StashKey[sign_in_server.Starting]()
"""The sign-in server, which starts while the tests that don't need it run."""


class Servers:
    """Starts a server when a test first asks for it and keeps it for the rest of the run."""

    def __init__(self, data_dir: Path, used: dict[str, str]) -> None:
        self.data_dir = data_dir
        self._used = used
        self._running: dict[str, GraphStore] = {}
        self._exits = ExitStack()

    def store(self, server: str) -> GraphStore:
        """An empty store on the server, its change number 0; skips (or in CI fails) where it can't run."""
        if self._used.get(server):
            _give_up(self._used[server])
        if server not in self._running:
            try:
                self._running[server] = self._exits.enter_context(_started(server, self.data_dir))
            except Missing as missing:
                self._used[server] = str(missing)
                _give_up(str(missing))
            self._used[server] = ""
        store = self._running[server]
        test_servers.empty(store)
        return store

    def stop(self) -> None:
        self._exits.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with what it needs."""
    for item in items:
        for fixture, mark in MARKS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start the sign-in server at once where some test asks for it: it takes half a minute.

    One of several processes (pytest-xdist) doesn't know yet which tests it gets, and starts it when one asks.
    """
    asked = any("keycloak" in getattr(item, "fixturenames", ()) for item in session.items)
    if asked and not session.config.option.collectonly and not hasattr(session.config, "workerinput"):
        session.config.stash[SIGN_IN] = sign_in_server.Starting()


class BySharedServer(LoadScopeScheduling):
    """Gives each process whole files (pytest-xdist), but all tests on a server of their own to one of them.

    Such a server takes half a minute to start, and so is started once.
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        shared = [server for server in RELEASES if f"[{server}" in test]
        if "/sign_in/" in file:
            shared = ["keycloak"]
        return shared[0] if shared else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return BySharedServer(config, log)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End it, however the tests end."""
    if starting := config.stash.get(SIGN_IN, None):
        starting.stop()


@pytest.fixture(scope="session")
def keycloak(pytestconfig: pytest.Config) -> Keycloak:
    """A real sign-in server with the realm of `harness/keycloak_realm.json`."""
    if SIGN_IN not in pytestconfig.stash:
        pytestconfig.stash[SIGN_IN] = sign_in_server.Starting()
    try:
        return pytestconfig.stash[SIGN_IN].server()
    except Missing as missing:
        _give_up(str(missing))


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Servers]:
    pytestconfig.stash[USED] = {}
    started = Servers(tmp_path_factory.mktemp("graph"), pytestconfig.stash[USED])
    yield started
    started.stop()


@pytest.fixture
def data_dir(servers: Servers) -> Path:
    """The folder of the embedded server that `graph` is on."""
    return servers.data_dir


@pytest.fixture
def graph(servers: Servers) -> GraphStore:
    """An empty graph on the embedded server."""
    return servers.store(EMBEDDED)


@pytest.fixture(params=SERVERS)
def each_graph(servers: Servers, request: pytest.FixtureRequest) -> GraphStore:
    """An empty graph on each server in turn."""
    return servers.store(request.param)


@pytest.fixture(scope="session")
def fjordby() -> Municipality:
    """The demo's municipality, which takes seconds to make, once for all who read it."""
    return municipality()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """One of several processes of tests (pytest-xdist) tells what its servers became."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["used"] = session.config.stash.get(USED, {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a process told; a server that one of them missed was not tested."""
    used = node.config.stash.setdefault(USED, {})
    for server, reason in getattr(node, "workeroutput", {}).get("used", {}).items():
        used[server] = used.get(server) or reason


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say plainly which servers the tests ran on, and which they did not."""
    used = config.stash.get(USED, {})
    if used:
        ran = [server for server, reason in used.items() if not reason]
        terminalreporter.write_line(f"graph servers: {', '.join(ran) or 'none'}")
        for server, reason in used.items():
            if reason:
                terminalreporter.write_line(f"NOT TESTED on {server}: {reason}", yellow=True)


def _started(server: str, data_dir: Path) -> AbstractContextManager[GraphStore]:
    if server == EMBEDDED:
        return test_servers.embedded(data_dir)
    return test_servers.neo4j(RELEASES[server], heap="1g", brief=True)


def _give_up(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
