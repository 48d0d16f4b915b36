"""What stands beside the list: what nobody covers, who covers it elsewhere, and who did something like it."""

from dataclasses import replace

from matching.index.index import Index
from matching.model import Filters, Question, Requirement, Visibility
from matching.ranking.answer import Elsewhere, Shortlist, SimilarTask
from matching.ranking.shortlist import shortlist
from tests.matching.worlds import colleague, solved, world

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


def test_who_took_part_in_similar_tasks_can_be_asked_about_them() -> None:
    index = world(
        colleague("a", {"støj": 5}),
        colleague("b", visibility=Visibility.HIDDEN),
        colleague("c"),
        colleague("d"),
        tasks=[
            solved("t1", ["støj"], ["b", "c"]),
            solved("t2", ["kage"], ["d"]),
            solved("t3", ["støj"], ["b"]),
        ],
    )
    (only,) = answered(index).similar
    assert isinstance(only, SimilarTask)
    assert (only.task, only.employees) == ("t1", ("c",))


def test_whom_to_ask_about_a_similar_task_does_not_hang_on_the_order_of_the_graph() -> None:
    people = [colleague(id) for id in "abcdef"]
    tasks = [solved("t1", ["støj"], "abcdef")]
    (one,), (other,) = (
        answered(world(colleague("x", {"støj": 5}), *order, tasks=tasks)).similar
        for order in (people, people[::-1])
    )
    assert one == other
