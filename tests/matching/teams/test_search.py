import numpy as np
import pytest
from hypothesis import given

from bench.team_tasks import staff, task
from harness.plain_teams import greedy
from matching.teams.pool import EQUAL
from matching.teams.problem import Limits, Quota, QuotaKind, Team, TeamProblem, objective
from matching.teams.search import improved, search, shortlisted
from matching.teams.shortfalls import unmet
from tests.matching.team_problems import among, every_team, problem, problems


def everybody(of: TeamProblem) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    return np.flatnonzero(of.eligible)


@given(problems())
def test_what_is_said_to_keep_all_limits_does(of: TeamProblem) -> None:
    if of.eligible.any():
        team, kept = search(of, everybody(of))
        assert kept == (not set(unmet(of, team)) - {"fixed"})


@given(problems())
def test_improving_a_team_never_makes_it_worse(of: TeamProblem) -> None:
    for team in every_team(of)[-2:]:
        better, kept = improved(of, [team])
        assert kept
        assert objective(of, better) >= objective(of, team) - EQUAL


def test_a_swap_is_found_where_neither_adding_nor_leaving_out_helps() -> None:
    of = problem([[5], [4]], limits=Limits(largest=1))
    assert improved(of, [(1,)]) == ((0,), True)


def test_a_fixed_member_is_never_left_out() -> None:
    team, _ = search(problem([[5], [0]], fixed=(1,)), np.array([0, 1]))
    assert 1 in team


def test_among_nobody_a_team_stays_as_it_is() -> None:
    of = problem([[5]], hours=[0.0], limits=Limits(hours_each=2.0))
    assert improved(of, [()])[0] == ()


def test_whoever_a_limit_needs_is_shortlisted_among_hundreds() -> None:
    people = [[5]] * 300 + [[0]]
    quota = Quota(kind=QuotaKind.LIFE_PHASE, among=among(301, 300))
    found = shortlisted(problem(people, quotas=(quota,)), most=5)
    assert 300 in found
    assert len(found) < 60


def test_somebody_from_each_workplace_is_shortlisted_where_several_are_asked_for() -> None:
    places = [0] * 300 + [1]
    of = problem([[5]] * 300 + [[1]], workplace=places, limits=Limits(workplaces=2))
    assert 300 in shortlisted(of, most=5)


def test_the_fixed_are_on_the_shortlist_whoever_they_are() -> None:
    assert 300 in shortlisted(problem([[5]] * 300 + [[0]], fixed=(300,)), most=5)


@pytest.mark.parametrize("needs", [3, 8, 12])
def test_the_search_is_as_good_as_adding_whoever_helps_most(needs: int) -> None:
    of = task(staff(employees=600, skills=300, seed=1), needs=needs, seed=needs)
    found, kept = search(of, shortlisted(of))
    plain, plain_kept = greedy(of)
    if kept and plain_kept:
        assert objective(of, found) >= objective(of, plain) - 1e-6


@given(problems())
def test_the_same_problem_is_searched_to_the_same_team(of: TeamProblem) -> None:
    teams: list[Team] = [search(of, shortlisted(of))[0] for _ in range(2) if of.eligible.any()]
    assert teams[:1] == teams[1:]
