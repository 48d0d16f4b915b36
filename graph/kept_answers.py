"""What requests with a key were answered, so that one that is sent again does nothing twice.

The key is claimed in the transaction of the request's first change: what was not done leaves no key, and what
was done has one, whatever is killed when. The answer follows when it is known. Both go after a day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import orjson

from graph.errors import GraphError
from graph.records.changes import Change, Changes
from graph.records.days import days_until, in_utc
from graph.server.database import Database, Row, Transaction

T = TypeVar("T")

KEPT = timedelta(hours=24)
"""So long a repeat is known. By eye: whoever lost an answer asks again in minutes, or next morning."""
SWEPT_DAYS = 60
"""What is past its time is looked for so many days back."""

FIND = """
MATCH (n:KeptAnswer {id: $id})
RETURN n.request AS request, n.at AS at, n.status AS status, n.headers AS headers, n.body AS body
"""

CLAIM = """
MERGE (n:KeptAnswer {id: $id})
SET n.by = $by, n.request = $request, n.at = $at, n.day = $day,
    n.status = null, n.headers = null, n.body = null
"""

KEEP = """
MATCH (n:KeptAnswer {id: $id})
SET n.status = $status, n.headers = $headers, n.body = $body
"""

RELEASE = "MATCH (n:KeptAnswer {id: $id}) DELETE n"
SWEEP = "MATCH (n:KeptAnswer) WHERE n.day IN $days DELETE n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A request that somebody (`by`) may send again: digests of their key (`id`) and of what they ask for."""

    id: str
    by: str
    request: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a request was answered: status, headers and body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done under a key: for which `request`, and the answer, None where that isn't known (yet)."""

    request: str
    answer: Answer | None


class DoneBefore(GraphError):
    """The key was claimed meanwhile: it is being done, or was, by another."""


class KeptAnswers:
    """Reads and keeps them. Everything raises GraphUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, key: Key) -> Done | None:
        """What was done under this key within a day; None where nothing was."""
        row = self._database.read(lambda transaction: transaction.row(FIND, id=key.id))
        return _done(row, key.at)

    def keep(self, key: Key, answer: Answer) -> None:
        """Keep what a request whose key is claimed was answered."""
        values = {
            "id": key.id,
            "status": answer.status,
            "headers": orjson.dumps(dict(answer.headers)).decode(),
            "body": answer.body,
        }
        self._database.write(lambda transaction: transaction.run(KEEP, **values))

    def release(self, key: Key) -> None:
        """Forget the key of a request that was refused after its first change: it may be tried again."""
        self._database.write(lambda transaction: transaction.run(RELEASE, id=key.id))


class ChangesOnce(Changes):
    """Changes of one request, the first of which claims its key. `claimed` says whether one was made."""

    def __init__(self, database: Database, changes: Changes, key: Key) -> None:
        super().__init__(database)
        self._changes = changes
        self._key = key
        self.claimed = False

    def write(self, work: Callable[[Change], T]) -> T:
        """As `Changes.write`; raises DoneBefore (and writes nothing) where the key is another's."""

        def once(change: Change) -> T:
            if not self.claimed:
                _claim(change.transaction, self._key)
            return work(change)

        result = self._changes.write(once)
        self.claimed = True
        return result


def _claim(transaction: Transaction, key: Key) -> None:
    day = key.at.astimezone(UTC).date()
    over = day - KEPT - timedelta(days=1)
    transaction.run(SWEEP, days=days_until(over, SWEPT_DAYS))
    if _done(transaction.row(FIND, id=key.id), key.at) is not None:
        raise DoneBefore("done before")
    at, on = in_utc(key.at, "microseconds"), day.isoformat()
    transaction.run(CLAIM, id=key.id, by=key.by, request=key.request, at=at, day=on)


def _done(row: Row | None, now: datetime) -> Done | None:
    if row is None or now - datetime.fromisoformat(row["at"]) >= KEPT:
        return None
    if row["status"] is None:
        return Done(row["request"], None)
    headers = orjson.loads(row["headers"])
    return Done(row["request"], Answer(status=row["status"], headers=headers, body=row["body"]))
