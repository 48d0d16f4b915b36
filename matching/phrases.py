"""A text as clauses of content words with positions, so that short phrases can be found across a list.

In "inddrage børn, ældre og handelsliv" the three nouns stand equally near the verb; in "børne- og
ungeområdet" the first word lacks the part that the second one ends with. Both are made good here.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from matching.labels import LabelIndex
from matching.spelling import WordShapes
from matching.text import (
    Language,
    Token,
    danish_spelling,
    guess_language,
    has_danish_letters,
    is_stopword,
    normalise,
    tokens,
)
from matching.vocabulary import is_abbreviation
from matching.wordlists import CLAUSE_OPENERS, COORDINATORS

_CLAUSE_END = re.compile(r"[.!?](?=\s|$)|[;:\n\r•|–—]|\s-\s")
_LISTED = re.compile(r"[,/&+]")
_SHORTEST_KNOWN = 4
_SHORTEST_MENDED = 5
_SURER = 0.1
_BORROWED_PART = 0.95
_NEW_RUN = 2
SIBLINGS = 3
NO_HEAD = -1
_SHORTEST_COMPOUND = 5
_UNKNOWN_SHARE = 0.5
_WORDS_TO_GUESS_BY = 5
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a content word stands: its number in the clause, and its item of a list.

    `before` and `after` count the content words of the same item on either side; words of different
    `run`s (parts of the clause with a finite verb of their own) belong to no common list.
    """

    number: int
    item: int
    run: int
    before: int
    after: int

    def distance(self, other: "Place") -> int:
        """Return how many words lie between two words, plus one; members of a list share their head.

        In "inddrage børn, ældre" `ældre` takes the place of `børn`, so it is one word from the verb; two
        members themselves are `SIBLINGS` words apart, as they seldom make one phrase.
        """
        first, second = (self, other) if self.number <= other.number else (other, self)
        gap = second.number - first.number
        if first.run != second.run:
            return gap + _NEW_RUN
        if first.item == second.item:
            return gap
        if not first.after and not second.before:
            return SIBLINGS
        if not first.after or not second.before:
            return min(gap, first.after + second.before)
        return gap


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of a text, with its parts, how surely each is meant (0 to 1), and what all of it weighs.

    `foreign` are the parts it has in the language that the text is not in. `head` is its last part, where
    that says something.
    """

    start: int
    end: int
    place: Place
    parts: tuple[tuple[int, float], ...]
    foreign: tuple[tuple[int, float], ...]
    head: int
    weight: float


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a text between stops, in one language."""

    language: Language
    words: list[Word]


class PhraseReader:
    """Reads texts into clauses of words whose parts are those of a label index; unknown words are mended.

    Parameters
    ----------
    index
        The labels whose parts are looked for.
    min_similarity
        How like a known word an unknown one must be to stand for it (see `WordNeighbours`); its parts
        then count with the square of the likeness.
    """

    def __init__(self, index: LabelIndex, shapes: WordShapes, *, min_similarity: float = 0.82) -> None:
        self.index = index
        self.vocabulary = index.vocabulary_
        self.min_similarity = min_similarity
        self.shapes = shapes
        self._read: dict[tuple[str, Language], tuple[tuple[int, float], ...]] = {}
        self._unknown_weight = statistics.median(index.weights_ or [1.0]) * _UNKNOWN_SHARE

    def clauses(self, text: str) -> Iterator[Clause]:
        """Yield the content words of each clause."""
        whole = guess_language(text, knows=self._knows)
        respell = not has_danish_letters(text)
        for start, end in _spans(text):
            found = [Token(start + t.start, start + t.end, t.text) for t in tokens(text[start:end])]
            if found:
                language = whole
                if len(found) >= _WORDS_TO_GUESS_BY:
                    language = guess_language(text[start:end], knows=self._knows)
                respelt = respell and language is Language.DANISH
                yield Clause(language, self._words(text, found, language, respelt))

    def read(self, raw: str, language: Language) -> tuple[tuple[int, float], ...]:
        """Return the known parts of a word as it is written, each with how surely it is meant."""
        key = (raw, language)
        parts = self._read.get(key)
        if parts is None:
            if len(self._read) > _REMEMBERED:
                self._read.clear()
            parts = self._read[key] = tuple(self._look_up(raw, language).items())
        return parts

    def exactly(self, raw: str, language: Language) -> dict[int, float]:
        """Return the parts of a word that labels have too, as they are spelt."""
        known = self.index.parts_
        return {known[part]: 1.0 for part in self.vocabulary.parts_of(raw, language) if part in known}

    def weight(self, raw: str, language: Language) -> float:
        """Return what all parts of a word weigh, those that no label has included."""
        known, weights = self.index.parts_, self.index.weights_
        parts = self.vocabulary.parts_of(raw, language)
        return sum(weights[known[part]] if part in known else self._unknown_weight for part in parts)

    def _knows(self, word: str, language: Language) -> bool:
        return word in self.vocabulary.known_[language]

    def _respelt(self, raw: str) -> str:
        """Return a word with its ae, oe and aa as æ, ø and å, where that gives a known word."""
        danish = danish_spelling(normalise(raw))
        return danish if danish != normalise(raw) and self._is_known(danish, Language.DANISH) else raw

    def _is_known(self, raw: str, language: Language) -> bool:
        return all(part in self.index.parts_ for part in self.vocabulary.parts_of(raw, language))

    def _look_up(self, raw: str, language: Language) -> dict[int, float]:
        found = self.exactly(raw, language)
        word = normalise(raw)
        if self._is_known(raw, language):
            return found
        if word in self.vocabulary.known_[language] or any(letter.isdigit() for letter in word):
            return found
        return {**self._mended(word, language, self.min_similarity + _SURER * bool(found)), **found}

    def _mended(self, word: str, language: Language, min_similarity: float) -> dict[int, float]:
        """Return the parts of the nearest known word, or of that part of the word that can be mended."""
        mended: dict[int, float] = {}
        split = self.vocabulary.splitter_(word) if language is Language.DANISH else (word,)
        for piece in (word,) if len(split) == 1 else (word, *split):
            if len(piece) < _SHORTEST_MENDED or mended:
                continue
            spelt_in = self.vocabulary.words_[language]
            for near in self.shapes.nearest(piece, limit=3, min_similarity=min_similarity):
                word = self.shapes.words_[near.number]
                if word[0] == piece[0] and word in spelt_in and not mended:
                    mended = dict.fromkeys(self.exactly(word, language), near.similarity**2)
        return mended

    def _words(self, text: str, found: list[Token], language: Language, respell: bool) -> list[Word]:
        kept: list[tuple[Token, int, int]] = []
        item, run = 0, 0
        coordinated, opened = False, False
        previous = found[0].start
        for token in found:
            word = normalise(token.text)
            coordinated = (
                coordinated or word in COORDINATORS or bool(_LISTED.search(text[previous : token.start]))
            )
            previous = token.end
            if self._says_nothing(token.text, word, language):
                opened = opened or (coordinated and word in CLAUSE_OPENERS)
                continue
            if kept:
                item, run = item + coordinated, run + opened
            coordinated, opened = False, False
            kept.append((token, item, run))
        sizes = Counter((item, run) for _, item, run in kept)
        seen: Counter[tuple[int, int]] = Counter()
        words = []
        for number, (token, item, run) in enumerate(kept):
            before = seen[item, run]
            seen[item, run] += 1
            place = Place(number, item, run, before, sizes[item, run] - before - 1)
            words.append(self._word(token, place, found, language, respell))
        return words

    def _says_nothing(self, raw: str, word: str, language: Language) -> bool:
        if raw.upper() in self.vocabulary.abbreviations_ and is_abbreviation(raw):
            return False
        return len(word) < 2 or word in COORDINATORS or is_stopword(word, language)

    def _word(
        self, token: Token, place: Place, found: list[Token], language: Language, respell: bool
    ) -> Word:
        written = token.text.strip("-")
        other = Language.ENGLISH if language is Language.DANISH else Language.DANISH
        if respell or not self._is_known(written, language):
            written = self._respelt(written)
        parts = dict(self.read(written, language))
        last = next(reversed(parts), NO_HEAD)
        weight = max(self.weight(written, language), sum(self.index.weights_[part] for part in parts))
        for part in self._borrowed(token, found, language):
            parts.setdefault(part, _BORROWED_PART)
        foreign = {} if is_stopword(normalise(written), other) else self.exactly(written, other)
        return Word(
            start=token.start,
            end=token.end,
            place=place,
            parts=tuple(parts.items()),
            foreign=tuple((part, sure) for part, sure in foreign.items() if part not in parts),
            head=NO_HEAD if last in self.index.light_ else last,
            weight=weight,
        )

    def _borrowed(self, token: Token, found: list[Token], language: Language) -> tuple[int, ...]:
        """Return the part that a word with a hyphen at its edge shares with the full word of its list."""
        number = found.index(token)
        if token.text.endswith("-"):
            full = next((t.text for t in found[number + 1 :] if _is_full(t.text)), "")
            return tuple(part for part, _ in self.read(full, language)[1:][-1:])
        if token.text.startswith("-"):
            full = next((t.text for t in reversed(found[:number]) if _is_full(t.text)), "")
            return tuple(part for part, _ in self.read(full, language)[:-1][:1])
        return ()


def _is_full(raw: str) -> bool:
    return len(raw) >= _SHORTEST_COMPOUND and not raw.endswith("-")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CLAUSE_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)
