"""What somebody asks on the pages, kept for a day or two, so that no address holds the text of a task.

One node a question, of the one who asked it alone. It is no part of the picture that questions are answered
from: writing one raises no change number.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import orjson

from graph.records.days import days_until
from graph.records.soundness import note, sound
from graph.server.database import Database, Row, Transaction

KIND = "inquiry"
KEPT_DAYS = 1
"""Days after the one on which it was last asked. By eye: who begins in the afternoon goes on next morning."""
SWEPT_DAYS = 366
"""So many days before that are looked through at each question."""

KEEP = """
MERGE (i:Inquiry {id: $id})
SET i += $properties
"""

FIND = """
MATCH (i:Inquiry {id: $id})
WHERE i.subject = $subject AND i.asked_on IN $days
RETURN i.subject AS subject, i.fields AS fields, i.people AS people, i.asked_on AS asked_on
"""

LIST = """
MATCH (i:Inquiry {subject: $subject})
WHERE i.asked_on IN $days
RETURN i.id AS id, i.subject AS subject, i.fields AS fields, i.people AS people, i.asked_on AS asked_on
ORDER BY i.asked_on DESC, i.id
"""

SWEEP = """
MATCH (i:Inquiry)
WHERE i.asked_on IN $days
DETACH DELETE i
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInquiry:
    """What `subject` (the id of who is signed in) asked last on a day, as the fields of a form.

    `people` are the ids of the employees that the fields name.
    """

    subject: str
    fields: tuple[tuple[str, str], ...]
    people: tuple[str, ...] = ()
    asked_on: date


class Inquiries:
    """Keeps what is asked on the pages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, id: str, inquiry: KeptInquiry) -> None:
        """Keep what was asked, and forget what is past its time. Raises GraphUnavailable."""
        over = inquiry.asked_on - timedelta(days=KEPT_DAYS + 1)

        def work(transaction: Transaction) -> None:
            transaction.run(SWEEP, days=days_until(over, SWEPT_DAYS))
            transaction.run(KEEP, id=id, properties=_properties(inquiry))

        self._database.write(work)

    def find(self, id: str, *, subject: str, today: date) -> KeptInquiry | None:
        """What `subject` asked; None for others, and once its time is over. Raises GraphUnavailable."""
        kept = days_until(today, KEPT_DAYS + 1)
        row = self._database.read(
            lambda transaction: transaction.row(FIND, id=id, subject=subject, days=kept)
        )
        return None if row is None else sound(KIND, id, partial(_build, row), note)

    def of(self, subject: str, *, today: date) -> tuple[KeptInquiry, ...]:
        """All that `subject` asked, the last day first. Raises GraphUnavailable."""
        kept = days_until(today, KEPT_DAYS + 1)
        rows = self._database.read(lambda transaction: transaction.rows(LIST, subject=subject, days=kept))
        found = (sound(KIND, row["id"], partial(_build, row), note) for row in rows)
        return tuple(each for each in found if each is not None)


def _properties(inquiry: KeptInquiry) -> dict[str, object]:
    return {
        "subject": inquiry.subject,
        "fields": orjson.dumps(inquiry.fields).decode(),
        "people": list(inquiry.people),
        "asked_on": inquiry.asked_on.isoformat(),
    }


def _build(row: Row) -> KeptInquiry:
    return KeptInquiry(
        subject=row["subject"],
        fields=tuple((name, value) for name, value in orjson.loads(row["fields"])),
        people=tuple(row["people"]),
        asked_on=date.fromisoformat(row["asked_on"]),
    )
