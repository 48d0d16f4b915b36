"""HR sees how suggestions fall on groups, and never on few people."""

from matching.index.index import Changes, Index
from matching.insight.exposure import Dimension, exposure_report
from tests.matching.worlds import TODAY, colleague, world


def municipality(**sizes: int) -> Index:
    """So many teachers in each workplace; those at the school were suggested twice each."""
    people = [colleague(f"{place}{n}", workplace=place) for place, size in sizes.items() for n in range(size)]
    twice = [(each.id, TODAY) for each in people if each.workplace == "skole"] * 2
    return world(*people).patched(Changes(number=2, suggestions=twice), today=TODAY)


def shown(index: Index, dimension: Dimension) -> dict[str, tuple[int, float, float]]:
    return {
        group.id: (group.employees, group.suggested, group.share)
        for group in exposure_report(index)
        if group.dimension is dimension
    }


def test_a_share_of_one_is_even() -> None:
    found = municipality(skole=10, pleje=30)

    assert shown(found, Dimension.AREA) == {"pleje": (30, 0.0, 0.0), "skole": (10, 2.0, 4.0)}
    assert shown(found, Dimension.PROFESSION) == {"lærer": (40, 0.5, 1.0)}
    assert shown(found, Dimension.HOURS) == {"full_time": (40, 0.5, 1.0)}


def test_workplaces_count_in_their_area() -> None:
    assert shown(municipality(vej=6, teknik=6), Dimension.AREA) == {"teknik": (12, 0.0, 1.0)}


def test_groups_under_ten_are_hidden_and_cannot_be_worked_out() -> None:
    assert shown(municipality(skole=9, pleje=30, vej=20), Dimension.AREA) == {"pleje": (30, 0.0, 0.0)}
    assert shown(municipality(skole=9, pleje=9, vej=20), Dimension.AREA) == {"teknik": (20, 0.0, 0.0)}


def test_an_empty_municipality_has_no_groups() -> None:
    assert exposure_report(world()) == ()
