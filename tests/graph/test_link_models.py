from dataclasses import replace

import pytest

from graph.errors import NotFound
from graph.records.soundness import LeftOut
from graph.store import GraphStore
from harness.factories import learned_linking
from matching.language.link_model import SHIPPED

SPOIL = "MATCH (n:LinkModel) SET n.model = $model"


def test_what_ships_is_in_use_until_a_model_is_added(each_graph: GraphStore) -> None:
    models = each_graph.link_models
    assert (models.in_use(), models.all()) == (SHIPPED, [])

    number, learned = each_graph.changes.number(), learned_linking()
    assert models.add(learned) == "1"
    assert each_graph.changes.number() > number
    assert models.in_use() == learned.model


def test_a_model_is_read_back_with_all_that_it_was_judged_by(each_graph: GraphStore) -> None:
    learned = learned_linking()
    each_graph.link_models.add(learned)
    [found] = each_graph.link_models.all()
    assert (found.version, found.learned, found.in_use) == ("1", learned, True)


def test_a_model_that_was_compared_on_nothing_is_kept_too(each_graph: GraphStore) -> None:
    learned = replace(learned_linking(), comparisons=())
    each_graph.link_models.add(learned)
    assert [each.learned for each in each_graph.link_models.all()] == [learned]


def test_an_earlier_version_can_be_used_again_and_none_is_forgotten(each_graph: GraphStore) -> None:
    models, first, second = each_graph.link_models, learned_linking(), learned_linking(intercept=-2.0)
    assert [models.add(first), models.add(second)] == ["1", "2"]
    assert models.in_use() == second.model

    models.use("1")
    assert models.in_use() == first.model
    models.use("shipped")
    assert models.in_use() == SHIPPED
    assert [each.version for each in models.all()] == ["1", "2"]


def test_a_version_that_is_not_there_changes_nothing(each_graph: GraphStore) -> None:
    each_graph.link_models.add(learned_linking())
    with pytest.raises(NotFound):
        each_graph.link_models.use("9")
    assert each_graph.link_models.in_use() == learned_linking().model


@pytest.mark.parametrize(
    "model",
    [
        "{",
        SHIPPED.written().replace('"common"', '"of_another_version"'),
        SHIPPED.written().replace('"intercept": ', '"intercept": 1e999, "was": ', 1),
        SHIPPED.written().replace('"alone": {', '"alone": [], "was": {', 1),
    ],
)
def test_a_model_that_cannot_be_read_is_left_out_and_reported(graph: GraphStore, model: str) -> None:
    graph.link_models.add(learned_linking())
    graph.database.write(lambda transaction: transaction.run(SPOIL, model=model))
    left_out: list[LeftOut] = []
    assert graph.link_models.in_use(refuse=left_out.append) == SHIPPED
    assert graph.link_models.all(refuse=left_out.append) == []
    assert [(row.kind, row.id) for row in left_out] == [("link model", "1")] * 2
