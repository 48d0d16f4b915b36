"""The matcher on a real graph: what was written is answered from, at the next question."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from graph.invitations import Mover
from graph.store import GraphStore
from harness.factories import employee, fill, skill, skill_id, task
from matching.invitation import Invitation
from matching.model import Question, Requirement, Signal, Visibility
from service.errors import IndexNotReady
from service.matcher import Matcher
from tests.graph.test_ranking_models import model

NOISE = Question(requirements=(Requirement(skill=skill_id("Støj")),))


class Clock:
    """Seconds that pass only when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def found(matcher: Matcher, question: Question = NOISE) -> set[str]:
    return {candidate.name for candidate in matcher.match(question).candidates}


def ready(graph: GraphStore, clock: Clock | None = None) -> Matcher:
    matcher = Matcher(graph, refresh_seconds=1.0, clock=clock or Clock(), today=lambda: date(2026, 11, 23))
    matcher.refresh()
    return matcher


def test_nothing_is_answered_before_the_first_build(graph: GraphStore) -> None:
    matcher = Matcher(graph, today=lambda: date(2026, 11, 23))
    assert not matcher.ready
    with pytest.raises(IndexNotReady):
        matcher.match(NOISE)


def test_what_another_process_wrote_is_seen_after_the_refresh_time(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    clock = Clock()
    matcher = ready(graph, clock)
    fill(graph, employee("Bo", skills={"Støj": 3}))
    assert found(matcher) == {"Anna"}
    clock.now = 1.1
    assert found(matcher) == {"Anna", "Bo"}


def test_what_this_process_wrote_is_seen_by_the_next_question(graph: GraphStore) -> None:
    matcher = ready(graph)
    fill(graph, employee("Anna", skills={"Støj": 4}))
    matcher.written()
    assert found(matcher) == {"Anna"}


def test_who_hides_is_gone_at_the_next_question(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    matcher = ready(graph)
    fill(graph, employee("Anna", skills={"Støj": 4}, visibility=Visibility.HIDDEN))
    matcher.written()
    assert not found(matcher)


def test_who_is_retired_is_gone(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}), employee("Bo", skills={"Støj": 4}))
    matcher = ready(graph)
    graph.loading.apply(graph.loading.plan_employees([employee("Bo", skills={"Støj": 4})], retire=True))
    matcher.written()
    assert found(matcher) == {"Bo"}


def test_a_closed_task_votes_at_the_next_question(graph: GraphStore) -> None:
    fill(graph, employee("Anna"), skill("Støj"))
    matcher = ready(graph)
    assert not found(matcher)
    fill(graph, task("Støjskærm", requires={"Støj": 3}, members=["Anna"], closed_on=date(2026, 11, 1)))
    matcher.written()
    assert found(matcher) == {"Anna"}


def test_a_new_skill_is_recognised_at_the_next_question(graph: GraphStore) -> None:
    matcher = ready(graph)
    assert not matcher.link("Vi mangler dronefotografering")
    fill(graph, skill("Dronefotografering"))
    matcher.written()
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
    matcher = Matcher(graph, today=lambda: day[0], clock=Clock())
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
    matcher.written()
    assert matcher.index.load.suggested.tolist() == [1.0]
    assert found(matcher) == {"Anna"}

    graph.invitations.propose([second], mover)
    graph.invitations.invite(made.id, mover)
    matcher.written()
    assert matcher.index.load.suggested.tolist() == ready(graph).index.load.suggested.tolist() == [3.0]
    assert found(matcher) == set()

    graph.invitations.decline(made.id, Mover(anna.id, mover.at))
    matcher.written()
    assert matcher.index.load.suggested.tolist() == [3.0]
    assert found(matcher) == {"Anna"}


def test_learned_weights_are_used_from_the_next_refresh_on(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    matcher = ready(graph)
    assert matcher.match(NOISE).weights == "shipped"

    graph.ranking_models.add(model(skill=1.0))
    matcher.written()
    answer = matcher.match(NOISE)
    assert answer.weights == "1"
    assert {part.signal for part in answer.candidates[0].contributions} == {Signal.SKILL}
