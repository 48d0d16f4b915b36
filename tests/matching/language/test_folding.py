"""What people mean by the same word is the same, however it is typed; other words stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language.folding import finds, fold, plain_signs, search_key, search_words
from tests.matching.language.spellings import FOUND, NOT_FOUND


@pytest.mark.parametrize(("typed", "name"), FOUND)
def test_a_search_finds_what_is_meant(typed: str, name: str) -> None:
    assert finds(search_words(typed), search_key(name))


@pytest.mark.parametrize(("typed", "name"), NOT_FOUND)
def test_a_search_does_not_find_another_word(typed: str, name: str) -> None:
    assert not finds(search_words(typed), search_key(name))


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert search_key(search_key(text)) == search_key(text)


@given(st.text(max_size=40))
def test_every_text_is_found_by_itself(text: str) -> None:
    assert finds(search_words(text), search_key(text))


@given(st.text(max_size=40))
def test_plain_signs_stand_where_the_others_stood(text: str) -> None:
    assert len(plain_signs(text)) == len(text)
