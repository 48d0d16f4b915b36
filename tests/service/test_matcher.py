"""The matcher on a real graph: what was written is answered from, at the next question."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph.invitations import Mover
from graph.opening import open_graph
from graph.store import GraphStore
from harness.factories import employee, fill, skill, skill_id, task
from harness.servers import empty
from matching.invitation import Invitation
from matching.model import Question, Requirement, Signal, Visibility
from service.errors import IndexNotReady
from service.matcher import Matcher
from tests.graph.test_ranking_models import model

NOISE = Question(requirements=(Requirement(skill=skill_id("Støj")),))


@contextmanager
def another_store(data_dir: Path) -> Iterator[GraphStore]:
    """The same graph as another process has it: its writes are not told here."""
    with open_graph(uri=None, user="", password="", database="", data_dir=data_dir) as store:
        yield store


def found(matcher: Matcher, question: Question = NOISE) -> set[str]:
    return {candidate.name for candidate in matcher.match(question).candidates}


def ready(graph: GraphStore) -> Matcher:
    matcher = Matcher(graph, today=lambda: date(2026, 11, 23))
    matcher.refresh()
    return matcher


def test_nothing_is_answered_before_the_first_build(graph: GraphStore) -> None:
    matcher = Matcher(graph, today=lambda: date(2026, 11, 23))
    assert not matcher.ready
    with pytest.raises(IndexNotReady):
        matcher.match(NOISE)


def test_what_another_process_wrote_is_seen_after_a_refresh(graph: GraphStore, data_dir: Path) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    matcher = ready(graph)
    with another_store(data_dir) as other:
        fill(other, employee("Bo", skills={"Støj": 3}))
    assert found(matcher) == {"Anna"}
    matcher.refresh()
    assert found(matcher) == {"Anna", "Bo"}


def test_what_this_process_wrote_is_seen_by_the_next_question(graph: GraphStore) -> None:
    matcher = ready(graph)
    fill(graph, employee("Anna", skills={"Støj": 4}))
    assert found(matcher) == {"Anna"}


def test_a_graph_that_was_restored_to_an_earlier_state_is_read_anew(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    fill(graph, employee("Bo", skills={"Støj": 4}))
    matcher = ready(graph)
    empty(graph)
    fill(graph, employee("Clara", skills={"Støj": 4}))
    matcher.refresh()
    assert found(matcher) == {"Clara"}


def test_who_hides_is_gone_at_the_next_question(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    matcher = ready(graph)
    fill(graph, employee("Anna", skills={"Støj": 4}, visibility=Visibility.HIDDEN))
    assert not found(matcher)


def test_who_is_retired_is_gone(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}), employee("Bo", skills={"Støj": 4}))
    matcher = ready(graph)
    graph.loading.apply(graph.loading.plan_employees([employee("Bo", skills={"Støj": 4})], retire=True))
    assert found(matcher) == {"Bo"}


def test_a_closed_task_votes_at_the_next_question(graph: GraphStore) -> None:
    fill(graph, employee("Anna"), skill("Støj"))
    matcher = ready(graph)
    assert not found(matcher)
    fill(graph, task("Støjskærm", requires={"Støj": 3}, members=["Anna"], closed_on=date(2026, 11, 1)))
    assert found(matcher) == {"Anna"}


def test_a_new_skill_is_recognised_at_the_next_question(graph: GraphStore) -> None:
    matcher = ready(graph)
    assert not matcher.link("Vi mangler dronefotografering")
    fill(graph, skill("Dronefotografering"))
    (link,) = matcher.link("Vi mangler dronefotografering")
    assert link.skill == skill_id("Dronefotografering")


def test_an_unchanged_graph_is_not_read_again(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    matcher = ready(graph)
    before = matcher.index
    matcher.refresh()
    assert matcher.index is before


def test_evidence_fades_with_the_days_though_nothing_was_written(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    day = [date(2026, 11, 23)]
    matcher = Matcher(graph, today=lambda: day[0])
    matcher.refresh()
    (before,) = matcher.match(NOISE).candidates
    day[0] = date(2030, 11, 23)
    matcher.refresh()
    (after,) = matcher.match(NOISE).candidates
    assert after.score < before.score


def test_only_sure_skills_are_taken_from_a_text_that_stands_for_itself(graph: GraphStore) -> None:
    fill(graph, skill("Cykelstier"), skill("Åben skole"))
    recognised = ready(graph).recognised("Vi skal åbne en ny cykelsti")
    assert [link.skill for link in recognised] == [skill_id("Cykelstier")]


def test_a_suggestion_counts_once_and_a_full_colleague_is_left_out(graph: GraphStore) -> None:
    anna = replace(employee("Anna", skills={"Støj": 4}), invitation_cap=1)
    fill(graph, anna, task("Støjkort"), task("Støjmur"))
    matcher, mover = ready(graph), Mover("lead", datetime(2026, 11, 23, 12, tzinfo=UTC))
    first, second = (
        Invitation(id="", task=each.id, employee=anna.id) for each in (task("Støjkort"), task("Støjmur"))
    )
    (made,) = graph.invitations.propose([first], mover)
    assert matcher.index.load.suggested.tolist() == [1.0]
    assert found(matcher) == {"Anna"}

    graph.invitations.propose([second], mover)
    graph.invitations.invite(made.id, mover)
    assert matcher.index.load.suggested.tolist() == ready(graph).index.load.suggested.tolist() == [3.0]
    assert found(matcher) == set()

    graph.invitations.decline(made.id, Mover(anna.id, mover.at))
    assert matcher.index.load.suggested.tolist() == [3.0]
    assert found(matcher) == {"Anna"}


def test_learned_weights_are_used_from_the_next_refresh_on(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    matcher = ready(graph)
    assert matcher.match(NOISE).weights == "shipped"

    graph.ranking_models.add(model(skill=1.0))
    answer = matcher.match(NOISE)
    assert answer.weights == "1"
    assert {part.signal for part in answer.candidates[0].contributions} == {Signal.SKILL}
