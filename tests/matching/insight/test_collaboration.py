"""Who completed tasks with whom, by workplace, area and year, and who joins them."""

from datetime import date

import pytest

from matching.index.index import Index
from matching.insight.collaboration import bridges, collaboration
from matching.insight.small_groups import SMALLEST_GROUP
from matching.model import Employee, Visibility
from tests.matching.worlds import colleague, solved, world


def staff(workplace: str, count: int = SMALLEST_GROUP) -> list[Employee]:
    return [colleague(f"{workplace}{number}", workplace=workplace) for number in range(count)]


def between(index: Index, one: str, other: str, year: int, *, by_area: bool = False) -> int:
    found = collaboration(index, by_area=by_area)
    return int(found.tasks[year][found.groups.index(one), found.groups.index(other)])


def test_a_task_counts_once_for_two_workplaces_in_the_year_it_ended() -> None:
    tasks = [
        solved("t1", [], ["vej0", "vej1", "skole0"], closed_on=date(2025, 3, 1)),
        solved("t2", [], ["vej0", "skole1"], closed_on=date(2025, 9, 1)),
        solved("t3", [], ["vej0", "skole1"], closed_on=date(2026, 9, 1)),
    ]
    index = world(*staff("vej"), *staff("skole"), tasks=tasks)

    assert between(index, "vej", "skole", 2025) == between(index, "skole", "vej", 2025) == 2
    assert between(index, "vej", "skole", 2026) == 1
    assert between(index, "vej", "vej", 2025) == 0
    assert between(index, "teknik", "skole", 2025, by_area=True) == 2


def test_groups_of_fewer_than_ten_are_left_out() -> None:
    index = world(
        *staff("vej"), *staff("skole", SMALLEST_GROUP - 1), tasks=[solved("t1", [], ["vej0", "skole0"])]
    )
    found = collaboration(index, by_area=False)
    assert (found.groups, found.employees) == (("vej",), (SMALLEST_GROUP,))
    assert all(not matrix.nnz for matrix in found.tasks.values())


def test_who_alone_joins_two_workplaces_is_the_strongest_bridge() -> None:
    people = [
        colleague("a", workplace="vej", shows_bridges=True),
        colleague("b", workplace="vej", shows_bridges=True),
        colleague("c", workplace="skole"),
        colleague("d", workplace="pleje"),
    ]
    tasks = [solved("t1", [], ["a", "b", "c"]), solved("t2", [], ["a", "d"])]
    found = bridges(world(*people, tasks=tasks))

    assert [(each.employee, each.workplaces) for each in found] == [("a", 2), ("b", 1)]
    assert [each.score for each in found] == pytest.approx([1.5, 0.5])


@pytest.mark.parametrize(
    ("visibility", "consents"), [(Visibility.HIDDEN, True), (Visibility.EVERYONE, False)]
)
def test_nobody_is_shown_as_a_bridge_who_hides_or_has_not_consented(
    visibility: Visibility, consents: bool
) -> None:
    people = [
        colleague("a", workplace="vej", visibility=visibility, shows_bridges=consents),
        colleague("c", workplace="skole"),
    ]
    assert bridges(world(*people, tasks=[solved("t1", [], ["a", "c"])])) == ()
