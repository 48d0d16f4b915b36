"""What is known of each skill that a text may ask for, as numbers that a regression can weigh.

The candidates are the skills with the highest totals (`matching.language.suggesting`). `ALONE` are features
of a candidate by itself, `BESIDE` those that look at the probabilities of the others too. What each counts
stands in `matching.language.link_model`. About twenty more were tried and
dropped: without them the likelihood of the judged texts is the same (`bench.linking`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matching.language.example_tasks import Told
from matching.language.label_hits import WHOLE, exactness
from matching.language.labels import LabelIndex
from matching.language.own_words import Evidence

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Candidates = NDArray[np.int64]

_OWN: Mapping[str, str] = {
    "link": "what the text's own words come to for one of its labels",
    "link_squared": "the square of that: the surest count most",
    "everyday": "that link, where it is by an everyday wording (hidden label)",
    "preferred_whole": "the preferred label stands in the text whole",
    "alternative_whole": "an alternative label does",
    "everyday_whole": "an everyday wording does",
    "exactness": "how much of the text's words the label explains",
    "one_of_several": "a label of several words is met by one of them",
    "words": "the number of words it is met by, four at most",
    "common": "how common the rarest part is that it is met by",
    "rivals": "how many other skills the same words speak for (logarithm)",
    "clauses": "the clauses that speak for it, three at most",
}
_REST: Mapping[str, str] = {
    "near_log": "what skills near to it lend it (logarithm)",
    "said": "how much what is said of it resembles the text, of the most that any has",
    "said_log": "the logarithm of that resemblance itself",
    "said_place": "one over its place by that",
    "asked_log": "how much the words of earlier tasks speak for it (logarithm)",
    "asked_place": "one over its place by that",
    "resemblance": "the cosine with all that is said of it and the earlier tasks that ask for it",
    "resemblance_place": "one over its place by that",
    "resemblance_place_log": "the logarithm of that place",
    "examples": "the number of earlier tasks that ask for it (logarithm)",
    "place_log": "its place by the total (logarithm)",
}
ALONE: Mapping[str, str] = {**_OWN, **_REST}
"""What each feature of a candidate alone says, in the order of the matrix's columns."""
BESIDE: Mapping[str, str] = {
    "alone": "what it comes to alone (logit)",
    "lent": "what probable skills near to it lend it",
    "siblings": "the skills of its groups that the text asks for, by their probabilities",
    "best_sibling": "the highest probability among them",
    "expected": "the skills that the text asks for in all, by their probabilities",
    "place": "its place by its probability alone",
}
"""What each feature that looks at the other candidates says, in the order of the matrix's columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What a text says of every skill of an index; each array has the shape (n_skills,)."""

    links: Vector
    near: Vector
    said: Vector
    told: Told


def alone(
    candidates: Candidates,
    named: Mapping[int, Evidence],
    signals: Signals,
    *,
    index: LabelIndex,
    n_examples: Vector,
) -> Matrix:
    """A row for each candidate, in their order (highest total first), a column for each of `ALONE`."""
    own = np.zeros((len(candidates), len(_OWN)))
    rivals = Counter((found.clause, word) for found in named.values() for word in found.hit.words)
    for row, skill in enumerate(candidates.tolist()):
        if skill in named:
            own[row] = _own(named[skill], index, rivals)
    said, asked = signals.said[candidates], signals.told.words[candidates]
    like = signals.told.resemblance[candidates]
    like_place = _places(signals.told.resemblance, candidates)
    rest = {
        "near_log": np.log1p(4 * signals.near[candidates]),
        "said": said / max(signals.said.max(initial=0.0), 1e-9),
        "said_log": np.log1p(said),
        "said_place": (said > 0) / (1 + _places(signals.said, candidates)),
        "asked_log": np.log1p(asked),
        "asked_place": (asked > 0) / (1 + _places(signals.told.words, candidates)),
        "resemblance": like,
        "resemblance_place": (like > 0) / (1 + like_place),
        "resemblance_place_log": -np.log1p(like_place),
        "examples": np.log1p(n_examples[candidates]),
        "place_log": -np.log1p(np.arange(len(candidates))),
    }
    return np.hstack([own, np.column_stack([rest[name] for name in _REST])])


def beside(candidates: Candidates, logits: Vector, *, near: csr_array, groups: csr_array) -> Matrix:
    """A row for each candidate, a column for each of `BESIDE`.

    `logits` (n,) are of the candidates alone; `near` (n_skills, n_skills) is what skills lend each other,
    `groups` (n_skills, n_groups) what holds them.
    """
    probability = probabilities(logits)
    member = groups[candidates].toarray()
    together = member @ member.T > 0
    np.fill_diagonal(together, val=False)
    rest = {
        "alone": logits,
        "lent": near[candidates][:, candidates] @ probability,
        "siblings": together @ probability,
        "best_sibling": (together * probability).max(axis=1, initial=0.0),
        "expected": np.full(len(candidates), probability.sum()),
        "place": np.argsort(np.argsort(-probability, kind="stable")),
    }
    return np.column_stack([rest[name] for name in BESIDE]).astype(np.float64)


def probabilities(logits: Vector) -> Vector:
    """The logistic function."""
    probability: Vector = 1 / (1 + np.exp(-logits))
    return probability


def _own(evidence: Evidence, index: LabelIndex, rivals: Mapping[tuple[int, int], int]) -> list[float]:
    hit, link, label = evidence.hit, evidence.link, index.labels_[evidence.hit.label]
    whole = hit.coverage >= WHOLE
    others = sum(rivals[evidence.clause, word] - 1 for word in hit.words) / len(hit.words)
    values = {
        "link": link,
        "link_squared": link**2,
        "everyday": label.hidden * link,
        "preferred_whole": whole and label.preferred,
        "alternative_whole": whole and not label.preferred and not label.hidden,
        "everyday_whole": whole and label.hidden,
        "exactness": exactness(hit.matched, evidence.words, index),
        "one_of_several": len(hit.words) == 1 and len(index.bags_[hit.label]) > 1,
        "words": min(len(hit.words), 4),
        "common": min(index.commonness_[part] for _, part in hit.matched),
        "rivals": np.log1p(others),
        "clauses": min(evidence.clauses, 3),
    }
    return [float(values[name]) for name in _OWN]


def _places(score: Vector, candidates: Candidates) -> Vector:
    """How many of all skills have a higher score than each of the candidates."""
    ascending = np.sort(score)
    return (len(score) - np.searchsorted(ascending, score[candidates], side="right")).astype(np.float64)
