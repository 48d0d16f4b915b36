"""A tag tells one state of a thing from another, as each asker sees it."""

from hypothesis import given
from hypothesis import strategies as st

from service.api.frame.etags import etag_of

BODIES = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3) | st.text(max_size=3), max_size=3)


@given(BODIES, BODIES)
def test_a_tag_is_the_same_just_where_what_is_shown_is(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert (etag_of(one) == etag_of(other)) is (list(one.items()) == list(other.items()))


def test_a_tag_can_stand_in_a_header() -> None:
    assert etag_of({"navn": "»Æble«\n"}).isascii()
    assert '"' not in etag_of({"navn": '"'})
