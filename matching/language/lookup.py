"""Looking a skill up by a label: nearly right, half remembered, or only begun."""

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from matching.language.dictionary import PartDictionary
from matching.language.folding import fold, search_key, search_words
from matching.language.labels import LabelIndex
from matching.language.spelling import WordShapes
from matching.language.text import Language, is_function_word, normalise, words
from matching.language.word_reader import WordReader

# Set by hand; `bench.linking` tells what changing one does.
_MIN_SIMILARITY = 0.6
"""The likeness of spelling, 0 to 1, from which on a known word can stand for a typed one."""
_NEIGHBOURS = 8
"""The known words that can stand for a typed one."""
_NEIGHBOUR_SHARE = 0.8
"""What such a word counts of the square of its likeness."""
_ALL_BUT_SURE = 0.95
"""What a perfect translation comes to where a skill has no Danish label."""
_LIFT = 0.6
"""The power that lifts translations that are less than perfect."""
LONGEST_PHRASE = 200
"""Characters of a phrase that are compared; hardly a label has as many."""

_SHORTEST_HELD = 3
"""Letters that the longest typed word must have to be looked for within words; fewer stand in most."""

_MOST_HELD = 5_000
"""Labels that hold what was typed and are put in order: more say that it was too little to go by."""

_SEPARATOR = "\n"
"""Stands between the labels in one long text, and in none of them."""
_AFTER_Z = "\U0010ffff"
"""Comes after every letter: the end of what begins with a prefix."""

Sure = dict[int, float]


class LabelLookup:
    """Ranks the labels of an index by their likeness to a phrase.

    - ``parts = 2 Σ w(shared) / (Σ w(phrase) + Σ w(label))`` (Dice), where the parts of words that are spelt
      alike count with a share of the square of their likeness;
    - ``letters``: the cosine of character n-grams (see `WordShapes`);
    - ``own = (parts + letters) / 2`` for a label; ``translated``: the Dice of the phrase's parts by the
      learned dictionary with the skill's English labels;
    - a skill has ``1 − (1 − max own)(1 − translated / 2)``, and where it has no Danish
      label ``_ALL_BUT_SURE · translated^_LIFT`` in place of the half.

    On ESCO, of each Danish alternative label that is taken out of the index, parts alone find the concept
    among the first ten in 87 of 100 cases, letters in 91, all together in 93.
    """

    def __init__(self, index: LabelIndex, shapes: WordShapes, reader: WordReader) -> None:
        self.index = index
        self.shapes = shapes
        self.reader = reader
        self.dictionary = PartDictionary().fit(index)
        self._lengths = np.sqrt(np.maximum(index.label_words_ @ shapes.squares_, 1e-9))
        self._is_danish = np.array([label.language is Language.DANISH for label in index.labels_], dtype=bool)
        self._skill_of = np.array([label.skill for label in index.labels_], dtype=np.int64)
        self._has_danish = np.bincount(self._skill_of, self._is_danish, minlength=len(index.skills_)) > 0

    def likeness(self, phrase: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return how like a phrase each label is, and how like by translation; both of shape (n_labels,)."""
        phrase = phrase[:LONGEST_PHRASE]
        danish = self._sure(phrase, Language.DANISH)
        english = self._sure(phrase, Language.ENGLISH)
        translated: Sure = {}
        for part, sure in danish.items():
            for other, credit in self.dictionary.translations(part):
                translated[other] = max(sure * credit, translated.get(other, 0.0))
        weight = {language: self._weight(phrase, language) for language in Language}
        parts = np.where(
            self._is_danish,
            self._dice(danish, weight[Language.DANISH]),
            self._dice(english, weight[Language.ENGLISH]),
        )
        spelt = " ".join(dict.fromkeys(normalise(word) for word in words(phrase)))
        product, length = self.shapes.likeness(spelt)
        letters = (self.index.label_words_ @ product) / (self._lengths * max(length, 1e-9))
        return (parts + np.minimum(letters, 1.0)) / 2, self._dice(translated, weight[Language.DANISH])

    def rank(self, phrase: str) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
        """Return each skill's score for a phrase, 0 to 1, and its nearest label; shape (n_skills,) each."""
        return self.by_skill(*self.likeness(phrase))

    def by_skill(
        self, own: NDArray[np.float64], translated: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
        """Return the score and the nearest label of each skill from what `likeness` said of the labels."""
        n_skills = len(self.index.skills_)
        best, by_translation = np.zeros(n_skills), np.zeros(n_skills)
        np.maximum.at(best, self._skill_of, own)
        np.maximum.at(by_translation, self._skill_of, translated)
        label = np.full(n_skills, len(self.index.labels_))
        leading = np.flatnonzero(own >= best[self._skill_of])
        np.minimum.at(label, self._skill_of[leading], leading)
        alone = _ALL_BUT_SURE * by_translation**_LIFT
        helping = np.where(self._has_danish, by_translation / 2, alone)
        return 1 - (1 - best) * (1 - helping), label

    def _dice(self, sure: Sure, weight: float) -> NDArray[np.float64]:
        shared = self.index.coverage(sure.items()) * self.index.sizes_
        dice: NDArray[np.float64] = 2 * shared / np.maximum(self.index.sizes_ + weight, 1e-9)
        return np.minimum(dice, 1.0)

    def _weight(self, phrase: str, language: Language) -> float:
        return sum(self.reader.weight(raw, language) for raw in _content(phrase, language))

    def _sure(self, phrase: str, language: Language) -> Sure:
        sure: Sure = {}
        for raw in _content(phrase, language):
            for part, credit in self._parts(raw, language):
                sure[part] = max(credit, sure.get(part, 0.0))
        return sure

    def _parts(self, raw: str, language: Language) -> Iterator[tuple[int, float]]:
        vocabulary = self.reader.vocabulary
        yield from self.reader.exactly(raw, language).items()
        word = normalise(raw)
        pieces = (word, *vocabulary.splitter_(word)) if language is Language.DANISH else (word,)
        for piece in dict.fromkeys(pieces):
            for near in self.shapes.nearest(piece, limit=_NEIGHBOURS, min_similarity=_MIN_SIMILARITY):
                known = self.shapes.words_[near.number]
                if known in vocabulary.words_[language]:
                    share = _NEIGHBOUR_SHARE * near.similarity**2
                    yield from ((part, share) for part in self.reader.exactly(known, language))


class LabelPrefixes:
    """Finds the labels that go on from what was typed, or hold its words anywhere; none hidden.

    All is folded (`matching.language.folding`): »projekt led« goes on as projektledelse, and »tilladelse«
    stands in Arrangementstilladelser. What goes on from it, at the label's first word or at a later one, is
    `begun`; what holds it is `holding`.

    Order: catalogue before ESCO alone; at the label's beginning before at a later word; preferred before
    alternative; shorter before longer; then by skill id.
    """

    def __init__(self, index: LabelIndex, *, is_catalogue: list[bool]) -> None:
        entries: list[tuple[str, int, int]] = []
        for number, each in enumerate(index.labels_):
            if each.hidden:
                continue
            if each.preferred or each.language is Language.DANISH or is_catalogue[each.skill]:
                text = fold(each.text)
                entries += [(search_key(text[start:]), number, start) for start in _word_starts(text)]
        entries.sort()
        wholes = [(key, number) for key, number, start in entries if start == 0]
        self._whole = _SEPARATOR.join([key for key, _ in wholes])
        self._whole_ends = np.cumsum([len(key) + 1 for key, _ in wholes], dtype=np.int64)
        self._whole_labels = np.array([number for _, number in wholes], dtype=np.int64)
        self._keys = [key for key, _, _ in entries]
        self._labels = np.array([number for _, number, _ in entries], dtype=np.int64)
        inside = np.array([start > 0 for _, _, start in entries], dtype=bool)
        of_esco = np.array([not is_catalogue[label.skill] for label in index.labels_], dtype=bool)
        alternative = np.array([not label.preferred for label in index.labels_], dtype=bool)
        length = np.array([len(label.text) for label in index.labels_], dtype=np.int64)
        label = self._labels
        order = np.lexsort((label, length[label], alternative[label], inside, of_esco[label]))
        self._place = np.empty(len(entries), dtype=np.int64)
        self._place[order] = np.arange(len(entries))
        self._best_place = np.full(len(index.labels_), len(entries), dtype=np.int64)
        np.minimum.at(self._best_place, self._labels, self._place)

    def begun(self, prefix: str, *, limit: int) -> list[int]:
        """Return the positions of the labels that go on from a prefix, best first, one entry a label."""
        typed = search_key(prefix[:LONGEST_PHRASE])
        start, end = bisect_left(self._keys, typed), bisect_left(self._keys, typed + _AFTER_Z)
        best = start + np.argsort(self._place[start:end])[: limit * 8]
        return list(dict.fromkeys(self._labels[best].tolist()))

    def holding(self, typed: str, *, limit: int) -> list[int]:
        """Return the positions of the labels that hold each word of what was typed, best first."""
        words = sorted(search_words(typed[:LONGEST_PHRASE]), key=len)
        if not words or len(words[-1]) < _SHORTEST_HELD:
            return []
        found: list[int] = []
        at = self._whole.find(words[-1])
        while at >= 0 and len(found) < _MOST_HELD:
            number = int(np.searchsorted(self._whole_ends, at, side="right"))
            start, end = int(self._whole_ends[number - 1]) if number else 0, int(self._whole_ends[number])
            if all(self._whole.find(word, start, end) >= 0 for word in words):
                found.append(number)
            at = self._whole.find(words[-1], end)
        best = sorted(self._whole_labels[found].tolist(), key=lambda label: self._best_place[label])
        return best[:limit]


def _content(phrase: str, language: Language) -> list[str]:
    all_words = words(phrase)
    return [raw for raw in all_words if not is_function_word(normalise(raw), language)] or all_words


def _word_starts(text: str) -> Iterator[int]:
    yield 0
    for place, letter in enumerate(text[:-1]):
        if letter in " -/(" and text[place + 1].isalnum():
            yield place + 1
