"""Learns from an organisation's own history how much each signal should count.

Later tasks are asked about from an index of what came before them (`matching.learning.cases`), and for
each situation a logistic regression (scikit-learn's) tells those who really took part from the other
candidates by what the signals said of both. Signals are standardised for it, and its coefficients divided
by the same spread afterwards, so that what is kept are plain weights for the signals as they are.

A coefficient below zero would make a reason for somebody one against them. The signal with the lowest
one is left out and the rest fitted again, until there is none.

A particular situation has few cases, and what is more general than it is like it. So the cases of the next
more general one are learned from too, all of them together counting as much as `BORROWED` of its own: with
few cases of its own a situation learns what the general one does, with many its own (a pooled fit, as
shrinkage towards the general one).

What the past cannot teach keeps its shipped weight: what the asking unit lacks, free hours, exposure,
other workplaces and professions. What is learned shares the rest, as far as the shipped weights give it away.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from matching.index.index import Index
from matching.learning.cases import Case, cases
from matching.model import Task
from matching.question import Signal
from matching.ranking.shipped import DEFAULT, UNLEARNABLE
from matching.ranking.signals import LEARNED
from matching.weights import SITUATIONS, TEXT, Weights

# Questions of a situation that are learned from, at most: more change little and take longer. By eye.
MOST_QUESTIONS = 500
# Questions that it takes to learn anything for a situation, borrowed ones included. By eye.
FEWEST_QUESTIONS = 50
# So many of its own cases those of the next more general situation count as, at most. Chosen on the tune
# years of three data sets: without, situations with 30 cases find less by up to 4 points.
BORROWED = 50
# Of each team so many are taken for the one who is known, in turn: more cases of the rare situations. By eye.
KNOWN = 3
# The inverse of the penalty on large coefficients. Chosen on the same; between 0.03 and 1 hardly matters.
C = 0.03
# Steps of the solver, at most; it takes some 20. By eye.
MOST_STEPS = 1_000

Floats = NDArray[np.float64]


def learn(index: Index, later: Sequence[Task], *, text: Mapping[str, str], seed: int) -> Weights:
    """Weights for every situation that enough of the later tasks were in.

    `index` must hold nothing of the later tasks; `text` is what each was asked with, by id. `seed`
    draws the tasks, where there are many, and the members of each team that are taken for known.
    """
    found = cases(index, later, text=text, seed=seed, most=MOST_QUESTIONS, known=KNOWN)
    learned: dict[str, Mapping[Signal, float]] = {}
    for name, own in found.items():
        borrowed = found.get(more_general(name), [])
        part = min(1.0, BORROWED / max(1, len(borrowed)))
        if not own or len(own) + part * len(borrowed) < FEWEST_QUESTIONS:
            continue
        weights = _fitted(own, borrowed, part=part)
        if weights:
            learned[name] = _with_the_rest(weights, situation=name)
    return Weights(learned)


def more_general(situation: str) -> str:
    """The situation that has the most in common with one and asks less; empty where there is none."""
    known, text = situation.removesuffix(TEXT), TEXT if situation.endswith(TEXT) else ""
    above = SITUATIONS[SITUATIONS.index(known) + 1 :]
    return f"{above[0]}{text}" if above and above[0] != "alone" else ""


def _fitted(own: Sequence[Case], borrowed: Sequence[Case], *, part: float) -> dict[Signal, float]:
    """The weights of the signals that speak for somebody, summing to 1; none where nothing is learned.

    Each borrowed case counts as a `part` of one of its own. What says nothing in its own is not learned.
    """
    cases = [*own, *borrowed]
    values, sought = (
        np.vstack([case.values for case in cases]),
        np.concatenate([case.sought for case in cases]),
    )
    of_own = sum(len(case.sought) for case in own)
    each = np.where(np.arange(len(sought)) < of_own, 1.0, part)
    spread = values.std(axis=0)
    kept = np.flatnonzero(values[:of_own].std(axis=0) > 0)
    weights = np.zeros(len(LEARNED))
    while len(kept) and 0 < sought.sum() < len(sought):
        regression = LogisticRegression(C=C, max_iter=MOST_STEPS)
        regression.fit(values[:, kept] / spread[kept], sought, sample_weight=each)
        found: Floats = regression.coef_[0] / spread[kept]
        if (found >= 0).all():
            weights[kept] = found
            break
        kept = np.delete(kept, regression.coef_[0].argmin())
    total = math.fsum(weights.tolist())
    return {
        signal: weight / total for signal, weight in zip(LEARNED, weights.tolist(), strict=True) if weight
    }


def _with_the_rest(learned: Mapping[Signal, float], *, situation: str) -> dict[Signal, float]:
    """Learned weights, which sum to 1, beside the shipped ones of what cannot be learned."""
    share = math.fsum(DEFAULT[situation].get(signal, 0.0) for signal in LEARNED)
    return {signal: share * weight for signal, weight in learned.items()} | UNLEARNABLE
