import numpy as np
import pytest
from hypothesis import given

from bench.team_tasks import staff, task
from harness.plain_teams import greedy
from matching.teams.assembly import assemble, strangers
from matching.teams.exact import PROVEN, solve
from matching.teams.problem import Limits, Quota, QuotaKind, TeamProblem, learner_seat, objective
from matching.teams.proposal import Emphasis
from matching.teams.shortfalls import unmet
from tests.matching.team_problems import among, every_team, problem, problems


def test_one_person_is_enough_who_meets_everything() -> None:
    assembled = assemble(problem([[5, 5], [5, 0], [0, 5]]), proposals=1)
    assert [proposal.members for proposal in assembled.proposals] == [(0,)]


def test_a_fixed_member_is_in_every_team_and_an_excluded_one_in_none() -> None:
    of = problem([[5], [4], [4], [4], [3]], fixed=(4,), excluded=(0,))
    for proposal in assemble(of).proposals:
        assert 4 in proposal.members
        assert 0 not in proposal.members


def test_somebody_without_hours_is_not_asked() -> None:
    of = problem([[5], [4]], hours=[1.0, 4.0], limits=Limits(hours_each=2.0))
    assert assemble(of, proposals=1).proposals[0].members == (1,)


def test_a_learner_sits_beside_a_mentor() -> None:
    seat = learner_seat([2], [1], size=4, skill="støj")
    of = problem([[5], [3], [0], [4]], quotas=tuple(seat))
    assert {1, 2} <= set(assemble(of, proposals=1).proposals[0].members)


def test_known_and_new_are_both_there_when_asked_for() -> None:
    known = Quota(kind=QuotaKind.KNOWN, among=among(5, 1, 2))
    new = Quota(kind=QuotaKind.NEW, among=among(5, 3, 4))
    of = problem([[2], [3], [4], [3], [5]], fixed=(0,), quotas=(known, new))
    assert assemble(of, proposals=1).proposals[0].members == (0, 1, 4)


def test_who_was_suggested_often_is_passed_over_for_an_equal() -> None:
    of = problem([[4], [4]], exposure=[0.9, 0.1])
    assert assemble(of, proposals=1).proposals[0].members == (1,)


def test_of_equal_teams_the_first_positions_win() -> None:
    assert assemble(problem([[4], [4], [4]]), proposals=1).proposals[0].members == (0,)


def test_fewer_people_trade_fit_for_size() -> None:
    of = problem([[5, 3], [3, 5]])
    best, fewer = assemble(of).proposals[:2]
    assert (best.emphasis, best.members) == (Emphasis.BEST, (0, 1))
    assert (fewer.emphasis, len(fewer.members)) == (Emphasis.FEWER, 1)
    gains = {trade.term.value: trade.difference > 0 for trade in fewer.trades}
    assert gains["size"]
    assert not gains["fit"]


def test_a_team_of_strangers_is_proposed_beside_one_of_friends() -> None:
    of = problem([[5, 0], [0, 5], [4, 0], [0, 4]], ties={(0, 1): 0.9}, limits=Limits(largest=2))
    best, other = assemble(of, proposals=2).proposals
    assert (best.members, best.new_ties) == ((0, 1), 0)
    assert (other.emphasis, other.new_ties) == (Emphasis.NEW_TIES, 1)


@given(problems())
def test_the_first_proposal_is_the_best_of_all_teams(of: TeamProblem) -> None:
    teams, proposals = every_team(of), assemble(of).proposals
    assert bool(proposals) == bool(teams)
    if teams:
        assert proposals[0].objective == pytest.approx(objective(of, teams[0]), abs=1e-6)


@given(problems())
def test_every_proposal_keeps_all_limits_and_adds_up(of: TeamProblem) -> None:
    proposals = assemble(of, exact=True).proposals
    for proposal in proposals:
        assert not unmet(of, proposal.members)
        assert sum(part.value for part in proposal.contributions) == pytest.approx(
            proposal.objective, abs=1e-9
        )
        assert proposal.bound is not None
        assert proposal.objective <= proposal.bound + PROVEN
        less = sum(trade.difference for trade in proposal.trades)
        assert proposals[0].objective + less == pytest.approx(proposal.objective, abs=1e-9)


@given(problems())
def test_proposals_differ_by_two_people_or_by_being_fewer(of: TeamProblem) -> None:
    proposals = assemble(of).proposals
    for number, later in enumerate(proposals):
        for earlier in proposals[:number]:
            new = set(later.members) - set(earlier.members)
            enough = max(1, min(2, len(earlier.members) - len(of.fixed)))
            fewer = later.emphasis is Emphasis.FEWER and len(later.members) < len(earlier.members)
            assert fewer or len(new) >= enough


@pytest.mark.parametrize("needs", [3, 6, 8, 12])
def test_among_many_no_way_is_better_than_assembly_but_the_exact_one(needs: int) -> None:
    of = task(staff(employees=1_000, skills=400, seed=1), needs=needs, seed=needs)
    found = assemble(of).proposals
    plain, kept = greedy(of)
    best = solve(of, known=found[0].members, time_limit_s=10.0)
    assert best.team is not None
    assert not kept or found[0].objective >= objective(of, plain)
    assert objective(of, best.team) >= found[0].objective >= objective(of, best.team) - PROVEN
    assert [each.members for each in assemble(of).proposals] == [each.members for each in found]


def test_strangers_are_pairs_without_a_tie() -> None:
    assert strangers(problem([[3]] * 3, ties={(0, 1): 0.2}), (0, 1, 2)) == 2


def test_a_task_without_requirements_still_gets_its_people() -> None:
    of = problem(np.zeros((3, 0), np.int64).tolist(), limits=Limits(smallest=2))
    assert len(assemble(of, proposals=1).proposals[0].members) == 2
