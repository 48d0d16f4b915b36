"""Learning from earlier tasks, judged by later ones."""

from datetime import date, timedelta

import pytest

from matching.index.columns import EmployeeColumns, days
from matching.index.index import Changes
from matching.learning.backtest import FEWEST_TASKS, TooFewTasks, as_of, cut, day_of, fit
from matching.model import Evidence, Task, TaskStatus
from matching.question import Signal
from matching.ranking.shipped import DEFAULT
from matching.weights import SHIPPED, RankingModel, Weights
from tests.matching.worlds import TODAY, colleague, held, solved, words

SKILLS = ("støj", "sorg", "vej", "gis", "lov")
DOERS, SAYERS = ("a", "b", "c"), ("x", "y", "z")


def tasks(count: int = FEWEST_TASKS) -> list[Task]:
    """One a week; those who solved it before solve it again, those who say they can do something else."""
    first = TODAY - timedelta(weeks=count)
    by = [DOERS[n % 3] for n in range(len(SKILLS))]
    return [
        solved(
            f"t{n}",
            [(*SKILLS, "andet")[n % 6]],
            [[*by, SAYERS[n // 6 % 3]][n % 6]],
            closed_on=first + timedelta(weeks=n),
        )
        for n in range(count)
    ]


def read(of: list[Task]) -> Changes:
    sayers = (colleague(id, dict.fromkeys(SKILLS, 5)) for id in SAYERS)
    return Changes(number=7, tasks=of, employees=[EmployeeColumns.of([*map(colleague, DOERS), *sayers])])


def fitted(in_use: Weights = SHIPPED) -> RankingModel:
    return fit(
        read(tasks()), terms=words, in_use=in_use, fitted_on=TODAY, seed=1, progress=lambda done, total: None
    )


def test_tasks_are_cut_by_time_and_none_is_lost() -> None:
    of = cut(reversed(tasks()))

    assert len(of.known) + len(of.learned) + len(of.tested) == FEWEST_TASKS
    assert max(map(day_of, of.known)) <= min(map(day_of, of.learned))
    assert max(map(day_of, of.learned)) <= min(map(day_of, of.tested))


def test_an_open_task_that_somebody_accepted_is_a_case_and_one_without_anybody_is_not() -> None:
    accepted = solved("open", ["støj"], ["a"], status=TaskStatus.OPEN, created_on=TODAY, closed_on=None)
    lonely = solved("lonely", ["støj"], [], status=TaskStatus.OPEN, created_on=TODAY, closed_on=None)

    of = cut([*tasks(), accepted, lonely])
    assert of.tested[-1] == accepted
    assert lonely not in (*of.known, *of.learned, *of.tested)


def test_few_tasks_are_refused_with_how_many_it_takes() -> None:
    with pytest.raises(TooFewTasks) as refused:
        cut(tasks(FEWEST_TASKS - 1))
    assert (refused.value.found, refused.value.needed) == (FEWEST_TASKS - 1, FEWEST_TASKS)


def test_what_was_used_since_counts_as_said_by_oneself_on_the_day() -> None:
    batch = EmployeeColumns.of([colleague("a", [held("støj", evidence=Evidence.USED, confirmed_on=TODAY)])])
    on = date(2025, 1, 1)

    [then] = as_of(Changes(number=1), [batch], [], on).employees
    assert then.held.evidence.tolist() == [Evidence.SELF_STATED]
    assert then.held.confirmed_days.tolist() == [days(on)]
    assert then.held.levels.tolist() == [4]


def test_a_model_finds_those_who_really_took_part_better_and_can_be_fitted_again() -> None:
    claims = {Signal.SKILL: 0.79}
    model = fitted(in_use=Weights({"alone": claims, "alone_text": claims}, version="1"))

    assert model.gain > 0
    assert (model.n_known, model.n_learned, model.n_tested) == (180, 60, 60)
    assert all(each.low <= each.after - each.before <= each.high for each in model.comparisons)
    assert fitted().weights == model.weights


def test_what_is_as_good_already_is_not_bettered() -> None:
    model = fitted(in_use=fitted().weights)
    assert model.gain == 0


def test_what_cannot_be_learned_keeps_its_weight() -> None:
    for name, weights in fitted().weights.learned.items():
        assert sum(weights.values()) == pytest.approx(sum(DEFAULT[name].values()))
