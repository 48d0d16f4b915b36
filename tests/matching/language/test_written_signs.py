import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language.written_signs import readings


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("０１-٢٣", "01-23"),
        ("0\u200b1\u00ad2\x003", "0123"),
        ("01&ndash;23", "01-23"),
        ("&#48;&#x31;", "01"),
        ("01%2D23", "01-23"),
        ("01%25E2%2580%259323", "01-23"),
        ("01\\u002d23", "01-23"),
        ("<b>01</b>23", "0123"),
        ("01 \r\n  23", "01 23"),
        ("01----23", "01-23"),
    ],
)
def test_a_text_is_read_as_people_see_it(written: str, read: str) -> None:
    assert list(readings(written))[-1].text == read


def test_it_is_read_as_it_stands_too_so_that_markup_hides_nothing() -> None:
    assert next(readings("a<b010190-1234>")).text == "a<b010190-1234>"


@given(st.text(alphabet="01 -&#;%2D<b>/\\u00adn\u200b½⑩", max_size=40))
def test_each_sign_has_its_place_in_the_text(written: str) -> None:
    for signs in readings(written):
        assert len(signs.text) == len(signs.begins) == len(signs.ends)
        places = [signs.place(at, at + 1) for at in range(len(signs.text))]
        assert all(0 <= start < end <= len(written) for start, end in places)
        assert places == sorted(places)
