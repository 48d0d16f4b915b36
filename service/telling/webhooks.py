"""Webhooks: each notice as a CloudEvent 1.0, signed as Standard Webhooks 1.0.0 has it; ids and links alone.

The addresses come from settings only, redirects are not followed, and of the answer nothing but the status is
read, so nobody who uses Tværs decides whom it talks to.
"""

import base64
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

import orjson
import requests
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout, RequestException
from urllib3.exceptions import NewConnectionError

from graph.notices import Notice
from service.telling.channel import Away, NotTaken, Parcel, Refused, Uncertain
from service.telling.facts import Fact

TYPE = "dk.tvaers.notice."
SECRET_PREFIX = "whsec_"  # noqa: S105  (what a secret begins with)
FEWEST_SECRET_BYTES = 24
"""Bytes of a secret, at least: Standard Webhooks has 24 to 64."""
CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 20.0
"""So long a receiver may take. Standard Webhooks would have it answer in 15 to 30 seconds."""
GONE = 410
"""The receiver says that it takes nothing any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """An address, and the bytes that what goes there is signed with."""

    url: str = field(repr=False)  # those of flow tools hold a key
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """The channel to one receiver; `source` is the address of this Tværs."""

    receiver: Receiver
    source: str

    @property
    def name(self) -> str:
        """The same for as long as the address is."""
        return f"webhook_{sha256(self.receiver.url.encode()).hexdigest()[:8]}"

    def parcels(self, notices: Iterable[Notice], *, now: datetime) -> Iterator[Parcel]:
        """One for each notice, at once."""
        for each in notices:
            yield Parcel(notices=(each,), address=self.receiver.url)

    def send(self, parcel: Parcel, facts: Sequence[Fact], *, now: datetime) -> None:
        """Post one event; tried again it has the same id."""
        (fact,) = facts
        body = orjson.dumps(event_of(fact, source=self.source))
        stamp = str(int(now.timestamp()))
        headers = {
            "Content-Type": "application/cloudevents+json; charset=utf-8",
            "User-Agent": "Tvaers",
            "webhook-id": fact.notice.id,
            "webhook-timestamp": stamp,
            "webhook-signature": signature(self.receiver.secret, fact.notice.id, stamp, body),
        }
        try:
            with requests.post(
                self.receiver.url,
                data=body,
                headers=headers,
                timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
                allow_redirects=False,
                stream=True,
            ) as answer:
                status = answer.status_code
        except RequestException as error:
            raise (Away if _never_reached(error) else Uncertain) from error
        if status == GONE:
            raise Refused
        if not 200 <= status < 300:
            raise NotTaken


def event_of(fact: Fact, *, source: str) -> dict[str, object]:
    """A notice as a CloudEvent in structured JSON: who (id) is told what, of which objects (ids)."""
    notice = fact.notice
    about = "invitation" if fact.task else "introduction"
    data = {"employee": notice.person, about: notice.about, "day": notice.on.isoformat()}
    task = {"task": fact.task} if fact.task else {}
    return {
        "specversion": "1.0",
        "id": notice.id,
        "source": source,
        "type": f"{TYPE}{notice.news.value}",
        "subject": notice.about,
        "datacontenttype": "application/json",
        "data": {**data, **task, "link": f"{source}{fact.path}"},
    }


def signature(secret: bytes, id: str, stamp: str, body: bytes) -> str:
    """What proves that a message is ours and whole: `v1,` and HMAC-SHA-256 of id, time and body."""
    signed = f"{id}.{stamp}.".encode() + body
    return f"v1,{base64.b64encode(hmac.new(secret, signed, sha256).digest()).decode()}"


def read_secret(text: str) -> bytes:
    """The bytes of `whsec_` and base64. Raises ValueError for another, and one that is too short."""
    secret = base64.b64decode(text.removeprefix(SECRET_PREFIX), validate=True)
    if not text.startswith(SECRET_PREFIX) or len(secret) < FEWEST_SECRET_BYTES:
        raise ValueError("no secret as Standard Webhooks has them")
    return secret


def _never_reached(error: RequestException) -> bool:
    """Whether no connection was made, so that nothing can have been taken; TLS refused is none either."""
    if isinstance(error, ConnectTimeout | requests.exceptions.SSLError | requests.exceptions.ProxyError):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, NoConnection) and isinstance(reason, NewConnectionError)
