"""The words of the labels: how a word is cut into parts, and which words are known to be spelt correctly."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Self

from matching.language.compounds import CompoundSplitter
from matching.language.text import Language, is_stopword, normalise, stem
from matching.language.wordlists import COMPOUND_PARTS_DA, ORDINARY_WORDS, SMALL_ABBREVIATIONS_DA

_REMEMBERED = 1 << 16
"""Words whose parts are remembered; the words of ESCO's labels fit in."""

_ONE_LETTER = re.compile(r"\b(\w)-")
_PLAIN_WORD = re.compile(r"[a-zæøå]{4,}")
_ABBREVIATION = re.compile(r"(?=.{2,7}$)[A-ZÆØÅ]\w{0,3}[A-ZÆØÅ]\w*$")


def is_abbreviation(raw: str) -> bool:
    """Tell whether a word as it is written looks like an abbreviation: PPR, MitID, SoMe."""
    return _ABBREVIATION.match(raw) is not None


class LabelVocabulary:
    """Cuts words into parts: `da:inddrag`, `en:involv`, or `=PPR` for an abbreviation, which has no language.

    An abbreviation that is a word too in small letters (MUS) is only read as one where it stands in
    capitals or before a hyphen.

    Attributes
    ----------
    words_ : dict[Language, set[str]]
        Every normalised word of the labels in a language.
    known_ : dict[Language, set[str]]
        The same and the words of the descriptions: what is spelt correctly.
    abbreviations_ : set[str]
        Every abbreviation of the labels, in capitals.
    splitter_ : CompoundSplitter
        Learned from the Danish words.
    """

    def fit(self, phrases: Iterable[tuple[Language, list[str]]], descriptions: dict[Language, str]) -> Self:
        """Learn from each label's words, as they are written, and from all descriptions of a language."""
        counts: dict[Language, Counter[str]] = {language: Counter() for language in Language}
        for language, phrase in phrases:
            counts[language].update(phrase)
        self.abbreviations_: set[str] = set()
        spelt: dict[Language, Counter[str]] = {language: Counter() for language in Language}
        for language, counted in counts.items():
            for raw, count in counted.items():
                for piece in raw.split("-"):
                    if is_abbreviation(piece):
                        self.abbreviations_.add(piece.upper())
                    elif piece:
                        spelt[language][normalise(piece)] += count
        small = {raw for counted in counts.values() for raw in counted if raw.islower()}
        self._ordinary = ORDINARY_WORDS | {word for word in small if word.upper() in self.abbreviations_}
        self.words_ = {language: set(counted) for language, counted in spelt.items()}
        self.known_ = {
            language: self.words_[language] | set(_PLAIN_WORD.findall(descriptions.get(language, "").lower()))
            for language in Language
        }
        self.known_[Language.DANISH] |= COMPOUND_PARTS_DA
        self.splitter_ = CompoundSplitter().fit(spelt[Language.DANISH].elements())
        self._cut_once = lru_cache(maxsize=_REMEMBERED)(self._cut)
        return self

    def parts_of(self, raw: str, language: Language) -> tuple[str, ...]:
        """Return the parts of a word as it is written: those of a compound, else its stem or abbreviation."""
        return self._cut_once(raw, language)

    def _cut(self, raw: str, language: Language) -> tuple[str, ...]:
        pieces = _ONE_LETTER.sub(r"\1", raw).split("-")
        parts: list[str] = []
        for piece in pieces:
            word = normalise(piece)
            if word.upper() in self.abbreviations_ and (
                is_abbreviation(piece) or len(pieces) > 1 or self._is_plainly_short(word, language)
            ):
                parts.append(f"={word.upper()}")
            elif len(word) > 1:
                split = self.splitter_(word) if language is Language.DANISH else (word,)
                parts += [self._part(part, language) for part in split]
        return tuple(parts)

    def _part(self, word: str, language: Language) -> str:
        if language is Language.DANISH and word in SMALL_ABBREVIATIONS_DA:
            return f"={word.upper()}"
        return f"{language}:{stem(word, language)}"

    def _is_plainly_short(self, word: str, language: Language) -> bool:
        return word not in self._ordinary and not is_stopword(word, language)
