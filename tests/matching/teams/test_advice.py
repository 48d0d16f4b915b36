import pytest
from hypothesis import given, settings

from matching.teams.advice import ChangeKind, counterfactual, swaps
from matching.teams.assembly import assemble
from matching.teams.problem import Limits, TeamProblem, objective
from matching.teams.shortfalls import ShortfallKind, unmet
from tests.matching.team_problems import every_team, problem, problems


def test_the_next_best_is_offered_for_a_seat() -> None:
    of = problem([[5], [3], [4]])
    assert [swap.into for swap in swaps(of, (0,), 0)] == [2, 1]


def test_nobody_is_offered_who_would_break_a_limit() -> None:
    of = problem([[5, 0], [0, 5], [2, 2]])
    assert swaps(of, (0, 1), 0) == ()


def test_a_fixed_member_is_not_swapped() -> None:
    with pytest.raises(ValueError, match="fixed"):
        swaps(problem([[5], [3]], fixed=(0,)), (0,), 0)


def test_a_level_lower_would_let_in_somebody_better() -> None:
    of = problem([[5, 2], [3, 3]], load=[0.0, 1.0], exposure=[0.0, 1.0], limits=Limits(largest=1))
    found = counterfactual(of, (1,))
    assert found is not None
    assert (found.kind, found.requirement, found.team) == (ChangeKind.LEVEL_LOWER, 1, (0,))
    assert (found.joined, found.left) == ((0,), (1,))


def test_one_more_seat_would_do_better() -> None:
    of = problem([[5, 3], [3, 5]], limits=Limits(largest=1))
    found = counterfactual(of, (0,))
    assert found is not None
    assert (found.kind, found.team) == (ChangeKind.ONE_MORE_SEAT, (0, 1))


def test_an_excluded_person_would_do_better() -> None:
    of = problem([[5], [3]], excluded=(0,))
    found = counterfactual(of, (1,))
    assert found is not None
    assert (found.kind, found.candidate, found.team) == (ChangeKind.EXCLUDED_ALLOWED, 0, (0,))


def test_somebody_busy_would_do_better() -> None:
    of = problem([[5], [3]], hours=[1.0, 4.0], limits=Limits(hours_each=2.0))
    found = counterfactual(of, (1,))
    assert found is not None
    assert (found.kind, found.candidate, found.team) == (ChangeKind.HOURS_FOUND, 0, (0,))


def test_without_the_only_one_there_is_no_team() -> None:
    found = counterfactual(problem([[5], [1]]), (0,))
    assert found is not None
    assert (found.kind, found.candidate, found.team) == (ChangeKind.WITHOUT, 0, None)
    assert [each.kind for each in found.shortfalls] == [ShortfallKind.ONLY_EXCLUDED]


def test_without_somebody_the_loss_is_said() -> None:
    of = problem([[5], [4]])
    found = counterfactual(of, (0,))
    assert found is not None
    assert (found.kind, found.candidate, found.team) == (ChangeKind.WITHOUT, 0, (1,))
    assert found.difference == pytest.approx(-0.2)


def test_a_team_of_fixed_members_that_nothing_improves_has_no_counterfactual() -> None:
    assert counterfactual(problem([[5]], fixed=(0,)), (0,)) is None


@given(problems())
def test_swaps_are_all_that_keep_the_limits_and_their_differences_are_true(of: TeamProblem) -> None:
    for proposal in assemble(of).proposals:
        team = proposal.members
        for seat in set(team) - set(of.fixed):
            others = set(team) - {seat}
            found = swaps(of, team, seat, most=of.size)
            for swap in found:
                swapped = tuple(sorted((*others, swap.into)))
                assert not unmet(of, swapped)
                assert swap.difference == pytest.approx(objective(of, swapped) - proposal.objective, abs=1e-9)
            kept = {i for i in set(range(of.size)) - set(team) if not unmet(of, tuple(sorted((*others, i))))}
            assert {swap.into for swap in found} == kept


@settings(max_examples=60)
@given(problems())
def test_without_somebody_is_the_best_there_is(of: TeamProblem) -> None:
    assembled = assemble(of, proposals=1)
    found = counterfactual(of, assembled.proposals[0].members) if assembled.proposals else None
    if found is not None and found.kind is ChangeKind.WITHOUT:
        teams = [team for team in every_team(of) if found.candidate not in team]
        assert bool(found.team) == bool(teams)
        if found.team:
            assert objective(of, found.team) == pytest.approx(objective(of, teams[0]), abs=1e-6)
