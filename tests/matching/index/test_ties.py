from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.index.ties import FADING_A_YEAR, faded, for_each_pair
from matching.insight.introductions import of_index
from matching.model import Visibility
from matching.question import TeamQuestion
from matching.teams.candidates import TIE_HALF, formulate
from tests.matching.worlds import TODAY, colleague, solved, world


def test_after_a_year_the_part_of_a_year_is_left():
    assert faded(365) == pytest.approx(FADING_A_YEAR, rel=1e-3)


def test_work_that_ends_in_the_future_counts_as_that_of_today():
    assert faded(-4000) == 1.0


def test_two_who_worked_alone_have_all_of_the_tie_and_five_a_quarter_each():
    assert for_each_pair(1.0, 2) == 1.0
    assert for_each_pair(1.0, 5) == 0.25


def test_a_task_with_one_participant_is_no_division_by_zero():
    assert for_each_pair(1.0, 1) == 1.0


@given(st.lists(st.tuples(st.integers(-400, 9000), st.integers(1, 40)), min_size=1, max_size=9))
def test_columns_and_single_values_agree(tasks):
    ages, participants = (np.array(column) for column in zip(*tasks, strict=True))
    together = for_each_pair(faded(ages), participants)
    alone = [for_each_pair(faded(age), among) for age, among in tasks]
    assert together == pytest.approx(alone)


def test_ranking_teams_and_introductions_know_the_same_strength():
    days = (30, 700, 2500)
    everybody = [colleague(f"e{number}", {"gdpr": 4}) for number in range(4)]
    tasks = [
        solved(
            f"t{age}", ["gdpr"], [f"e{number}" for number in range(size)], closed_on=TODAY - timedelta(age)
        )
        for age, size in zip(days, (2, 3, 4), strict=True)
    ]
    index = world(*everybody, tasks=tasks)
    rows, strengths = index.history.joint_work.ties(0, today=TODAY)
    ranked = dict(zip(rows.tolist(), strengths.tolist(), strict=True))
    introduced = of_index(index, audience=Visibility.EVERYONE)(["e0"])["e0"]
    formulation = formulate(index, TeamQuestion(owners=("skole",)))
    at = {int(row): number for number, row in enumerate(formulation.rows)}
    for other in (1, 2, 3):
        saturated = formulation.problem.ties[at[0], at[other]]
        assert introduced[f"e{other}"].strength == pytest.approx(ranked[other])
        assert saturated == pytest.approx(ranked[other] / (ranked[other] + TIE_HALF))
