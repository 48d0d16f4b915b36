"""The settings of the service: environment variables with the prefix TVAERS_, read once at the entry points.

Every field of `Settings` has its paragraph in docs/settings.md, and a test holds that.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from environs import validate

from graph.private_files import made_once
from matching.bounds import LONGEST_LABEL
from service.api_tokens import ApiToken, read_tokens
from service.roles import PERSONS, Role
from service.telling.mail import Tls
from service.telling.settings import check_telling, read_telling
from service.telling.webhooks import Receiver
from service.variables import PREFIX, Variables

SHORTEST_SECRET_KEY = 32
TIME_ZONE = "Europe/Copenhagen"
EMPLOYEE_CLAIM = "employee_id"
ROLE_CLAIM = "roles"
LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
"""What a logo can be, by the end of its file's name, and as what it is sent."""
# Bytes of the largest logo: every page asks for it, phones too. By eye.
LARGEST_LOGO = 100_000
# What the municipality is called that the demo invents (docs/demo.md).
DEMO_MUNICIPALITY = "Fjordby Kommune"
OWN_NAMES = tuple((role.value, role) for role in sorted(PERSONS - {Role.EMPLOYEE}))
"""Where nothing else is said, a role is called in the sign-in server what it is called here."""

SCIM_ROLES = frozenset({Role.LEAD, Role.HEAD})
"""What groups of SCIM can give: never the roles that oversee others or may erase (docs/decisions/0017)."""


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


class ScimEmployee(StrEnum):
    """In which attribute of SCIM an employee's number comes, as HR's files and the sign-in have it."""

    NUMBER = "employeeNumber"
    EXTERNAL_ID = "externalId"
    USER_NAME = "userName"


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
    workers: int = 2
    threads: int = 8
    api_tokens: tuple[ApiToken, ...] = ()
    api_tokens_file: Path | None = None
    secret_key: str = field(default="", repr=False)
    address: str = ""
    proxies: int = 0
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_scopes: tuple[str, ...] = ("openid",)
    oidc_employee_claim: str = EMPLOYEE_CLAIM
    oidc_role_claims: tuple[str, ...] = (ROLE_CLAIM,)
    oidc_roles: tuple[tuple[str, Role], ...] = OWN_NAMES
    session_idle_minutes: float = 60.0
    session_hours: float = 10.0
    tool_issuer: str = ""
    tool_audience: str = ""
    tool_scope_claim: str = "scope"
    os2mo_url: str = ""
    os2mo_token_url: str = ""
    os2mo_client_id: str = ""
    os2mo_client_secret: str = field(default="", repr=False)
    mcp_address: str = ""
    mcp_token: str = field(default="", repr=False)
    scim_employee: ScimEmployee = ScimEmployee.NUMBER
    scim_decides: bool = True
    mail_host: str = ""
    mail_port: int = 587
    mail_tls: Tls = Tls.STARTTLS
    mail_user: str = ""
    mail_password: str = field(default="", repr=False)
    mail_from: str = ""
    mail_pattern: str = ""
    mail_claim: str = ""
    webhooks: tuple[Receiver, ...] = field(default=(), repr=False)
    scim_roles: tuple[tuple[str, Role], ...] = ()
    limits_uri: str = field(default="", repr=False)
    questions_per_minute: int = 300
    demo: bool = False
    municipality: str = ""
    logo: Path | None = None
    refresh_seconds: float = 1.0
    stale_minutes: float = 15.0
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(TIME_ZONE))
    sensitive_titles: Path | None = None
    log_level: str = "INFO"
    matching: bool = True
    left_days: int = 90
    unconfirmed_months: int = 24
    task_text_months: int = 60
    record_days: int = 730
    erased_dir: Path | None = None

    @property
    def record_dir(self) -> Path:
        """Where lines of the record wait for the graph: beside the data folder."""
        return self.data_dir.parent / "record"

    @property
    def erased_folder(self) -> Path:
        """Where the list of who was erased is kept, with its key: where no backup takes it along."""
        return self.erased_dir or self.data_dir.parent / "erased"

    @property
    def uploads_folder(self) -> Path:
        """Where what HR has uploaded waits to be written: beside the data folder, for this machine alone."""
        return self.data_dir.parent / "uploads"

    @property
    def vocabulary_file(self) -> Path:
        """The vocabulary that a worker last began with, which the next start fits the linker to."""
        return self.data_dir.parent / "vocabulary"

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        return is_loopback(self.host)

    @property
    def signs_in(self) -> bool:
        """Whether people sign in; in development without it, whoever is at this machine is let in."""
        return bool(self.oidc_issuer)

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies travel by https alone."""
        return self.environment is Environment.PRODUCTION


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
    env = Variables(os.environ if environ is None else environ)
    environment = env.enum("ENVIRONMENT", Environment.DEVELOPMENT, enum=Environment, by_value=True)
    uri = env.str("NEO4J_URI", None)
    demo = env.bool("DEMO", environment is Environment.DEVELOPMENT and uri is None)
    values: dict[str, Any] = {
        "environment": environment,
        "neo4j_uri": uri,
        "neo4j_user": env.str("NEO4J_USER", "neo4j"),
        "neo4j_password": env.str("NEO4J_PASSWORD", ""),
        "neo4j_database": env.str("NEO4J_DATABASE", "neo4j"),
        "data_dir": env.path("DATA_DIR", Path("var/graph")),
        "host": env.str("HOST", "127.0.0.1"),
        "port": env.int("PORT", 8000, validate=validate.Range(min=1, max=65535)),
        "workers": env.int("WORKERS", 2, validate=validate.Range(min=1, max=64)),
        "threads": env.int("THREADS", 8, validate=validate.Range(min=1, max=256)),
        "api_tokens": read_tokens(env),
        "api_tokens_file": env.path("API_TOKENS_FILE", None),
        "secret_key": env.str("SECRET_KEY", ""),
        **_sign_in(env),
        **read_telling(env),
        "demo": demo,
        "municipality": env.str(
            "MUNICIPALITY", DEMO_MUNICIPALITY if demo else "", validate=validate.Length(max=LONGEST_LABEL)
        ),
        "logo": env.path("LOGO", None),
        "refresh_seconds": env.float("REFRESH_SECONDS", 1.0, validate=validate.Range(min=0.05, max=3600)),
        "stale_minutes": env.float("STALE_MINUTES", 15.0, validate=validate.Range(min=0, max=1440)),
        "time_zone": _time_zone(env),
        "matching": env.bool("MATCHING", True),
        "left_days": env.int("LEFT_DAYS", 90, validate=validate.Range(min=0, max=3650)),
        "unconfirmed_months": env.int("UNCONFIRMED_MONTHS", 24, validate=validate.Range(min=1, max=240)),
        "task_text_months": env.int("TASK_TEXT_MONTHS", 60, validate=validate.Range(min=1, max=240)),
        "record_days": env.int("RECORD_DAYS", 730, validate=validate.Range(min=183, max=3650)),
        "erased_dir": env.path("ERASED_DIR", None),
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
    return made_once(path, lambda: secrets.token_urlsafe(48).encode()).read_text()


def _time_zone(env: Variables) -> ZoneInfo:
    try:
        return ZoneInfo(env.str("TIME_ZONE", TIME_ZONE) or TIME_ZONE)
    except (LookupError, ValueError, OSError):
        env.reject("TIME_ZONE", f"No such time zone; write it as {TIME_ZONE}.")
        return ZoneInfo(TIME_ZONE)


def _sign_in(env: Variables) -> dict[str, Any]:
    """What has to do with who is let in, and how much they may ask."""
    issuer = env.str("OIDC_ISSUER", "")
    return {
        "address": env.str("ADDRESS", "").rstrip("/"),
        "proxies": env.int("PROXIES", 0, validate=validate.Range(min=0, max=8)),
        "oidc_issuer": issuer,
        "oidc_client_id": env.str("OIDC_CLIENT_ID", ""),
        "oidc_client_secret": env.str("OIDC_CLIENT_SECRET", ""),
        "oidc_scopes": env.words("OIDC_SCOPES", "openid"),
        "oidc_employee_claim": env.str("OIDC_EMPLOYEE_CLAIM", EMPLOYEE_CLAIM),
        "oidc_role_claims": env.words("OIDC_ROLE_CLAIMS", ROLE_CLAIM),
        "oidc_roles": _roles(env, "OIDC_ROLES", PERSONS) or OWN_NAMES,
        "session_idle_minutes": env.float(
            "SESSION_IDLE_MINUTES", 60.0, validate=validate.Range(min=1, max=1440)
        ),
        "session_hours": env.float("SESSION_HOURS", 10.0, validate=validate.Range(min=0.1, max=720)),
        "tool_issuer": env.str("TOOL_ISSUER", issuer),
        "tool_audience": env.str("TOOL_AUDIENCE", ""),
        "tool_scope_claim": env.str("TOOL_SCOPE_CLAIM", "scope"),
        "os2mo_url": env.str("OS2MO_URL", "").rstrip("/"),
        "os2mo_token_url": env.str("OS2MO_TOKEN_URL", ""),
        "os2mo_client_id": env.str("OS2MO_CLIENT_ID", ""),
        "os2mo_client_secret": env.str("OS2MO_CLIENT_SECRET", ""),
        "mcp_address": env.str("MCP_ADDRESS", "").rstrip("/"),
        "mcp_token": env.str("MCP_TOKEN", ""),
        "scim_employee": env.enum("SCIM_EMPLOYEE", ScimEmployee.NUMBER, enum=ScimEmployee, by_value=True),
        "scim_decides": env.bool("SCIM_DECIDES", True),
        "scim_roles": _roles(env, "SCIM_ROLES", SCIM_ROLES),
        "limits_uri": env.str("LIMITS_URI", ""),
        "questions_per_minute": env.int(
            "QUESTIONS_PER_MINUTE", 300, validate=validate.Range(min=0, max=1_000_000)
        ),
    }


def _roles(env: Variables, variable: str, known: frozenset[Role]) -> tuple[tuple[str, Role], ...]:
    """Read value=role entries."""
    found: list[tuple[str, Role]] = []
    for number, entry in enumerate(env.entries(variable), start=1):
        value, _, role = (part.strip() for part in entry.rpartition("="))
        if value and role in known:
            found.append((value, Role(role)))
        else:
            roles = ", ".join(sorted(known))
            env.reject(variable, f"Entry {number}: must be value=role, with a role of {roles}.")
    return tuple(found)


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
    told = check_telling(values, loopback=is_loopback, safe=_is_safe)
    return [*found, *_logo_checks(values["logo"]), *_sign_in_checks(values), *told]


def _logo_checks(logo: Path | None) -> Iterator[tuple[str, str]]:
    """That a logo is a picture that every page can carry."""
    if logo is None:
        return
    if logo.suffix.lower() not in LOGO_TYPES:
        yield f"{PREFIX}LOGO", "Must be an .svg or a .png."
    elif not logo.is_file():
        yield f"{PREFIX}LOGO", "There is no such file."
    elif logo.stat().st_size > LARGEST_LOGO:
        yield f"{PREFIX}LOGO", f"Must be at most {LARGEST_LOGO // 1000} kB: every page carries it."


def _sign_in_checks(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What sign-in needs, and that nothing of it travels where others read along."""
    if values["oidc_issuer"]:
        for name in ("oidc_client_id", "oidc_client_secret", "address"):
            if not values[name]:
                yield f"{PREFIX}{name.upper()}", f"Needed when {PREFIX}OIDC_ISSUER is set."
        if "openid" not in values["oidc_scopes"]:
            yield f"{PREFIX}OIDC_SCOPES", "Must have openid among them."
    if values["os2mo_url"]:
        for name in ("os2mo_token_url", "os2mo_client_id", "os2mo_client_secret"):
            if not values[name]:
                yield f"{PREFIX}{name.upper()}", f"Needed when {PREFIX}OS2MO_URL is set."
    if values["mcp_address"] and not values["mcp_token"]:
        yield f"{PREFIX}MCP_TOKEN", f"Needed when {PREFIX}MCP_ADDRESS is set."
    if values["tool_audience"] and not values["tool_issuer"]:
        yield f"{PREFIX}TOOL_ISSUER", f"Needed when {PREFIX}TOOL_AUDIENCE is set."
    if values["tool_audience"] and values["tool_audience"] == values["oidc_client_id"]:
        yield (
            f"{PREFIX}TOOL_AUDIENCE",
            "Must differ from the client id, or a person's token would be a tool's.",
        )
    own_tools = () if values["tool_issuer"] == values["oidc_issuer"] else ("tool_issuer",)
    for name in ("address", "oidc_issuer", "os2mo_url", "os2mo_token_url", "mcp_address", *own_tools):
        if values[name] and not _is_safe(values[name]):
            yield f"{PREFIX}{name.upper()}", "Must start with https:// (http:// for this machine itself)."
    address = values["address"]
    if address and _is_safe(address) and urlsplit(address).path:
        yield f"{PREFIX}ADDRESS", "Must end after the host name and port."
    uri = values["limits_uri"]
    if uri and not uri.startswith(("redis://", "rediss://", "redis+unix://", "machine:/")):
        yield f"{PREFIX}LIMITS_URI", "Must start with redis:// or rediss://."


def _is_safe(address: str) -> bool:
    """Whether what goes to an address can be read by nobody on the way."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)))
