"""How often somebody may try: wrong tokens, signing in, and questions, which cost seconds of computing.

Counted in spans of a minute. Where TVAERS_LIMITS_URI names a Redis, limits hold across all machines; else
across all workers of one machine (`service.request.machine_counters`), so that several machines let through
as many times as much. While Redis is away each machine counts on its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from flask import Request, request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from service.context import services
from service.request.identity import ANONYMOUS, current_identity
from service.request.machine_counters import SCHEME, MachineCounters
from service.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])

SPAN_SECONDS = 60
FORWARDED_FOR = "X-Forwarded-For"


@dataclass(frozen=True, slots=True)
class Limit:
    """What is counted, and how often a minute it may be."""

    name: str
    a_minute: int

    @property
    def item(self) -> RateLimitItem:
        """The same for the library that counts."""
        return RateLimitItemPerMinute(self.a_minute, namespace=self.name)


WRONG_TOKENS = Limit("wrong-tokens", 30)
"""From one address, which then waits with right ones too, or guesses would go on. By eye: a tool with an
old token notices sooner."""
SIGN_INS = Limit("sign-ins", 600)
"""Begun from one address. High, since a whole town hall can stand behind one, and begins at eight."""
FAILED_SIGN_INS = Limit("failed-sign-ins", 60)
"""Come back with what is not right, from one address; its next ones wait."""


class Limits:
    """Counts, and refuses what comes too often."""

    def __init__(self, settings: Settings) -> None:
        self._questions = Limit("questions", settings.questions_per_minute)
        self._together, self._alone = (FixedWindowRateLimiter(each) for each in _storages(settings))

    def spend(self, limit: Limit, who: str) -> None:
        """Count one more. Raises TooManyRequests where that is one too many."""
        self._hold(limit, who, lambda limiter: limiter.hit(limit.item, who))

    def hold(self, limit: Limit, who: str) -> None:
        """Raise TooManyRequests where there were too many already; counts nothing."""
        self._hold(limit, who, lambda limiter: limiter.test(limit.item, who))

    def spend_question(self, who: str) -> None:
        """Count one more question; where the setting is 0 nobody counts. Raises TooManyRequests."""
        if self._questions.a_minute:
            self.spend(self._questions, who)

    def _hold(self, limit: Limit, who: str, let: Callable[[FixedWindowRateLimiter], bool]) -> None:
        try:
            is_let = let(self._together)
        except StorageError:
            is_let = let(self._alone)
        if not is_let:
            raise TooManyRequests(response=None, retry_after=SPAN_SECONDS)


def costly(view: View) -> View:
    """Declare that a view computes for long, so that each call counts as a question of whoever asks."""

    @wraps(view)
    def counted(*args: Any, **values: Any) -> Any:
        identity = current_identity()
        who = client_address(request) if identity == ANONYMOUS else identity.signature
        services().limits.spend_question(who)
        return view(*args, **values)

    return counted  # type: ignore[return-value]


def client_address(request: Request) -> str:
    """Whose machine asks: what the house's own proxies say, as many as the settings name, else who connects.

    Each proxy adds who asked it at the end of X-Forwarded-For; what stands before those anybody can write.
    """
    proxies = services().settings.proxies
    said = [each.strip() for each in ",".join(request.headers.getlist(FORWARDED_FOR)).split(",")]
    if proxies and len(said) >= proxies and said[-proxies]:
        return said[-proxies]
    return request.remote_addr or ""


def _storages(settings: Settings) -> tuple[Storage, Storage]:
    """Where is counted, and where while that is away."""
    uri = settings.limits_uri
    if uri.startswith(f"{SCHEME}:"):
        of_machine = MachineCounters(Path(uri.removeprefix(f"{SCHEME}:")))
        return of_machine, of_machine
    alone = MemoryStorage()
    if not uri:
        return alone, alone
    together = storage_from_string(uri, wrap_exceptions=True, socket_timeout=1, socket_connect_timeout=1)
    return together, alone  # type: ignore[return-value]
