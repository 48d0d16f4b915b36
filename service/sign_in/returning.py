"""What is kept in somebody's browser while they are at the sign-in server, and where they go afterwards."""

import time
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import session

from service.sign_in.provider import Begun

KEY = "log-ind"
MOST_AT_ONCE = 3
"""Sign-ins begun in several tabs of one browser; the oldest gives way. By eye: a cookie holds few."""
WAIT_SECONDS = 600
"""So long somebody may take to sign in; after that they begin again."""
LONGEST_ADDRESS = 500
"""Characters of an address that is come back to; a cookie holds few, and a longer one is a question."""
HOME = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A sign-in that was begun, and where the person was going."""

    begun: Begun
    going_to: str


def keep(waiting: Waiting) -> None:
    """Keep it until the person is back."""
    known = dict(list(_known().items())[1 - MOST_AT_ONCE :])
    entry = {**asdict(waiting.begun), "going_to": waiting.going_to, "at": int(time.time())}
    session[KEY] = {**known, waiting.begun.state: entry}


def take(state: str) -> Waiting | None:
    """What was begun with this state; once, and None where this browser began no such, or long ago."""
    known = _known()
    entry = known.pop(state, None)
    session[KEY] = known
    if entry is None:
        return None
    begun = Begun(state=state, nonce=entry["nonce"], verifier=entry["verifier"])
    return Waiting(begun=begun, going_to=local_path(entry["going_to"]))


def local_path(wish: str | None) -> str:
    """A wish where to go, if it is a path of ours, else the first page: never to another site.

    Browsers read a backslash as a slash, leave out line breaks and tabs, and take what begins with two
    slashes for another host.
    """
    wish = wish or ""
    plain = wish.isprintable() and "\\" not in wish and len(wish) <= LONGEST_ADDRESS
    if not plain or not wish.startswith("/") or wish.startswith("//"):
        return HOME
    try:
        parts = urlsplit(wish)
    except ValueError:
        return HOME
    return HOME if parts.scheme or parts.netloc or wish != wish.strip() else wish


def _known() -> dict[str, Any]:
    kept = session.get(KEY)
    entries = kept.items() if isinstance(kept, dict) else ()
    return {state: each for state, each in entries if time.time() - each["at"] < WAIT_SECONDS}
