"""Sends what the outbox holds: each notice is claimed, sent and noted, and never sent twice.

What a receiver did not take is tried again after a pause that doubles, and given up after two days
(docs/decisions/0016-a-notice-is-sent-at-most-once.md).
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from graph.notices import FINAL, Notice, Stage
from graph.store import GraphStore
from service.clock import Clock
from service.telling.channel import Away, Channel, NotTaken, Parcel, Refused, Uncertain
from service.telling.facts import Fact, fact_of

EVERY_SECONDS = 5.0
"""So often the outbox is looked at. By eye: at once, for people."""
LEASE = timedelta(minutes=10)
"""So long a claim holds: far longer than any sending takes (`mail.ANSWER_SECONDS` a step)."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
DOUBLINGS = 6
"""So many times the first pause is doubled at most: then it is over the longest."""
GIVEN_UP_AFTER = timedelta(days=2)
"""From the first try on: a server that is down over a weekend day is waited for. By eye."""
TOO_OLD = timedelta(days=3)
"""Older than this when a channel first meets it, it is no news: turning a channel on sends no backlog."""

logger = logging.getLogger("tvaers.telling")


class Sender:
    """Sends from a graph by its channels; any number of senders may share the graph."""

    def __init__(self, store: GraphStore, channels: Sequence[Channel], clock: Clock) -> None:
        self._store = store
        self._channels = channels
        self._clock = clock

    def send(self) -> None:
        """Send what is due now. Raises GraphUnavailable."""
        waiting = self._store.outbox.open()
        for channel in self._channels:
            self._send_by(channel, waiting)
        for each in self._store.outbox.open():
            if all(each.at(channel.name).stage in FINAL for channel in self._channels):
                self._store.outbox.close(each.id)

    def _send_by(self, channel: Channel, waiting: Sequence[Notice]) -> None:
        now, away = self._clock.now(), False
        due = [each for each in waiting if self._is_due(each, channel, now)]
        for parcel in channel.parcels(due, now=now):
            facts = [fact for each in parcel.notices if (fact := self._fact(each, now)) is not None]
            told = {fact.notice.id for fact in facts} if parcel.address else set()
            for each in parcel.notices:
                if each.id not in told:
                    self._store.outbox.note(each.id, channel.name, Stage.NEEDLESS)
            claimed = [fact for fact in facts if fact.notice.id in told and self._claimed(fact, channel, now)]
            if claimed:
                away = self._hand_over(channel, parcel, claimed, away=away)

    def _is_due(self, notice: Notice, channel: Channel, now: datetime) -> bool:
        """Whether it is this channel's turn; a claim that ran out is settled as uncertain here."""
        found = notice.at(channel.name)
        past = found.until is None or found.until <= now
        if found.stage is Stage.CLAIMED and past:
            self._store.outbox.claim(notice.id, channel.name, at=now, until=now)
            _tell_of(Stage.UNCERTAIN, notice, channel)
        if found.stage is Stage.WAITING and not found.tries and notice.on < now.date() - TOO_OLD:
            self._store.outbox.note(notice.id, channel.name, Stage.NEEDLESS)
            return False
        return found.stage is Stage.WAITING and past

    def _fact(self, notice: Notice, now: datetime) -> Fact | None:
        return fact_of(self._store, notice, today=now.date())

    def _claimed(self, fact: Fact, channel: Channel, now: datetime) -> bool:
        return self._store.outbox.claim(fact.notice.id, channel.name, at=now, until=now + LEASE)

    def _hand_over(self, channel: Channel, parcel: Parcel, facts: Sequence[Fact], *, away: bool) -> bool:
        """Send and note what came of it; whether the receiver is away."""
        now, stage = self._clock.now(), Stage.SENT
        try:
            if away:
                raise Away
            told = tuple(fact.notice for fact in facts)
            channel.send(replace(parcel, notices=told), facts, now=now)
        except NotTaken as error:
            stage, away = Stage.WAITING, isinstance(error, Away)
        except Refused:
            stage = Stage.GIVEN_UP
        except Uncertain:
            stage = Stage.UNCERTAIN
        for fact in facts:
            self._note(fact.notice, channel, stage, now=self._clock.now())
        return away

    def _note(self, notice: Notice, channel: Channel, stage: Stage, *, now: datetime) -> None:
        found, due = notice.at(channel.name), None
        if stage is Stage.WAITING:
            pause = FIRST_PAUSE * 2 ** min(found.tries, DOUBLINGS)
            due = now + min(pause, LONGEST_PAUSE)
            if due - (found.began or now) > GIVEN_UP_AFTER:
                stage, due = Stage.GIVEN_UP, None
        self._store.outbox.note(notice.id, channel.name, stage, due=due)
        if stage in (Stage.GIVEN_UP, Stage.UNCERTAIN):
            _tell_of(stage, notice, channel)


def _tell_of(stage: Stage, notice: Notice, channel: Channel) -> None:
    fields = {"notice": notice.id, "employee": notice.person, "channel": channel.name, "stage": stage.value}
    logger.error("somebody was not told", extra={"fields": fields})
