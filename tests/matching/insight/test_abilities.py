"""What is told of a place tells of nobody alone, neither by itself nor beside its neighbours."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from matching.index.index import Index
from matching.insight.abilities import abilities, areas_with
from matching.model import Evidence, Visibility, Workplace
from tests.matching.worlds import colleague, held, world

ABOVE = {"school": "children", "nursery": "children", "road": "technique", "park": "technique"}
AREAS = ("children", "technique")
PLACES = [
    Workplace(id="top", name="Kommunen"),
    *(Workplace(id=id, name=id, part_of="top") for id in AREAS),
    *(Workplace(id=id, name=id, part_of=above) for id, above in ABOVE.items()),
]
LARGE = 30


def house(able: Mapping[str, int]) -> Index:
    """Thirty at each place, of whom so many know noise."""
    return world(
        *(
            colleague(f"{place}{number}", {"støj": 3} if number < able.get(place, 0) else {}, workplace=place)
            for place in ABOVE
            for number in range(LARGE)
        ),
        places=PLACES,
    )


def told(index: Index, place: str) -> int | None:
    return abilities(index, place).get("støj", 0)


def test_ten_or_more_are_a_number_and_fewer_are_not() -> None:
    index = house({"school": 12, "nursery": 11, "road": 10, "park": 10})
    assert {place: told(index, place) for place in ("top", *AREAS, *ABOVE)} == {
        "top": 43, "children": 23, "technique": 20, "school": 12, "nursery": 11, "road": 10, "park": 10,
    }  # fmt: skip
    assert told(house({"school": 9}), "school") is None


def test_a_place_is_no_number_where_its_neighbours_few_could_be_worked_out() -> None:
    index = house({"school": 12, "nursery": 1, "road": 15})
    assert (told(index, "children"), told(index, "school"), told(index, "nursery")) == (13, None, None)
    assert told(index, "road") == 15


def test_inside_an_area_that_is_no_number_nothing_is_one() -> None:
    index = house({"school": 20, "nursery": 20, "road": 3})
    assert [told(index, place) for place in ("children", "school", "nursery")] == [None, None, None]


def test_a_small_place_tells_nothing_at_all_and_who_hides_or_is_only_assumed_to_can_nothing() -> None:
    few = [colleague(f"few {number}", {"støj": 3}, workplace="park") for number in range(9)]
    hidden = colleague("hidden", {"støj": 3}, workplace="park", visibility=Visibility.HIDDEN)
    index = world(*few, hidden, places=PLACES).seen_by(Visibility.LEADS)
    assert abilities(index, "park") == {}
    assumed = [held("støj", 3, evidence=Evidence.ASSUMED)]
    people = (colleague(f"one {number}", assumed, workplace="park") for number in range(12))
    assert abilities(world(*people, places=PLACES), "park") == {}


@given(st.fixed_dictionaries({place: st.integers(0, LARGE) for place in ABOVE}))
def test_what_is_told_and_what_is_left_are_nobody_or_ten(able: dict[str, int]) -> None:
    index = house(able)
    places: dict[str, tuple[str, ...]] = {"top": AREAS} | {
        area: tuple(id for id, above in ABOVE.items() if above == area) for area in AREAS
    }
    for above, below in places.items():
        whole, parts = told(index, above), [told(index, each) for each in below]
        assert all(each is None or each == 0 or each >= 10 for each in (whole, *parts))
        if whole is not None:
            left = whole - sum(each or 0 for each in parts)
            assert left == 0 or left >= 10


def test_areas_are_told_by_the_same_rule() -> None:
    index = house({"school": 12, "road": 15})
    names = [*(f"school{number}" for number in range(12)), *(f"road{number}" for number in range(15))]
    assert areas_with(index, names) == {"children": 12, "technique": 15}
    assert areas_with(index, names[:13]) == {}
