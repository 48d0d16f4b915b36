"""Whoever is suggested has the grade of the judged person most like them."""

from bench.people import JudgedTask, Person, choosing, read
from matching.ranking import shortlist

TASK = JudgedTask(
    text="Støj",
    essential=("støj",),
    people=(
        (Person("ingeniør", frozenset({"støj"}), similar_tasks=True), 2),
        (Person("ingeniør", frozenset({"kage"}), similar_tasks=False), 0),
    ),
)


def test_the_most_like_of_the_same_profession_gives_the_grade() -> None:
    assert TASK.grade(Person("ingeniør", frozenset({"støj"}), similar_tasks=False)) == 2
    assert TASK.grade(Person("ingeniør", frozenset({"kage", "sorg"}), similar_tasks=False)) == 0


def test_a_profession_that_nobody_judged_has_no_grade() -> None:
    assert TASK.grade(Person("bager", frozenset({"støj"}), similar_tasks=True)) is None


def test_every_judged_task_names_what_it_cannot_do_without_and_has_grades() -> None:
    for task in read():
        assert task.text
        assert task.essential
        assert {grade for _, grade in task.people} <= {0, 1, 2}


def test_another_constant_is_tried_for_a_while_only() -> None:
    shipped = shortlist.SPREAD
    with choosing("SPREAD", 0.9):
        assert shortlist.SPREAD == 0.9
    assert shipped == shortlist.SPREAD
