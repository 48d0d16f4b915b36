"""Reads environment variables that begin with TVAERS_, secrets from files too, and keeps what is wrong."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from environs import Env

PREFIX = "TVAERS_"
SECRETS = (
    "NEO4J_PASSWORD",
    "API_TOKENS",
    "SECRET_KEY",
    "OIDC_CLIENT_SECRET",
    "OS2MO_CLIENT_SECRET",
    "MCP_TOKEN",
    "MAIL_PASSWORD",
    "WEBHOOKS",
    "LIMITS_URI",
)
# Variables of the tests and benchmarks, which the service neither reads nor mistakes for a misspelling.
FOREIGN_PREFIXES = ("TVAERS_TEST_", "TVAERS_BENCH_")


class Variables(Env):
    """Reads from a given mapping; empty means not set; NAME_FILE holds a secret that NAME would."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        super().__init__(eager=False, prefix=PREFIX)
        self._source = environ
        self._read: set[str] = set()

    def words(self, name: str, default: str) -> tuple[str, ...]:
        """What stands apart by blanks or commas."""
        return tuple(str(self.str(name, default) or default).replace(",", " ").split())

    def entries(self, name: str) -> list[str]:
        """What stands apart in a variable, as `entries_of` has it."""
        return entries_of(str(self.str(name, "") or ""))

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


def entries_of(text: str) -> list[str]:
    """What stands apart by commas or line breaks; lines that start with # are comments."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return [entry.strip() for line in lines for entry in line.split(",") if entry.strip()]
