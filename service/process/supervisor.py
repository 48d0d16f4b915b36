"""Starts web server and graph, loads the graph on the first start, and ends all of it together.

What the graph takes is imported when gunicorn is begun, which loads the same at the same time.
The graph's server and gunicorn are tethered to this process: they end with it, however it ends.
gunicorn is in a session of its own, so that Ctrl-C reaches this process alone, which then ends
gunicorn first and the graph after it.
"""

import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from types import FrameType
from typing import TYPE_CHECKING

from rich.console import Console

from service.api_tokens import ApiToken
from service.clock import Clock
from service.process.logs import configure_logging
from service.process.web_server import WebServer
from service.request.machine_counters import SCHEME
from service.roles import Role
from service.settings import Environment, Settings, kept_secret
from service.telling.running import telling

if TYPE_CHECKING:
    from graph.store import GraphStore

READY_SECONDS = 120.0
DEVELOPMENT_TOKEN_DAYS = 365
"""So long the token that is made for trying the API holds; each start gives it as many again."""
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104

GOES_ON = "\nTværs kan ikke sættes på pause og svarer videre. Stop med Ctrl-C.\n"
EXAMPLE = (
    "Vi skal åbne en bydel med ny cykelsti, legeplads og plejecenter "
    "og vil inddrage børn, ældre og handelsliv tidligt"
)


class Ended(Exception):
    """Something that the service needs ended unasked; the message is for who started it."""


class Supervisor:
    """The process that everybody sees as the service."""

    def __init__(self, settings: Settings, console: Console | None = None) -> None:
        self._settings = settings
        self._console = console or Console(stderr=True, soft_wrap=True)
        self._token_file = settings.data_dir.parent / "api_token"

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM.

        Raises
        ------
        Ended
            If gunicorn or the embedded graph ends unasked.
        GraphError
            If the graph cannot be opened.
        """
        configure_logging(self._settings.log_level)
        for each in (signal.SIGINT, signal.SIGTERM):  # SIGINT is ignored in what a shell began with `&`
            signal.signal(each, _interrupt)
        signal.signal(signal.SIGTSTP, _go_on)
        try:
            self._check_port()
            with self._web_server() as server, self._graph() as store:
                self._erase_again(store)
                if self._settings.demo:
                    from service.process.first_start import load_on_first_start

                    load_on_first_start(store, self._settings.data_dir, self._console)
                self._console.print("Bygger indekset og starter webserveren …")
                with server.answering(), telling(self._settings, store), _uninterrupted_end():
                    self._wait_until_ready(server)
                    self._welcome()
                    self._watch(server)
        except KeyboardInterrupt:
            self._console.print("Tværs er standset.")

    def _check_port(self) -> None:
        family = socket.AF_INET6 if ":" in self._settings.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self._settings.host, self._settings.port))
            except OSError as error:
                where = f"{self._settings.host}:{self._settings.port}"
                raise Ended(
                    f"{where} kan ikke bruges ({error.strerror}). Vælg en anden port med TVAERS_PORT."
                ) from error

    @contextmanager
    def _graph(self) -> "Iterator[GraphStore]":
        from graph.opening import open_graph

        self._console.print("Åbner grafen …")
        with (
            open_graph(
                uri=self._settings.neo4j_uri,
                user=self._settings.neo4j_user,
                password=self._settings.neo4j_password,
                database=self._settings.neo4j_database,
                data_dir=self._settings.data_dir,
            ) as store,
            _uninterrupted_end(),
        ):
            yield store

    def _erase_again(self, store: "GraphStore") -> None:
        """Nobody who was erased is answered about, though the graph may be an older one that was put back."""
        from graph.audit.journal import Journal
        from service.erased_ids import erasing

        with Journal(self._settings.record_dir, store.record) as journal:
            now = Clock(self._settings.time_zone).now()
            again = erasing(self._settings, store, journal).again(at=now)
        if again:
            self._console.print(f"{len(again)} slettede var kommet tilbage med grafen og er slettet igen.")

    @contextmanager
    def _web_server(self) -> Iterator[WebServer]:
        """Begun before the graph, so that each starts while the other does; it is let answer after it."""
        with (
            tempfile.TemporaryDirectory(prefix="tvaers-workers-") as shared,
            WebServer(self._environment(shared)) as server,
            _uninterrupted_end(),
        ):
            yield server

    def _environment(self, shared: str) -> dict[str, str]:
        inherited = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": shared}
        if not self._settings.limits_uri:
            inherited["TVAERS_LIMITS_URI"] = f"{SCHEME}:{shared}/limits"
        token = self._development_token()
        return inherited if token is None else {**inherited, "TVAERS_API_TOKENS": token.entry}

    def _development_token(self) -> ApiToken | None:
        """A token to try the API with: made up in development, if none is set."""
        given = self._settings.api_tokens or self._settings.api_tokens_file
        if given or self._settings.environment is not Environment.DEVELOPMENT:
            return None
        until = Clock(self._settings.time_zone).today() + timedelta(days=DEVELOPMENT_TOKEN_DAYS)
        return ApiToken.of(kept_secret(self._token_file), name="development", role=Role.TOOL, until=until)

    def _wait_until_ready(self, server: WebServer) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if server.has_ended:
                raise Ended("webserveren kunne ikke starte; se linjerne ovenfor.")
            if self._answers():
                return
            time.sleep(0.1)
        raise Ended(f"webserveren blev ikke klar på {READY_SECONDS:.0f} sekunder.")

    def _answers(self) -> bool:
        host = ANYWHERE.get(self._settings.host, self._settings.host)
        connection = HTTPConnection(host, self._settings.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def _watch(self, server: WebServer) -> None:
        """Return never: only an end that was asked for (KeyboardInterrupt) or one that was not (Ended).

        A graph that is away ends nothing: it is started again, or comes back, and /readyz says so until then.
        """
        code = server.wait()
        raise Ended(f"webserveren sluttede uventet (kode {code}); se linjerne ovenfor.")

    def _welcome(self) -> None:
        url = f"http://{self._settings.host}:{self._settings.port}"
        self._console.print(f"\n[bold]Tværs er klar:[/bold] {url}")
        self._console.print(f"Prøv at beskrive en opgave, for eksempel:\n  [italic]{EXAMPLE}[/italic]")
        self._console.print(f"API'et er beskrevet på {url}/api/v1/docs")
        if self._development_token() is not None:
            self._console.print(f"Nøglen til at prøve det ligger i {self._token_file}")
        self._console.print("Stop med Ctrl-C.\n")


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _go_on(_signal: int, _frame: FrameType | None) -> None:
    """Ctrl-Z would stop this process alone: what answers would go on, with nobody to look after it."""
    os.write(sys.stderr.fileno(), GOES_ON.encode())


@contextmanager
def _uninterrupted_end() -> Iterator[None]:
    """What comes to its end must not be interrupted again."""
    try:
        yield
    finally:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
