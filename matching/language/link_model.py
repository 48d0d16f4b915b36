"""How probable it is that a lead would nod at a skill for a text: two logistic regressions, as plain numbers.

The first weighs what is known of a candidate alone, the second that and the other candidates. They are fitted
elsewhere (`matching.learning.link_fitting`); what they weigh is in `matching.language.link_features`. The
model that ships is `link_model.json` beside this file.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import Any, Self

import numpy as np

from matching.language.link_features import ALONE, BESIDE, Matrix, Vector

_LARGEST = 1e6
"""No count is nearly as large; not a number is none either. By eye."""


class TextKind(StrEnum):
    """The kinds of texts that a model is learned from and compared on."""

    EXAMPLE = "examples"
    OWN = "own"
    JUDGED = "judged"


class Figure(StrEnum):
    """What a model is judged by (`matching.learning.link_comparison`)."""

    PRECISION = "precision@5"
    RECALL = "recall@10"
    LOG_LOSS = "log loss"


@dataclass(frozen=True, slots=True)
class Regression:
    """What each feature counts: ``logit = intercept + Σ counts[feature] · feature``."""

    intercept: float
    counts: Mapping[str, float]

    def logits(self, features: Matrix) -> Vector:
        """The logit of each row; the columns are the features in the order of `counts`: (n,)."""
        logits: Vector = features @ np.array(list(self.counts.values())) + self.intercept
        return logits


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkModel:
    """Both regressions, and where they were learned.

    `learned_from` has the number of texts by kind, `version` the first digits of what they and the seed hash
    to. Raises ValueError where a feature is missing, or there is none of its name, or a number has no end.
    """

    alone: Regression
    beside: Regression
    fitted_on: date
    version: str
    seed: int = 0
    learned_from: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for regression, features in ((self.alone, ALONE), (self.beside, BESIDE)):
            if list(regression.counts) != list(features):
                raise ValueError(
                    f"a link model must count {', '.join(features)}; it has {', '.join(regression.counts)}"
                )
            if not all(abs(each) <= _LARGEST for each in (regression.intercept, *regression.counts.values())):
                raise ValueError("a link model has a number without end")

    def written(self) -> str:
        """The model as JSON, a feature a line."""
        told = {
            "version": self.version,
            "fitted_on": self.fitted_on.isoformat(),
            "seed": self.seed,
            "learned_from": dict(self.learned_from),
            "alone": {"intercept": self.alone.intercept, **self.alone.counts},
            "beside": {"intercept": self.beside.intercept, **self.beside.counts},
        }
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """A model that was `written`. Raises ValueError for anything else."""
        try:
            told = json.loads(text)
            return cls(
                alone=_regression(told["alone"]),
                beside=_regression(told["beside"]),
                fitted_on=date.fromisoformat(told["fitted_on"]),
                version=told["version"],
                seed=told["seed"],
                learned_from=told["learned_from"],
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"this is no link model: {error!r}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkComparison:
    """A figure of two models on the same texts of a kind; `low` and `high` are of `after - before`, 95 %."""

    kind: TextKind
    figure: Figure
    texts: int
    before: float
    after: float
    low: float
    high: float

    @property
    def surely_better(self) -> bool:
        """Whether the interval says so: a log loss is to fall, the others to rise."""
        return self.high < 0 if self.figure is Figure.LOG_LOSS else self.low > 0

    @property
    def surely_worse(self) -> bool:
        """Whether the interval says so."""
        return self.low > 0 if self.figure is Figure.LOG_LOSS else self.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedLinking:
    """A model learned at the graph's change number `change`, compared with the version `replaced`."""

    model: LinkModel
    replaced: str
    change: int
    comparisons: tuple[LinkComparison, ...]

    @property
    def better(self) -> bool:
        """Whether it may replace the other: surely better in something, and surely worse in nothing."""
        better = any(each.surely_better for each in self.comparisons)
        return better and not any(each.surely_worse for each in self.comparisons)


def _regression(told: Mapping[str, Any]) -> Regression:
    counts = {name: float(value) for name, value in told.items() if name != "intercept"}
    return Regression(float(told["intercept"]), counts)


SHIPPED = LinkModel.read((files("matching.language") / "link_model.json").read_text(encoding="utf-8"))
