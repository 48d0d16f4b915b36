"""Mail goes where and as often as somebody wants it; what the server says is tested with the sender."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from graph.contacts import Contact, How
from graph.store import GraphStore
from harness.factories import TODAY, employee, fill
from service.telling.channel import Parcel
from service.telling.mail import Mail, Server, Tls, is_address, is_morning_after
from tests.service.telling.receiving import mail_server
from tests.service.telling.worlds import NOTICE, NOW, fact, mail_to

EVENING = datetime(2026, 11, 23, 18, tzinfo=NOW.tzinfo)
NOTICES = [replace(NOTICE, id=f"n{number}") for number in range(2)]


def parcels(store: GraphStore, now: datetime = NOW) -> list[tuple[int, str, str]]:
    found = mail_to(store, 25).parcels(NOTICES, now=now)
    return [(len(each.notices), each.address, each.language) for each in found]


def test_who_said_nothing_gets_each_at_once_by_the_pattern(graph: GraphStore) -> None:
    assert parcels(graph, EVENING) == [(1, "emp-anna@fjordby.dk", "")] * 2


def test_who_wants_one_a_day_gets_all_the_next_morning_where_they_read_mail(graph: GraphStore) -> None:
    fill(graph, employee("Anna"))
    graph.contacts.keep_address("emp-anna", "ah@aaen.dk", source="sign_in", on=TODAY)
    graph.contacts.choose("emp-anna", How.DAILY, language="en")
    assert parcels(graph, EVENING) == []
    assert parcels(graph) == [(2, "ah@aaen.dk", "en")]


def test_who_wants_none_gets_none(graph: GraphStore) -> None:
    fill(graph, employee("Anna"))
    graph.contacts.choose_how("emp-anna", How.NEVER)
    assert {address for _, address, _ in parcels(graph)} == {""}


def test_the_morning_is_at_seven_of_the_day_after() -> None:
    six = datetime(2026, 11, 24, 6, 59, tzinfo=NOW.tzinfo)
    assert not is_morning_after(NOTICE, six)
    assert is_morning_after(NOTICE, six + timedelta(minutes=1))


@pytest.mark.parametrize("id", ["a b", "a@b", "a\r\nBcc: x@y.dk", "a>", "ø", "1001,1002"])
def test_an_id_that_makes_no_address_gets_no_mail(graph: GraphStore, id: str) -> None:
    assert mail_to(graph, 25).address(Contact(id=id)) == ""
    assert not is_address(f"{id}@fjordby.dk")


def test_a_mail_has_the_same_id_whenever_the_same_notices_are_in_it(graph: GraphStore) -> None:
    facts = [fact(id=f"n{number}") for number in range(2)]
    with mail_server() as (box, port):
        for told in (facts[:1], facts[:1], facts, facts[::-1]):
            mail_to(graph, port).send(Parcel(notices=(), address="anna@fjordby.dk"), told, now=NOW)
    first, again, both, both_again = (str(mail["Message-ID"]) for mail in box.mails)
    assert first == again == "<n0@fjordby.dk>"
    assert both == both_again != first
    assert str(box.mails[0]["From"]) == "Tværs <tvaers@fjordby.dk>"


def test_a_password_is_never_written_out(graph: GraphStore) -> None:
    server = Server(host="mail", port=587, tls=Tls.TLS, user="tvaers", password="hemmelig")
    mail = Mail(server=server, sender="a@b.dk", contacts=graph.contacts, write=mail_to(graph, 25).write)
    assert "hemmelig" not in repr(mail)
