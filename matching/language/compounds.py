"""Danish compounds and their parts: `plejecenter` → `pleje`, `center`.

A dynamic programme over simple words (those of the lexicon and of labels, and a small list of the parts that
municipal compounds are made of) finds the cheapest way to read a word as parts with an optional
linking -s- or -e- between them. Whole word and parts are meant to be indexed together.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Self

from matching.language.danish_lexicon import danish_lexicon
from matching.language.text import Language, stem
from matching.language.wordlists import (
    COMPOUND_PARTS_DA,
    FUNCTION_WORDS_DA,
    IRREGULAR_DA,
    NOT_PARTS_DA,
    PROTECTED_DA,
)

_REMEMBERED = 1 << 16
"""Words whose parts are remembered: all that ESCO's labels have in Danish and English."""

_BEGINNING = 3
"""Letters by which most endings of a word are seen not to be a known head, before they are stemmed."""

# Set by hand; `bench.linking` tells what changing one does.
_LONGEST_PART = 18
"""Letters of the longest part that is tried before the last one; the simple words of the list have fewer."""
_SHORTEST_COMPOUND = 6
"""Letters; shorter words are never split (`skovl`)."""
_SHORT_FIRST_PARTS = ("by", "el", "is", "it", "ny", "sø", "ø")
"""Words of one or two letters that begin compounds (`byplan`, `itdrift`); others would cut whole words up."""
_SHORT_COST = 1.5
"""What these cost: one and a half times a common part, so that longer first parts win."""
_LEXICON_RARITY = 0.5
"""The rarity of a word of the lexicon that is not among the common parts: as of one that four labels have."""
_LINK_COST = 0.15
"""What a linking letter costs: so little that it only decides between readings that are else alike."""
_WRONG_JOINT_COST = 0.6
"""What it costs to join a word otherwise than it always is: `vands` in `vandstand`."""
_VOWELS = frozenset("aeiouyæøå")
_COMMON = 1.6
"""The cost below which a part is common enough to be split off a rest that nobody knows."""
_SHORTEST_REST = 4
"""Letters of such a rest; fewer are an ending."""
_SUFFIX_LIKE = re.compile(
    r"[es]?(?:abel|agtig|ation|ator|bar|ell?|els|er|en|et|hed|isk|ist|iv|lig|løs|mæssig|[nr]?ing|skab|tion|ær)"
)
"""Rests that are endings of the word before."""
_PREFIX_LIKE = re.compile(
    r"(?:til|for|af|ud|ind|over|under|re|pro|mis|be|an|op|sam|er|på|ned|del|en|[bdfgkpt][bdfgkpv]|mæ)$"
)
"""Rests that are prefixes of the word behind, or end in what no Danish word ends in."""
_ONSET = re.compile(r"(?:[bcdfghjklmnprstv]?[lrjvn]?|s[klmnptv]?[rjlv]?)[aeiouyæøå]")
"""What a Danish word can begin with: consonants that go together, then a vowel."""


class CompoundSplitter:
    """Splits Danish compounds at the joints between known words.

    The cost of a reading is the sum over its parts of ``1 + rarity + shortness``, where rarity falls with
    the logarithm of how often the part is seen, and a linking letter costs a little. The fewest and commonest
    parts win (after Koehn & Knight 2003, "Empirical Methods for Compound Splitting").

    Parameters
    ----------
    protected
        Words that stay whole whatever their letters; every inflected form of them too.
    never
        What is never a part: prefixes, suffixes, function words.

    Attributes
    ----------
    parts_ : dict[str, float]
        Every word that may be a part before the last one, with its cost.
    heads_ : dict[str, float]
        Every stem that may be the last part, with its cost.
    """

    def __init__(
        self,
        *,
        protected: Iterable[str] = PROTECTED_DA,
        never: Iterable[str] = NOT_PARTS_DA,
    ) -> None:
        self.protected = protected
        self.never = never

    def fit(self, words: Iterable[str]) -> Self:
        """Learn the simple words from normalised Danish words, one entry an occurrence."""
        never = (frozenset(self.never) | FUNCTION_WORDS_DA) - COMPOUND_PARTS_DA
        self.never_ = never
        counts = Counter(words)
        self.protected_ = frozenset(self.protected) | {stem(word, Language.DANISH) for word in self.protected}
        self.parts_: dict[str, float] = {}
        self.heads_: dict[str, float] = {}
        self._split_once = lru_cache(maxsize=_REMEMBERED)(self._split_again)
        for word in danish_lexicon().kinds:
            if len(word) >= 3 and word not in never:
                self._add(word, _LEXICON_RARITY)
        for word in COMPOUND_PARTS_DA:
            self._add(word, 0.0)
        self._joints = {word: joint for word in self.parts_ if (joint := danish_lexicon().joint(word))}
        self.parts_ |= dict.fromkeys(_SHORT_FIRST_PARTS, _SHORT_COST)
        learned = sorted((word, count) for word, count in counts.items() if word not in never)
        for word, count in learned:
            if len(word) >= 4 and count >= 2 and word.isalpha():
                self._add(word, 1.0 / (1.0 + math.log2(count)))
        self._beginnings = {head[:_BEGINNING] for head in self.heads_}
        self._beginnings |= {form[:_BEGINNING] for form, base in IRREGULAR_DA.items() if base in self.heads_}
        self._beginnings |= {form[:_BEGINNING] for form in danish_lexicon().lemmas}
        return self

    def __call__(self, word: str) -> tuple[str, ...]:
        """Return the parts of a normalised word without linking letters, or the word alone."""
        return self._split_once(word)

    def knows(self, word: str) -> bool:
        """Tell whether a word, in any inflection, is one of the simple words."""
        return word in self.parts_ or stem(word, Language.DANISH) in self.heads_

    def _add(self, word: str, rarity: float) -> None:
        cost = 1.0 + rarity + max(0, 5 - len(word)) * 0.25
        self.parts_[word] = min(cost, self.parts_.get(word, math.inf))
        head = stem(word, Language.DANISH)
        self.heads_[head] = min(cost, self.heads_.get(head, math.inf))

    def _split_again(self, word: str) -> tuple[str, ...]:
        """Split a word, and then its parts."""
        parts = self._split(word)
        return tuple(smaller for part in parts for smaller in self(part)) if len(parts) > 1 else parts

    def _split(self, word: str) -> tuple[str, ...]:
        if len(word) < _SHORTEST_COMPOUND or not word.isalpha() or self._is_protected(word):
            return (word,)
        reached: list[tuple[float, tuple[str, ...]] | None] = [None] * (len(word) + 1)
        reached[0] = (0.0, ())
        for start in range(len(word) - 2):
            if (so_far := reached[start]) is None:
                continue
            for end, cost, part in self._readings(word, start):
                reading = (so_far[0] + cost, (*so_far[1], part))
                known = reached[end]
                if known is None or reading < known:
                    reached[end] = reading
        final = reached[len(word)]
        return final[1] if final else self._half_known(word)

    def _half_known(self, word: str) -> tuple[str, ...]:
        """Split off the longest common word at either end of a word that is not itself known."""
        if self.knows(word):
            return (word,)
        for length in range(len(word) - _SHORTEST_REST, 3, -1):
            first, rest = word[:length], word[length:]
            base = next((part for part in _bases(first) if self._is_common(part)), None)
            if base is not None and _ONSET.match(rest) and not _SUFFIX_LIKE.match(rest):
                return (base, rest)
            rest, last = word[:-length], word[-length:]
            if self._is_common_head(last) and not _PREFIX_LIKE.search(rest):
                return (rest.removesuffix("s"), last)
        return (word,)

    def _is_common(self, part: str) -> bool:
        return len(part) >= 4 and self.parts_.get(part, math.inf) < _COMMON

    def _is_common_head(self, part: str) -> bool:
        cost = self._head_cost(part)
        return cost is not None and cost < (_COMMON if len(part) > 5 else 1.3)

    def _head_cost(self, last: str) -> float | None:
        """Return what a last part costs, None where it isn't known; most are told before they are stemmed."""
        if last in self.never_ or not self._begins_head(last):
            return None
        return self.heads_.get(stem(last, Language.DANISH))

    def _begins_head(self, last: str) -> bool:
        return any(last[:length] in self._beginnings for length in range(_BEGINNING, 0, -1))

    def _readings(self, word: str, start: int) -> Iterator[tuple[int, float, str]]:
        """Yield the parts that can begin at `start`: (end, cost, part without its linking letter)."""
        parts, joints = self.parts_, self._joints
        for end in range(start + (1 if start == 0 else 3), min(len(word), start + _LONGEST_PART)):
            part = word[start:end]
            cost = parts.get(part)
            if cost is None:
                continue
            joint = joints.get(part, "")
            yield end, cost + (_WRONG_JOINT_COST if joint == "s" else 0.0), part
            linked = word[end] == "s" or (word[end] == "e" and word[end - 1] not in _VOWELS)
            if linked and end + 1 < len(word):
                is_wrong = joint not in ("", word[end]) or (not joint and word[end - 1] in _VOWELS)
                yield end + 1, cost + (_WRONG_JOINT_COST if is_wrong else _LINK_COST), part
        last = word[start:]
        cost = None if not start or self._ends_in_agent(word, start) else self._head_cost(last)
        if cost is not None and (len(last) > 3 or self._is_noun(last)):
            yield len(word), cost, last

    def _is_noun(self, short: str) -> bool:
        return short in COMPOUND_PARTS_DA or "n" in danish_lexicon().kinds.get(short, "")

    def _ends_in_agent(self, word: str, start: int) -> bool:
        """Tell whether a joint would cut somebody who acts: `lederen` is no clean (`ren`) `lede`."""
        if word[start - 1 :] == "erens":
            return any(word[at:-3] in self.parts_ for at in range(start))
        return word[start - 1 :] == "eren"

    def _is_protected(self, word: str) -> bool:
        if word in self.protected_ or danish_lexicon().root(word) is not None:
            return True
        return stem(word, Language.DANISH) in self.protected_


def _bases(first: str) -> tuple[str, ...]:
    """Return a first part as it stands, and without what may be a linking letter."""
    linked = first[-1] == "s" or (first[-1] == "e" and first[-2] not in _VOWELS)
    return (first, first[:-1]) if linked else (first,)
