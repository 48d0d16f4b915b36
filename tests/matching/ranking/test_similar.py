"""Past tasks like one that is asked about, and who can be asked about them."""

from matching.model import Requirement, Visibility
from matching.question import Question
from matching.ranking.similar import similar_tasks
from tests.matching.worlds import colleague, solved, world

ASKED = Question(requirements=(Requirement(skill="støj"), Requirement(skill="sorg", weight=0.1)), limit=1)


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
    (only,) = similar_tasks(index, ASKED)
    assert (only.task, only.employees) == ("t1", ("c",))


def test_whom_to_ask_about_a_similar_task_does_not_hang_on_the_order_of_the_graph() -> None:
    people = [colleague(id) for id in "abcdef"]
    tasks = [solved("t1", ["støj"], "abcdef")]
    (one,), (other,) = (
        similar_tasks(world(colleague("x", {"støj": 5}), *order, tasks=tasks), ASKED)
        for order in (people, people[::-1])
    )
    assert one == other
