import numpy as np
import pytest
from hypothesis import given

from matching.teams.exact import PROVEN, among_few, fewest, solve
from matching.teams.problem import Limits, TeamProblem, objective
from matching.teams.shortfalls import unmet
from tests.matching.team_problems import every_team, problem, problems


@given(problems())
def test_the_proof_is_as_good_as_trying_every_team(drawn: TeamProblem) -> None:
    teams = every_team(drawn)
    if teams:
        for known in (None, teams[-1]):
            proof = solve(drawn, known=known, time_limit_s=10.0)
            assert proof.team is not None
            assert objective(drawn, proof.team) == pytest.approx(objective(drawn, teams[0]), abs=1e-5)
            assert proof.bound == pytest.approx(objective(drawn, teams[0]), abs=1e-5)


def test_without_time_the_known_team_stays_and_the_bound_still_holds() -> None:
    of = problem([[5, 1], [1, 5], [4, 4]])
    proof = solve(of, known=(0, 1), time_limit_s=0.0)
    assert proof.team == (0, 1)
    assert proof.bound >= objective(of, every_team(of)[0]) - PROVEN


@given(problems())
def test_the_fewest_people_are_as_few_as_any_team_has(drawn: TeamProblem) -> None:
    """But for the largest size, which is what it is asked about."""
    found = fewest(drawn, time_limit_s=10.0)
    if teams := every_team(drawn):
        assert found.team is not None
        assert len(found.team) == found.at_least == min(map(len, teams))
    elif found.team is not None:
        assert set(unmet(drawn, found.team)) <= {"largest"}


def test_it_takes_more_people_where_a_requirement_takes_one_of_its_own() -> None:
    of = problem([[5, 0, 0], [0, 5, 0], [0, 0, 5]], limits=Limits(largest=1))
    assert fewest(of, time_limit_s=10.0).at_least == 3


def test_a_limit_that_nobody_can_keep_takes_no_number_of_people() -> None:
    assert fewest(problem([[1]]), time_limit_s=10.0).team is None


@given(problems())
def test_the_best_of_a_few_keeps_all_limits_and_is_no_better_than_the_best(drawn: TeamProblem) -> None:
    found = among_few(drawn, np.flatnonzero(drawn.eligible))
    teams = every_team(drawn)
    assert (found is None) == (not teams)
    if found is not None:
        assert not unmet(drawn, found)
        assert objective(drawn, found) == pytest.approx(objective(drawn, teams[0]), abs=1e-5)
