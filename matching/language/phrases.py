"""A text as clauses of content words with positions, so that short phrases can be found across a list.

In "inddrage børn, ældre og handelsliv" the three nouns stand equally near the verb; in "børne- og
ungeområdet" the first word lacks the part that the second one ends with. Both are made good here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matching.language.danish_lexicon import is_noun
from matching.language.effort import Effort
from matching.language.sentences import sentences
from matching.language.text import Language, Token, guess_language, has_danish_letters, is_stopword, normalise
from matching.language.vocabulary import is_abbreviation
from matching.language.word_reader import WordReader
from matching.language.wordlists import CLAUSE_OPENERS, COORDINATORS, PARTICLES_DA

# Set by hand; `bench.linking` tells what changing one does.
_LISTED = re.compile(r"[,/&+]")
"""Signs between the members of a list."""
_SHORTEST_COMPOUND = 5
"""Letters of a word from which on it can lend a part to `børne-`."""
_WORDS_TO_GUESS_BY = 5
"""Words of a sentence from which on its own language is guessed, not the text's."""
_BORROWED_PART = 0.95
"""How sure a part is that a word has from the list's full word, 0 to 1."""
_NEW_RUN = 2
"""Words that a finite verb between two words counts for."""
SIBLINGS = 3
"""Words that two members of a list are apart: they seldom make one phrase."""
NO_HEAD = -1
"""Stands for the last part of a word where that says nothing."""


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


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The tokens of a clause before they are read, and what they are read with."""

    text: str
    tokens: list[Token]
    language: Language
    respell: bool
    effort: Effort


class PhraseReader:
    """Reads texts into clauses of words with places."""

    def __init__(self, reader: WordReader) -> None:
        self.reader = reader

    def clauses(self, text: str, effort: Effort) -> Iterator[Clause]:
        """Yield the content words of each clause, as far as the text is read."""
        whole = guess_language(text, knows=self.reader.knows)
        respell = not has_danish_letters(text)
        for found in sentences(text):
            language = whole
            if len(found) >= _WORDS_TO_GUESS_BY:
                language = guess_language(text[found[0].start : found[-1].end], knows=self.reader.knows)
            found = self._completed(found) if language is Language.DANISH else found
            sentence = _Sentence(text, found, language, respell and language is Language.DANISH, effort)
            if read := self._words(sentence):
                yield Clause(language, read)

    def _completed(self, found: list[Token]) -> list[Token]:
        """Return the tokens with `ind-` as `indskoling` where `udskoling` follows."""
        return [
            token._replace(text=self._with_ending(token.text[:-1], found[number + 1 :]) or token.text)
            if token.text.endswith("-")
            else token
            for number, token in enumerate(found)
        ]

    def _with_ending(self, particle: str, following: list[Token]) -> str:
        """Return a particle with what the next full word has behind its own, "" where that is no word."""
        full = next((token.text for token in following if _is_full(token.text)), "")
        own = next((each for each in PARTICLES_DA if full.lower().startswith(each)), "")
        whole = particle + full[len(own) :]
        is_one = own and particle.lower() in PARTICLES_DA
        return whole if is_one and self.reader.is_word(whole, Language.DANISH) else ""

    def _words(self, sentence: _Sentence) -> list[Word]:
        kept: list[tuple[Token, int, int]] = []
        item, run = 0, 0
        coordinated, opened = False, False
        previous = sentence.tokens[0].start
        for number, token in enumerate(sentence.tokens):
            word = normalise(token.text)
            between = sentence.text[previous : token.start]
            coordinated = coordinated or word in COORDINATORS or bool(_LISTED.search(between))
            previous = token.end
            is_name = token.text in self.reader.vocabulary.letters_ and _is_name(number, sentence)
            if not is_name and self._says_nothing(token.text, word, sentence.language):
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
            words.append(self._word(token, place, sentence))
        return words

    def _says_nothing(self, raw: str, word: str, language: Language) -> bool:
        if raw.upper() in self.reader.vocabulary.abbreviations_ and is_abbreviation(raw):
            return False
        return len(word) < 2 or word in COORDINATORS or is_stopword(word, language)

    def _word(self, token: Token, place: Place, sentence: _Sentence) -> Word:
        language = sentence.language
        written = token.text.strip("-")
        other = Language.ENGLISH if language is Language.DANISH else Language.DANISH
        if sentence.respell or not self.reader.has_all_parts(written, language):
            written = self.reader.respelt(written)
        parts = dict(self.reader.read(written, language, sentence.effort))
        last = next(reversed(parts), NO_HEAD)
        weight = max(
            self.reader.weight(written, language), sum(self.reader.index.weights_[part] for part in parts)
        )
        for part in self._borrowed(token, sentence):
            parts.setdefault(part, _BORROWED_PART)
        foreign = {} if is_stopword(normalise(written), other) else self.reader.exactly(written, other)
        return Word(
            start=token.start,
            end=token.end,
            place=place,
            parts=tuple(parts.items()),
            foreign=tuple((part, sure) for part, sure in foreign.items() if part not in parts),
            head=NO_HEAD if last in self.reader.index.light_ else last,
            weight=weight,
        )

    def _borrowed(self, token: Token, sentence: _Sentence) -> list[int]:
        """Return the part that a word with a hyphen at its edge shares with the full word of its list."""
        number = sentence.tokens.index(token)
        if token.text.endswith("-"):
            return self._parts_of_full(sentence.tokens[number + 1 :], sentence)[1:][-1:]
        if token.text.startswith("-"):
            return self._parts_of_full(reversed(sentence.tokens[:number]), sentence)[:-1][:1]
        return []

    def _parts_of_full(self, tokens: Iterable[Token], sentence: _Sentence) -> list[int]:
        """Return the parts of the first word of several that lacks none."""
        full = next((token.text for token in tokens if _is_full(token.text)), "")
        return [part for part, _ in self.reader.read(full, sentence.language, sentence.effort)]


def _is_name(number: int, sentence: _Sentence) -> bool:
    """Tell whether a capital letter is a name (`i R`), not an initial or a noun's (`hal R`)."""
    token = sentence.tokens[number]
    is_last = number + 1 == len(sentence.tokens)
    if sentence.text[token.end : token.end + 1] == "." and not is_last:
        return False
    if number == 0:
        return (
            is_last or normalise(sentence.tokens[1].text) in COORDINATORS or sentence.text[token.end] in ",/"
        )
    before = sentence.tokens[number - 1]
    parted = set(sentence.text[before.end : token.start]) & set(",/&+(")
    return bool(parted) or (before.text.islower() and not is_noun(normalise(before.text)))


def _is_full(raw: str) -> bool:
    return len(raw) >= _SHORTEST_COMPOUND and not raw.endswith("-")
