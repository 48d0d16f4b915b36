import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.teams.problem import TeamProblem, Term, contributions, objective
from matching.teams.proposal import Emphasis, proposal, trades
from tests.matching.team_problems import problem, problems

teams = st.sets(st.integers(0, 8), min_size=1, max_size=5)


def test_each_seat_says_what_it_is_for() -> None:
    found = proposal(problem([[5, 3, 0], [0, 4, 4]]), (0, 1), Emphasis.BEST)
    first, second = found.seats
    assert (first.carries, first.covers, first.alone) == ((0,), (0, 1), (0,))
    assert (second.carries, second.covers, second.alone) == ((1, 2), (1, 2), (2,))


def test_a_fixed_member_is_marked() -> None:
    found = proposal(problem([[5], [4]], fixed=(1,)), (0, 1), Emphasis.BEST)
    assert [seat.fixed for seat in found.seats] == [False, True]


def test_a_requirement_can_be_carried_by_somebody_below_its_level() -> None:
    [need] = proposal(problem([[2], [0]], essential=[False]), (0, 1), Emphasis.BEST).coverage
    assert (need.carried_by, need.covered_by, need.covered) == (0, (), False)
    assert need.proficiency == pytest.approx(0.4)


def test_a_requirement_that_nobody_has_is_carried_by_nobody() -> None:
    [need] = proposal(problem([[0]], essential=[False]), (0,), Emphasis.BEST).coverage
    assert (need.carried_by, need.proficiency) == (None, 0.0)


def test_pairs_are_known_to_each_other_or_new() -> None:
    found = proposal(problem([[3]] * 3, ties={(0, 2): 0.4}), (0, 1, 2), Emphasis.BEST)
    assert found.ties == ((0, 2, 0.4),)
    assert found.new_ties == 2


def test_a_gap_needs_a_proven_bound() -> None:
    of = problem([[5]])
    assert proposal(of, (0,), Emphasis.BEST).gap is None
    better = proposal(of, (0,), Emphasis.BEST, bound=objective(of, (0,)) + 0.25)
    assert better.gap == pytest.approx(0.25)


def test_trades_name_the_terms_that_differ_the_largest_first() -> None:
    of = problem([[5], [3]], load=[1.0, 0.0])
    found = trades(contributions(of, (0,)), contributions(of, (1,)))
    assert [trade.term for trade in found] == [Term.FIT, Term.LOAD]
    assert [trade.difference > 0 for trade in found] == [True, False]


@given(problems(), teams, teams)
def test_trades_add_up_to_the_difference(of: TeamProblem, one: set[int], other: set[int]) -> None:
    ours, theirs = (tuple(sorted(i for i in team if i < of.size)) for team in (one, other))
    found = proposal(of, ours, Emphasis.ALTERNATIVE, against=theirs)
    gained = sum(trade.difference for trade in found.trades)
    assert gained == pytest.approx(found.objective - objective(of, theirs), abs=1e-9)
