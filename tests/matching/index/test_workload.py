"""How busy colleagues are follows suggestions, open invitations, hours and periods."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.index.columns import EmployeeColumns
from matching.index.index import Changes, Index
from matching.index.workload import HALF, HALF_LIFE_DAYS, Load
from matching.invitation import Waiting
from matching.model import Assignment, Period, Requirement, Task
from matching.question import Question, Signal, TeamQuestion
from matching.ranking.ranking import rank
from matching.ranking.shipped import UNLEARNABLE
from matching.ranking.shortlist import shortlist
from matching.teams.candidates import formulate
from tests.matching.worlds import TODAY, colleague, world

ROW_OF = {"a": 0, "b": 1, "c": 2}
PAST = st.tuples(st.sampled_from(sorted(ROW_OF)), st.integers(0, 300))
QUESTION = Question(requirements=(Requirement(skill="støj"),))


def after(
    index: Index, *, suggestions: int = 0, waiting: int = 0, employee: str = "a", day: date = TODAY
) -> Index:
    """The index after somebody was suggested so often, and has so many invitations to answer."""
    return index.patched(
        Changes(
            number=index.number + 1,
            suggestions=[(employee, day)] * suggestions,
            waiting=[
                Waiting(id=f"{employee}{n}", employee=employee, answer_by=day + timedelta(5))
                for n in range(waiting)
            ],
        ),
        today=day,
    )


def suggested(index: Index, question: Question = QUESTION) -> list[str]:
    return [each.employee for each in shortlist(index, question).candidates]


@given(st.lists(PAST, max_size=30), st.integers(0, 30))
def test_patching_comes_to_the_same_as_counting_all_at_once(past: list[tuple[str, int]], cut: int) -> None:
    moves = sorted(((id, TODAY - timedelta(days)) for id, days in past), key=lambda move: move[1])
    cut = min(cut, len(moves))
    between = moves[cut - 1][1] if cut else TODAY - timedelta(300)
    first = Load(between).patched(moves[:cut], (), row_of=ROW_OF, on=between)
    patched = first.patched(moves[cut:], (), row_of=ROW_OF, on=TODAY)
    whole = Load(TODAY).patched(moves, (), row_of=ROW_OF, on=TODAY)

    np.testing.assert_allclose(patched.suggested, whole.suggested, rtol=1e-9)
    assert ((whole.exposure >= 0) & (whole.exposure < 1)).all()


def test_exposure_is_a_half_at_the_half_and_fades() -> None:
    load = Load(TODAY).patched([("a", TODAY)] * int(HALF), (), row_of=ROW_OF, on=TODAY)
    later = load.patched((), (), row_of=ROW_OF, on=TODAY + timedelta(HALF_LIFE_DAYS))

    assert load.exposure.tolist() == [0.5, 0.0, 0.0]
    assert later.suggested[0] == HALF / 2


def test_of_equals_the_one_who_was_not_just_suggested_comes_first() -> None:
    index = world(*(colleague(id, {"støj": 4}) for id in "ab"))
    first, second = suggested(index)

    assert suggested(after(index, suggestions=1, employee=first)) == [second, first]
    assert suggested(after(index, suggestions=1, employee=second)) == [first, second]


def test_exposure_is_a_named_part_of_the_score() -> None:
    index = after(world(colleague("a", {"støj": 4})), suggestions=2)
    (found,) = shortlist(index, QUESTION).candidates
    part = {each.signal: each.value for each in found.contributions}[Signal.EXPOSURE]

    assert part == pytest.approx(-UNLEARNABLE[Signal.EXPOSURE] * index.workload.exposure[0])
    assert sum(each.value for each in found.contributions) == pytest.approx(found.score)


def test_nothing_but_suggestions_counts_so_a_decline_costs_nothing() -> None:
    index = after(world(colleague("a", {"støj": 4})), suggestions=1, waiting=1)
    declined = index.patched(
        Changes(number=9, waiting=[Waiting(id="a0", employee="a", answer_by=None)]), today=TODAY
    )

    assert declined.workload.exposure.tolist() == index.workload.exposure.tolist()
    assert not declined.workload.full.any()
    assert rank(declined, QUESTION).scores.tolist() == rank(index, QUESTION).scores.tolist()


def test_who_has_as_many_invitations_as_they_want_is_not_suggested_until_they_answer() -> None:
    index = world(colleague("a", {"støj": 4}, invitation_cap=1), colleague("b", {"støj": 4}))
    busy = after(index, waiting=1)
    overdue = busy.patched(Changes(number=5), today=TODAY + timedelta(6))

    assert sorted(suggested(index)) == ["a", "b"]
    assert suggested(busy) == ["b"]
    assert sorted(suggested(after(index, waiting=1, employee="b"))) == ["a", "b"]
    assert sorted(suggested(overdue)) == ["a", "b"]


def test_who_wants_no_invitations_is_not_suggested() -> None:
    assert suggested(world(colleague("a", {"støj": 4}, invitation_cap=0))) == []


def test_hours_are_free_outside_the_period_that_a_task_takes_them() -> None:
    busy = Task(
        id="t",
        title="",
        created_on=TODAY,
        assignments=(
            Assignment(employee="a", hours=3.0, started_on=date(2026, 11, 1), ended_on=date(2026, 12, 31)),
        ),
    )
    index = world(colleague("a", {"støj": 4}, hours_offered=4.0), tasks=[busy])

    def free(**period: date) -> float:
        return float(index.free_hours(np.array([0]), **period)[0])

    assert free() == free(starts_on=date(2026, 12, 31)) == 1.0
    assert free(starts_on=date(2027, 1, 1)) == free(ends_on=date(2026, 10, 31)) == 4.0


def test_of_who_took_part_twice_each_period_takes_its_own_hours() -> None:
    twice = Assignment(
        employee="a",
        hours=3.0,
        started_on=date(2027, 6, 1),
        earlier=(Period(started_on=date(2026, 11, 1), ended_on=date(2026, 12, 31), hours=1.0),),
    )
    busy = Task(id="t", title="", created_on=TODAY, assignments=(twice,))
    index = world(colleague("a", {"støj": 4}, hours_offered=4.0), tasks=[busy])

    def free(day: date) -> float:
        return float(index.free_hours(np.array([0]), starts_on=day, ends_on=day)[0])

    assert [free(date(2026, 12, 1)), free(date(2027, 2, 1)), free(date(2027, 7, 1))] == [3.0, 4.0, 1.0]


def test_hours_are_offered_in_the_declared_time_only() -> None:
    index = world(
        colleague("a", {"støj": 4}, offers_from=date(2027, 1, 1), offers_until=date(2027, 6, 30)),
        colleague("b", {"støj": 4}, hours_offered=None, offers_until=date(2026, 1, 1)),
    )
    rows = np.array([0, 1])

    assert index.free_hours(rows).tolist() == [0.0, 0.0]
    assert index.free_hours(rows, starts_on=date(2027, 6, 30))[0] == 4.0
    assert index.free_hours(rows, starts_on=date(2027, 7, 1))[0] == 0.0
    spring = Question(
        requirements=QUESTION.requirements, starts_on=date(2027, 2, 1), ends_on=date(2027, 3, 1)
    )
    assert {c.employee: c.free_hours for c in shortlist(index, spring).candidates} == {"a": 4.0, "b": 0.0}


def test_a_colleague_who_comes_later_has_their_own_exposure() -> None:
    index = after(world(colleague("a", {"støj": 4})), suggestions=1)
    grown = index.patched(
        Changes(
            number=3,
            employees=[EmployeeColumns.of([colleague("z", {"støj": 4})])],
            suggestions=[("z", TODAY)],
        ),
        today=TODAY,
    )

    assert grown.workload.exposure.tolist() == [grown.workload.exposure[1]] * 2 == [1 / (1 + HALF)] * 2


def test_a_team_knows_exposure_and_leaves_the_full_alone_unless_the_lead_names_them() -> None:
    index = after(world(*(colleague(id, {"støj": 4}) for id in "ab")), suggestions=1, employee="a")
    busy = after(index, waiting=3, employee="b")

    def candidates(of: Index, **values: tuple[str, ...]) -> dict[str, tuple[float, bool]]:
        formulation = formulate(of, TeamQuestion(requirements=QUESTION.requirements, **values))
        ids = [of.workforce.ids[row] for row in formulation.rows.tolist()]
        problem = formulation.problem
        return dict(
            zip(ids, zip(problem.exposure.tolist(), problem.eligible.tolist(), strict=True), strict=True)
        )

    assert candidates(index) == {"a": (0.5, True), "b": (0.0, True)}
    assert candidates(busy) == {"a": (0.5, True), "b": (0.0, False)}
    assert candidates(busy, fixed=("b",)) == {"a": (0.5, True), "b": (0.0, True)}
    assert candidates(busy, exclude=("a",)) == {"a": (0.5, False), "b": (0.0, False)}
