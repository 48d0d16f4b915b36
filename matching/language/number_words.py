"""Words beside a number that tell what it is: a person's, a day, a workplace's, or another.

A word counts where it stands right before the number, before the list that the number stands in
(»P-nr. 1001234567 og 1010701234«), behind it as »(P-nr.)« or »er P-nummeret«, or is the name of the field or
column that the number stands in.
"""

import re
from dataclasses import dataclass
from typing import Self

_BEFORE = 40
"""Characters before a number or its list in which a word for it counts. By eye."""
_BEHIND = 40
"""Characters behind it. By eye."""
_LIST = 240
"""Characters of a list of numbers: some fifteen of them."""

_NUMBER = r"(?:n(?:um)?(?:me)?r|number)"
# What may stand between a word that tells what a number is, and the number.
_OF = rf"(?:s|e?r|en|erne|ne)?[\s._-]*(?:{_NUMBER}|id|no)?(?:et|ene?|e)?[\s.:#_-]*(?:er[\s:]*)?"
PERSON = re.compile(
    r"cpr|person[\s_-]*(?:n(?:umme)?r|id|number)|fødselsn|civil registration|født|foedt|\bf\.\s*$",
    re.IGNORECASE,
)
DAY = re.compile(
    r"\b(?:den|d\.|dato(?:en)?|kl\.?|klokken|frist(?:en)?|senest|møde[rt]?|periode(?:n)?"
    r"|(?:man|tirs|ons|tors|fre|lør|søn)dag|(?:man|tirs?|ons|tors?|fre|lør|søn)\.|date|deadline|meeting"
    r"|starter|slutter|begynder|afholdes|booket|aftalt|kursus|workshop|afgang|ankomst)[\s.:,]*$",
    re.IGNORECASE,
)
WORKPLACE = re.compile(
    rf"(?:\bp[\s._-]*(?:{_NUMBER}|enhed)|produktionsenhed|arbejdsplads|workplace|enhed|unit|owner|ejer"
    rf"|afdeling){_OF}$|\bcvr\D{{0,8}}\d{{8}}\W{{1,3}}p\W{{0,3}}$",
    re.IGNORECASE,
)
# A bank's number (four digits) may stand before that of the account.
OTHER = re.compile(
    r"(?:sag|journal|\bj[\s._-]*nr|esdh|\bdok|dokument|faktura|ordre|bestilling|rekvisition|bilag|konto|case"
    r"|account|invoice|order|kunde|kontrakt|aftale|ticket|booking|serie|løbe|stel|vare|isbn|\bref|reference"
    rf"|\btlf|telefon|\btel|mobil|phone|\bfax|\bsms|\bring(?: på| til)?){_OF}(?:\d{{4}}[ -])?$",
    re.IGNORECASE,
)

_ANOTHER = re.compile(r"\d(?:\s?[,;/&+]\s?|\s(?:og|samt|eller|and|or)\s)$")
_OTHERS = re.compile(r"(?:\d{8,14}(?:\s?[,;/&+]\s?|\s(?:og|samt|eller|and|or)\s))+$")
_SPEAKS_OF_IT = re.compile(
    rf"\s?(?:\(|er |som )(?:(?:et|vores|skolens|deres) )?(?P<word>[^\W\d][\w.-]{{0,14}}{_NUMBER}(?:et)?)\b"
    r"|\s?(?P<money>kr\b|kroner|dkk|€)",
    re.IGNORECASE,
)
_MORE_OF_IT = re.compile(r"\+[1-9][\d ]{0,4}$|\d[.,]$|\b[A-Z]{2,5}[-_]?$")
"""A country's code, a whole number before its decimals, a system's letters (INC…)."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of a number in it: right `before` it, before its `list`, `behind` it.

    `context` is what the text is known to be: the name of its field or column.
    """

    before: str
    list: str
    behind: str
    context: str

    @classmethod
    def of(cls, text: str, start: int, end: int, *, context: str) -> Self:
        """What is said of the number from `start` to `end`."""
        before = text[max(0, start - _BEFORE) : start]
        listed = _before_the_list(text[max(0, start - _LIST) : start]) if _ANOTHER.search(before) else ""
        behind = _SPEAKS_OF_IT.match(text[end : end + _BEHIND])
        return cls(before, listed, "" if behind is None else behind["word"] or "konto", context)

    def is_called(self, words: re.Pattern[str]) -> bool:
        """Whether one of the words speaks of it."""
        return any(words.search(said) for said in (self.before, self.list, self.behind, self.context))

    def is_of_something_longer(self) -> bool:
        """Whether more of the same number stands before it."""
        return _MORE_OF_IT.search(self.before) is not None


def _before_the_list(text: str) -> str:
    others = _OTHERS.search(text)
    return text[max(0, others.start() - _BEFORE) : others.start()] if others else ""
