"""The words of the labels: how a word is cut into parts, and which words are known to be spelt correctly."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Self

from matching.language.compounds import CompoundSplitter
from matching.language.danish_lexicon import danish_lexicon
from matching.language.text import Language, is_stopword, normalise, stem
from matching.language.wordlists import COMPOUND_PARTS_DA, ORDINARY_WORDS, SMALL_ABBREVIATIONS_DA

_REMEMBERED = 1 << 16
"""Words whose parts are remembered; the words of ESCO's labels fit in."""

_ONE_LETTER = re.compile(r"\b([a-zæøåE])-")
_PLAIN_WORD = re.compile(r"[a-zæøå]{4,}")
_BENT = re.compile(r"(?<=\w{2})(?:e[nr]s?|ets?|ernes?|s)$")
"""What an abbreviation is bent with, written on without an apostrophe: `sfoen`, `APVer`."""
_SHORTEST_BENT = 3
"""Letters of an abbreviation in small letters that is read so; with fewer it is any word's beginning."""
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
    letters_ : set[str]
        The capitals that are a label on their own: R is a language for statistics.
    splitter_ : CompoundSplitter
        Learned from the Danish words.
    """

    def fit(self, phrases: Iterable[tuple[Language, list[str]]], descriptions: dict[Language, str]) -> Self:
        """Learn from each label's words, as they are written, and from all descriptions of a language."""
        counts: dict[Language, Counter[str]] = {language: Counter() for language in Language}
        phrases = list(phrases)
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
        self.letters_ = {
            phrase[0]
            for _, phrase in phrases
            if len(phrase) == 1 and len(phrase[0]) == 1 and phrase[0].isupper()
        }
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
            elif piece in self.letters_:
                parts.append(f"={piece}")
            elif abbreviation := self._unbent(piece, word, language):
                parts.append(f"={abbreviation}")
            elif len(word) > 1:
                split = self.splitter_(word) if language is Language.DANISH else (word,)
                parts += [self._part(part, language) for part in split]
        return tuple(parts)

    def _unbent(self, piece: str, word: str, language: Language) -> str:
        """Return the abbreviation that a word is a form of, "" where it is none or a word of its own."""
        base = _BENT.sub("", piece)
        short = base.upper()
        if base == piece or short not in self.abbreviations_:
            return ""
        if is_abbreviation(base):
            return short
        is_word = word in self.known_[language] or danish_lexicon().lemma(word) is not None
        plain = len(base) >= _SHORTEST_BENT and self._is_plainly_short(base.lower(), language)
        return short if plain and not is_word else ""

    def _part(self, word: str, language: Language) -> str:
        if language is Language.DANISH and word in SMALL_ABBREVIATIONS_DA:
            return f"={word.upper()}"
        return f"{language}:{stem(word, language)}"

    def _is_plainly_short(self, word: str, language: Language) -> bool:
        return word not in self._ordinary and not is_stopword(word, language)
