"""What the organisation says of the catalogue's skills itself."""

from dataclasses import replace

import pytest

from graph.errors import AlreadyExists, NotFound, StaleVersion
from graph.skills import OWN
from graph.store import GraphStore
from harness.factories import fill, skill, skill_id
from matching.model import Skill

NOISE = skill("Støj")


def load(store: GraphStore, *skills: Skill, complete: bool = False) -> None:
    """As the catalogue is loaded."""
    store.loading.apply(store.loading.plan_skills(skills, retire=complete))


def test_what_was_changed_here_stays_when_the_catalogue_is_loaded_anew(each_graph: GraphStore) -> None:
    load(each_graph, NOISE)
    each_graph.skills.alter(NOISE.id, lambda each: replace(each, label_da="larm", alt_da=("støj", "lyd")))
    load(each_graph, replace(NOISE, alt_da=("noget andet",), label_en="noise"))

    found = each_graph.skills.get(NOISE.id).value
    assert (found.label_da, found.alt_da, found.label_en) == ("larm", ("støj", "lyd"), "noise")
    assert found.own_words == ("alt_da", "label_da")
    assert [each.id for each in each_graph.skills.search("lyd").items] == [NOISE.id]


def test_what_was_added_here_stays_when_a_complete_catalogue_is_loaded_without_it(
    each_graph: GraphStore,
) -> None:
    load(each_graph, NOISE)
    added = each_graph.skills.add(skill("Dronepilot", broader=["Støj"])).value
    load(each_graph, skill("Jura"), complete=True)

    assert added.source == OWN
    assert each_graph.skills.ids() == {skill_id("Jura"), added.id}


def test_nothing_is_added_twice_nor_changed_that_is_not_there_or_was_changed_since(
    graph: GraphStore,
) -> None:
    fill(graph, NOISE)
    with pytest.raises(AlreadyExists):
        graph.skills.add(NOISE)
    with pytest.raises(NotFound):
        graph.skills.alter(skill_id("Intet"), lambda each: each)
    version = graph.skills.get(NOISE.id).version
    graph.skills.alter(NOISE.id, lambda each: replace(each, label_da="larm"), version=version)
    with pytest.raises(StaleVersion):
        graph.skills.alter(NOISE.id, lambda each: replace(each, label_da="lyd"), version=version)
    assert graph.skills.get(NOISE.id).value.label_da == "larm"
