"""Where the words of one clause meet a label: candidates by the inverted index, then one fit a candidate."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.language.effort import Effort
from matching.language.labels import LabelIndex
from matching.language.phrases import NO_HEAD, Clause, Word
from matching.language.text import Language
from matching.language.word_reader import Sure

# Set by hand; `bench.linking` tells what changing one does.
_NEAR = (1.0, 1.0, 0.95, 0.8, 0.5, 0.25)
"""What a part counts by the number of words to the heaviest part: a whole beside it, nothing from six on."""
_COMMON_POWER = 5.0
"""How much steeper coverage falls for a label met by common parts only."""
_COMMON_ALONE = 0.5
"""What a label of one part loses by how common that is, at the most: half."""
_INEXACT = 0.35
"""What a label keeps of its score that explains next to nothing of the words that it was met by."""
_MODIFIER_ONLY = 0.6
"""What a word counts whose head the label lacks: `plejecenter` for `pleje`."""
_TURNED_COMPOUND = 0.5
"""What a label counts where the compound is turned round: `plejehjem` for `hjemmepleje`."""
_TURNED_NOUNS = 0.85
"""The same for two English nouns side by side, whose order says less."""
_FOREIGN = 0.92
"""What a label in the language counts that the clause is not in."""
WHOLE = 0.99
"""The coverage that counts as all of a label; less than 1 for the sake of rounding."""
_CLAUSE_WORTH = 20
"""Labels that could be compared in the time that it takes to find a clause's candidates."""

_MOST_PLACES = 3
"""How often a part counts within a clause; work on a label grows with the square of it."""

Places = dict[int, list[tuple[int, float]]]
Matched = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A label met in a clause: how well, how much of it, by which words and by which (word, part) pairs."""

    label: int
    score: float
    coverage: float
    words: tuple[int, ...]
    matched: Matched


def find_hits(clause: Clause, index: LabelIndex, *, least: float, effort: Effort) -> Iterator[Hit]:
    """Yield each label that the clause covers to at least `least`, with its best fit.

    Labels in the language that the clause is not in must be met whole, and by at least one word that the
    clause's own language does not know ("data governance" in a Danish text) or by abbreviations. Where
    effort runs out, the labels that are covered least are left out.
    """
    if effort.take_labels(_CLAUSE_WORTH) < _CLAUSE_WORTH:
        return
    own = _places(word.parts for word in clause.words)
    foreign = _places(word.foreign for word in clause.words)
    for label in _candidates(own, index, least, effort):
        hit = _fit(label, clause.words, own, index)
        if hit.coverage >= WHOLE or index.labels_[label].language is clause.language:
            yield hit
    for label in _candidates(foreign, index, WHOLE, effort):
        hit = _fit(label, clause.words, foreign, index)
        if any(not clause.words[place].parts for place in hit.words):
            yield replace(hit, score=hit.score * _FOREIGN)


def _places(words: Iterable[Sure]) -> Places:
    """Return where each part stands, and how sure it is there."""
    places: Places = {}
    for place, parts in enumerate(words):
        for part, sure in parts:
            where = places.setdefault(part, [])
            if len(where) < _MOST_PLACES:
                where.append((place, sure))
    return places


def _candidates(places: Places, index: LabelIndex, least: float, effort: Effort) -> list[int]:
    if not places:
        return []
    surest = ((part, max(sure for _, sure in where)) for part, where in places.items())
    coverage = index.coverage(surest)
    found = np.flatnonzero(coverage >= least - 1e-6)
    if (most := effort.take_labels(len(found))) < len(found):
        found = np.sort(found[np.argsort(-coverage[found], kind="stable")[:most]])
    candidates: list[int] = found.tolist()
    return candidates


def _fit(label: int, words: list[Word], places: Places, index: LabelIndex) -> Hit:
    """Fit a label around each place of its heaviest part; the best fit counts, earliest first."""
    weights = index.weights_
    present = sorted((part for part in index.bags_[label] if part in places), key=lambda part: -weights[part])
    best = Hit(label, -1.0, 0.0, (), ())
    for anchor, sure in places[present[0]]:
        total = weights[present[0]] * sure
        matched = [(anchor, present[0])]
        for part in present[1:]:
            near, place = max(
                (credit * _nearness(words, anchor, other), -other) for other, credit in places[part]
            )
            if near > 0:
                total += weights[part] * near
                matched.append((-place, part))
        coverage = min(1.0, total / index.size(label))
        common = min(index.commonness_[part] for _, part in matched) ** 2
        score = coverage ** (1 + _COMMON_POWER * common)
        score *= 1 - _COMMON_ALONE * common if len(index.bags_[label]) == 1 else 1.0
        score *= _INEXACT + (1 - _INEXACT) * exactness(matched, words, index)
        score *= _order(label, matched, words, index)
        if score > best.score:
            best = Hit(label, score, coverage, tuple(sorted({place for place, _ in matched})), tuple(matched))
    return best


def _nearness(words: list[Word], one: int, other: int) -> float:
    distance = words[one].place.distance(words[other].place)
    return _NEAR[distance] if distance < len(_NEAR) else 0.0


def exactness(matched: Iterable[tuple[int, int]], words: Sequence[Word], index: LabelIndex) -> float:
    """Return how much of each word that was hit, as (word, part)s, the label explains; the least counts."""
    explained: dict[int, float] = {}
    with_head: set[int] = set()
    for place, part in matched:
        explained[place] = explained.get(place, 0.0) + index.weights_[part]
        if words[place].head in (part, NO_HEAD) or part in index.short_:
            with_head.add(place)
    return min(
        min(1.0, weight / words[place].weight) * (1.0 if place in with_head else _MODIFIER_ONLY)
        for place, weight in explained.items()
    )


def _order(label: int, matched: list[tuple[int, int]], words: list[Word], index: LabelIndex) -> float:
    """Return less than 1 where a compound (or two English nouns) stands the other way round in the label."""
    place_of = {part: place for place, part in matched}
    for first, second in index.joints_[label]:
        place = place_of.get(first, -1)
        if place >= 0 and place == place_of.get(second):
            inside = [part for part, _ in words[place].parts]
            if first in inside and second in inside and inside.index(first) > inside.index(second):
                return _TURNED_COMPOUND
    if index.labels_[label].language is Language.ENGLISH and len(index.bags_[label]) == 2:
        first, second = (place_of.get(part, -1) for part in index.bags_[label])
        if first == second + 1 > 0 and words[second].end + 1 == words[first].start:
            return _TURNED_NOUNS
    return 1.0
