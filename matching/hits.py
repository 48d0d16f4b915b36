"""Where the words of one clause meet a label: candidates by the inverted index, then one fit a candidate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.labels import LabelIndex
from matching.phrases import NO_HEAD, Word

_NEAR = (1.0, 1.0, 0.95, 0.85, 0.65, 0.4)
_COMMON_POWER = 5.0
_INEXACT = 0.35
_MODIFIER_ONLY = 0.6
_FOREIGN = 0.92
_FOREIGN_COVERAGE = 0.99

Places = dict[int, list[tuple[int, float]]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A label met in a clause: how well, how much of it, by which words and by which (word, part) pairs."""

    label: int
    score: float
    coverage: float
    words: tuple[int, ...]
    matched: tuple[tuple[int, int], ...]


def find_hits(words: Sequence[Word], index: LabelIndex, *, least: float) -> Iterator[Hit]:
    """Yield each label that the clause covers to at least `least`, with its best fit.

    Labels in the language that the text is not in must be met whole, by at least one word that the
    text's own language does not know ("data governance" in a Danish text).
    """
    own: Places = {}
    foreign: Places = {}
    for place, word in enumerate(words):
        for part, sure in word.parts:
            own.setdefault(part, []).append((place, sure))
        for part, sure in word.foreign:
            foreign.setdefault(part, []).append((place, sure))
    for label in _candidates(own, index, least):
        hit = _fit(label, words, own, index)
        if hit is not None:
            yield hit
    for label in _candidates(foreign, index, _FOREIGN_COVERAGE):
        hit = _fit(label, words, foreign, index)
        if hit is not None and any(not words[place].parts for place in hit.words):
            yield replace(hit, score=hit.score * _FOREIGN)


def _candidates(places: Places, index: LabelIndex, least: float) -> list[int]:
    surest = ((part, max(sure for _, sure in where)) for part, where in places.items())
    candidates: list[int] = np.flatnonzero(index.coverage(surest) >= least - 1e-6).tolist()
    return candidates


def _fit(label: int, words: Sequence[Word], places: Places, index: LabelIndex) -> Hit | None:
    """Fit a label around each place of its heaviest part; the best fit counts, earliest first."""
    weights = index.weights_
    present = sorted((part for part in index.bags_[label] if part in places), key=lambda part: -weights[part])
    size = index.size(label)
    best: Hit | None = None
    for anchor, sure in places[present[0]]:
        total = weights[present[0]] * sure
        matched = {(anchor, present[0]): weights[present[0]] * sure}
        for part in present[1:]:
            near, place = max(
                (credit * _nearness(words, anchor, other), -other) for other, credit in places[part]
            )
            if near > 0:
                total += weights[part] * near
                matched[(-place, part)] = weights[part] * near
        used: dict[int, float] = {}
        heads: set[int] = set()
        for place, part in matched:
            used[place] = used.get(place, 0.0) + weights[part]
            if words[place].head in (part, NO_HEAD) or part in index.short_:
                heads.add(place)
        exactness = min(
            min(1.0, weight / words[place].weight) * (1.0 if place in heads else _MODIFIER_ONLY)
            for place, weight in used.items()
        )
        common = min(index.commonness_[part] for _, part in matched)
        score = (total / size) ** (1 + _COMMON_POWER * common**2) * (_INEXACT + (1 - _INEXACT) * exactness)
        if best is None or score > best.score:
            best = Hit(label, score, min(1.0, total / size), tuple(sorted(used)), tuple(matched))
    return best


def _nearness(words: Sequence[Word], one: int, other: int) -> float:
    distance = words[one].place.distance(words[other].place)
    return _NEAR[distance] if distance < len(_NEAR) else 0.0
