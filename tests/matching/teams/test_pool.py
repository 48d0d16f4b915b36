import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.teams.pool import UNMET, Pool
from matching.teams.problem import WEIGHTS, Limits, TeamProblem, Term, objective
from matching.teams.shortfalls import unmet
from tests.matching.team_problems import problem, problems

teams = st.sets(st.integers(0, 8), max_size=6)


def pool(of: TeamProblem) -> Pool:
    """Everybody, eligible or not."""
    return Pool.among(of, np.arange(of.size), WEIGHTS)


@given(problems(), st.lists(teams, min_size=1, max_size=4))
def test_a_team_that_keeps_all_limits_is_worth_its_objective(of: TeamProblem, drawn: list[set[int]]) -> None:
    asked = [tuple(sorted(i for i in team if i < of.size)) for team in drawn]
    own, _ = pool(of).worth(asked)
    for team, worth in zip(asked, own.tolist(), strict=True):
        broken = set(unmet(of, team)) - {"eligible", "fixed", "largest"}  # the search never asks for these
        if broken:
            assert worth <= objective(of, team) - UNMET + 1
        else:
            assert worth == pytest.approx(objective(of, team))


@given(problems(), st.lists(teams, min_size=1, max_size=4))
def test_with_a_candidate_added_a_team_is_worth_what_the_larger_one_is(
    of: TeamProblem, drawn: list[set[int]]
) -> None:
    asked = [tuple(sorted(i for i in team if i < of.size)) for team in drawn]
    among = pool(of)
    _, grown = among.worth(asked)
    for team, additions in zip(asked, grown, strict=True):
        for candidate, worth in enumerate(additions.tolist()):
            if candidate in team or len(team) >= of.limits.largest:
                assert worth == -np.inf
            else:
                larger, _ = among.worth([tuple(sorted((*team, candidate)))])
                assert worth == pytest.approx(larger[0])


@given(problems(), teams)
def test_what_a_team_is_worth_does_not_hang_on_what_is_asked_beside_it(
    of: TeamProblem, drawn: set[int]
) -> None:
    team = tuple(sorted(i for i in drawn if i < of.size))
    alone, _ = pool(of).worth([team])
    beside, _ = pool(of).worth([(), (0, 1), team])
    assert alone[0] == pytest.approx(beside[2])


def test_each_member_and_each_hour_that_is_missing_costs_more() -> None:
    of = problem([[3]] * 4, hours=[1.0] * 4, limits=Limits(smallest=2, largest=4, hours=4.0))
    own, _ = pool(of).worth([(0,), (0, 1), (0, 1, 2), (0, 1, 2, 3)])
    assert own.tolist() == sorted(own.tolist())


def test_a_few_candidates_and_very_many_are_reckoned_alike() -> None:
    few = problem([[3], [4], [5]], ties={(0, 1): 0.5})
    many = problem([[3], [4], [5], *[[0]] * 600], ties={(0, 1): 0.5})
    asked = [(0, 1), (0, 1, 2)]
    assert pool(few).worth(asked)[0] == pytest.approx(pool(many).worth(asked)[0])


def test_every_term_has_a_weight() -> None:
    assert set(WEIGHTS) == set(Term)
