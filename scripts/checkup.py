"""Looks at what Tværs needs of a machine: Python and libraries, a folder to write in, a port, secrets."""

import os
import re
import shutil
import socket
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPConnection, HTTPException
from importlib.metadata import PackageNotFoundError, requires, version

from service.settings import Environment, Settings

LEAST_FREE_GB = 1.0
"""GB. The embedded graph of 6,500 employees takes a tenth of it, its log of writes in the making as much
again, and the rest is air: a full disk stops every write."""
SHOWN_LIBRARIES = ("neo4j", "neo4j-rust-ext", "numpy", "scipy", "flask", "gunicorn")
INSTALL = "Installér igen: make run, eller pip install --require-hashes -r requirements/service.lock"
ANSWER_SECONDS = 5.0
"""So long may a service take to say how it is; it promises a tenth of that."""
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


class Grade(Enum):
    """How it is; the words are for people."""

    GOOD = "ok"
    NOTE = "bemærk"
    BAD = "FEJL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was found, and how to mend it where that is needed."""

    grade: Grade
    what: str
    mend: str = ""


def look_at_python() -> Iterator[Finding]:
    """The versions, and that every library the project asks for is there and fits the others."""
    yield Finding(Grade.GOOD, f"Python {sys.version.split()[0]}, Tværs {version('tvaers')}")
    asked = [re.split(r"[^\w.-]", line)[0] for line in requires("tvaers") or () if "extra ==" not in line]
    found = {name: _version(name) for name in asked}
    if missing := sorted(name for name, number in found.items() if number is None):
        yield Finding(Grade.BAD, f"Biblioteker mangler: {', '.join(missing)}.", INSTALL)
    shown = [f"{name} {number}" for name in SHOWN_LIBRARIES if (number := found.get(name))]
    yield Finding(Grade.GOOD, ", ".join(shown))
    driver, extension = found.get("neo4j"), found.get("neo4j-rust-ext")
    if driver and extension and not extension.startswith(f"{driver}."):
        yield Finding(Grade.BAD, f"neo4j-rust-ext {extension} passer ikke til neo4j {driver}.", INSTALL)


def look_at_embedded_server(settings: Settings) -> Iterator[Finding]:
    """That the graph server which needs no installation is there, where it is the one to use."""
    if settings.neo4j_uri is None:
        number = _version("arcadedb-embedded")
        if number is None:
            yield Finding(
                Grade.BAD,
                "Den indbyggede graf er ikke installeret, og ingen Neo4j er nævnt.",
                "pip install --require-hashes -r requirements/embedded.lock, eller sæt TVAERS_NEO4J_URI",
            )
        else:
            yield Finding(Grade.GOOD, f"Indbygget graf: arcadedb-embedded {number}")


def look_at_folder(settings: Settings) -> Iterator[Finding]:
    """That the data folder, or what it is to be made in, can be written and has room."""
    folder = settings.data_dir.absolute()
    existing = next(each for each in (folder, *folder.parents) if each.exists())
    if not existing.is_dir():
        yield Finding(Grade.BAD, f"{existing} er ikke en mappe.", "Sæt TVAERS_DATA_DIR til en anden mappe")
        return
    if not os.access(existing, os.W_OK | os.X_OK):
        yield Finding(
            Grade.BAD,
            f"Der kan ikke skrives i {existing}.",
            f"Giv den, der kører Tværs, adgang: chown {_user()} {existing}",
        )
    else:
        yield Finding(Grade.GOOD, f"Datamappen {folder} kan skrives")
    free = shutil.disk_usage(existing).free / 1e9
    if free < LEAST_FREE_GB:
        mend = "Gør plads, eller flyt datamappen med TVAERS_DATA_DIR"
        yield Finding(Grade.BAD, f"Kun {free:.1f} GB er ledige; der bør være {LEAST_FREE_GB:g}.", mend)
    else:
        yield Finding(Grade.GOOD, f"{free:.0f} GB er ledige")


def look_at_secrets(settings: Settings) -> Iterator[Finding]:
    """That production has what it needs, and that secrets which Tværs keeps are read by their owner alone."""
    if settings.environment is Environment.PRODUCTION:
        yield Finding(Grade.GOOD, "Hemmelighederne til produktion er sat")
        if not settings.api_tokens and settings.api_tokens_file is None:
            yield Finding(Grade.NOTE, "Ingen kan spørge API'et.", "Sæt TVAERS_API_TOKENS, hvis nogen skal")
        if settings.demo:
            yield Finding(Grade.NOTE, "En tom graf bliver fyldt med demokommunen.", "Sæt TVAERS_DEMO=false")
    kept = (settings.data_dir.parent / "secret_key", settings.data_dir.parent / "api_token")
    for path in (*kept, settings.data_dir / "server.json"):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Finding(Grade.BAD, f"Andre kan læse {path}.", f"chmod 600 {path}")


def look_at_port(settings: Settings) -> Iterator[Finding]:
    """That the port is free, or that it is Tværs who answers there, and how it is."""
    host, port = ANYWHERE.get(settings.host, settings.host), settings.port
    where = f"{host}:{port}"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            taken = error
        else:
            yield Finding(Grade.GOOD, f"{where} er ledig")
            return
    if _status(host, port, "/healthz") != 200:
        mend = "Vælg en anden port med TVAERS_PORT, eller stop det, der bruger den"
        yield Finding(Grade.BAD, f"{where} kan ikke bruges ({taken.strerror}).", mend)
    elif _status(host, port, "/readyz") != 200:
        mend = "Vent, mens indekset bygges; ellers står grunden i loggen"
        yield Finding(Grade.BAD, f"Tværs kører på {where}, men er ikke klar.", mend)
    else:
        yield Finding(Grade.GOOD, f"Tværs kører på {where} og er klar")


def _status(host: str, port: int, path: str) -> int | None:
    """The status of an answer; None where nobody answers in HTTP."""
    connection = HTTPConnection(host, port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _user() -> str:
    return os.environ.get("USER") or str(os.getuid())
