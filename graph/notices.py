"""The outbox: whom to tell of a move, written in the move's own transaction, and how far the telling is.

A notice holds ids alone: who is told, of what, by which move. Its own id is made of the move and the person,
so nobody is told twice of one move. Who sends it claims it first, for one way of sending (a *channel*), until
a moment: whoever is killed between sending and noting leaves a claim that runs out. Nobody knows then whether
it was sent, so it is not sent again (docs/decisions/0016-a-notice-is-sent-at-most-once.md).

What is sent is no part of the picture: noting it raises no change number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from graph.records.changes import Change
from graph.records.days import days_until, in_utc
from graph.records.fields import Link
from graph.records.nodes import NodeType
from graph.records.soundness import note, sound
from graph.server.database import Database, Row
from graph.signatures import is_nobody, is_reserved
from matching.telling import News

KIND = "notice"
HAS_NOTICE = Link("HAS_NOTICE", "Notice")
KEPT_DAYS = 30
"""So long a notice is kept, told or not, to see whom it reached. By eye."""
SWEPT_DAYS = 60
"""What is past its time is looked for so many days back, at each move that tells somebody."""
OPEN, DONE = "open", "done"

TELL = """
MATCH (about:{label} {{id: $about}})
UNWIND $notices AS row
MERGE (n:Notice {{id: row.id}})
SET n += row
MERGE (about)-[:HAS_NOTICE]->(n)
"""

SWEEP = "MATCH (n:Notice) WHERE n.on IN $days DETACH DELETE n"

LIST_OPEN = """
MATCH (n:Notice {state: 'open'})
RETURN n {.*} AS notice
ORDER BY n.on, n.id
"""

LIST_OF_DAYS = """
MATCH (n:Notice)
WHERE n.on IN $days
RETURN n {.*} AS notice
ORDER BY n.on, n.id
"""

LIST_OF = """
MATCH (n:Notice {person: $person})
RETURN n {.*} AS notice
ORDER BY n.on, n.id
"""

# Writing comes first: of two that claim, the second reads what the first has written.
LOCK = """
MATCH (n:Notice {id: $id})
SET n.locked = true
RETURN n {.*} AS notice
"""

SET = "MATCH (n:Notice {id: $id}) SET n += $values"


class Stage(StrEnum):
    """How far a notice is in one channel."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    NEEDLESS = "needless"
    """Nobody to send it to, or not worth telling any more."""
    UNCERTAIN = "uncertain"
    """Perhaps sent: whoever did it was killed, or got no answer."""
    GIVEN_UP = "given_up"


FINAL = frozenset({Stage.SENT, Stage.NEEDLESS, Stage.UNCERTAIN, Stage.GIVEN_UP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far one channel is: tried so often, the first time at `began`, and due again (or claimed) until."""

    stage: Stage = Stage.WAITING
    tries: int = 0
    began: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That a `person` (employee id) is to be told news of a day, `about` an invitation or a request (ids)."""

    id: str
    person: str
    news: News
    about: str
    move: str
    on: date
    progress: dict[str, Progress] = field(default_factory=dict)

    def at(self, channel: str) -> Progress:
        """How far a channel is."""
        return self.progress.get(channel, Progress())


def tell(
    change: Change, node_type: NodeType[Any], about: str, whom: Iterable[tuple[str, News]], *, on: date
) -> None:
    """Write down whom to tell of this change of an object; who is no person is told nothing."""
    move = f"{change.number}:{about}"
    rows: dict[str, dict[str, Any]] = {}
    for person, news in whom:
        if not person or is_nobody(person) or is_reserved(person):
            continue
        id = str(uuid5(NAMESPACE_URL, f"urn:tvaers:notice:{move}:{person}"))
        values = {"id": id, "person": person, "news": news.value, "about": about, "move": move}
        rows.setdefault(id, {**values, "on": on.isoformat(), "state": OPEN})
    if rows:
        over = on - timedelta(days=KEPT_DAYS + 1)
        change.transaction.run(SWEEP, days=days_until(over, SWEPT_DAYS))
        change.transaction.run(TELL.format(label=node_type.label), about=about, notices=[*rows.values()])


class Outbox:
    """Reads what is to be told, and keeps how far it is. Everything raises GraphUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self) -> tuple[Notice, ...]:
        """What some channel has not dealt with yet, oldest day first."""
        return self._read(LIST_OPEN)

    def of_days(self, today: date) -> tuple[Notice, ...]:
        """All that are kept, oldest first."""
        return self._read(LIST_OF_DAYS, days=days_until(today, KEPT_DAYS + 1))

    def of(self, person: str) -> tuple[Notice, ...]:
        """What somebody is or was told, oldest day first."""
        return self._read(LIST_OF, person=person)

    def claim(self, id: str, channel: str, *, at: datetime, until: datetime) -> bool:
        """Take it for sending by a channel; False where it isn't there, due or another's.

        A claim that ran out becomes `UNCERTAIN`: it may have been sent.
        """

        def decide(found: Progress) -> tuple[Progress, bool]:
            past = found.until is None or found.until <= at
            if found.stage is Stage.CLAIMED and past:
                return _replaced(found, stage=Stage.UNCERTAIN, until=None), False
            if found.stage is not Stage.WAITING or not past:
                return found, False
            began = found.began or at
            tries = found.tries + 1
            return Progress(stage=Stage.CLAIMED, tries=tries, began=began, until=until), True

        return self._changed(id, channel, decide)

    def note(self, id: str, channel: str, stage: Stage, *, due: datetime | None = None) -> None:
        """Write down what became of it; where it waits again, until when."""
        self._changed(id, channel, lambda found: (_replaced(found, stage=stage, until=due), True))

    def close(self, id: str) -> None:
        """No channel has anything to do with it any more."""
        self._database.write(lambda transaction: transaction.run(SET, id=id, values={"state": DONE}))

    def _changed(self, id: str, channel: str, decide: Callable[[Progress], tuple[Progress, bool]]) -> bool:
        def work(transaction: Any) -> bool:
            row = transaction.row(LOCK, id=id)
            notice = None if row is None else sound(KIND, id, partial(_build, row["notice"]), note)
            if notice is None:
                return False
            found = notice.at(channel)
            wanted, said = decide(found)
            if wanted != found:
                transaction.run(SET, id=id, values=_written(channel, wanted))
            return said

        return self._database.write(work)

    def _read(self, cypher: str, **parameters: Any) -> tuple[Notice, ...]:
        rows = self._database.read(lambda transaction: transaction.rows(cypher, **parameters))
        notices = (row["notice"] for row in rows)
        found = (sound(KIND, each.get("id"), partial(_build, each), note) for each in notices)
        return tuple(each for each in found if each is not None)


def _replaced(found: Progress, *, stage: Stage, until: datetime | None) -> Progress:
    return Progress(stage=stage, tries=found.tries, began=found.began, until=until)


def _written(channel: str, progress: Progress) -> dict[str, Any]:
    return {
        f"{channel}_stage": progress.stage.value,
        f"{channel}_tries": progress.tries,
        f"{channel}_began": in_utc(progress.began) if progress.began else None,
        f"{channel}_until": in_utc(progress.until) if progress.until else None,
    }


def _build(row: Row) -> Notice:
    channels = [name.removesuffix("_stage") for name in row if name.endswith("_stage")]
    return Notice(
        id=row["id"],
        person=row["person"],
        news=News(row["news"]),
        about=row["about"],
        move=row["move"],
        on=date.fromisoformat(row["on"]),
        progress={
            each: Progress(
                stage=Stage(row[f"{each}_stage"]),
                tries=row[f"{each}_tries"],
                began=_moment(row.get(f"{each}_began")),
                until=_moment(row.get(f"{each}_until")),
            )
            for each in channels
        },
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
