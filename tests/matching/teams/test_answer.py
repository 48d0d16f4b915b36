from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.index.index import Index
from matching.model import Evidence, LifePhase, Requirement, Visibility
from matching.question import TeamQuestion
from matching.teams.answer import TeamAnswer, advise, propose
from matching.teams.proposal import TeamProposal
from matching.teams.shortfalls import ShortfallKind
from tests.matching.worlds import colleague, held, solved, world

ASKED = TeamQuestion(
    requirements=(Requirement(skill="GDPR", essential=True), Requirement(skill="sorg", essential=True))
)


def members(of: TeamAnswer, proposal: TeamProposal, index: Index) -> set[str]:
    return {index.workforce.ids[of.formulation.rows[at]] for at in proposal.members}


def small() -> Index:
    return world(
        colleague("a", {"GDPR": 4}, workplace="vej", profession="jurist"),
        colleague("b", {"sorg": 4}),
        colleague("c", {"sorg": 3}),
        tasks=[solved("t", ["GDPR"], ["a", "b"])],
    )


def test_a_question_is_answered_with_a_team_that_covers_it() -> None:
    index = small()
    found = propose(index, ASKED)
    assert found.as_asked
    assert members(found, found.proposals[0], index) == {"a", "b"}
    first = found.proposals[0]
    assert sum(part.value for part in first.contributions) == pytest.approx(first.objective, abs=1e-9)


def test_what_cannot_be_met_is_named_beside_the_team_that_there_is() -> None:
    index = small()
    found = propose(index, replace(ASKED, life_phases=(LifePhase.LATE,), hours_each=5.0, fixed=("a",)))
    assert not found.as_asked
    assert [each.kind for each in found.shortfalls] == [ShortfallKind.NOBODY_HAS_HOURS, ShortfallKind.QUOTA]
    assert members(found, found.proposals[0], index) == {"a"}


def test_the_exact_answer_has_a_bound() -> None:
    found = propose(small(), replace(ASKED, exact=True))
    assert found.proposals[0].gap == pytest.approx(0.0, abs=1e-5)


def test_advice_says_who_else_could_sit_in_a_seat() -> None:
    index = small()
    found = advise(index, ASKED, ["a", "b"])
    of = {index.workforce.ids[row]: at for at, row in enumerate(found.formulation.rows.tolist())}
    assert [swap.into for swap in found.swaps[of["b"]]] == [of["c"]]
    assert found.swaps[of["a"]] == ()
    assert found.broken == ()
    assert found.counterfactual is not None


def test_advice_is_given_on_a_team_that_breaks_limits_too() -> None:
    index = small()
    found = advise(index, replace(ASKED, exclude=("b",), hours_each=9.0, largest=1), ["b", "c"])
    assert set(found.broken) == {"essential", "eligible", "largest"}
    assert len(found.proposal.seats) == 2


def test_nobody_is_advised_whom_the_asker_may_not_see() -> None:
    index = world(colleague("a", {"GDPR": 4}), colleague("b", {"GDPR": 5}, visibility=Visibility.LEADS))
    asked = TeamQuestion(requirements=(Requirement(skill="GDPR"),))
    found = advise(index, asked, ["a"])
    assert not any(found.swaps.values())
    assert any(advise(index, replace(asked, audience=Visibility.LEADS), ["a"]).swaps.values())


CROWD = tuple("abcdef")
SOME = st.lists(st.sampled_from((*CROWD, "hidden", "gone")), unique=True, max_size=5).map(tuple)


@st.composite
def team_questions(draw: st.DrawFn) -> TeamQuestion:
    """Any question about the crowd, whoever it fixes or leaves out."""
    essential = draw(st.booleans())
    smallest = draw(st.integers(1, 4))
    return TeamQuestion(
        requirements=tuple(Requirement(skill=skill, essential=essential) for skill in ("GDPR", "sorg", "æ")),
        owners=draw(st.sampled_from(((), ("vej",)))),
        fixed=draw(SOME),
        exclude=draw(SOME),
        smallest=smallest,
        largest=smallest + draw(st.integers(0, 3)),
        workplaces=draw(st.integers(1, 3)),
        hours_each=draw(st.sampled_from((0.0, 3.0, 9.0))),
        known=draw(st.integers(0, 1)),
        new=draw(st.integers(0, 1)),
        learn=draw(st.sampled_from((None, "GDPR"))),
    )


def crowd() -> Index:
    """Six colleagues at two workplaces with something to offer each, and somebody who hides."""
    chance = np.random.default_rng(7)
    everybody = [
        colleague(
            id,
            {skill: int(chance.integers(1, 6)) for skill in ("GDPR", "sorg") if chance.random() < 0.6},
            workplace=("vej", "skole")[number % 2],
            wants_to_learn=("GDPR",) if number == 1 else (),
            can_teach=("GDPR",) if number == 2 else (),
        )
        for number, id in enumerate(CROWD)
    ]
    hidden = colleague("hidden", {"GDPR": 5}, visibility=Visibility.HIDDEN)
    return world(*everybody, hidden, tasks=[solved("t", ["GDPR"], ["a", "b", "c", "hidden"])])


@settings(max_examples=40)
@given(question=team_questions(), members=SOME)
def test_whoever_is_fixed_left_out_or_tried_there_is_an_answer(
    question: TeamQuestion, members: tuple[str, ...]
) -> None:
    index = crowd()
    contradicts = not set(question.fixed).isdisjoint(question.exclude)
    if contradicts and not {*question.fixed} & {*question.exclude} <= {"hidden", "gone"}:
        with pytest.raises(ValueError, match="fixed member"):
            propose(index, question)
        question = replace(question, exclude=())
    found = propose(index, question)
    assert found.proposals or found.shortfalls
    advice = advise(index, question, members)
    seats = {index.workforce.ids[advice.formulation.rows[seat.member]] for seat in advice.proposal.seats}
    assert seats == {*members} & {*CROWD}


def test_a_team_may_be_tried_without_those_who_are_fixed() -> None:
    index = crowd()
    tried = advise(index, replace(ASKED, fixed=("a", "b")), ["c"])
    freely = advise(index, ASKED, ["c"])
    assert "fixed" in tried.broken
    assert tried.swaps == freely.swaps


def test_a_team_is_put_together_of_who_is_listed_if_they_will_do() -> None:
    index = small()
    listed = propose(index, ASKED, listed=["a", "c"])
    assert members(listed, listed.proposals[0], index) == {"a", "c"}
    assert set(listed.members(index)) == {"a", "c"}


@pytest.mark.parametrize("listed", [["a"], ["b", "c"]], ids=["nobody for one need", "nobody for the other"])
def test_others_are_taken_where_the_listed_cannot_meet_what_the_house_can(listed: list[str]) -> None:
    index = small()
    found = propose(index, ASKED, listed=listed)
    assert members(found, found.proposals[0], index) == {"a", "b"}
    assert found.shortfalls == ()


def test_what_is_to_be_proven_is_proven_of_everybody() -> None:
    index = small()
    found = propose(index, replace(ASKED, exact=True), listed=["a", "c"])
    assert members(found, found.proposals[0], index) == {"a", "b"}


def test_the_best_of_the_house_are_taken_where_the_listed_are_much_worse() -> None:
    weak = dict.fromkeys(("GDPR", "sorg"), 3)
    asked = replace(ASKED, requirements=tuple(Requirement(skill=skill, level=3) for skill in weak))
    old = [held(skill, 3, evidence=Evidence.SELF_STATED, confirmed_on=date(2010, 1, 1)) for skill in weak]
    index = world(colleague("a", old), colleague("b", dict.fromkeys(weak, 5)))
    found = propose(index, asked, listed=["a"])
    assert members(found, found.proposals[0], index) == {"b"}
