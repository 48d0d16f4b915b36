"""Who is signed in: one node a session, so that it holds in every worker and machine, and can be ended.

A session is no part of the picture that questions are answered from: writing one raises no change number.
Moments are kept as ISO strings in UTC, to the second, which sort as they follow each other.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from graph.records.days import days_until, in_utc
from graph.records.soundness import note, sound
from graph.server.database import Database, Row, Transaction

KIND = "session"
KEPT_DAYS = 30
"""So long an ended session is kept, for whoever looks into a misuse. By eye."""
SWEPT_DAYS = 366
"""So many days before that are looked through at each sign-in."""

START = """
CREATE (s:Session {id: $id})
SET s += $properties
"""

SWEEP = """
MATCH (s:Session)
WHERE s.ends_on IN $days
DETACH DELETE s
"""

FIND = """
MATCH (s:Session {id: $id})
WHERE s.ended IS NULL
OPTIONAL MATCH (e:Employee {id: s.subject})
WHERE e.retired = false
RETURN s {.*} AS session, e IS NOT NULL AS employed, [(e)-[:WORKS_AT]->(w:Workplace) | w.id] AS units
"""

LIST = """
MATCH (s:Session {subject: $subject})
WHERE s.ended IS NULL
RETURN s {.*} AS session
ORDER BY s.seen DESC, s.id
"""

SEE = """
MATCH (s:Session {id: $id})
WHERE s.ended IS NULL AND s.seen < $at
SET s.seen = $at
"""

END = """
MATCH (s:Session {id: $id, subject: $subject})
WHERE s.ended IS NULL
SET s.ended = $at
RETURN s.id AS id
"""

END_OF_SUBJECT = """
MATCH (s:Session {subject: $subject})
WHERE s.ended IS NULL
SET s.ended = $at
RETURN s.id AS id
"""

END_OF_PROVIDER_SESSION = """
MATCH (s:Session {provider_session: $name})
WHERE s.ended IS NULL AND s.created <= $before
SET s.ended = $at
RETURN s.id AS id
"""

END_OF_PROVIDER_SUBJECT = """
MATCH (s:Session {provider_subject: $name})
WHERE s.ended IS NULL AND s.created <= $before
SET s.ended = $at
RETURN s.id AS id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in of an employee (`subject`) on one device, with the roles that it was given.

    `provider_session` and `provider_subject` are what the sign-in server calls the session and the person;
    empty where it doesn't say. `ends` is when it ends whatever happens.
    """

    id: str
    subject: str
    roles: frozenset[str]
    created: datetime
    seen: datetime
    ends: datetime
    provider_session: str = ""
    provider_subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session that goes on, and the workplace of the employee, empty where they have none."""

    session: Session
    unit: str


class Sessions:
    """Keeps who is signed in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, session: Session) -> None:
        """Keep a new session, and forget those that ended long ago. Raises GraphUnavailable."""
        over = session.created.date() - timedelta(days=KEPT_DAYS + 1)

        def work(transaction: Transaction) -> None:
            transaction.run(SWEEP, days=days_until(over, SWEPT_DAYS))
            transaction.run(START, id=session.id, properties=_properties(session))

        self._database.write(work)

    def find(self, id: str) -> SignedIn | None:
        """A session that nobody has ended, of an employee who is here: what any process wrote by now holds.

        It is asked at every request, in one exchange. Raises GraphUnavailable.
        """
        row = self._database.latest(FIND, id=id)
        if row is None or not row["employed"]:
            return None
        session = sound(KIND, id, partial(_build, row["session"]), note)
        return None if session is None else SignedIn(session=session, unit=next(iter(row["units"]), ""))

    def of(self, subject: str) -> tuple[Session, ...]:
        """The sessions of an employee that nobody has ended, last seen first. Raises GraphUnavailable."""
        rows = self._database.read(lambda transaction: transaction.rows(LIST, subject=subject))
        found = (sound(KIND, row["session"].get("id"), partial(_build, row["session"]), note) for row in rows)
        return tuple(each for each in found if each is not None)

    def saw(self, id: str, at: datetime) -> None:
        """Note that a session was used; one that has ended stays ended. Raises GraphUnavailable."""
        self._database.write(lambda transaction: transaction.run(SEE, id=id, at=in_utc(at)))

    def end(self, id: str, *, subject: str, at: datetime) -> bool:
        """End one of an employee's sessions; False where they have no such. Raises GraphUnavailable."""
        return bool(self._ended(END, id=id, subject=subject, at=in_utc(at)))

    def end_of(self, subject: str, *, at: datetime) -> int:
        """End all sessions of an employee, and say how many. Raises GraphUnavailable."""
        return self._ended(END_OF_SUBJECT, subject=subject, at=in_utc(at))

    def end_at_provider(self, *, session: str = "", subject: str = "", before: datetime, at: datetime) -> int:
        """End what began until `before` under the sign-in server's session, or of its subject.

        Says how many. Raises GraphUnavailable.
        """
        statement = END_OF_PROVIDER_SESSION if session else END_OF_PROVIDER_SUBJECT
        return self._ended(statement, name=session or subject, before=in_utc(before), at=in_utc(at))

    def _ended(self, statement: str, **parameters: str) -> int:
        return len(self._database.write(lambda transaction: transaction.rows(statement, **parameters)))


def _properties(session: Session) -> dict[str, object]:
    return {
        "subject": session.subject,
        "roles": sorted(session.roles),
        "created": in_utc(session.created),
        "seen": in_utc(session.seen),
        "ends": in_utc(session.ends),
        "ends_on": session.ends.astimezone(UTC).date().isoformat(),
        "provider_session": session.provider_session,
        "provider_subject": session.provider_subject,
    }


def _build(row: Row) -> Session:
    return Session(
        id=row["id"],
        subject=row["subject"],
        roles=frozenset(row["roles"]),
        created=datetime.fromisoformat(row["created"]),
        seen=datetime.fromisoformat(row["seen"]),
        ends=datetime.fromisoformat(row["ends"]),
        provider_session=row["provider_session"],
        provider_subject=row["provider_subject"],
    )
