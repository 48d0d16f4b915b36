"""A single word of a text as parts that labels know: as it is spelt, respelt, or mended."""

import statistics
from functools import lru_cache

from matching.language.danish_lexicon import danish_lexicon
from matching.language.effort import Effort
from matching.language.labels import LabelIndex
from matching.language.spelling import WordShapes
from matching.language.text import Language, danish_spelling, normalise
from matching.language.vocabulary import is_abbreviation

# Set by hand; `bench.linking` tells what changing one does.
_SHORTEST_MENDED = 5
"""Letters; shorter words have too many neighbours to be mended."""
_LONGEST_UNKNOWN = 5
"""Letters of a word in capitals that nobody knows for it to be an abbreviation; longer ones are shouted."""
_SURER = 0.1
"""How much more like a word must be (0 to 1) to mend one of which a part is known."""
_UNKNOWN_SHARE = 0.5
"""What a part that no label has weighs of the median part."""
_REMEMBERED = 1 << 14
"""Unknown words whose nearest known ones are remembered; the known ones are remembered by the vocabulary."""

Sure = tuple[tuple[int, float], ...]
"""Parts, by number, each with how surely it is meant, 0 to 1."""


class WordReader:
    """Reads words into the parts of a label index; what no label or description has is mended.

    Parameters
    ----------
    index
        The labels whose parts are looked for.
    shapes
        The words of the labels by their letters.
    min_similarity
        How like a known word an unknown one must be to stand for it (see `WordShapes.nearest`); its parts
        then count with the square of the likeness.
    """

    def __init__(self, index: LabelIndex, shapes: WordShapes, *, min_similarity: float = 0.82) -> None:
        self.index = index
        self.vocabulary = index.vocabulary_
        self.shapes = shapes
        self.min_similarity = min_similarity
        self._mend = lru_cache(maxsize=_REMEMBERED)(self._mended)
        self._unknown_weight = statistics.median(index.weights_ or [1.0]) * _UNKNOWN_SHARE

    def read(self, raw: str, language: Language, effort: Effort) -> Sure:
        """Return the known parts of a word as written; an unknown word is mended while effort is left."""
        found = self.exactly(raw, language)
        word = normalise(raw)
        is_right = self.has_all_parts(raw, language) or self.is_word(raw, language)
        if not is_right and not any(map(str.isdigit, word)) and effort.takes_spelling(word):
            found = dict(self._mend(word, language, self.min_similarity + _SURER * bool(found))) | found
        return tuple(found.items())

    def exactly(self, raw: str, language: Language) -> dict[int, float]:
        """Return the parts of a word that labels have too, as they are spelt.

        What looks like an abbreviation (`BUF`) and is no known word has none but its own.
        """
        if is_abbreviation(raw) and len(raw) <= _LONGEST_UNKNOWN and not self._is_known(raw, language):
            return {}
        known = self.index.parts_
        return {known[part]: 1.0 for part in self.vocabulary.parts_of(raw, language) if part in known}

    def _is_known(self, raw: str, language: Language) -> bool:
        """Tell whether a word in capitals is a known abbreviation, or a known word that is shouted."""
        parts = self.vocabulary.parts_of(raw, language)
        word = normalise(raw)
        is_danish = language is Language.DANISH and danish_lexicon().lemma(word) is not None
        return is_danish or self.knows(word, language) or any(part.startswith("=") for part in parts)

    def is_word(self, raw: str, language: Language) -> bool:
        """Tell whether a word is right though no label may have it: known, Danish, or abbreviated."""
        word = normalise(raw)
        is_danish = language is Language.DANISH and danish_lexicon().lemma(word) is not None
        return is_danish or is_abbreviation(raw) or self.knows(word, language)

    def weight(self, raw: str, language: Language) -> float:
        """Return what all parts of a word weigh, those that no label has included."""
        known, weights = self.index.parts_, self.index.weights_
        parts = self.vocabulary.parts_of(raw, language)
        return sum(weights[known[part]] if part in known else self._unknown_weight for part in parts)

    def knows(self, word: str, language: Language) -> bool:
        """Tell whether a normalised word is one of the labels or descriptions."""
        return word in self.vocabulary.known_[language]

    def respelt(self, raw: str) -> str:
        """Return a word with its ae, oe and aa as æ, ø and å, where that gives a known word."""
        danish = danish_spelling(normalise(raw))
        return danish if danish != normalise(raw) and self.has_all_parts(danish, Language.DANISH) else raw

    def has_all_parts(self, raw: str, language: Language) -> bool:
        """Tell whether labels have each part of a word."""
        return all(part in self.index.parts_ for part in self.vocabulary.parts_of(raw, language))

    def _mended(self, word: str, language: Language, min_similarity: float) -> Sure:
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
        return tuple(mended.items())
