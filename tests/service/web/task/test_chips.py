from hypothesis import given
from hypothesis import strategies as st

from service.web.task.chips import Segment, segments

texts = st.text(max_size=40)
places = st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=4)


@given(texts, st.dictionaries(st.sampled_from("abc"), places))
def test_the_pieces_join_to_the_text_again(text, spans):
    assert "".join(each.text for each in segments(text, spans)) == text


def test_a_word_is_marked_with_all_skills_that_it_led_to():
    found = segments("ny cykelsti her", {"Cykelstier": [(3, 11)], "Trafik": [(3, 9)]})
    assert found == [
        Segment("ny "),
        Segment("cykels", ("Cykelstier", "Trafik")),
        Segment("ti", ("Cykelstier",)),
        Segment(" her"),
    ]


def test_no_text_has_no_pieces():
    assert segments("", {}) == []
