"""Each notice is sent at most once, whatever the receiver does and whoever is killed when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from graph.notices import Notice, Stage
from graph.records.changes import Mover
from graph.server.arcadedb import free_ports
from graph.store import GraphStore
from matching.telling import News
from service.clock import Clock
from service.settings import TIME_ZONE
from service.telling.channel import Channel, Parcel
from service.telling.facts import Fact
from service.telling.mail import Mail
from service.telling.sender import GIVEN_UP_AFTER, LEASE, TOO_OLD, Sender
from tests.graph.inviting import ANNA, AT, LEAD, cycle_path, invited, wanted
from tests.service.telling.receiving import DISCONNECTED, mail_server
from tests.service.telling.worlds import mail_to


@dataclass
class At:
    """A moment that tests move on."""

    now: datetime = AT
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = Clock(ZoneInfo(TIME_ZONE), lambda: self.now)


class Killed(BaseException):
    """The process ended here."""


@dataclass
class KilledAfterSending:
    """A channel whose process is killed when the receiver has it, and before that is noted."""

    mail: Mail
    name: str = "mail"

    def parcels(self, notices: Iterable[Notice], *, now: datetime) -> Iterator[Parcel]:
        return self.mail.parcels(notices, now=now)

    def send(self, parcel: Parcel, facts: Sequence[Fact], *, now: datetime) -> None:
        self.mail.send(parcel, facts, now=now)
        raise Killed


def stages(store: GraphStore) -> dict[News, Stage]:
    return {each.news: each.at("mail").stage for each in store.outbox.of_days(AT.date() + TOO_OLD)}


def sent(store: GraphStore, channel: Channel, at: At, *, beats: int = 1) -> None:
    sender = Sender(store, [channel], at.clock)
    for _ in range(beats):
        sender.send()


def test_who_is_invited_gets_one_mail_however_often_the_outbox_is_looked_at(graph: GraphStore) -> None:
    invited(cycle_path(graph))
    with mail_server() as (box, port):
        sent(graph, mail_to(graph, port), At(), beats=3)
    assert box.addresses == [f"{ANNA.by}@fjordby.dk"]
    assert stages(graph) == {News.ASKED: Stage.SENT}
    assert graph.outbox.open() == ()


def test_two_senders_send_one_mail(graph: GraphStore) -> None:
    invited(cycle_path(graph))
    with mail_server() as (box, port):
        first, second = (Sender(graph, [mail_to(graph, port)], At().clock) for _ in range(2))
        waiting = graph.outbox.open()
        for sender in (first, second):
            sender._send_by(mail_to(graph, port), waiting)
    assert len(box.mails) == 1


def test_killed_between_sending_and_noting_it_is_uncertain_and_never_sent_again(graph: GraphStore) -> None:
    invited(cycle_path(graph))
    at = At()
    with mail_server() as (box, port):
        mail = mail_to(graph, port)
        with pytest.raises(Killed):
            sent(graph, KilledAfterSending(mail), at)
        sent(graph, mail, at)
        assert stages(graph) == {News.ASKED: Stage.CLAIMED}
        at.now += LEASE + timedelta(seconds=1)
        sent(graph, mail, at, beats=2)
        assert len(box.mails) == 1
    assert stages(graph) == {News.ASKED: Stage.UNCERTAIN}
    assert graph.outbox.open() == ()


def test_down_for_an_hour_it_is_sent_once_when_the_server_is_back(graph: GraphStore) -> None:
    invited(cycle_path(graph))
    at, (port,) = At(), free_ports(1)
    for _ in range(60):
        sent(graph, mail_to(graph, port), at)
        at.now += timedelta(minutes=1)
    tries = graph.outbox.open()[0].at("mail").tries
    assert 4 <= tries <= 8
    with mail_server(port) as (box, _):
        at.now += timedelta(hours=1)
        sent(graph, mail_to(graph, port), at, beats=2)
    assert len(box.mails) == 1


def test_down_for_two_days_it_is_given_up_and_said_so(
    graph: GraphStore, caplog: pytest.LogCaptureFixture
) -> None:
    invited(cycle_path(graph))
    at, (port,) = At(), free_ports(1)
    for _ in range(int(GIVEN_UP_AFTER / timedelta(hours=1)) + 2):
        sent(graph, mail_to(graph, port), at)
        at.now += timedelta(hours=1)
    assert stages(graph) == {News.ASKED: Stage.GIVEN_UP}
    (record,) = caplog.records
    assert record.__dict__["fields"]["stage"] == "given_up"
    assert "fjordby" not in str(record.__dict__)


@pytest.mark.parametrize(
    ("wrong", "stage"),
    [
        ({"to_address": "450 later"}, Stage.WAITING),
        ({"to_address": "550 no such user"}, Stage.GIVEN_UP),
        ({"to_text": "451 later"}, Stage.WAITING),
        ({"to_text": "554 refused"}, Stage.GIVEN_UP),
        ({"to_text": DISCONNECTED}, Stage.UNCERTAIN),
        ({"pause": 1.0}, Stage.UNCERTAIN),
    ],
    ids=["450", "550", "451", "554", "hung up", "slow"],
)
def test_what_the_mail_server_says_decides_what_becomes_of_it(
    graph: GraphStore, wrong: dict[str, str], stage: Stage
) -> None:
    invited(cycle_path(graph))
    with mail_server() as (box, port):
        box.__dict__.update(wrong)
        sent(graph, mail_to(graph, port), At(), beats=2)
    assert stages(graph) == {News.ASKED: stage}
    assert box.connections == 1


def test_while_a_server_is_away_the_rest_is_not_tried_one_by_one(graph: GraphStore) -> None:
    invited(cycle_path(graph))
    invited(graph, "Bo")
    (port,) = free_ports(1)
    sent(graph, mail_to(graph, port), At())
    assert [each.at("mail").tries for each in graph.outbox.open()] == [1, 1]


def test_what_was_answered_or_taken_back_meanwhile_is_not_told(graph: GraphStore) -> None:
    invitation = invited(cycle_path(graph))
    graph.invitations.withdraw(invitation, LEAD)
    with mail_server() as (box, port):
        sent(graph, mail_to(graph, port), At())
    assert len(box.mails) == 1
    assert stages(graph) == {News.ASKED: Stage.NEEDLESS, News.TAKEN_BACK: Stage.SENT}


def test_turning_mail_on_sends_no_backlog(graph: GraphStore) -> None:
    invited(cycle_path(graph))
    with mail_server() as (box, port):
        sent(graph, mail_to(graph, port), At(AT + TOO_OLD + timedelta(days=1)))
    assert box.mails == []
    assert graph.outbox.open() == ()


def test_an_agreement_comes_with_its_dates_to_employee_and_lead(graph: GraphStore) -> None:
    head = Mover("emp-leder", AT)
    cycle_path(graph)
    (asked,) = graph.invitations.propose([wanted("Bo")], head)
    graph.invitations.invite(asked.id, head)
    graph.invitations.accept(asked.id, Mover("emp-bo", AT))
    with mail_server() as (box, port):
        sent(graph, mail_to(graph, port), At())
    files = {str(mail["To"]): [part.get_filename() for part in mail.iter_attachments()] for mail in box.mails}
    assert files == {"emp-bo@fjordby.dk": ["aftale.ics"], "emp-leder@fjordby.dk": []}
