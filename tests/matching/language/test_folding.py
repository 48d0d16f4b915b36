"""What people mean by the same word is the same, however it is typed; other words stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language.folding import finds, fold, plain_signs, search_key, search_words

FOUND = [
    ("Lisbeth Lund", "Lisbeth Heide Lund"),
    ("lund lisbeth", "Lisbeth Heide Lund"),
    ("LIS HEI", "Lisbeth Heide Lund"),
    ("Soeren", "Søren Kjær"),
    ("Sören kjaer", "Søren Kjær"),
    ("Søren", "Soeren Kjaer"),
    ("Aase", "Åse Holm"),
    ("Åse", "Aase Holm"),
    ("muller", "Karl Müller"),
    ("nguyen", "Nguyễn Thị Lan"),
    ("Lodz", "Łódź"),
    ("O'Brien", "Mary O’Brien"),
    ("O´Brien", "Mary O'Brien"),
    ("obrien", "Mary O'Brien"),
    ("Anne Marie", "Anne-Marie Bro"),
    ("Annemarie", "Anne‑Marie Bro"),
    ("projekt ledelse", "projektledelse"),
    ("projektledelse", "projekt-ledelse"),
    ("it sikkerhed", "IT‑sikkerhed"),
    ("boern", "Børn og unge"),
    ("ældre pleje", "Aeldrepleje"),
    ("tilladelse", "Arrangementstilladelser"),
    ("social- og sundhedsassistent", "Social‑ og\u00a0sundhedsassistent"),
    ("sundhedspleje", "sundheds\u00adpleje"),
    ("film", "ﬁlm"),
    ("cafe", "Cafe\u0301"),
    ("STRASSE", "Straße"),
    ("C++", "udvikling i C++"),
    ("niveau 1-2", "Dansk, niveau 1–2"),
    ("", "hvad som helst"),
]
NOT_FOUND = [
    ("Lund", "Bo Land"),
    ("Land", "Bo Lund"),
    ("Lisbeth Land", "Lisbeth Heide Lund"),
    ("Kjar", "Søren Kjær"),
    ("bor", "Børn"),
    ("bar", "Bær"),
    ("C#", "udvikling i C++"),
    ("niveau 12", "Dansk, niveau 1-2"),
    ("projektledelse i byggeri", "projektledelse"),
]


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
