from datetime import date

import pytest

from graph.errors import NotFound
from graph.store import GraphStore
from matching.model import Signal
from matching.weights import SHIPPED, Comparison, RankingModel, Weights


def model(**learned: float) -> RankingModel:
    """A model with one situation; `learned` are its weights by the names of signals."""
    return RankingModel(
        fitted_on=date(2026, 11, 24),
        change=7,
        seed=20,
        learned_from=date(2025, 3, 1),
        tested_from=date(2026, 3, 1),
        until=date(2026, 10, 1),
        n_known=600,
        n_learned=200,
        n_tested=200,
        weights=Weights({"alone": {Signal(name): weight for name, weight in learned.items()}}),
        replaced="shipped",
        comparisons=(
            Comparison(situation="alone", questions=200, before=0.2, after=0.3, low=0.05, high=0.15),
        ),
    )


def test_what_ships_is_in_use_until_a_model_is_added(each_graph: GraphStore) -> None:
    assert each_graph.ranking_models.weights() == SHIPPED
    assert each_graph.ranking_models.all() == []

    number = each_graph.changes.number()
    assert each_graph.ranking_models.add(model(skill=0.6, past_tasks=0.4)) == "1"
    assert each_graph.changes.number() > number
    assert each_graph.ranking_models.weights() == Weights(
        {"alone": {Signal.SKILL: 0.6, Signal.PAST_TASKS: 0.4}}, version="1"
    )


def test_a_model_is_read_back_with_all_that_it_was_judged_by(each_graph: GraphStore) -> None:
    kept = model(skill=0.6, ties=0.4)
    each_graph.ranking_models.add(kept)

    [found] = each_graph.ranking_models.all()
    assert found.comparisons == kept.comparisons
    assert found.weights.learned == kept.weights.learned
    assert (found.learned_from, found.tested_from, found.until) == (
        kept.learned_from,
        kept.tested_from,
        kept.until,
    )


def test_an_earlier_version_can_be_used_again_and_none_is_forgotten(each_graph: GraphStore) -> None:
    models = each_graph.ranking_models
    assert [models.add(model(skill=0.6)), models.add(model(ties=0.6))] == ["1", "2"]
    assert models.weights().version == "2"

    models.use("1")
    assert models.weights().version == "1"
    models.use("shipped")
    assert models.weights() == SHIPPED
    assert [each.weights.version for each in models.all()] == ["1", "2"]


def test_a_version_that_is_not_there_changes_nothing(each_graph: GraphStore) -> None:
    each_graph.ranking_models.add(model(skill=0.6))
    with pytest.raises(NotFound):
        each_graph.ranking_models.use("9")
    assert each_graph.ranking_models.weights().version == "1"


def test_a_model_that_learned_nothing_is_kept_too(each_graph: GraphStore) -> None:
    each_graph.ranking_models.add(model())
    assert each_graph.ranking_models.weights() == Weights({"alone": {}}, version="1")
