"""The matcher on a real graph: what was written is answered from, at the next question."""

import math
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import GraphUnavailable
from graph.opening import open_graph
from graph.records.changes import Mover
from graph.server.database import Database
from graph.server.patience import ANSWERING
from graph.store import GraphStore
from harness.factories import (
    NOON,
    TODAY,
    employee,
    fill,
    ranking_model,
    skill,
    skill_id,
    task,
)
from harness.servers import answering, empty, stopped
from matching.invitation import DAYS_TO_ANSWER, Invitation
from matching.model import Requirement, Visibility
from matching.own_skills import taking_off
from matching.question import Question, Signal, TeamQuestion
from matching.teams.answer import TeamAdvice, TeamAnswer
from matching.weights import Weights
from service.errors import IndexNotReady
from service.matcher import Matcher, Turns
from service.picture import prove

NOISE = Question(requirements=(Requirement(skill=skill_id("Støj")),))


@contextmanager
def another_store(data_dir: Path) -> Iterator[GraphStore]:
    """The same graph as another process has it: its writes are not told here."""
    with open_graph(uri=None, user="", password="", database="", data_dir=data_dir) as store:
        yield store


def found(matcher: Matcher, question: Question = NOISE) -> set[str]:
    return {candidate.name for candidate in matcher.match(question).candidates}


def suggested(matcher: Matcher) -> list[float]:
    """How often each was suggested, faded."""
    counts: list[float] = matcher.index.workload.load.suggested.tolist()
    return counts


class Clock:
    """Stands still unless it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def ready(graph: GraphStore, clock: Callable[[], datetime] = lambda: NOON) -> Matcher:
    matcher = Matcher(graph, now=clock)
    matcher.refresh()
    return matcher


def test_nothing_is_answered_before_the_first_build(graph: GraphStore) -> None:
    matcher = Matcher(graph, now=lambda: NOON)
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


def test_what_somebody_chose_in_another_process_holds_for_the_very_next_that_follows(
    each_graph: GraphStore,
) -> None:
    anna = employee("Anna", skills={"Støj": 4})
    fill(each_graph, anna)
    chosen = (
        replace(anna, visibility=Visibility.HIDDEN),
        replace(anna, objects=True),
        taking_off(anna, skill_id("Støj"), on=TODAY),
    )
    with Database(each_graph.database.address, patience=ANSWERING) as another:
        elsewhere = ready(GraphStore.on(another))
        for after in chosen:
            each_graph.employees.alter(anna.id, lambda _, after=after: after)
            elsewhere.follow()
            assert found(elsewhere) == set()
            each_graph.employees.alter(anna.id, lambda _: anna)
            elsewhere.follow()
            assert found(elsewhere) == {"Anna"}


def test_who_objects_keeps_a_place_in_a_team_and_is_never_offered_for_anothers(graph: GraphStore) -> None:
    anna, bo, carl = (employee(name, skills={"Støj": 4}) for name in ("Anna", "Bo", "Carl"))
    fill(graph, anna, replace(bo, objects=True), carl)
    matcher = ready(graph)
    question = TeamQuestion(requirements=NOISE.requirements, fixed=(bo.id,), smallest=1)

    team, advice = matcher.team(question), matcher.advise(question, [anna.id])

    def ids(answer: TeamAnswer | TeamAdvice, members: Iterable[int]) -> set[str]:
        return {matcher.index.workforce.ids[answer.formulation.rows.item(member)] for member in members}

    assert bo.id in ids(team, (seat.member for seat in team.proposals[0].seats))
    assert [ids(advice, (swap.into for swap in each)) for each in advice.swaps.values()] == [{carl.id}]


def test_following_costs_nothing_while_the_graph_is_away(graph: GraphStore, data_dir: Path) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    with answering(graph) as store:
        matcher = ready(store)
        with stopped(data_dir):
            with pytest.raises(GraphUnavailable):
                matcher.refresh()
            began = time.monotonic()
            matcher.follow()
            assert found(matcher) == {"Anna"}
            assert time.monotonic() - began < 1


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


def test_an_unchanged_graph_is_not_read_again(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    matcher = ready(graph)
    before = matcher.index
    matcher.refresh()
    assert matcher.index is before


def test_evidence_fades_with_the_days_though_nothing_was_written(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    clock = Clock()
    matcher = ready(graph, clock)
    (before,) = matcher.match(NOISE).candidates
    clock.now = NOON.replace(year=2030)
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
    clock, mover = Clock(), Mover("lead", NOON)
    matcher = ready(graph, clock)
    first, second = (
        Invitation(id="", task=each.id, employee=anna.id) for each in (task("Støjkort"), task("Støjmur"))
    )
    (made,) = graph.invitations.propose([first], mover)
    assert suggested(matcher) == [1.0]
    assert found(matcher) == {"Anna"}

    graph.invitations.propose([second], mover)
    graph.invitations.invite(made.id, mover)
    assert suggested(matcher) == suggested(ready(graph)) == [3.0]
    assert found(matcher) == set()

    graph.invitations.decline(made.id, Mover(anna.id, mover.at))
    assert suggested(matcher) == [3.0]
    assert found(matcher) == set(), "until its deadline a no looks like no answer"
    clock.now += timedelta(days=DAYS_TO_ANSWER * 2)
    matcher.refresh()
    assert found(matcher) == {"Anna"}


def test_learned_weights_are_used_from_the_next_refresh_on(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    matcher = ready(graph)
    assert matcher.match(NOISE).weights == "shipped"

    graph.ranking_models.add(ranking_model(skill=1.0))
    answer = matcher.match(NOISE)
    assert answer.weights == "1"
    assert {part.signal for part in answer.candidates[0].contributions} == {Signal.SKILL}


def test_while_the_graph_is_away_the_last_picture_answers_and_says_since_when(
    graph: GraphStore, data_dir: Path
) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    clock = Clock()
    with answering(graph) as store:
        matcher = ready(store, clock)
        assert matcher.stale_since is None
        clock.now += timedelta(minutes=14)
        with stopped(data_dir), pytest.raises(GraphUnavailable):
            matcher.refresh()

        assert found(matcher) == {"Anna"}
        assert matcher.link("støj")
        assert matcher.stale_since == NOON

        matcher.refresh()
        assert matcher.stale_since is None
        assert matcher.freshness.read_at == clock.now


def test_a_picture_that_is_too_old_answers_nothing_more(graph: GraphStore, data_dir: Path) -> None:
    clock = Clock()
    with answering(graph) as store:
        matcher = ready(store, clock)
        with stopped(data_dir), pytest.raises(GraphUnavailable):
            matcher.refresh()
        clock.now += timedelta(minutes=16)

        with pytest.raises(GraphUnavailable):
            matcher.match(NOISE)
        with pytest.raises(GraphUnavailable):
            matcher.link("støj")

        matcher.refresh()
        assert found(matcher) == set()


def test_who_hid_just_before_the_graph_went_away_is_shown_to_nobody(
    graph: GraphStore, data_dir: Path
) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}))
    with answering(graph) as store:
        matcher = ready(store)
        fill(store, employee("Anna", skills={"Støj": 4}, visibility=Visibility.HIDDEN))
        with stopped(data_dir), pytest.raises(GraphUnavailable):
            matcher.match(NOISE)

        store.ping()
        assert not found(matcher)


def test_a_question_as_people_ask_it_proves_an_index(graph: GraphStore) -> None:
    ready(graph).prove()
    fill(graph, employee("Anna", skills={"Støj": 4}), task("Støjmur", requires={"Støj": 3}, members=["Anna"]))
    ready(graph).prove()


def test_an_index_that_cannot_answer_proves_nothing(graph: GraphStore) -> None:
    fill(graph, employee("Anna", skills={"Støj": 4}), employee("Bo", skills={"Støj": 4}))
    matcher = ready(graph)
    odd = Weights({name: {Signal.SKILL: math.nan} for name in ("members_text", "members")})
    with pytest.raises(IndexNotReady):
        prove(replace(matcher.index, weights=odd))


def test_one_waits_for_the_other() -> None:
    turns, order = Turns(seconds=10), []

    def second() -> None:
        with turns():
            order.append("second")

    with turns():
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.05)
        order.append("first")
    thread.join()

    assert order == ["first", "second"]


def test_nobody_waits_for_long_for_somebody_slow() -> None:
    turns, done = Turns(seconds=0.05), threading.Event()

    def quick() -> None:
        with turns():
            done.set()

    with turns():
        thread = threading.Thread(target=quick)
        thread.start()
        assert done.wait(5)
    thread.join()
    with turns():
        pass
