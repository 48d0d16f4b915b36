"""How well a linking model does beside another on the same texts, each read by those who did not know it.

Three figures, each a mean over texts with the 95 % interval of the difference: the share of the first five
that are right (*precision@5*), the share of needs that one of the first ten meets (*recall@10*), and how far
the probabilities lie from what was right (*log loss*). The last only for texts that people judged fully:
nobody said of an example or a task that what it doesn't name would not do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.language.link_features import Vector
from matching.language.link_model import Figure, LinkComparison, TextKind
from matching.learning.evaluation import bootstrap

FIRST = 5
"""Places that precision looks at. By eye: what people see at once."""
SHOWN = 10
"""Places that recall looks at. By eye: what a page shows."""
_SUREST = 1e-6
"""The least and, from 1, the most probability: a surer one is not told apart. By eye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Which candidates of a text are right, (n,), which need they meet, (n_needs, n); each's probability."""

    kind: TextKind
    right: NDArray[np.bool_]
    meets: NDArray[np.bool_]
    before: Vector
    after: Vector


def compared(texts: Sequence[Judged], *, seed: int) -> tuple[LinkComparison, ...]:
    """Every figure for every kind of text that there is."""
    found = []
    for kind in TextKind:
        of_kind = [each for each in texts if each.kind is kind and len(each.meets)]
        if of_kind:
            figures = [each for each in Figure if each is not Figure.LOG_LOSS or kind is TextKind.JUDGED]
            found += [_compared(of_kind, figure, kind=kind, seed=seed) for figure in figures]
    return tuple(found)


def value_of(figure: Figure, probability: Vector, text: Judged) -> float:
    """A figure of one text whose candidates are that probable; equals keep their order."""
    best = np.argsort(-probability, kind="stable")
    if figure is Figure.PRECISION:
        return float(text.right[best[:FIRST]].sum()) / FIRST
    if figure is Figure.RECALL:
        return float(text.meets[:, best[:SHOWN]].any(axis=1).mean())
    sure = np.clip(probability, _SUREST, 1 - _SUREST)
    return float(-np.log(np.where(text.right, sure, 1 - sure)).mean()) if len(sure) else 0.0


def _compared(texts: Sequence[Judged], figure: Figure, *, kind: TextKind, seed: int) -> LinkComparison:
    before = np.array([value_of(figure, each.before, each) for each in texts])
    after = np.array([value_of(figure, each.after, each) for each in texts])
    _, _, difference = bootstrap(np.stack([before, after, after - before]), seed=seed)
    return LinkComparison(
        kind=kind,
        figure=figure,
        texts=len(texts),
        before=float(before.mean()),
        after=float(after.mean()),
        low=difference.low,
        high=difference.high,
    )
