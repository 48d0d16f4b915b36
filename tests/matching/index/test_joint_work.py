from datetime import date

import numpy as np

from matching.index.joint_work import JointWork
from tests.matching.worlds import TODAY, solved

ROWS = {"a": 0, "b": 1, "c": 2, "d": 3}


def work(*tasks: object) -> JointWork:
    return JointWork.build(tasks, row_of=ROWS, today=TODAY)  # type: ignore[arg-type]


def known(past: JointWork) -> object:
    """All that is known of tasks and of who took part in them."""
    return past.task_ids, past.row_of_task, past.titles, [past.taken_part(row) for row in ROWS.values()]


def test_joint_work_ties_and_large_groups_tie_less() -> None:
    past = work(
        solved("t1", ["x"], ["a", "b"], closed_on=TODAY),
        solved("t2", ["x"], ["a", "b", "c"], closed_on=TODAY),
    )
    rows, strengths = past.ties(0, today=TODAY)

    assert dict(zip(rows.tolist(), strengths.tolist(), strict=True)) == {1: 1.5, 2: 0.5}
    assert past.joint_tasks(0, 1) == ("t1", "t2")


def test_a_colleagues_colleague_is_near_and_a_stranger_is_not() -> None:
    past = work(solved("t1", [], ["a", "b"]), solved("t2", [], ["b", "c"]))
    near = past.mutual(0, today=TODAY, n_rows=len(ROWS))

    assert near[0] == near[3] == 0
    assert near[2] > 0


def test_what_somebody_took_part_in_is_told_with_its_day_and_everybody_in_it() -> None:
    past = work(solved("t1", [], ["a", "b"], closed_on=date(1970, 1, 11)), solved("t2", [], ["c"]))

    assert past.taken_part(1) == [("t1", 10, [0, 1])]
    assert past.taken_part(3) == []


def test_a_task_that_is_gone_ties_no_more() -> None:
    past = work(solved("t1", [], ["a", "b"]))
    after = past.without({"t1", "unknown"})

    assert (len(past), len(after)) == (1, 0)
    assert not after.taken_part(0)
    assert not len(after.ties(0, today=TODAY)[0])


def test_tasks_that_follow_make_the_same_as_all_at_once() -> None:
    tasks = [solved("t1", [], ["a", "b"]), solved("t2", [], ["b", "c"]), solved("t3", [], [])]
    whole = work(*tasks)

    for cut in range(len(tasks) + 1):
        grown = work(*tasks[:cut]).followed_by(work(*tasks[cut:]))
        assert known(grown) == known(whole)


def test_whoever_is_not_seen_took_part_in_nothing() -> None:
    past = work(solved("t1", [], ["a", "b", "c"])).among(np.array([True, False, True, True]))

    assert past.participants(0) == [0, 2]


def test_groups_have_worked_together_where_somebody_of_each_took_part() -> None:
    past = JointWork.build(
        [
            solved("t1", [], ["a", "b"], closed_on=TODAY),
            solved("t2", [], ["a", "b", "c"], closed_on=TODAY),
            solved("alone", [], ["a"], closed_on=TODAY),
        ],
        row_of=ROWS,
        today=TODAY,
    )
    groups = np.array([0, 1, 2])
    assert past.between(0, groups, n_groups=3, today=TODAY).tolist() == [0.0, 1.5, 0.5]
    unknown = np.array([0, 1, -1])
    assert past.between(0, unknown, n_groups=3, today=TODAY).tolist() == [0.0, 2.0, 0.0]
