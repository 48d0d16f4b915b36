"""What stands beside the list: what nobody covers, and who covers it elsewhere."""

from dataclasses import replace

from matching.index.index import Index
from matching.model import Requirement, Visibility
from matching.question import Filters, Question
from matching.ranking.answer import Elsewhere, Shortlist
from matching.ranking.shortlist import shortlist
from tests.matching.worlds import colleague, world

ASKED = Question(requirements=(Requirement(skill="støj"), Requirement(skill="sorg", weight=0.1)), limit=1)


def answered(index: Index, question: Question = ASKED) -> Shortlist:
    return shortlist(index, question)


def test_a_need_that_somebody_else_meets_is_not_missing_and_they_are_named() -> None:
    index = world(colleague("a", {"støj": 5}), colleague("b", {"sorg": 3}), colleague("c", {"sorg": 5}))
    answer = answered(index)
    assert [each.employee for each in answer.candidates] == ["a"]
    assert answer.gaps == ()
    assert answer.elsewhere == (Elsewhere(skill="sorg", employees=("c", "b")),)


def test_a_need_that_only_somebody_below_the_level_meets_is_missing() -> None:
    answer = answered(world(colleague("a", {"støj": 5}), colleague("b", {"sorg": 2})))
    assert (answer.gaps, answer.elsewhere) == (("sorg",), ())


def test_whom_the_asker_may_not_see_meets_nothing() -> None:
    hidden = colleague("b", {"sorg": 5}, visibility=Visibility.LEADS)
    index = world(colleague("a", {"støj": 5}), hidden)
    assert answered(index).gaps == ("sorg",)
    leads = replace(ASKED, audience=Visibility.LEADS)
    assert answered(index, leads).elsewhere == (Elsewhere(skill="sorg", employees=("b",)),)


def test_a_need_is_met_by_who_was_left_out_but_they_are_not_named() -> None:
    index = world(colleague("a", {"støj": 5}), colleague("b", {"sorg": 5}))
    without = replace(ASKED, filters=Filters(exclude=("b",)))
    assert answered(index, without).elsewhere == (Elsewhere(skill="sorg", employees=()),)
