"""What the one who asks has asked on the pages, under short ids, so that no address holds a task's text."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import orjson

from graph.errors import GraphUnavailable, NotFound
from graph.inquiries import KeptInquiry
from service.letters import in_letters

if TYPE_CHECKING:
    from graph.inquiries import Inquiries

# Letters of an id. 16 of 16 each are 64 bits: two questions never get the same.
ID_LETTERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnInquiries:
    """The questions of `subject`. The same one has the same id, which tells nothing without the `secret`."""

    subject: str
    inquiries: "Inquiries"
    secret: str
    today: date

    def keep(self, fields: Sequence[tuple[str, str]], *, people: Iterable[str]) -> str | None:
        """Keep what is asked, and say under which id; None while the graph is away, where nothing is kept."""
        id = self._id(fields)
        asked = KeptInquiry(
            subject=self.subject,
            fields=tuple(fields),
            people=tuple(dict.fromkeys(people)),
            asked_on=self.today,
        )
        try:
            self.inquiries.keep(id, asked)
        except GraphUnavailable:
            return None
        return id

    def find(self, id: str) -> tuple[tuple[str, str], ...]:
        """What was asked. Raises NotFound for others' and what is past its time, GraphUnavailable."""
        found = self.inquiries.find(id, subject=self.subject, today=self.today)
        if found is None:
            raise NotFound("inquiry", id)
        return found.fields

    def _id(self, fields: Sequence[tuple[str, str]]) -> str:
        asked = orjson.dumps((self.subject, *fields))
        digest = hmac.new(self.secret.encode(), asked, "sha256").hexdigest()
        return in_letters(digest[:ID_LETTERS])
