"""Words that look alike: for spelling errors, unseen compounds and labels half remembered."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

_SIZES = (2, 3, 4)
"""Letters of the n-grams: two find swapped letters, four tell stems apart."""
_REMEMBERED = 1 << 13
"""Words whose nearest known words are remembered, at most two dozen each."""


class Neighbour(NamedTuple):
    """A known word (its number) and its likeness to the asked one, 0 to 1."""

    number: int
    similarity: float


class WordShapes:
    """Compares words by their letters: tf-idf vectors of the character 2- to 4-grams of ``" word "``.

    The vectors of the words of a phrase add up to that of the phrase, so that the likeness of a phrase to
    every label is a sum over the words of the label; labels need no vectors of their own. An n-gram in df of
    n words weighs ``1 + log((1 + n) / (1 + df))``, as in scikit-learn's `TfidfVectorizer`.

    Parameters
    ----------
    candidates
        How many words the n-grams may hand on to the exact comparison of spellings.

    Attributes
    ----------
    words_ : list[str]
        The known words, as they were given.
    squares_ : ndarray of shape (n_words,)
        The squared length of each word's vector.
    """

    def __init__(self, *, candidates: int = 24) -> None:
        self.candidates = candidates

    def fit(self, words: Sequence[str]) -> Self:
        """Learn the letters and n-grams of normalised words."""
        self.words_ = list(words)
        self._letters = {
            letter: number for number, letter in enumerate(sorted({" ", *"".join(words)}), start=1)
        }
        codes, word_of = self._grams([f" {word} " for word in words])
        self._codes, gram_of = np.unique(codes, return_inverse=True)
        pairs, counts = np.unique(gram_of * max(1, len(words)) + word_of, return_counts=True)
        grams, self._postings = np.divmod(pairs, max(1, len(words)))
        frequency = np.bincount(grams, minlength=len(self._codes))
        self._rarity = 1.0 + np.log((1 + len(words)) / (1 + frequency))
        self._weights = (counts * self._rarity[grams]).astype(np.float32)
        self._starts = np.concatenate(([0], np.cumsum(frequency)))
        self.squares_ = np.bincount(self._postings, self._weights**2, minlength=len(words))
        self._nearest = lru_cache(maxsize=_REMEMBERED)(self._find)
        return self

    def likeness(self, phrase: str) -> tuple[NDArray[np.float64], float]:
        """Return the inner product of a normalised phrase with each word, (n_words,), and its own length."""
        codes, _ = self._grams([f" {word} " for word in phrase.split()])
        wanted, counts = np.unique(codes, return_counts=True)
        places = np.searchsorted(self._codes, wanted)
        places = np.minimum(places, max(0, len(self._codes) - 1))
        known = self._codes[places] == wanted if len(self._codes) else np.zeros(len(wanted), bool)
        unknown_rarity = 1.0 + np.log(1 + len(self.words_))
        rarity = np.where(known, self._rarity[places] if len(self._codes) else 0.0, unknown_rarity)
        length = float(np.sqrt(np.sum((counts * rarity) ** 2)))
        product = np.zeros(len(self.words_))
        for place, weight in zip(places[known], (counts * rarity)[known], strict=True):
            start, end = self._starts[place], self._starts[place + 1]
            product[self._postings[start:end]] += weight * self._weights[start:end]
        return product, length

    def nearest(self, word: str, *, limit: int, min_similarity: float) -> list[Neighbour]:
        """Return the known words spelt most like a normalised word, best first, ties by letters.

        The likeness is ``1 − OSA(a, b) / max(|a|, |b|)``, where two swapped neighbouring letters are one
        error.
        """
        return [near for near in self._nearest(word) if near.similarity >= min_similarity][:limit]

    def _find(self, word: str) -> tuple[Neighbour, ...]:
        product, length = self.likeness(word)
        touched = np.flatnonzero(product)
        cosine = product[touched] / (np.sqrt(self.squares_[touched]) * max(length, 1e-9))
        if len(touched) > self.candidates:
            near_enough = cosine >= np.partition(cosine, -self.candidates)[-self.candidates]
            touched, cosine = touched[near_enough], cosine[near_enough]
        best = touched[np.lexsort((touched, -cosine))[: self.candidates]].tolist()
        found = [Neighbour(n, OSA.normalized_similarity(word, self.words_[n])) for n in best]
        return tuple(sorted(found, key=lambda near: (-near.similarity, self.words_[near.number])))

    def _grams(self, framed: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return a code for each n-gram of each word, and the word's number; unknown letters code as 0."""
        letters = self._letters
        text = np.array([letters.get(letter, 0) for word in framed for letter in word], dtype=np.int64)
        word_of = np.repeat(np.arange(len(framed)), [len(word) for word in framed])
        base = len(letters) + 1
        codes, owners = [], []
        for size in _SIZES:
            n = len(text) - size + 1
            if n <= 0:
                continue
            code = np.zeros(n, dtype=np.int64)
            for offset in range(size):
                code = code * base + text[offset : offset + n]
            within = word_of[:n] == word_of[size - 1 :]
            codes.append(code[within] * len(_SIZES) + _SIZES.index(size))
            owners.append(word_of[:n][within])
        if not codes:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.concatenate(codes), np.concatenate(owners)
