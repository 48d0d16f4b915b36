"""Static tokens of other tools, for houses without a server that gives them out: named, hashed, with an end.

The settings hold a hash of each, so that whoever reads them can call nothing. A token is long and drawn at
random, so that a plain hash is enough: there is nothing to guess. Where they stand in a file, that is read
anew for each call, so that a token whose line is taken away is over at the next one, in every worker.
"""

import hashlib
import logging
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Self

from service.roles import IDENTIFIED, Role, Scope
from service.variables import Variables, entries_of

TOKEN_BYTES = 32
"""Random bytes of a token: 256 bits, which nobody guesses."""
HASH = re.compile("[0-9a-f]{64}")
NAME = "API_TOKENS"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A bearer token of another tool: who it stands for, as what, for which families and until which day.

    `digest` is the token's SHA-256 in hexadecimal. Scopes say nothing of people.
    """

    name: str
    role: Role
    until: date
    digest: str = field(repr=False)
    scopes: frozenset[Scope] = frozenset()

    @classmethod
    def of(
        cls, token: str, *, name: str, role: Role, until: date, scopes: frozenset[Scope] = frozenset(Scope)
    ) -> Self:
        """What the settings hold of a token."""
        scopes = scopes if role is Role.TOOL else frozenset()
        return cls(name=name, role=role, until=until, digest=token_digest(token), scopes=scopes)

    @property
    def entry(self) -> str:
        """How it stands in TVAERS_API_TOKENS."""
        until, scopes = self.until.isoformat(), " ".join(sorted(self.scopes))
        return ":".join((self.name, self.role.value, until, self.digest, scopes)).rstrip(":")


def new_token() -> str:
    """A token that nobody has."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_digest(token: str) -> str:
    """The SHA-256 of a token, in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def read_tokens(variables: Variables) -> tuple[ApiToken, ...]:
    """The entries name:role:until:hash:scopes of TVAERS_API_TOKENS; a bad one is named by its number."""
    tokens, faults = _tokens(variables.entries(NAME))
    for fault in faults:
        variables.reject(NAME, fault)
    return tokens


def tokens_in(file: Path) -> tuple[ApiToken, ...]:
    """The tokens that stand in a file now: none where it can't be read, and never what isn't an entry."""
    try:
        return _tokens_of(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # UnicodeError among them
        log.error("no static token holds: their file can't be read (%s)", type(error).__name__)
        return ()


@lru_cache(maxsize=1)
def _tokens_of(text: str) -> tuple[ApiToken, ...]:
    """What a file says, read once for as long as it says the same, so that a fault is logged once."""
    tokens, faults = _tokens(entries_of(text))
    for fault in faults:
        log.error("a static token doesn't hold: %s", fault)
    return tokens


def _tokens(entries: Sequence[str]) -> tuple[tuple[ApiToken, ...], list[str]]:
    """The tokens of entries, and what is wrong with the others, each by its number."""
    tokens: list[ApiToken] = []
    faults: list[str] = []
    for number, entry in enumerate(entries, start=1):
        try:
            token = _token(entry)
            if any(token.name == other.name or token.digest == other.digest for other in tokens):
                raise ValueError("names and tokens must differ from each other.")
            tokens.append(token)
        except ValueError as error:
            faults.append(f"Entry {number}: {error}")
    return tuple(tokens), faults


def _token(entry: str) -> ApiToken:
    """Read one entry. Raises ValueError with a reason that repeats nothing of it."""
    parts = [part.strip() for part in entry.split(":", 4)]
    name, role, until, digest, scopes = parts + [""] * (5 - len(parts))
    if not name:
        raise ValueError("must be name:role:until:hash:scopes; `tvaers token` makes one.")
    if role not in IDENTIFIED:
        raise ValueError(f"the role must be one of {', '.join(sorted(IDENTIFIED))}.")
    if not HASH.fullmatch(digest):
        raise ValueError("the hash must be the token's SHA-256, 64 of 0-9 and a-f; never the token itself.")
    return ApiToken(
        name=name, role=Role(role), until=_day(until), digest=digest, scopes=_scopes(role, scopes)
    )


def _day(until: str) -> date:
    try:
        return date.fromisoformat(until)
    except ValueError:
        raise ValueError("the last day must be written as 2027-06-30.") from None


def _scopes(role: str, scopes: str) -> frozenset[Scope]:
    given = scopes.split()
    if role != Role.TOOL:
        if given:
            raise ValueError("scopes are for the role tool.")
        return frozenset()
    if not given or not set(given) <= set(Scope):
        raise ValueError(
            f"a tool's scopes are one or several of {', '.join(sorted(Scope))}, apart by blanks."
        )
    return frozenset(Scope(each) for each in given)
