"""What is posted is a CloudEvent that a receiver can prove to be ours, with ids and links alone."""

import base64
import hmac
import json
from hashlib import sha256

import pytest

from graph.server.arcadedb import free_ports
from matching.telling import News
from service.telling.channel import Away, NotTaken, Parcel, Refused, Uncertain
from service.telling.webhooks import Receiver, Webhook, event_of, read_secret, signature
from tests.service.telling.receiving import http_receiver
from tests.service.telling.worlds import NOW, fact

SECRET = b"et hemmeligt tal paa 32 byte ...."
SOURCE = "https://tvaers.fjordby.dk"


def posted_to(url: str) -> None:
    webhook = Webhook(receiver=Receiver(url=url, secret=SECRET), source=SOURCE)
    webhook.send(Parcel(notices=(), address=url), [fact(News.SAID_YES)], now=NOW)


def test_a_receiver_can_prove_it_and_reads_ids_and_links_alone() -> None:
    with http_receiver() as (posted, url):
        posted_to(url)
    ((headers, body),) = posted.requests
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    right = base64.b64encode(hmac.new(SECRET, signed, sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{right}"
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert json.loads(body) == {
        "specversion": "1.0",
        "id": "n1",
        "source": SOURCE,
        "type": "dk.tvaers.notice.said_yes",
        "subject": "i1",
        "datacontenttype": "application/json",
        "data": {
            "employee": "emp-anna",
            "invitation": "i1",
            "day": "2026-11-23",
            "task": "t1",
            "link": f"{SOURCE}/mine-invitationer",
        },
    }


def test_neither_title_nor_words_are_in_it() -> None:
    event = str(event_of(fact(News.SAID_YES), source=SOURCE))
    assert "Østerå" not in event
    assert "Hilsen" not in event


def test_the_signature_is_that_of_the_published_example() -> None:
    secret = read_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    body = b'{"test": 2432232314}'
    signed = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body)
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    ("status", "wrong"), [(500, NotTaken), (404, NotTaken), (410, Refused), (0, Uncertain), (307, NotTaken)]
)
def test_what_a_receiver_answers_decides_what_becomes_of_it(status: int, wrong: type[Exception]) -> None:
    with http_receiver() as (posted, url):
        posted.status = status
        with pytest.raises(wrong) as caught:
            posted_to(url)
    assert not isinstance(caught.value, Away)
    assert len(posted.requests) == 1


def test_where_nobody_listens_nothing_was_taken() -> None:
    (port,) = free_ports(1)
    with pytest.raises(Away):
        posted_to(f"http://127.0.0.1:{port}/")


def test_a_redirect_is_not_followed_wherever_it_leads() -> None:
    with http_receiver() as (posted, url), http_receiver() as (other, elsewhere):
        posted.status, posted.location = 307, elsewhere
        with pytest.raises(NotTaken):
            posted_to(url)
    assert other.requests == []


def test_an_address_and_a_secret_are_never_written_out() -> None:
    webhook = Webhook(receiver=Receiver(url="https://flow.example/?sig=1", secret=SECRET), source=SOURCE)
    assert "flow" not in repr(webhook)
    assert "hemmelig" not in repr(webhook)
