"""Fits what tells a task from a text that is none, and says how well it does on texts that it hasn't seen.

Every text comes with the probability of its likeliest skill, as a linker gives it that didn't learn from the
text (`read_by`): an example that the linker knows would look surer than a new text ever does. The labels of
skills are learned from too, as tasks in a few words with no likely skill: so that short tasks in words that
nobody has written before are not taken for none.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from matching.language.linking import OFFERED, SkillLinker
from matching.language.understanding import (
    REFUSED,
    KnownText,
    Understanding,
    UnderstandingModel,
    signs,
)
from matching.model import TaskExample

TASK = Understanding.TASK

FOLDS = 5
"""Parts that the texts are cut into, each held out once. By eye: the usual number."""
SEED = 0
"""Of the draw that puts each text into a part. By eye: any will do."""
_LABEL, _EXAMPLE, _ALIKE, _REFUSED = 0.5, 4.0, 5.0, 5.0
"""What the label of a skill counts, an example, a task that was written to look like something else, and a
text that is no task. Chosen on the folds of `held_out`: to refuse a real task costs more than to miss one."""
_PENALTY = 0.3
"""scikit-learn's C: the inverse of the penalty on what the signs count. Chosen on the folds of `held_out`."""
_LEAST_TEXTS = 3
"""Texts that must show a sign for it to count. By eye: one or two say nothing of others."""
_LEAST_COUNT = 0.1
"""The number below which, for all kinds, a sign is left out of the model. By eye: it changes nothing."""


def read_by(
    linker: SkillLinker, known: Sequence[KnownText], examples: Sequence[TaskExample], *, seed: int = SEED
) -> tuple[list[KnownText], list[KnownText]]:
    """The known texts and the examples, each with the probability of its likeliest skill.

    An example is read by a linker that learned the others only; the linker has learned all afterwards.
    """
    folds = np.random.default_rng(seed).permutation(len(examples)) % FOLDS
    read: list[KnownText] = []
    for held_out in range(FOLDS):
        linker.learn([each for each, fold in zip(examples, folds, strict=True) if fold != held_out])
        read += [
            KnownText(each.text, TASK, likeliest(linker, each.text))
            for each, fold in zip(examples, folds, strict=True)
            if fold == held_out
        ]
    linker.learn(examples)
    return [replace(each, likeliest=likeliest(linker, each.text)) for each in known], read


def likeliest(linker: SkillLinker, text: str) -> float:
    """The probability of the likeliest skill that a person would be shown, 0 where there is none."""
    return max((each.score for each in linker.link(text, limit=1, min_score=OFFERED)), default=0.0)


def fit(
    known: Sequence[KnownText], examples: Sequence[KnownText], *, labels: Sequence[str] = ()
) -> UnderstandingModel:
    """What each sign counts. Raises ValueError unless every kind is among the texts."""
    texts = [*known, *examples, *(KnownText(label, TASK) for label in labels)]
    kinds = [str(each.kind) for each in texts]
    if missing := {TASK, *REFUSED} - set(kinds):
        raise ValueError(f"no text is {', '.join(sorted(missing))}")
    shown = [signs(each.text, likeliest=each.likeliest) for each in texts]
    texts_with = Counter(sign for each in shown for sign in each)
    often = {sign for sign, n_texts in texts_with.items() if n_texts >= _LEAST_TEXTS}
    rows = DictVectorizer()
    table = rows.fit_transform(
        [{sign: value for sign, value in each.items() if sign in often} for each in shown]
    )
    weights = [_ALIKE if each.kind is TASK else _REFUSED for each in known]
    weights += [_EXAMPLE] * len(examples) + [_LABEL] * len(labels)
    fitted = LogisticRegression(C=_PENALTY, max_iter=2000).fit(table, kinds, sample_weight=weights)
    at = {kind: number for number, kind in enumerate(fitted.classes_)}
    refused = [at[kind.value] for kind in REFUSED]
    counts = np.round(fitted.coef_[refused] - fitted.coef_[at[TASK]], 2)
    intercepts = np.round(fitted.intercept_[refused] - fitted.intercept_[at[TASK]], 2)
    names = rows.get_feature_names_out()
    telling = np.flatnonzero(np.abs(counts).max(axis=0) >= _LEAST_COUNT).tolist()
    return UnderstandingModel(
        intercepts.tolist(),
        {str(names[n]): counts[:, n].tolist() for n in telling},
        dict(sorted(Counter(kinds).items())),
    )


def held_out(
    known: Sequence[KnownText],
    examples: Sequence[KnownText],
    *,
    labels: Sequence[str] = (),
    seed: int = SEED,
) -> Iterator[tuple[KnownText, Understanding]]:
    """Each text, and what a model took it for that was fitted without it and all else that its writer wrote.

    Somebody's other texts are so like it that they would tell of it what a new text's writer never does.
    """
    texts, n_known = [*known, *examples], len(known)
    kinds = [each.kind.value if at < n_known else "example" for at, each in enumerate(texts)]
    writers = [each.writer or f"text {at}" for at, each in enumerate(texts)]
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    for learned, left_out in folds.split(texts, kinds, writers):
        model = fit(
            [texts[at] for at in learned.tolist() if at < n_known],
            [texts[at] for at in learned.tolist() if at >= n_known],
            labels=labels,
        )
        for at in left_out.tolist():
            yield texts[at], model.understood(texts[at].text, likeliest=texts[at].likeliest)
