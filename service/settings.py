"""The settings of the service: environment variables with the prefix TVAERS_, read once at the entry points.

Every field of `Settings` has its paragraph in docs/settings.md, and a test holds that.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from environs import Env, ValidationError, validate

from service.roles import IDENTIFIED, Role

PREFIX = "TVAERS_"
SECRETS = ("NEO4J_PASSWORD", "API_TOKENS", "SECRET_KEY")
# Variables of the tests and benchmarks, which the service neither reads nor mistakes for a misspelling.
FOREIGN_PREFIXES = ("TVAERS_TEST_", "TVAERS_BENCH_")
SHORTEST_TOKEN = 24
SHORTEST_SECRET_KEY = 32
TIME_ZONE = "Europe/Copenhagen"


class SettingsError(Exception):
    """Names every bad variable with its reason; the values themselves are never repeated."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        self.problems = {name: list(reasons) for name, reasons in sorted(problems.items())}
        lines = [f"  {name}: {' '.join(reasons)}" for name, reasons in self.problems.items()]
        super().__init__("\n".join(["These settings are wrong (see docs/settings.md):", *lines]))


class Environment(StrEnum):
    """What the service runs for; production refuses what is only fit for trying."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A bearer token of another tool: who it stands for, and as what."""

    name: str
    role: Role
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set. `neo4j_uri` None means the embedded graph with its data in `data_dir`."""

    neo4j_uri: str | None = None
    neo4j_user: str = "neo4j"
    neo4j_password: str = field(default="", repr=False)
    neo4j_database: str = "neo4j"
    data_dir: Path = Path("var/graph")
    environment: Environment = Environment.DEVELOPMENT
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 8
    api_tokens: tuple[ApiToken, ...] = ()
    secret_key: str = field(default="", repr=False)
    demo: bool = False
    refresh_seconds: float = 1.0
    stale_minutes: float = 15.0
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(TIME_ZONE))
    sensitive_titles: Path | None = None
    log_level: str = "INFO"
    matching: bool = True

    @property
    def record_dir(self) -> Path:
        """Where lines of the record wait for the graph: beside the data folder."""
        return self.data_dir.parent / "record"

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        return is_loopback(self.host)


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """Whether an address or host name can mean nothing but this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environ` (default: the process's own environment).

    Raises
    ------
    SettingsError
        Once, with every bad, missing or misspelt variable.
    """
    env = _Environment(os.environ if environ is None else environ)
    environment = env.enum("ENVIRONMENT", Environment.DEVELOPMENT, enum=Environment, by_value=True)
    uri = env.str("NEO4J_URI", None)
    values: dict[str, Any] = {
        "environment": environment,
        "neo4j_uri": uri,
        "neo4j_user": env.str("NEO4J_USER", "neo4j"),
        "neo4j_password": env.str("NEO4J_PASSWORD", ""),
        "neo4j_database": env.str("NEO4J_DATABASE", "neo4j"),
        "data_dir": env.path("DATA_DIR", Path("var/graph")),
        "host": env.str("HOST", "127.0.0.1"),
        "port": env.int("PORT", 8000, validate=validate.Range(min=1, max=65535)),
        "workers": env.int("WORKERS", 1, validate=validate.Range(min=1, max=64)),
        "threads": env.int("THREADS", 8, validate=validate.Range(min=1, max=256)),
        "api_tokens": _tokens(env),
        "secret_key": env.str("SECRET_KEY", ""),
        "demo": env.bool("DEMO", environment is Environment.DEVELOPMENT and uri is None),
        "refresh_seconds": env.float("REFRESH_SECONDS", 1.0, validate=validate.Range(min=0.05, max=3600)),
        "stale_minutes": env.float("STALE_MINUTES", 15.0, validate=validate.Range(min=0, max=1440)),
        "time_zone": _time_zone(env),
        "matching": env.bool("MATCHING", True),
        "sensitive_titles": env.path("SENSITIVE_TITLES", None),
        "log_level": env.str(
            "LOG_LEVEL", "INFO", validate=validate.OneOf(("DEBUG", "INFO", "WARNING", "ERROR"))
        ),
    }
    problems = env.problems()
    for name, reason in _cross_checks(values):
        problems.setdefault(name, []).append(reason)
    if problems:
        raise SettingsError(problems)
    return Settings(**values)


def session_secret(settings: Settings) -> str:
    """The key that signs sessions: the one that is set, or in development one kept beside the graph's data.

    Raises
    ------
    SettingsError
        In production without one.
    """
    if settings.secret_key:
        return settings.secret_key
    if settings.environment is Environment.PRODUCTION:
        raise SettingsError({f"{PREFIX}SECRET_KEY": ["Needed in production."]})
    return kept_secret(settings.data_dir.parent / "secret_key")


def kept_secret(path: Path) -> str:
    """The secret in a file that only its owner can read; made on first use, and whole from the start."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


class _Environment(Env):
    """Reads from a given mapping; empty means not set; NAME_FILE holds a secret that NAME would."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        super().__init__(eager=False, prefix=PREFIX)
        self._source = environ
        self._read: set[str] = set()

    def _get_value(self, env_key: str, default: Any) -> Any:
        self._read.add(env_key)
        value = self._source.get(env_key, "").strip()
        if env_key.removeprefix(PREFIX) in SECRETS:
            file_key = f"{env_key}_FILE"
            self._read.add(file_key)
            path = self._source.get(file_key, "")
            if path and value:
                self.reject(env_key.removeprefix(PREFIX), f"Set either this or {file_key}, not both.")
            elif path:
                try:
                    value = Path(path).read_text(encoding="utf-8").strip()
                except (OSError, ValueError):  # UnicodeError among them
                    self.reject(file_key.removeprefix(PREFIX), "Not a readable text file.")
        return value or default

    def reject(self, name: str, reason: str) -> None:
        """Note that a variable (named without the prefix) is bad."""
        self._errors[f"{PREFIX}{name}"].append(reason)

    def problems(self) -> dict[str, list[str]]:
        """Reasons by variable: what could not be read, and TVAERS_ variables that nobody reads."""
        found = {name: list(reasons) for name, reasons in self._errors.items()}
        for name in self._source:
            if name.startswith(PREFIX) and name not in self._read and not name.startswith(FOREIGN_PREFIXES):
                found[name] = ["No such setting."]
        return found


def _time_zone(env: _Environment) -> ZoneInfo:
    try:
        return ZoneInfo(env.str("TIME_ZONE", TIME_ZONE) or TIME_ZONE)
    except (LookupError, ValueError, OSError):
        env.reject("TIME_ZONE", f"No such time zone; write it as {TIME_ZONE}.")
        return ZoneInfo(TIME_ZONE)


def _tokens(env: _Environment) -> tuple[ApiToken, ...]:
    """Read name:role:token entries, apart by commas or line breaks; lines that start with # are comments."""
    text = env.str("API_TOKENS", "")
    lines = [line for line in (text or "").splitlines() if not line.lstrip().startswith("#")]
    entries = [entry.strip() for line in lines for entry in line.split(",") if entry.strip()]
    tokens: list[ApiToken] = []
    for number, entry in enumerate(entries, start=1):
        try:
            tokens.append(_token(entry))
        except ValidationError as error:
            env.reject("API_TOKENS", f"Entry {number}: {error.args[0]}")
    if len({token.name for token in tokens}) < len(tokens) or len({t.token for t in tokens}) < len(tokens):
        env.reject("API_TOKENS", "Names and tokens must differ from each other.")
    return tuple(tokens)


def _token(entry: str) -> ApiToken:
    parts = entry.split(":", 2)
    if len(parts) != 3 or not parts[0].strip():
        raise ValidationError("must be name:role:token.")
    name, role, token = (part.strip() for part in parts)
    if role not in IDENTIFIED:
        raise ValidationError(f"the role must be one of {', '.join(sorted(IDENTIFIED))}.")
    if len(token) < SHORTEST_TOKEN or not token.isascii():
        raise ValidationError(f"the token must be at least {SHORTEST_TOKEN} ASCII characters.")
    return ApiToken(name=name, role=Role(role), token=token)


def _cross_checks(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What only shows when variables are seen together."""
    found: list[tuple[str, str]] = []
    uri, host, key = values["neo4j_uri"], values["host"], values["secret_key"]
    if uri is not None and not uri.startswith(
        ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")
    ):
        found.append((f"{PREFIX}NEO4J_URI", "Must start with neo4j:// or bolt:// (or +s, +ssc)."))
    if uri is not None and not values["neo4j_password"]:
        found.append((f"{PREFIX}NEO4J_PASSWORD", "Needed when TVAERS_NEO4J_URI is set."))
    if key and len(key) < SHORTEST_SECRET_KEY:
        found.append((f"{PREFIX}SECRET_KEY", f"Must be at least {SHORTEST_SECRET_KEY} characters."))
    if values["environment"] is Environment.PRODUCTION and not key:
        found.append((f"{PREFIX}SECRET_KEY", "Needed in production."))
    if values["environment"] is Environment.DEVELOPMENT and not is_loopback(host):
        found.append(
            (f"{PREFIX}HOST", "In development everybody is let in, so it must be a loopback address.")
        )
    return found
