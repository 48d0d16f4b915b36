"""Which skills a text speaks of follows the graph a little behind the index, so that nobody waits for it."""

from typing import Any

import pytest

from graph.store import GraphStore
from harness.factories import NOON, TODAY, employee, fill, learned_linking, skill, skill_id, task
from matching.language.linking import SkillLinker
from service.matcher import Matcher


def ready(graph: GraphStore) -> Matcher:
    matcher = Matcher(graph, now=lambda: NOON)
    matcher.refresh()
    return matcher


def test_a_new_skill_is_recognised_after_the_next_refresh(graph: GraphStore) -> None:
    matcher = ready(graph)
    assert not matcher.link("Vi mangler dronefotografering")
    fill(graph, skill("Dronefotografering"))
    matcher.refresh()
    (link,) = matcher.link("Vi mangler dronefotografering")
    assert link.skill == skill_id("Dronefotografering")


def test_nobody_waits_for_the_linker_when_a_skill_changes(
    graph: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(graph, skill("Støj"), employee("Anna", skills={"Støj": 4}))
    matcher = ready(graph)
    monkeypatch.setattr(SkillLinker, "fit", pytest.fail)
    monkeypatch.setattr(SkillLinker, "taught", pytest.fail)

    fill(graph, skill("Dronefotografering"), employee("Bo", skills={"Støj": 4}))

    assert skill_id("Dronefotografering") in matcher.index.taxonomy.skills
    assert len(matcher.index.workforce) == 2
    assert [link.skill for link in matcher.link("støj")] == [skill_id("Støj")]


def test_a_skill_that_was_just_retired_is_recognised_no_more(graph: GraphStore) -> None:
    fill(graph, skill("Støj"), skill("Sorg"))
    matcher = ready(graph)

    graph.loading.apply(graph.loading.plan_skills([skill("Sorg")], retire=True))

    assert not matcher.link("støj")
    assert not matcher.complete("stø")


def test_a_linker_that_cannot_be_made_anew_costs_a_reading_of_the_graph(
    graph: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    matcher = ready(graph)
    taught, calls = SkillLinker.taught, iter([1])

    def failing_once(self: SkillLinker, *given: Any, **named: Any) -> SkillLinker:
        if next(calls, None):
            raise RuntimeError("spoilt")
        return taught(self, *given, **named)

    monkeypatch.setattr(SkillLinker, "taught", failing_once)
    fill(graph, skill("Støj"))
    matcher.refresh()

    assert [link.skill for link in matcher.link("støj")] == [skill_id("Støj")]


def test_what_the_linker_learned_is_used_from_the_next_refresh_on(graph: GraphStore) -> None:
    fill(graph, skill("Støj"))
    matcher = ready(graph)
    [before] = matcher.link("støj")

    graph.link_models.add(learned_linking(intercept=-20.0))
    matcher.refresh()
    [after] = matcher.link("støj")
    assert after.score < before.score

    graph.link_models.use("shipped")
    matcher.refresh()
    assert matcher.link("støj") == ready(graph).link("støj") == [before]


def test_a_link_model_that_cannot_be_read_is_reported_and_what_ships_is_used(graph: GraphStore) -> None:
    fill(graph, skill("Støj"))
    before = ready(graph).link("støj")
    graph.link_models.add(learned_linking(intercept=-20.0))
    graph.database.write(lambda transaction: transaction.run("MATCH (n:LinkModel) SET n.model = '{}'"))
    matcher = ready(graph)
    assert matcher.link("støj") == before
    assert [(row.kind, row.id) for row in matcher.freshness.left_out] == [("link model", "1")]

    graph.link_models.use("shipped")
    matcher.refresh()
    assert matcher.freshness.left_out == ()


def test_what_a_task_of_ones_own_needs_is_learned_from_its_words_and_forgotten_with_it(
    graph: GraphStore,
) -> None:
    fill(graph, skill("Støj"), skill("Sorg"), skill("Ragelse", hidden=["skrammel"]))
    matcher = ready(graph)

    def sorrow() -> float:
        return next((each.score for each in matcher.link("noget om skrammel") if "sorg" in each.skill), 0.0)

    before = sorrow()
    fill(graph, task("Skrammel i baggården", requires={"Sorg": 3}, closed_on=TODAY))
    matcher.refresh()
    assert sorrow() > before
    assert matcher.link("noget om skrammel") == ready(graph).link("noget om skrammel")

    graph.loading.apply(graph.loading.plan_tasks([], retire=True))
    matcher.refresh()
    assert sorrow() == before
