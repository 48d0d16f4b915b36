from datetime import date

import numpy as np

from matching.index.columns import EmployeeColumns, Placed
from matching.index.held_skills import HeldSkills
from matching.model import Employee, Evidence
from tests.matching.worlds import TODAY, colleague, held


def patched(before: HeldSkills, *employees: Employee, at: list[int]) -> HeldSkills:
    """What these employees hold now, in these rows."""
    columns = EmployeeColumns.of(employees)
    size = max([*at, len(before.of_row) - 1]) + 1
    placed = Placed(columns.ids, np.array(at, np.intp), size)
    return before.patched(columns.held, placed, today=TODAY)


def test_a_posting_has_its_holders_by_rising_row() -> None:
    skills = patched(HeldSkills(), colleague("a", {"støj": 2}), colleague("b", {"støj": 5}), at=[4, 1])
    assert skills.postings["støj"].rows.tolist() == [1, 4]
    assert skills.postings["støj"].levels.tolist() == [5, 2]


def test_a_held_skill_comes_back_with_its_evidence_source_and_day() -> None:
    have = held("støj", 3, evidence=Evidence.USED, source="task:t1", confirmed_on=date(2024, 2, 29))
    skills = patched(HeldSkills(), colleague("a", [have]), at=[0])
    assert skills.of(0, "støj") == have
    assert skills.of(0, "sorg") is None


def test_a_skill_that_is_given_up_leaves_the_posting_and_nobody_elses() -> None:
    both = patched(HeldSkills(), colleague("a", {"støj": 2}), colleague("b", {"støj": 5}), at=[0, 1])
    later = patched(both, colleague("a", {"sorg": 1}), at=[0])
    assert later.postings["støj"].rows.tolist() == [1]
    assert later.of_row[0] == ("sorg",)


def test_what_a_patch_does_not_touch_is_shared_and_the_old_picture_stays() -> None:
    before = patched(HeldSkills(), colleague("a", {"støj": 2}), colleague("b", {"sorg": 5}), at=[0, 1])
    later = patched(before, colleague("a", {"støj": 4}), at=[0])
    assert later.postings["sorg"] is before.postings["sorg"]
    assert before.postings["støj"].levels.tolist() == [2]


def test_on_a_later_day_statements_have_faded_and_assumptions_have_not() -> None:
    assumed = held("vej", evidence=Evidence.ASSUMED)
    skills = patched(HeldSkills(), colleague("a", [held("støj"), assumed]), at=[0])
    later = skills.on(TODAY.replace(year=TODAY.year + 4))
    assert later.postings["støj"].quality[0] < skills.postings["støj"].quality[0]
    assert later.postings["vej"].quality[0] == skills.postings["vej"].quality[0]
