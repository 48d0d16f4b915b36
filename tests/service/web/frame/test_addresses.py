"""An address gives back the fields that it was made of."""

from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from service.web.frame.addresses import address

WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_every_field_comes_back_in_order(fields: list[tuple[str, str]]) -> None:
    made = urlsplit(address("/opgave", fields))
    assert made.path == "/opgave"
    assert parse_qsl(made.query) == fields


def test_without_fields_it_is_the_path_alone() -> None:
    assert address("/opgave", []) == "/opgave"
