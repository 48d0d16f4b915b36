"""Mail by SMTP (RFC 5321): each step is known by its answer, so it is known what may be tried again."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from hashlib import sha256
from itertools import groupby

from graph.contacts import Contact, Contacts, How
from graph.notices import Notice
from service.telling.channel import Away, NotTaken, Parcel, Refused, Uncertain
from service.telling.facts import Fact

ANSWER_SECONDS = 30.0
"""So long each answer of the mail server is waited for. By eye: RFC 5321 would have minutes."""
DIGEST_AT = time(7)
"""When a daily mail is sent, with all that was written until the evening before. By eye: before work."""
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
"""An address as HTML's own form fields take one, which holds nothing that could end a header or a command."""
NEVER = 500
"""Answers of a mail server from here on are for good."""
_DOT = re.compile(rb"(?m)^\.")


class Tls(StrEnum):
    """How mail is kept from being read on its way to the mail server."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The house's mail server; `user` empty means that it lets this machine in without."""

    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)


Write = Callable[[Parcel, Sequence[Fact], datetime], EmailMessage]
"""Writes the mail of a parcel, but for its sender, addressee and id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The channel; `pattern` makes an address of an employee's id where none is known, if it isn't empty.

    `patience` is for how many seconds an answer of the server is waited for.
    """

    server: Server
    sender: str
    contacts: Contacts
    write: Write
    pattern: str = ""
    patience: float = ANSWER_SECONDS

    @property
    def name(self) -> str:
        """Of the one mail there is."""
        return "mail"

    def parcels(self, notices: Iterable[Notice], *, now: datetime) -> Iterator[Parcel]:
        """One for each notice, or of a morning one for all of a person, as they want it."""
        by_person = sorted(notices, key=lambda each: each.person)
        for person, theirs in groupby(by_person, key=lambda each: each.person):
            contact = self.contacts.of(person)
            address = "" if contact.how is How.NEVER else self.address(contact)
            if contact.how is How.DAILY and address:
                found = tuple(each for each in theirs if is_morning_after(each, now))
                groups = [found] if found else []
            else:
                groups = [(each,) for each in theirs]
            for group in groups:
                yield Parcel(notices=group, address=address, language=contact.language)

    def address(self, contact: Contact) -> str:
        """Where somebody gets mail; empty where that is not known, or is no address."""
        found = contact.address or self.pattern.replace("{employee_id}", contact.id)
        return found if is_address(found) else ""

    def send(self, parcel: Parcel, facts: Sequence[Fact], *, now: datetime) -> None:
        """Send one mail, whose id is the same whenever the same notices are in it."""
        mail = self.write(parcel, facts, now)
        ids = sorted(fact.notice.id for fact in facts)
        own = ids[0] if len(ids) == 1 else sha256("".join(ids).encode()).hexdigest()[:32]
        mail["From"], mail["To"] = self.sender, parcel.address
        mail["Message-ID"] = f"<{own}@{bare(self.sender).rpartition('@')[2]}>"
        with self._connected() as smtp:
            _transfer(smtp, mail, envelope=bare(self.sender), to=parcel.address)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """The mail server, signed in; it is left politely, whatever it says to that. Raises Away."""
        try:
            smtp = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise Away from error
        try:
            yield smtp
        finally:
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    def _connect(self) -> smtplib.SMTP:
        server, context = self.server, ssl.create_default_context()
        smtp: smtplib.SMTP
        if server.tls is Tls.TLS:
            smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=self.patience, context=context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=self.patience)
        try:
            if server.tls is Tls.STARTTLS:
                smtp.starttls(context=context)
            if server.user:
                smtp.login(server.user, server.password)
            smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp


def is_morning_after(notice: Notice, now: datetime) -> bool:
    """Whether the morning has come at which a daily mail tells of it."""
    return now.replace(tzinfo=None) >= datetime.combine(notice.on + timedelta(days=1), DIGEST_AT)


def is_address(text: str) -> bool:
    """Whether mail can be sent there."""
    return ADDRESS.fullmatch(text) is not None


def bare(sender: str) -> str:
    """The address alone of `Tværs <tvaers@kommune.dk>`."""
    return sender.rpartition("<")[2].rstrip(">").strip()


def _transfer(smtp: smtplib.SMTP, mail: EmailMessage, *, envelope: str, to: str) -> None:
    """Hand over a mail. Raises NotTaken, Refused, and Uncertain from the moment on when it has the text."""
    content = _DOT.sub(b"..", mail.as_bytes(policy=SMTP))
    try:
        _hold(smtp.mail(envelope), 250, wrong=NotTaken)
        _hold(smtp.rcpt(to), 250, 251, wrong=Refused)
        _hold(smtp.docmd("DATA"), 354, wrong=Refused)
    except (OSError, smtplib.SMTPException) as error:
        raise NotTaken from error
    try:
        smtp.send(content + (b"" if content.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        answer = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Uncertain from error
    _hold(answer, 250, wrong=Refused)


def _hold(answer: tuple[int, bytes], *wanted: int, wrong: type[Exception]) -> None:
    """Raise NotTaken where the server says not now, and what is given as `wrong` where it says never."""
    code, _ = answer
    if code not in wanted:
        raise wrong if code >= NEVER else NotTaken
