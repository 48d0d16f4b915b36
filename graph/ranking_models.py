"""The versions of the learned weights, as plain numbers."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from graph.records.changes import Changes
from graph.records.fields import day
from graph.records.soundness import Refuse, note, sound
from graph.records.versions import Versions
from graph.server.database import Database, Row
from matching.question import Signal
from matching.weights import SHIPPED, Comparison, RankingModel, Weights

KIND = "ranking model"
NO_WEIGHT = 0.0


class RankingModels:
    """Keeps what was learned; the services follow the one in use at their next refresh."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._versions = Versions(database, changes, kind=KIND, label="RankingModel")

    def all(self) -> list[RankingModel]:
        """Every version, oldest first. Raises GraphUnavailable."""
        return [_build(row) for row in self._versions.all()]

    def weights(self, *, refuse: Refuse = note) -> Weights:
        """The weights in use: those that ship unless a version was chosen. Raises GraphUnavailable.

        A version that cannot be read is left out, and `refuse` is told of it.
        """
        row = self._versions.in_use()
        if row is None:
            return SHIPPED
        return sound(KIND, row.get("id"), lambda: _finite(_build(row).weights), refuse) or SHIPPED

    def add(self, model: RankingModel) -> str:
        """Keep a model as the next version and use it; returns the version. Raises GraphUnavailable."""
        return self._versions.add(_properties(model))

    def use(self, version: str) -> None:
        """Use an earlier version, or what ships. Raises NotFound, GraphUnavailable."""
        self._versions.use(version)


def _properties(model: RankingModel) -> dict[str, Any]:
    """Weights as one row of numbers a situation, each as long as `signals`."""
    learned = model.weights.learned
    signals = sorted({signal for weights in learned.values() for signal in weights})
    found = {
        "fitted_on": model.fitted_on.isoformat(),
        "change": model.change,
        "seed": model.seed,
        "learned_from": model.learned_from.isoformat(),
        "tested_from": model.tested_from.isoformat(),
        "until": model.until.isoformat(),
        "n_known": model.n_known,
        "n_learned": model.n_learned,
        "n_tested": model.n_tested,
        "replaced": model.replaced,
        "situations": sorted(learned),
        "signals": [signal.value for signal in signals],
        "weights": [learned[name].get(signal, NO_WEIGHT) for name in sorted(learned) for signal in signals],
        "compared": [each.situation for each in model.comparisons],
        "questions": [each.questions for each in model.comparisons],
        "before": [each.before for each in model.comparisons],
        "after": [each.after for each in model.comparisons],
        "low": [each.low for each in model.comparisons],
        "high": [each.high for each in model.comparisons],
    }
    return {key: value for key, value in found.items() if value != []}


def _build(row: Row) -> RankingModel:
    measured = (row.get(name, []) for name in ("compared", "questions", "before", "after", "low", "high"))
    return RankingModel(
        fitted_on=day(row["fitted_on"]),
        change=row["change"],
        seed=row["seed"],
        learned_from=day(row["learned_from"]),
        tested_from=day(row["tested_from"]),
        until=day(row["until"]),
        n_known=row["n_known"],
        n_learned=row["n_learned"],
        n_tested=row["n_tested"],
        weights=Weights(_learned(row), version=row["id"]),
        replaced=row["replaced"],
        comparisons=tuple(
            Comparison(situation=name, questions=count, before=before, after=after, low=low, high=high)
            for name, count, before, after, low, high in zip(*measured, strict=True)
        ),
    )


def _finite(weights: Weights) -> Weights:
    """Raises ValueError for a weight that is no number, or without end."""
    if not all(isfinite(each) for of in weights.learned.values() for each in of.values()):
        raise ValueError("not finite")
    return weights


def _learned(row: Row) -> Mapping[str, Mapping[Signal, float]]:
    signals = [Signal(name) for name in row.get("signals", [])]
    numbers = iter(row.get("weights", []))
    return {
        name: {signal: weight for signal in signals if (weight := next(numbers)) != NO_WEIGHT}
        for name in row.get("situations", [])
    }
