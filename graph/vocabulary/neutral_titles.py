"""Job titles that tell something private of who has them, and the neutral ones in their place.

That somebody is in a flex job, has a subsidised wage or stands in for a colleague who is ill is nobody's
business. Such words are taken out of titles and roles before anything is stored, shown or refused. The
list is shipped beside this module; a municipality adds its own (`TVAERS_SENSITIVE_TITLES`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple, Self

from graph.vocabulary.delimited import decode, records
from matching.model import Profession

NEUTRAL = Profession(
    id="urn:tvaers:profession:medarbejder", label_da="medarbejder", label_en="employee", source="tvaers"
)
"""What somebody is whose title is nothing but private."""

_SHIPPED = "sensitiveTitles_da.csv"
_DASHES = r"[\s\-‐-―−]*"
# »Ansat i«, »på« and the like go with what follows them.
_BEFORE = r"(?:\b(?:ansat|ansættelse|job|medarbejder)?\s*\b(?:i|på|med|til|under|som|for)\s+)?"
_NOTHING_LEFT = re.compile(r"[\W_]*(?:ansat|job|stilling|medarbejder)?[\W_]*", re.IGNORECASE)
_BETWEEN_PARTS = re.compile(r"[,;/()]|\s[-–]\s|\b(?:vikar(?:\s+for)?|ansat)\b", re.IGNORECASE)
_EDGES = re.compile(r"^[\s,;:/|+&–—-]+|[\s,;:/|+&–—-]+$")
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*[)\]]")
_BLANKS = re.compile(r"\s+")


class Neutral(NamedTuple):
    """A title without what is private in it, and whether there was anything; it is empty if that was all."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class NeutralTitles:
    """Knows the private words, and what to say instead of each."""

    pattern: re.Pattern[str]
    instead: tuple[str, ...]

    @classmethod
    def shipped(cls, more: Traversable | None = None) -> Self:
        """Those that come with Tværs, and those of the file that a municipality has made.

        A file has the columns `betegnelse` (a word or several, with a hyphen where one may be; `*` stands for
        any ending) and `i_stedet` (empty: nothing).

        Raises
        ------
        graph.vocabulary.delimited.UnreadableText, OSError
            If the municipality's file can't be read.
        """
        own = () if more is None else _pairs(more)
        return cls.of([*_pairs(files("graph.vocabulary") / _SHIPPED), *own])

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Of (word, instead); longer ones first, so that »vikar for sygemeldt« goes before »sygemeldt«."""
        ordered = sorted(dict(pairs).items(), key=lambda pair: -len(pair[0]))
        alternatives = "|".join(f"({_expression(term)})" for term, _ in ordered)
        return cls(
            re.compile(rf"{_BEFORE}(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE),
            tuple(instead for _, instead in ordered),
        )

    def neutral(self, title: str) -> Neutral:
        """What may be stored and shown of a title or a role."""
        found = self.pattern.sub(lambda each: self.instead[(each.lastindex or 1) - 1], title)
        if found == title:
            return Neutral(title, False)
        tidy = _BLANKS.sub(" ", _EDGES.sub("", _EMPTY_BRACKETS.sub(" ", found)))
        return Neutral("" if _NOTHING_LEFT.fullmatch(tidy) else tidy, True)

    def of_profession(self, profession: Profession) -> Profession:
        """A profession without private names in Danish; one with no other has the neutral name."""
        label = self.neutral(profession.label_da)
        return replace(
            profession,
            label_da=(label.text or NEUTRAL.label_da) if label.changed else profession.label_da,
            alt_da=tuple(each for each in profession.alt_da if not self.neutral(each).changed),
        )


def parts_of(title: str) -> list[str]:
    """What of a neutral title may name a profession, the whole first: »Lærer, vikar« is `Lærer` too."""
    return [title, *(part for each in _BETWEEN_PARTS.split(title) if (part := each.strip()))]


def _pairs(file: Traversable) -> Iterator[tuple[str, str]]:
    for number, record in enumerate(records(decode(file.read_bytes()))):
        term, instead, *_ = (*(cell.strip() for cell in record.cells), "")
        if number and term:
            yield term, instead


def _expression(term: str) -> str:
    """A word or several, with any dash, blank or none between its parts, and Danish letters in either way."""
    words = [re.escape(word) for word in re.split(r"[\s\-]+", term.rstrip("*").lower())]
    written = _DASHES.join(words)
    for letter, two in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        written = written.replace(letter, f"(?:{letter}|{two})")
    return written + (r"\w*" if term.endswith("*") else "")
