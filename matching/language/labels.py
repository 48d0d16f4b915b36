"""Labels as bags of stems and compound parts, with an inverted index from part to label.

One label is one phrase. A part's weight says how much of a label it carries: its rarity among the skills,
and a fraction of that for words that nearly every label could have ("udføre", "metoder").
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matching.language.text import Language, is_function_word, normalise, stem, words
from matching.language.vocabulary import LabelVocabulary, is_abbreviation
from matching.language.wordlists import ACTIVITY_WORDS, LIGHT_WORDS, WEAK_WORDS_DA, WEAK_WORDS_EN
from matching.model import Skill, SkillKind

# Set by hand; `bench.linking` tells what changing one does.
_RARITY_POWER = 1.5
"""How much more rare parts weigh: the power of `log(1 + n_skills / df)`."""
_LIGHT_SHARE = 0.3
"""What a light word (`udføre`) weighs of its rarity."""
_COMMON_TO_ALL = 5_000
"""The number of skills from which on a part says nothing: a third of ESCO's."""
_ACTIVITY_SHARE = 0.6
"""What a word weighs of its rarity for what one can do with any subject (`vejledning`)."""


class Label(NamedTuple):
    """A label of a skill (by its position), its language, whether it is preferred, and whether hidden."""

    skill: int
    text: str
    language: Language
    preferred: bool
    hidden: bool = False


class LabelIndex:
    """All labels of all skills, in both languages, ready to be matched with words.

    Attributes
    ----------
    vocabulary_ : LabelVocabulary
        How the labels' words are cut into parts.
    skills_ : list[Skill]
        The skills (no groups), sorted by id.
    labels_ : list[Label]
        One entry for each distinct bag of parts of a skill, the preferred label first.
    bags_ : list[tuple[int, ...]]
        The parts of each label, as numbers, in order.
    joints_ : list[tuple[tuple[int, int], ...]]
        The pairs of parts of each label that are one after the other in one word.
    parts_ : dict[str, int]
        The number of each part.
    weights_ : list[float]
        What each part weighs: ``log(1 + n_skills / df) ** _RARITY_POWER``, a share of it for what one can do
        with any subject ("vejledning") and for light words ("udføre").
    commonness_ : list[float]
        0 for a part of one skill alone, 1 for a part of `_COMMON_TO_ALL`: the ratio of their logarithms.
    light_, short_ : frozenset[int]
        The parts that count for a fraction only; those that are abbreviations.
    sizes_ : ndarray of shape (n_labels,)
        What the parts of each label weigh together.
    words_ : list[str]
        Every normalised content word of the labels.
    label_words_ : csr_array of shape (n_labels, n_words)
        1 where a label has a word.
    """

    def fit(self, skills: Iterable[Skill]) -> Self:
        """Index the labels of the skills; groups are left out, and what is obsolete."""
        offered = (skill for skill in skills if skill.kind is not SkillKind.GROUP and not skill.obsolete)
        self.skills_ = sorted(offered, key=lambda skill: skill.id)
        labels = [label for number, skill in enumerate(self.skills_) for label in _labels(number, skill)]
        phrases = [words(label.text) for label in labels]
        self.vocabulary_ = LabelVocabulary().fit(
            ((label.language, phrase) for label, phrase in zip(labels, phrases, strict=True)),
            {
                Language.DANISH: " ".join(skill.description_da for skill in self.skills_),
                Language.ENGLISH: " ".join(skill.description_en for skill in self.skills_),
            },
        )
        self.parts_: dict[str, int] = {}
        self.labels_: list[Label] = []
        self.bags_: list[tuple[int, ...]] = []
        self.joints_: list[tuple[tuple[int, int], ...]] = []
        numbers: dict[str, int] = {}
        readers = {
            language: _Reader(self.vocabulary_, language, self.parts_, numbers) for language in Language
        }
        spelt: list[tuple[int, ...]] = []
        seen: set[tuple[int, tuple[int, ...]]] = set()
        for label, phrase in zip(labels, phrases, strict=True):
            bag, written, joints = readers[label.language].read(phrase)
            key = (label.skill, tuple(sorted(bag)))
            if bag and key not in seen:
                seen.add(key)
                self.labels_.append(label)
                self.bags_.append(bag)
                self.joints_.append(joints)
                spelt.append(written)
        self.words_ = list(numbers)
        self.label_words_ = incidence(spelt, len(numbers))
        self._weigh()
        return self

    def labels_with(self, part: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the labels that hold a part, and the share of each label's weight that it carries."""
        start, end = self._starts[part], self._starts[part + 1]
        return self._postings[start:end], self._shares[start:end]

    def coverage(self, parts: Iterable[tuple[int, float]]) -> NDArray[np.float64]:
        """Return how much of each label's weight some parts carry, each as surely; shape (n_labels,)."""
        found = [(self.labels_with(part), sure) for part, sure in parts]
        if not found:
            return np.zeros(len(self.labels_))
        labels = np.concatenate([numbers for (numbers, _), _ in found])
        shares = np.concatenate([share * sure for (_, share), sure in found])
        return np.asarray(np.bincount(labels, shares, minlength=len(self.labels_)), dtype=np.float64)

    def size(self, label: int) -> float:
        """Return what the parts of a label weigh together."""
        return self._size_list[label]

    def _weigh(self) -> None:
        n_skills = max(1, len(self.skills_))
        by_label = incidence(self.bags_, len(self.parts_))
        skill_of = np.array([label.skill for label in self.labels_], dtype=np.int64)
        label_of = np.repeat(np.arange(len(self.bags_), dtype=np.int32), np.diff(by_label.indptr))
        parts = by_label.indices
        pairs = np.unique(parts.astype(np.int64) * n_skills + skill_of[label_of])
        frequency = np.bincount(pairs // n_skills, minlength=len(self.parts_))
        information = np.log1p(n_skills / np.maximum(frequency, 1))
        lightness = _lightness()
        share = np.array(
            [lightness.get(part, _LIGHT_SHARE if part[3:].isdigit() else 1.0) for part in self.parts_]
        )
        weights = share * information**_RARITY_POWER
        self.weights_: list[float] = weights.tolist()
        commonness = np.log(np.maximum(frequency, 1)) / math.log(_COMMON_TO_ALL)
        self.commonness_: list[float] = np.minimum(1.0, commonness).tolist()
        self.light_ = frozenset(np.flatnonzero(share < 1.0).tolist())
        self.short_ = frozenset(number for part, number in self.parts_.items() if part.startswith("="))
        self.sizes_ = np.bincount(label_of, weights[parts], minlength=len(self.bags_))
        self._size_list: list[float] = self.sizes_.tolist()
        order = np.argsort(parts, kind="stable")
        self._postings = label_of[order]
        self._shares = (weights[parts] / self.sizes_[label_of])[order].astype(np.float32)
        self._starts = np.concatenate(
            ([0], np.cumsum(np.bincount(parts, minlength=len(self.parts_))))
        ).tolist()


class _Reader:
    """Reads the labels of one language into numbers of parts and of words, each distinct word once."""

    def __init__(
        self, vocabulary: LabelVocabulary, language: Language, parts: dict[str, int], numbers: dict[str, int]
    ) -> None:
        self._vocabulary = vocabulary
        self._language = language
        self._parts = parts
        self._numbers = numbers
        self._read: dict[str, tuple[tuple[int, ...], int, bool]] = {}

    def read(self, phrase: list[str]) -> tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, int], ...]]:
        """Return a label's parts, words and joints, without function words unless it has nothing else."""
        read = [self._read.get(raw) or self._first(raw) for raw in phrase]
        content = [word for word in read if not word[2]] or read
        return (
            tuple(dict.fromkeys([part for parts, _, _ in content for part in parts])),
            tuple(dict.fromkeys([number for _, number, _ in content])),
            tuple([pair for parts, _, _ in content if len(parts) > 1 for pair in pairwise(parts)]),
        )

    def _first(self, raw: str) -> tuple[tuple[int, ...], int, bool]:
        word = normalise(raw)
        empty = not is_abbreviation(raw) and is_function_word(word, self._language)
        parts = self._vocabulary.parts_of(raw, self._language)
        numbers = tuple(self._parts.setdefault(part, len(self._parts)) for part in parts)
        known = self._read[raw] = (numbers, self._numbers.setdefault(word, len(self._numbers)), empty)
        return known


def _labels(number: int, skill: Skill) -> Iterator[Label]:
    for language, preferred, alternatives, hidden in (
        (Language.DANISH, skill.label_da, skill.alt_da, skill.hidden_da),
        (Language.ENGLISH, skill.label_en, skill.alt_en, skill.hidden_en),
    ):
        if preferred:
            yield Label(number, preferred, language, True)
        for alternative in alternatives:
            yield Label(number, alternative, language, False)
        for words_for_it in hidden:
            yield Label(number, words_for_it, language, False, hidden=True)


def incidence(rows: Sequence[Sequence[int]], width: int) -> csr_array:
    """A row of `width` for each of the sequences, 1 where it has a member."""
    starts = np.concatenate(([0], np.cumsum([len(row) for row in rows], dtype=np.int64))).astype(np.int32)
    columns = np.fromiter((number for row in rows for number in row), dtype=np.int32, count=int(starts[-1]))
    return csr_array((np.ones(len(columns), np.float32), columns, starts), shape=(len(rows), width))


def _lightness() -> dict[str, float]:
    """Return the share of its rarity that each light part counts for."""
    light = LIGHT_WORDS | WEAK_WORDS_DA | WEAK_WORDS_EN
    return {
        f"{language}:{stem(word, language)}": share
        for group, share in ((ACTIVITY_WORDS, _ACTIVITY_SHARE), (light, _LIGHT_SHARE))
        for language in Language
        for word in group
    }
