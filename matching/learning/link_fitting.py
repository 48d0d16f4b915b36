"""Fits the second step of linking: how probable it is that a lead would nod at a candidate.

Learned from texts whose skills people named: example tasks, an organisation's own tasks, and texts that
people judged fully. An example is read by a linker that learned from the others only (five folds), as it
would read a new one. What an own task doesn't need was passed over, but what somebody took away from it is
known to be wrong, and counts as in a judged text.

Examples and tasks name some of the skills that would do, so the probabilities are set anew (*calibrated*;
Platt 1999): on the judged texts; where there are none, to the level of the model in use, but for what
somebody said of a task from which they took something away.

The same folds compare: each text is given its probabilities by a model that was fitted to the others
(*cross-validation*) and by the one in use, which may have seen it. What is kept was fitted to all of them.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from matching.language.link_features import ALONE, BESIDE, Candidates, Matrix, Vector, probabilities
from matching.language.link_model import SHIPPED, LearnedLinking, LinkModel, Regression, TextKind
from matching.language.linking import SkillLinker
from matching.learning.link_comparison import Judged, compared
from matching.model import TaskExample

FOLDS = 5
"""Parts that the texts are cut into. By eye: the usual number."""
SEED = 0
"""Of the draw that puts each text into a part. By eye: any will do."""
COUNTS = {TextKind.EXAMPLE: 1.0, TextKind.OWN: 0.1, TextKind.JUDGED: 10.0}
"""What a text counts. Chosen on the even-numbered judged texts; own tasks count little, as they name few of
the skills that would do, and a house has many of them that are alike."""
FEWEST = 50
"""Own tasks and judged texts that it takes to learn at all. By eye: ten of them are held out at a time."""
_PENALTY = 0.3
"""scikit-learn's C: the inverse of the penalty on what the (standardised) features count. By eye."""

Progress = Callable[[int, int], None]


class TooFewTexts(ValueError):
    """There is too little to learn from beside what ships; `found` and `needed` say how much."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{found} tasks and texts; it takes {FEWEST}")
        self.found = found
        self.needed = FEWEST


@dataclass(frozen=True, slots=True)
class JudgedText:
    """A text and all skills (ids) that would do for what it needs; `needs` are those that meet each need."""

    text: str
    skills: frozenset[str]
    needs: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What is learned from: examples that ship, own tasks, and texts that were judged fully."""

    examples: Sequence[TaskExample]
    own: Sequence[TaskExample] = ()
    judged: Sequence[JudgedText] = ()

    @property
    def known(self) -> list[TaskExample]:
        """What the linker itself learns from (`SkillLinker.learn`)."""
        return [*self.examples, *self.own]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A text as it was read: its candidates, (n,), what is known of them alone, and which are right.

    `taken_away` (n,) are those that somebody took away, `meets` (n_needs, n) which meets which need.
    """

    kind: TextKind
    candidates: Candidates
    features: Matrix
    right: NDArray[np.bool_]
    taken_away: NDArray[np.bool_]
    meets: NDArray[np.bool_]


def learned(
    linker: SkillLinker,
    texts: Texts,
    *,
    in_use: LinkModel = SHIPPED,
    replaced: str = "shipped",
    change: int = 0,
    fitted_on: date,
    seed: int = SEED,
    progress: Progress = lambda done, of: None,
) -> LearnedLinking:
    """A model for a linker that was fitted to its skills, compared with the one in use.

    The linker has learned all examples and own tasks afterwards; the same texts and seed give the same model.
    Texts that have no candidate that is right are not enough either. Raises TooFewTexts.
    """
    _enough(len(texts.own) + len(texts.judged))
    read = read_all(linker, texts, seed=seed, progress=progress)
    _enough(sum(bool(each.right.any()) for each in read if each.kind is not TextKind.EXAMPLE))
    folds = np.random.default_rng(seed).permutation(len(read)) % FOLDS
    before = partial(_probabilities, linker, in_use.alone, in_use.beside)
    judged: list[Judged] = []
    for held_out in range(FOLDS):
        rest = [each for each, fold in zip(read, folds.tolist(), strict=True) if fold != held_out]
        after = partial(_probabilities, linker, *_regressions(linker, rest, in_use))
        judged += [
            Judged(kind=each.kind, right=each.right, meets=each.meets, before=before(each), after=after(each))
            for each, fold in zip(read, folds.tolist(), strict=True)
            if fold == held_out
        ]
    return LearnedLinking(
        model=_model(linker, read, texts, in_use=in_use, fitted_on=fitted_on, seed=seed),
        replaced=replaced,
        change=change,
        comparisons=compared(judged, seed=seed),
    )


def fit(
    linker: SkillLinker,
    texts: Texts,
    *,
    in_use: LinkModel = SHIPPED,
    fitted_on: date,
    seed: int = SEED,
    progress: Progress = lambda done, of: None,
) -> LinkModel:
    """The model that `learned` keeps, without the comparison.

    Raises ValueError where no text has a candidate that is right, and one that isn't.
    """
    read = read_all(linker, texts, seed=seed, progress=progress)
    return _model(linker, read, texts, in_use=in_use, fitted_on=fitted_on, seed=seed)


def read_all(linker: SkillLinker, texts: Texts, *, seed: int, progress: Progress) -> list[ReadText]:
    """Each text as a linker reads it that didn't learn from it; the linker has learned all afterwards."""
    kinds = [TextKind.EXAMPLE] * len(texts.examples) + [TextKind.OWN] * len(texts.own)
    known = list(zip(texts.known, kinds, strict=True))
    total = len(known) + len(texts.judged)
    folds: list[int] = (np.random.default_rng(seed).permutation(len(known)) % FOLDS).tolist()
    read: list[ReadText] = []
    for held_out in range(FOLDS):
        linker.learn([each for (each, _), fold in zip(known, folds, strict=True) if fold != held_out])
        for (each, kind), fold in zip(known, folds, strict=True):
            if fold == held_out:
                needs = [{id} for id in each.skills]
                read.append(_read(linker, each.text, needs, taken_away=each.taken_away, kind=kind))
                progress(len(read), total)
    linker.learn(texts.known)
    for text in texts.judged:
        met = text.needs or [frozenset({id}) for id in sorted(text.skills)]
        read.append(_read(linker, text.text, met, also=text.skills, kind=TextKind.JUDGED))
        progress(len(read), total)
    return read


def regression(texts: Sequence[ReadText], features: Sequence[Matrix], names: Iterable[str]) -> Regression:
    """What each feature counts, the standardisation that the fit needs folded in."""
    rows = np.vstack(features)
    right = np.concatenate([each.right for each in texts])
    counts = np.concatenate(
        [np.where(each.taken_away, COUNTS[TextKind.JUDGED], COUNTS[each.kind]) for each in texts]
    )
    scaler = StandardScaler().fit(rows)
    fitted = LogisticRegression(C=_PENALTY, max_iter=3000).fit(
        scaler.transform(rows), right, sample_weight=counts
    )
    weights = fitted.coef_[0] / scaler.scale_
    intercept = float(fitted.intercept_[0] - weights @ scaler.mean_)
    return Regression(
        round(intercept, 6), {name: round(float(w), 6) for name, w in zip(names, weights, strict=True)}
    )


def calibrated(of: Regression, features: Sequence[Matrix], right: Sequence[Vector]) -> Regression:
    """The same order, with logits stretched and moved so that they are right for these texts.

    `right` is how right each candidate is: 0 or 1, or how probable that is.
    """
    logits, share = of.logits(np.vstack(features))[:, None], np.concatenate(right).astype(np.float64)
    yes = np.repeat([True, False], len(share))
    fitted = LogisticRegression(C=np.inf).fit(
        np.vstack([logits, logits]), yes, sample_weight=np.concatenate([share, 1 - share])
    )
    slope, offset = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    return Regression(
        round(slope * of.intercept + offset, 6),
        {name: round(slope * count, 6) for name, count in of.counts.items()},
    )


def _enough(found: int) -> None:
    if found < FEWEST:
        raise TooFewTexts(found)


def _regressions(
    linker: SkillLinker, texts: Sequence[ReadText], in_use: LinkModel
) -> tuple[Regression, Regression]:
    alone = regression(texts, [each.features for each in texts], ALONE)
    looked_beside = [linker.beside(each.candidates, alone.logits(each.features)) for each in texts]
    beside = regression(texts, looked_beside, BESIDE)
    fully = [number for number, each in enumerate(texts) if each.kind is TextKind.JUDGED]
    if fully:
        right = [texts[number].right.astype(np.float64) for number in fully]
        return alone, calibrated(beside, [looked_beside[number] for number in fully], right)
    before = partial(_probabilities, linker, in_use.alone, in_use.beside)
    right = [_as_far_as_said(each, before(each)) for each in texts]
    return alone, calibrated(beside, looked_beside, right)


def _as_far_as_said(text: ReadText, probability: Vector) -> Vector:
    """What somebody said who took something away; how probable it is where nobody did."""
    if not text.taken_away.any():
        return probability
    said: Vector = np.where(text.right | text.taken_away, text.right, probability)
    return said


def _model(
    linker: SkillLinker,
    read: Sequence[ReadText],
    texts: Texts,
    *,
    in_use: LinkModel,
    fitted_on: date,
    seed: int,
) -> LinkModel:
    alone, beside = _regressions(linker, read, in_use)
    numbers = {
        TextKind.EXAMPLE: len(texts.examples),
        TextKind.OWN: len(texts.own),
        TextKind.JUDGED: len(texts.judged),
    }
    return LinkModel(
        alone=alone,
        beside=beside,
        fitted_on=fitted_on,
        version=_version(texts, seed),
        seed=seed,
        learned_from={kind.value: number for kind, number in numbers.items()},
    )


def _probabilities(linker: SkillLinker, alone: Regression, beside: Regression, text: ReadText) -> Vector:
    logits = alone.logits(text.features)
    return np.round(probabilities(beside.logits(linker.beside(text.candidates, logits))), 6)


def _read(
    linker: SkillLinker,
    text: str,
    needs: Sequence[Iterable[str]],
    *,
    also: Iterable[str] = (),
    taken_away: Iterable[str] = (),
    kind: TextKind,
) -> ReadText:
    found = linker.retrieve(text)
    ids = [linker.index_.skills_[skill].id for skill in found.candidates.tolist()]
    meets = [[id in set(need) for id in ids] for need in needs]
    right = {id for need in needs for id in need}.union(also)
    return ReadText(
        kind=kind,
        candidates=found.candidates,
        features=found.features,
        right=np.array([id in right for id in ids], dtype=bool),
        taken_away=np.array([id in set(taken_away) for id in ids], dtype=bool),
        meets=np.array(meets, dtype=bool).reshape(len(meets), len(ids)),
    )


def _version(texts: Texts, seed: int) -> str:
    every: list[TaskExample | JudgedText] = [*texts.known, *texts.judged]
    learned = [[each.text, sorted(each.skills), *_taken_away(each)] for each in every]
    told = json.dumps([seed, list(ALONE), list(BESIDE), learned], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _taken_away(text: TaskExample | JudgedText) -> Iterable[str]:
    return sorted(text.taken_away) if isinstance(text, TaskExample) else ()
