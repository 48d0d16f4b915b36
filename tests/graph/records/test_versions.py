import pytest

from graph.errors import NotFound
from graph.records.versions import Versions
from graph.store import GraphStore

KIND = "kind of model"


def versions(store: GraphStore, label: str = "LinkModel") -> Versions:
    return Versions(store.database, store.changes, kind=KIND, label=label)


def test_the_last_that_was_added_is_in_use_and_those_before_are_as_they_were(each_graph: GraphStore) -> None:
    kept = versions(each_graph)
    assert kept.in_use() is None
    assert [kept.add({"said": "a"}), kept.add({"said": "b"})] == ["1", "2"]
    assert [(row["id"], row["said"], row["in_use"]) for row in kept.all()] == [
        ("1", "a", False),
        ("2", "b", True),
    ]
    in_use = kept.in_use()
    assert in_use is not None
    assert in_use["said"] == "b"


def test_to_use_another_is_a_change_that_the_services_see(each_graph: GraphStore) -> None:
    kept = versions(each_graph)
    kept.add({"said": "a"})
    number = each_graph.changes.number()
    kept.use("shipped")
    assert kept.in_use() is None
    assert each_graph.changes.number() > number


def test_versions_of_another_label_are_counted_apart(each_graph: GraphStore) -> None:
    versions(each_graph).add({"said": "a"})
    other = versions(each_graph, label="RankingModel")
    assert other.all() == []
    with pytest.raises(NotFound, match=KIND):
        other.use("1")
