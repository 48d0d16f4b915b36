"""What is shown of groups never tells of fewer than ten people, not even what is left of a total."""

from hypothesis import given
from hypothesis import strategies as st

from matching.insight.small_groups import SMALLEST_GROUP, shown

SIZES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 40), max_size=12)


@given(SIZES, st.data())
def test_what_is_hidden_is_two_groups_and_ten_people_or_nobody(
    sizes: dict[str, int], data: st.DataObject
) -> None:
    hidden = data.draw(st.sets(st.sampled_from(sorted(sizes)))) if sizes else set()
    seen = shown(sizes, hidden=hidden)
    left = [size for id, size in sizes.items() if id not in seen and size]
    assert all(sizes[id] >= SMALLEST_GROUP and id not in hidden for id in seen)
    assert not seen or not left or (len(left) > 1 and sum(left) >= SMALLEST_GROUP)


def test_groups_of_ten_are_all_shown_where_none_is_hidden() -> None:
    assert shown({"a": 10, "b": 30}) == {"a", "b"}


def test_the_smallest_is_hidden_with_a_single_one_under_ten() -> None:
    assert shown({"a": 9, "b": 12, "c": 30}) == {"c"}


def test_several_under_ten_that_are_ten_together_hide_nobody_else() -> None:
    assert shown({"a": 4, "b": 6, "c": 12}) == {"c"}
    assert shown({"a": 4, "b": 5, "c": 12, "d": 30}) == {"d"}


def test_an_empty_group_hides_nobody() -> None:
    assert shown({"a": 0, "b": 12, "c": 30}) == {"b", "c"}
