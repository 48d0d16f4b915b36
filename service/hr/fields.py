"""What one cell can hold, as marshmallow fields: each reads text and says in Danish why it can't.

A field's metadata has the other names of its column (`also`) and what to do about a bad cell (`fix`).
"""

import re
from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any, Generic, TypeVar

from marshmallow import ValidationError, fields

from matching.bounds import LONGEST_LABEL, LONGEST_TEXT, within
from matching.model import MAX_LEVEL
from service.hr.number_formats import SIGNIFICANT_DIGITS
from service.hr.words import fold, tidy

E = TypeVar("E", bound=Hashable)
T = TypeVar("T")

_BETWEEN_ENTRIES = re.compile(r"[|\n]")
_KLE = re.compile(r"\d\d(?:\.\d\d){0,2}")
_LEVELS = frozenset(range(1, MAX_LEVEL + 1))
# Spreadsheets store 3 as 3.0000000000000004 and write all of it.
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,20})?")
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)
_LOST = "bogstaver er gået tabt, formentlig æ, ø eller å"
# A letter that a system couldn't write: `S?gård`.
_REPLACED = re.compile(r"[a-zæøå]\?[a-zæøå]", re.IGNORECASE)
# A letter that was lost, or UTF-8 that somebody read as Windows-1252 (`Ã¦` for `æ`).
_DAMAGED = re.compile("�|Ã[\u0080-\u00bf†˜…¦¸¥]")


class _Cell(fields.Field[T], Generic[T]):
    """A column: `also` are the other names that it may have in a file."""

    def __init__(self, *, fix: str, also: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(
            metadata={"fix": fix, "also": also}, error_messages={"required": "cellen er tom"}, **kwargs
        )

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> T:
        if _DAMAGED.search(value):
            raise ValidationError(_LOST)
        return self.read(value)

    def read(self, text: str) -> T:
        raise NotImplementedError


class Text(_Cell[str]):
    """One line of text, at most `longest` characters."""

    def __init__(self, *, longest: int = LONGEST_LABEL, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest

    def read(self, text: str) -> str:
        if _REPLACED.search(text) and "://" not in text:
            raise ValidationError(_LOST)
        return self._checked(tidy(text))

    def _checked(self, text: str) -> str:
        if len(text) > self.longest:
            raise ValidationError(f"teksten er længere end {self.longest} tegn")
        if not text.replace("\n", " ").isprintable():
            raise ValidationError("teksten har usynlige styretegn")
        return text


class Id(Text):
    """An id, or a name in its place; never a number that a spreadsheet shortened to show it."""

    def read(self, text: str) -> str:
        if _SHORTENED.fullmatch(text.strip()):
            raise ValidationError("regnearket har forkortet nummeret, så cifre er gået tabt")
        return super().read(text)


class Title(Text):
    """A job title or a role: private words are taken out first; `otherwise` stands for nothing else."""

    def __init__(self, *, otherwise: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.otherwise = otherwise


class Paragraphs(Text):
    """Text that may have several lines."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=LONGEST_TEXT, **kwargs)

    def read(self, text: str) -> str:
        return self._checked("\n".join(tidy(line) for line in text.splitlines()).strip())


class KleNumber(_Cell[str]):
    """A number of KL's task areas (KLE), whole or its beginning: `17`, `17.02` or `17.02.00`."""

    def read(self, text: str) -> str:
        if not _KLE.fullmatch(text.strip()):
            raise ValidationError("det er ikke et KLE-nummer med to cifre i hver del")
        return text.strip()


class Number(_Cell[float]):
    """A number from `least` to `most` with decimal comma or point; never a thousands separator."""

    def __init__(self, *, least: float, most: float, whole: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most, self.whole = least, most, whole

    def read(self, text: str) -> float:
        value = _number(text)
        if self.whole and not value.is_integer():
            raise ValidationError("det er ikke et helt tal")
        if any(within((), value, self.least, self.most)):
            raise ValidationError(f"tallet skal være fra {self.least:g} til {self.most:g}")
        return value


class Day(_Cell[date]):
    """A day; how it is written is read a column at a time (`service.hr.dates`), so here it is ISO."""

    def __init__(self, *, future: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.future = future

    def read(self, text: str) -> date:
        return date.fromisoformat(text)


class Choice(_Cell[E], Generic[E]):
    """One of a few words, Danish or English; `words` gives every word that stands for a value."""

    def __init__(self, *, words: Mapping[E, tuple[str, ...]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words

    def read(self, text: str) -> E:
        return _value_of(text, self.words)


class Choices(_Cell[tuple[E, ...]], Generic[E]):
    """Several such words, apart by `|`, commas or line breaks."""

    def __init__(self, *, words: Mapping[E, tuple[str, ...]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words

    def read(self, text: str) -> tuple[E, ...]:
        entries = _entries(text.replace(",", "|"))
        return tuple(dict.fromkeys(_value_of(entry, self.words) for entry in entries))


class Entries(_Cell[tuple[str, ...]]):
    """Several texts apart by `|` or line breaks."""

    def read(self, text: str) -> tuple[str, ...]:
        return _entries(text)


class Needs(_Cell[tuple[tuple[str, int], ...]]):
    """Skills with the level that is needed, apart by `|`: `Projektledelse=4 | GDPR`; 3 if not said."""

    def read(self, text: str) -> tuple[tuple[str, int], ...]:
        found: dict[str, int] = {}
        for entry in _entries(text):
            label, equals, level = entry.rpartition("=")
            label, level = (label.strip(), level.strip()) if equals else (entry, "3")
            value = _number(level) if _NUMBER.fullmatch(level) else 0
            if not label or value not in _LEVELS:
                raise ValidationError(f"niveauet efter = skal være et helt tal fra 1 til {MAX_LEVEL}")
            found.setdefault(label, int(value))
        return tuple(found.items())


def _number(text: str) -> float:
    """The number in the digits that a spreadsheet keeps of it."""
    if not _NUMBER.fullmatch(text.strip()):
        raise ValidationError("det er ikke et tal")
    return float(f"{float(text.strip().replace(',', '.')):.{SIGNIFICANT_DIGITS}g}")


def _entries(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidy(each) for each in _BETWEEN_ENTRIES.split(text) if each.strip()))


def _value_of(text: str, words: Mapping[E, tuple[str, ...]]) -> E:
    folded = fold(text)
    for value, its_words in words.items():
        if folded in map(fold, its_words):
            return value
    raise ValidationError("ordet er ikke en af mulighederne")
