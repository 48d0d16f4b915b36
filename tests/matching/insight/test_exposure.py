"""Who oversees sees how suggestions and choices fall on groups, and never on few people."""

from matching.index.index import Index
from matching.insight.exposure import Dimension, Group, Month, exposure_report
from matching.model import Profession
from tests.matching.worlds import colleague, world

NOBODY = Month()


def municipality(**sizes: int) -> Index:
    """So many teachers in each workplace."""
    return world(*(colleague(id, workplace=place) for place in sizes for id in ids(place, sizes[place])))


def ids(place: str, count: int) -> list[str]:
    return [f"{place}{number}" for number in range(count)]


def groups(
    index: Index, dimension: Dimension, *, now: Month = NOBODY, before: Month = NOBODY
) -> dict[str, Group]:
    found = exposure_report(index, now=now, before=before)
    return {group.id: group for group in found if group.dimension is dimension}


def test_people_are_counted_who_were_suggested_and_those_of_them_who_were_chosen() -> None:
    now = Month(frozenset(ids("skole", 10)), frozenset([*ids("skole", 4), "pleje20"]))
    found = groups(municipality(skole=20, pleje=30), Dimension.AREA, now=now)

    assert (found["skole"].suggested.count, found["skole"].suggested.of) == (10, 20)
    assert found["skole"].against_all == 2.5
    assert found["pleje"].suggested.count == 0
    chosen = found["skole"].chosen
    assert chosen is not None
    assert (chosen.count, chosen.of) == (4, 10), "who was chosen without being suggested is not counted"
    assert found["pleje"].chosen is None


def test_what_has_changed_since_the_month_before_is_told_with_how_sure_it_is() -> None:
    now, before = Month(frozenset(ids("skole", 18))), Month(frozenset(ids("skole", 2)))
    found = groups(municipality(skole=20, pleje=30), Dimension.AREA, now=now, before=before)

    change = found["skole"].suggested_change
    assert round(change.value, 2) == 0.8
    assert 0 < change.interval[0] < change.value < change.interval[1]
    low, high = found["pleje"].suggested_change.interval
    assert low < 0 < high


def test_workplaces_count_in_their_area_and_are_shown_where_that_is() -> None:
    index = municipality(vej=12, teknik=10, skole=20)
    sizes = {id: each.suggested.of for id, each in groups(index, Dimension.AREA).items()}
    assert sizes == {"teknik": 22, "skole": 20}
    assert set(groups(index, Dimension.WORKPLACE)) == {"vej", "teknik", "skole"}


def test_a_workplace_under_ten_hides_the_next_one_of_its_area() -> None:
    index = municipality(vej=12, teknik=6, skole=20)
    assert set(groups(index, Dimension.AREA)) == {"teknik", "skole"}
    assert set(groups(index, Dimension.WORKPLACE)) == {"skole"}


def test_groups_under_ten_are_hidden_and_cannot_be_worked_out() -> None:
    assert set(groups(municipality(skole=9, pleje=30, vej=20), Dimension.AREA)) == {"pleje"}
    assert set(groups(municipality(skole=9, pleje=9, vej=20), Dimension.AREA)) == {"teknik"}


def test_in_a_hidden_area_no_workplace_is_shown() -> None:
    """The school is too small; the area with it is hidden, and its one workplace would tell what it has."""
    index = municipality(skole=9, vej=20, pleje=30)
    assert set(groups(index, Dimension.WORKPLACE)) == {"pleje"}


def test_of_fewer_than_ten_who_were_suggested_nothing_is_said_of_who_was_chosen() -> None:
    few, many = ids("skole", 9), ids("pleje", 15)
    now = Month(frozenset(few + many + ids("vej", 12)), frozenset(few[:3] + many))
    found = groups(municipality(skole=20, pleje=30, vej=20), Dimension.AREA, now=now)

    assert found["skole"].chosen is None
    assert found["teknik"].chosen is None, "the next smallest: else the school would follow from the rest"
    assert found["pleje"].chosen is not None


def test_a_change_of_who_was_chosen_needs_ten_in_both_months() -> None:
    now, before = Month(frozenset(ids("skole", 12))), Month(frozenset(ids("skole", 9)))
    found = groups(municipality(skole=20), Dimension.AREA, now=now, before=before)["skole"]
    assert found.chosen is not None
    assert found.chosen_change is None


def test_who_works_without_a_desk_is_told_by_the_professions_isco_group() -> None:
    isco = {"sosu": "5322", "laerer": "2341", "jurist": "2611", "ny": ""}
    people = [
        colleague(f"{id}{number}", profession=id, weekly_hours=30.0 if number < 15 else 37.0)
        for id in isco
        for number in range(20)
    ]
    index = world(*people, professions=[Profession(id=id, isco=code) for id, code in isco.items()])
    sizes = {id: each.suggested.of for id, each in groups(index, Dimension.DESK).items()}
    assert sizes == {"no_desk": 40, "desk": 20, "not_known": 20}
    assert set(groups(index, Dimension.PROFESSION)) == set(isco)
    assert {id: each.suggested.of for id, each in groups(index, Dimension.HOURS).items()} == {
        "part_time": 60,
        "full_time": 20,
    }


def test_an_empty_municipality_has_no_groups() -> None:
    assert exposure_report(world(), now=NOBODY, before=NOBODY) == ()
