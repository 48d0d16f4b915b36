import pytest

from graph.errors import NotFound
from graph.store import GraphStore
from harness.factories import ranking_model
from matching.question import Signal
from matching.weights import SHIPPED, Weights


def test_what_ships_is_in_use_until_a_model_is_added(each_graph: GraphStore) -> None:
    assert each_graph.ranking_models.weights() == SHIPPED
    assert each_graph.ranking_models.all() == []

    number = each_graph.changes.number()
    assert each_graph.ranking_models.add(ranking_model(skill=0.6, past_tasks=0.4)) == "1"
    assert each_graph.changes.number() > number
    assert each_graph.ranking_models.weights() == Weights(
        {"alone": {Signal.SKILL: 0.6, Signal.PAST_TASKS: 0.4}}, version="1"
    )


def test_a_model_is_read_back_with_all_that_it_was_judged_by(each_graph: GraphStore) -> None:
    kept = ranking_model(skill=0.6, ties=0.4)
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
    assert [models.add(ranking_model(skill=0.6)), models.add(ranking_model(ties=0.6))] == ["1", "2"]
    assert models.weights().version == "2"

    models.use("1")
    assert models.weights().version == "1"
    models.use("shipped")
    assert models.weights() == SHIPPED
    assert [each.weights.version for each in models.all()] == ["1", "2"]


def test_a_version_that_is_not_there_changes_nothing(each_graph: GraphStore) -> None:
    each_graph.ranking_models.add(ranking_model(skill=0.6))
    with pytest.raises(NotFound):
        each_graph.ranking_models.use("9")
    assert each_graph.ranking_models.weights().version == "1"


def test_a_model_that_learned_nothing_is_kept_too(each_graph: GraphStore) -> None:
    each_graph.ranking_models.add(ranking_model())
    assert each_graph.ranking_models.weights() == Weights({"alone": {}}, version="1")
