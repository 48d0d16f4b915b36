"""A tag tells one state of a thing from another, as each asker sees it."""

from hypothesis import given
from hypothesis import strategies as st

from service.api.frame.etags import etag_of

BODIES = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3) | st.text(max_size=3), max_size=3)


@given(BODIES, BODIES, st.integers(0, 3), st.integers(0, 3))
def test_a_tag_is_the_same_just_where_version_and_body_are(
    one: dict[str, object], other: dict[str, object], version: int, another: int
) -> None:
    same = list(one.items()) == list(other.items()) and version == another
    assert (etag_of(one, version) == etag_of(other, another)) is same


def test_a_tag_can_stand_in_a_header() -> None:
    assert etag_of({"navn": "»Æble«\n"}, 7).isascii()
    assert '"' not in etag_of({"navn": '"'}, 7)
