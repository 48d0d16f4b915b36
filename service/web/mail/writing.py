"""Writes the mail of one or several notices, in Danish or English, as plain text and as HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import Policy, default
from email.utils import format_datetime
from functools import cache

from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader

from service.telling.calendar_file import FILE_NAME, calendar_file, has_dates
from service.telling.channel import Parcel
from service.telling.facts import Fact
from service.telling.unsubscribing import PATH, token_of
from service.web.frame.assets import TEMPLATES, TRANSLATIONS
from service.web.frame.languages import DEFAULT, LANGUAGES
from service.web.mail.wording import Saying, saying

CHOICES = "/min-side/valg"
LINE = "-- "
"""What a signature begins with (RFC 3676, 4.3)."""


class Whole(UnstructuredHeader, BaseHeader):
    """A header in one line: mailboxes don't put together a link that was folded and encoded."""

    def fold(self, *, policy: Policy) -> str:
        """The line, of at most 998 characters (RFC 5322, 2.1.1): ids have 300 at most."""
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
HEADERS.map_to_type("list-unsubscribe", Whole)
POLICY = default.clone(header_factory=HEADERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes for a Tværs at an `address`; `secret` signs the links that end mail."""

    address: str
    secret: str

    def __call__(self, parcel: Parcel, facts: Sequence[Fact], now: datetime) -> EmailMessage:
        """The mail, but for its sender, addressee and id."""
        language = parcel.language if parcel.language in LANGUAGES else DEFAULT
        texts = _texts(language)
        said = [(saying(fact.notice.news, fact.title, texts.gettext), fact) for fact in facts]
        mail = EmailMessage(policy=POLICY)
        one = said[0][0].sentence.rstrip(".")
        mail["Subject"] = (
            one if len(said) == 1 else texts.gettext("%(count)s nyheder fra Tværs") % {"count": len(said)}
        )
        mail["Date"] = format_datetime(now)
        mail["Auto-Submitted"] = "auto-generated"
        ending = f"{self.address}{PATH}{token_of(facts[0].notice.person, self.secret)}"
        mail["List-Unsubscribe"] = f"<{ending}>"
        if ending.startswith("https://"):
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
        why = texts.gettext("Du får denne mail, fordi du bruger Tværs. Vælg, hvor tit: %(address)s")
        links = [(each, f"{self.address}{fact.path}") for each, fact in said]
        foot = why % {"address": f"{self.address}{CHOICES}"}, texts.gettext("Få ikke mail"), ending
        mail.set_content(_plain(links, foot))
        page = _templates().get_template("mail/notice.html")
        made = page.render(links=links, foot=foot, language=language)
        mail.add_alternative(made, subtype="html")
        for data in self._calendars(facts, language, now):
            mail.add_attachment(data, maintype="text", subtype="calendar", filename=FILE_NAME)
        return mail

    def _calendars(self, facts: Sequence[Fact], language: str, now: datetime) -> Iterator[bytes]:
        for fact in facts:
            agreed = fact.agreement
            if agreed is not None and has_dates(agreed):
                link = f"{self.address}{fact.path}"
                yield calendar_file(agreed, title=fact.title, link=link, language=language, now=now)


def _plain(links: Sequence[tuple[Saying, str]], foot: tuple[str, str, str]) -> str:
    lines = [f"{said.sentence}\n{said.link}: {address}\n" for said, address in links]
    why, end, ending = foot
    return "\n".join([*lines, LINE, why, f"{end}: {ending}", ""])


@cache
def _texts(language: str) -> NullTranslations:
    return Translations.load(str(TRANSLATIONS), [language])


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(str(TEMPLATES)), autoescape=True)
