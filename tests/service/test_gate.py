"""What is switched off holds in every process within five seconds, and at once where it was turned."""

import time
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from graph.store import GraphStore
from harness.factories import employee, fill, skill, skill_id, workplace, workplace_id
from harness.servers import eventually
from matching.model import Requirement
from matching.question import Question, TeamQuestion
from service.gate import LOOK_SECONDS, Gate, SuggestionsOff, WorkplaceOff
from service.matcher import Matcher
from service.process.beat import Beat

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLAY = (Requirement(skill=skill_id("Legepladser")),)


@pytest.fixture
def store(graph: GraphStore) -> GraphStore:
    fill(
        graph,
        skill("Legepladser"),
        workplace("Kommunen"),
        workplace("Park", part_of="Kommunen"),
        workplace("Gartneriet", part_of="Park"),
        workplace("Skolen", part_of="Kommunen"),
        employee("Anna", skills={"Legepladser": 5}, workplace="Gartneriet"),
        employee("Bo", skills={"Legepladser": 4}, workplace="Skolen"),
    )
    return graph


def matcher_on(store: GraphStore, *, matching: bool = True) -> Matcher:
    matcher = Matcher(store, now=lambda: NOON, gate=Gate(store, matching=matching))
    matcher.refresh()
    return matcher


def suggested(matcher: Matcher) -> list[str]:
    return [each.name for each in matcher.match(Question(requirements=PLAY)).candidates]


def test_a_switch_holds_in_every_worker_within_five_seconds(store: GraphStore) -> None:
    here, *others = (matcher_on(store) for _ in range(3))
    with ExitStack() as stack:
        for each in (here, *others):
            stack.enter_context(Beat("gate", each.gate.look, seconds=LOOK_SECONDS))
        for on in (False, True):
            began = time.monotonic()
            here.gate.turn(on=on, by="dpo", at=NOON)
            assert here.gate.open is on
            assert eventually(lambda wanted=on: all(each.gate.open is wanted for each in others), seconds=5)
            assert time.monotonic() - began < 5


def test_switched_off_there_is_no_way_to_a_suggestion(store: GraphStore) -> None:
    matcher = matcher_on(store)
    matcher.gate.turn(on=False, by="dpo", at=NOON)
    team = TeamQuestion(requirements=PLAY)
    for ask in (
        lambda: matcher.match(Question(requirements=PLAY)),
        lambda: matcher.team(team),
        lambda: matcher.advise(team, ["emp-bo"]),
        lambda: matcher.link("legeplads"),
        lambda: matcher.recognised("legeplads"),
    ):
        with pytest.raises(SuggestionsOff):
            ask()
    matcher.prove()  # the service itself is well


def test_the_setting_holds_whatever_the_switch_says(store: GraphStore) -> None:
    gate = Gate(store, matching=False)
    gate.turn(on=True, by="dpo", at=NOON)
    assert not gate.open


def test_nobody_of_a_workplace_that_is_off_nor_of_those_below_is_suggested(store: GraphStore) -> None:
    matcher = matcher_on(store)
    assert sorted(suggested(matcher)) == ["Anna", "Bo"]
    matcher.gate.turn(on=False, by="dpo", at=NOON, workplace=workplace_id("Park"))
    assert suggested(matcher) == ["Bo"]
    [team] = matcher.team(TeamQuestion(requirements=PLAY, largest=1)).proposals
    formulated = matcher.team(TeamQuestion(requirements=PLAY, largest=1)).formulation
    assert [matcher.index.workforce.names[formulated.rows[each]] for each in team.members] == ["Bo"]
    matcher.gate.turn(on=True, by="dpo", at=NOON, workplace=workplace_id("Park"))
    assert sorted(suggested(matcher)) == ["Anna", "Bo"]


def test_who_is_in_a_team_already_stays_though_their_workplace_is_off(store: GraphStore) -> None:
    matcher = matcher_on(store)
    matcher.gate.turn(on=False, by="dpo", at=NOON, workplace=workplace_id("Park"))
    fixed = TeamQuestion(requirements=PLAY, fixed=("emp-anna",))
    answer = matcher.team(fixed)
    names = [matcher.index.workforce.names[answer.formulation.rows[m]] for m in answer.proposals[0].members]
    assert "Anna" in names


def test_a_workplace_that_is_off_cannot_ask_nor_can_those_below(store: GraphStore) -> None:
    gate = matcher_on(store).gate
    gate.turn(on=False, by="dpo", at=NOON, workplace="wp-park")
    gate.hold_asking({"wp-skolen", "wp-kommunen"})
    with pytest.raises(WorkplaceOff):
        gate.hold_asking({"wp-gartneriet", "wp-park", "wp-kommunen"})
