"""Fits the second step of linking: how probable it is that a lead would nod at a candidate.

Learned from texts whose skills people named: example tasks, an organisation's own confirmed tasks, and texts
that people judged fully. An example is read by a linker that learned from the others only (five folds), as
it would read a new one. Examples name some of the skills that would do, so the probabilities are set anew
(*calibrated*; Platt 1999) on the judged texts, where there are any.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from matching.language.link_features import ALONE, BESIDE, Matrix
from matching.language.link_model import LinkModel, Regression
from matching.language.linking import Retrieved, SkillLinker
from matching.model import TaskExample

FOLDS = 5
"""Parts that the examples are cut into. By eye: the usual number."""
SEED = 0
"""Of the draw that puts each example into a part. By eye: any will do."""
JUDGED_COUNTS = 10.0
"""What a judged text counts, of an example. Chosen on the even-numbered judged texts, by cross-validation."""
_PENALTY = 0.3
"""scikit-learn's C: the inverse of the penalty on what the (standardised) features count. By eye."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class JudgedText:
    """A text and all skills (ids) that would do for what it needs."""

    text: str
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as it was read, which of its candidates are right, (n_candidates,), and how much it counts."""

    found: Retrieved
    right: NDArray[np.bool_]
    counts: float


def fit(
    linker: SkillLinker,
    examples: Sequence[TaskExample],
    judged: Sequence[JudgedText] = (),
    *,
    fitted_on: date,
    seed: int = SEED,
    progress: Progress = lambda done, of: None,
) -> LinkModel:
    """A model for a linker that was fitted to its skills; the linker has learned all `examples` afterwards.

    Raises ValueError where no text has a candidate that is right, and one that isn't.
    """
    read = read_examples(linker, examples, seed=seed, progress=progress)
    linker.learn(examples)
    fully = [_read(linker, each.text, each.skills, counts=JUDGED_COUNTS) for each in judged]
    every = [*read, *fully]
    alone = regression(every, [each.found.features for each in every], ALONE)
    looked_beside = [linker.beside(each.found, alone.logits(each.found.features)) for each in every]
    beside = regression(every, looked_beside, BESIDE)
    if judged:
        beside = calibrated(beside, fully, looked_beside[len(read) :])
    return LinkModel(
        alone=alone,
        beside=beside,
        fitted_on=fitted_on,
        version=_version(examples, judged, seed),
        seed=seed,
        learned_from={"examples": len(examples), "judged": len(judged)},
    )


def read_examples(
    linker: SkillLinker, examples: Sequence[TaskExample], *, seed: int, progress: Progress
) -> list[ReadText]:
    """Each example as a linker reads it that learned from the other folds."""
    folds: list[int] = (np.random.default_rng(seed).permutation(len(examples)) % FOLDS).tolist()
    read: list[ReadText] = []
    for held_out in range(FOLDS):
        linker.learn([each for each, fold in zip(examples, folds, strict=True) if fold != held_out])
        for each, fold in zip(examples, folds, strict=True):
            if fold == held_out:
                read.append(_read(linker, each.text, each.skills, counts=1.0))
                progress(len(read), len(examples))
    return read


def regression(texts: Sequence[ReadText], features: Sequence[Matrix], names: Iterable[str]) -> Regression:
    """What each feature counts, the standardisation that the fit needs folded in."""
    rows = np.vstack(features)
    right = np.concatenate([each.right for each in texts])
    counts = np.concatenate([np.full(len(each.right), each.counts) for each in texts])
    scaler = StandardScaler().fit(rows)
    fitted = LogisticRegression(C=_PENALTY, max_iter=3000).fit(
        scaler.transform(rows), right, sample_weight=counts
    )
    weights = fitted.coef_[0] / scaler.scale_
    intercept = float(fitted.intercept_[0] - weights @ scaler.mean_)
    return Regression(
        round(intercept, 6), {name: round(float(w), 6) for name, w in zip(names, weights, strict=True)}
    )


def calibrated(of: Regression, texts: Sequence[ReadText], features: Sequence[Matrix]) -> Regression:
    """The same order, with logits stretched and moved so that they are right for these texts."""
    logits = np.concatenate([of.logits(each) for each in features])
    right = np.concatenate([each.right for each in texts])
    fitted = LogisticRegression(C=np.inf).fit(logits[:, None], right)
    slope, offset = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    return Regression(
        round(slope * of.intercept + offset, 6),
        {name: round(slope * count, 6) for name, count in of.counts.items()},
    )


def _read(linker: SkillLinker, text: str, skills: Iterable[str], *, counts: float) -> ReadText:
    found, right = linker.retrieve(text), set(skills)
    ids = [linker.index_.skills_[skill].id in right for skill in found.candidates.tolist()]
    return ReadText(found, np.array(ids, dtype=bool), counts)


def _version(examples: Sequence[TaskExample], judged: Sequence[JudgedText], seed: int) -> str:
    texts: list[TaskExample | JudgedText] = [*examples, *judged]
    learned = [[each.text, sorted(each.skills)] for each in texts]
    told = json.dumps([seed, list(ALONE), list(BESIDE), learned], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:8]
