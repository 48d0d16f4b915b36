import numpy as np
import pytest
from hypothesis import given

from matching.teams.problem import (
    WEIGHTS,
    Team,
    TeamProblem,
    Term,
    carriers,
    contributions,
    learner_seat,
    objective,
    ties_in,
)
from tests.matching.team_problems import problem, problems


def part(of: TeamProblem, team: Team, term: Term) -> float:
    return sum(each.value for each in contributions(of, team) if each.term is term)


def test_the_best_member_counts_for_each_requirement() -> None:
    of = problem([[5, 0], [3, 4]])
    assert part(of, (0, 1), Term.FIT) == pytest.approx(0.5 * 1.0 + 0.5 * 0.8)
    assert carriers(of, (0, 1)) == [0, 1]


def test_of_equals_somebody_at_the_level_carries_a_requirement() -> None:
    levels = np.array([[2, 3]], np.int8)
    of = problem([[2], [3]])
    same = np.full(levels.shape, 0.5)
    equal = TeamProblem(**{name: getattr(of, name) for name in of.__slots__} | {"proficiency": same})
    assert carriers(equal, (0, 1)) == [1]


def test_nobody_carries_what_nobody_has() -> None:
    assert carriers(problem([[0, 5]]), (0,)) == [None, 0]


def test_a_requirement_that_could_do_without_costs_when_nobody_is_at_its_level() -> None:
    of = problem([[2, 3]], essential=[False, True])
    assert part(of, (0,), Term.GAP) == pytest.approx(-WEIGHTS[Term.GAP] / 2)


def test_only_strangers_are_at_a_distance() -> None:
    of = problem([[3], [3], [3]], ties={(0, 1): 1.0, (1, 2): 0.4})
    assert part(of, (0, 1, 2), Term.DISTANCE) == pytest.approx(-WEIGHTS[Term.DISTANCE] * (3 - 1.4))
    assert ties_in(of, (0, 1, 2)) == ((0, 1, 1.0), (1, 2, 0.4))


def test_each_member_brings_their_own_burden() -> None:
    of = problem([[3], [3]], load=[1.0, 0.0], exposure=[0.0, 0.5], hours_missing=[2.0, 0.0])
    whose = {(each.term, each.member): each.value for each in contributions(of, (0, 1))}
    assert whose[Term.LOAD, 0] == pytest.approx(-WEIGHTS[Term.LOAD])
    assert whose[Term.EXPOSURE, 1] == pytest.approx(-WEIGHTS[Term.EXPOSURE] / 2)
    assert whose[Term.HOURS, 0] == pytest.approx(-2 * WEIGHTS[Term.HOURS])
    assert (Term.LOAD, 1) not in whose


def test_workplaces_and_professions_count_once_each() -> None:
    of = problem([[3], [3], [3]], workplace=[0, 0, 1], profession=[0, 0, 0])
    assert part(of, (0, 1, 2), Term.WORKPLACES) == pytest.approx(2 * WEIGHTS[Term.WORKPLACES])
    assert part(of, (0, 1, 2), Term.PROFESSIONS) == pytest.approx(WEIGHTS[Term.PROFESSIONS])


def test_spread_alone_never_pays_for_a_person() -> None:
    """What lets the exact search leave out whoever meets nothing."""
    assert WEIGHTS[Term.SIZE] > WEIGHTS[Term.WORKPLACES] + WEIGHTS[Term.PROFESSIONS]


@given(problems())
def test_the_parts_add_up(of: TeamProblem) -> None:
    team = tuple(range(of.size))
    assert sum(each.value for each in contributions(of, team)) == pytest.approx(objective(of, team), abs=1e-9)


def test_a_learner_never_teaches_the_same_skill() -> None:
    with pytest.raises(ValueError, match="themselves"):
        learner_seat([0, 1], [1], size=3, skill="støj")


@pytest.mark.parametrize(
    "wrong",
    [
        {"fixed": (0,), "excluded": (0,)},
        {"fixed": (9,)},
        {"hours": [1.0]},
        {"load": [np.nan, 0.0]},
        {"load": [-1.0, 0.0]},
        {"required": [0]},
        {"ties": {(0, 1): 2.0}},
    ],
)
def test_a_contradiction_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        problem([[3], [3]], **wrong)  # type: ignore[arg-type]
