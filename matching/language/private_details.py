"""What a task's text tells of single people and may not need: names, health, private addresses.

Found by general lists and patterns alone, never by who works in the house: a mark says nothing of whether
somebody is there, or hides. It is a question to whoever writes, and is neither kept nor counted.

- A *name* is a given name that people in Denmark have, written with a capital, with the capitalised names
  behind it. One that is a word too (`Bo`, `Hans`) counts only before a surname or after a word for somebody.
- *Health* is a word for an illness, a diagnosis, a pregnancy or a sick leave in a sentence that is about one
  person: somebody named, he or she, »en kollega«. Illness as a field of work is no mark.
- An *address* is a street with a number, and what follows of floor, door, postcode and town.

How often that is right is measured by `bench.private_details`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matching.language.private_words import (
    BEFORE_A_NAME,
    HEALTH_KINDS,
    ILLNESSES,
    MORE_NAMES,
    NAMES_OR_WORDS,
    NO_PERSON_BEFORE,
    NO_SURNAME,
    ONE,
    ONE_PERSON,
    SOMEBODY,
    STREET_ENDINGS,
    TITLES,
    WORK_OF_HEALTH,
)
from matching.language.word_kinds import is_given_name, kinds_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<![HhMmDd]r\.)(?<!Mrs\.)(?<=[.!?:;])\s+|[\r\n]+")
"""Where a sentence ends; not after a title (»Hr. Dag«)."""
_ENDINGS = "|".join(sorted(STREET_ENDINGS, key=len, reverse=True))
_ADDRESS = re.compile(
    rf"\b(?:[A-ZÆØÅ][\w'’-]{{0,25}}(?:{_ENDINGS})|(?:[A-ZÆØÅ][\w.'’-]{{0,20}} ){{1,3}}(?i:{_ENDINGS}))"
    r" \d{1,3}(?: ?[A-Za-z])?\b"
    r"(?:,? (?:st|kl|\d{1,2})\.?,? ?(?:tv|th|mf|sal)\b)?"
    r"(?:,? (?:DK-)?\d{4} [A-ZÆØÅ][\w-]{1,30})?"
)
"""A street with its number, and what may follow of it. A street begins with a capital."""
_MOST_SURNAMES = 3
"""Capitalised words behind a given name that are read with it: »Anna Maria Holm Hansen«. By eye."""
_SHORTEST_SURNAME = 3
"""Letters. By eye: what is shorter is mostly a word."""


class Detail(StrEnum):
    """What a mark is of."""

    NAME = "name"
    HEALTH = "health"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text, from `start` up to `end` (characters), that tells of somebody."""

    start: int
    end: int
    detail: Detail

    def meets(self, other: "Mark") -> bool:
        """Whether both are of one kind and have some of the text in common."""
        return self.detail is other.detail and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it is written, and where it begins."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def small(self) -> str:
        return self.text.lower()

    @property
    def has_capital(self) -> bool:
        """Whether the first letter alone is a capital, as in a name; an abbreviation is none."""
        return self.text[0].isupper() and not self.text.isupper()


def private_details(text: str) -> tuple[Mark, ...]:
    """Return the parts of a text that tell of single people, in their order; none lies within another."""
    addresses = [Mark(each.start(), each.end(), Detail.ADDRESS) for each in _ADDRESS.finditer(text)]
    found = list(addresses)
    for start, end in _sentences(text):
        words = [_Word(start + each.start(), each.group()) for each in _WORD.finditer(text[start:end])]
        words = [word for word in words if not _lies_in(word, addresses)]
        names = [Mark(first.start, last.end, Detail.NAME) for first, last in _names(words)]
        found += names
        if names or _is_about_one(words):
            found += [
                Mark(word.start, word.end, Detail.HEALTH)
                for word in words
                if _tells_health(word.small) and not _lies_in(word, names)
            ]
    return tuple(sorted(found, key=lambda mark: mark.start))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _SENTENCE.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _lies_in(word: _Word, marks: Sequence[Mark]) -> bool:
    return any(mark.start <= word.start < mark.end for mark in marks)


def _names(words: Sequence[_Word]) -> Iterator[tuple[_Word, _Word]]:
    """The first and last word of each name that is somebody's."""
    at = 0
    while at < len(words):
        surnames = _surnames(words, at)
        if _is_somebodys(words, at, surnames):
            yield words[at], (surnames or [words[at]])[-1]
            at += len(surnames)
        at += 1


def _surnames(words: Sequence[_Word], at: int) -> list[_Word]:
    """The words behind one that go on with a name: capitalised, a blank apart."""
    found: list[_Word] = []
    for before, word in zip(words[at:], words[at + 1 : at + 1 + _MOST_SURNAMES], strict=False):
        if not word.has_capital or word.start != before.end + 1 or len(word.text) < _SHORTEST_SURNAME:
            break
        found.append(word)
    return found


def _is_somebodys(words: Sequence[_Word], at: int, surnames: Sequence[_Word]) -> bool:
    word, before = words[at], words[at - 1].small if at else ""
    if not word.has_capital or before in NO_PERSON_BEFORE:
        return False
    if before in TITLES:
        return True
    if not _is_name(word.text):
        return False
    if any(NO_SURNAME.fullmatch(each.small) for each in surnames):
        return False
    is_word = word.small in NAMES_OR_WORDS or word.small.removesuffix("s") in NAMES_OR_WORDS
    return bool(surnames) or not is_word or before in BEFORE_A_NAME


def _is_name(written: str) -> bool:
    """Whether a capitalised word is a given name or two of them (`Anne-Marie`), perhaps in the genitive."""
    first = written.split("-")[0]
    small = first.lower()
    return is_given_name(first, first=False) or small in MORE_NAMES or small.removesuffix("s") in MORE_NAMES


def _is_about_one(words: Sequence[_Word]) -> bool:
    small = [each.small for each in words]
    return not ONE_PERSON.isdisjoint(small) or any(
        word in SOMEBODY and not ONE.isdisjoint(small[max(0, at - 2) : at]) for at, word in enumerate(small)
    )


def _tells_health(word: str) -> bool:
    if WORK_OF_HEALTH.fullmatch(word):
        return False
    return bool(ILLNESSES.fullmatch(word)) or not HEALTH_KINDS.isdisjoint(kinds_of(word))
