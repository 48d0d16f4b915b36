from dataclasses import replace

import pytest

from matching.index.index import Index
from matching.model import LifePhase, Requirement, TeamQuestion, Visibility
from matching.teams.answer import TeamAnswer, advise, propose
from matching.teams.proposal import TeamProposal
from matching.teams.shortfalls import ShortfallKind
from tests.matching.worlds import colleague, solved, world

ASKED = TeamQuestion(
    requirements=(Requirement(skill="GDPR", essential=True), Requirement(skill="sorg", essential=True))
)


def members(of: TeamAnswer, proposal: TeamProposal, index: Index) -> set[str]:
    return {index.workforce.ids[of.posed.rows[at]] for at in proposal.members}


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
    of = {index.workforce.ids[row]: at for at, row in enumerate(found.posed.rows.tolist())}
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
