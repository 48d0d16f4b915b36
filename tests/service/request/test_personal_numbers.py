"""What is shaped like a personal number is found wherever it hides, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language.personal_numbers import holds_personal_number, mask_personal_numbers
from service.request.personal_numbers import PersonalNumberRefused, refuse_in_json

DAYS = st.integers(1, 31).map("{:02}".format)
MONTHS = st.integers(1, 12).map("{:02}".format)
YEARS = st.integers(0, 99).map("{:02}".format)
SERIALS = st.integers(0, 9999).map("{:04}".format)
SEPARATORS = st.sampled_from(["", "-", " ", " - ", "–", ".", "/"])
NUMBERS = st.tuples(DAYS, MONTHS, YEARS, SEPARATORS, SERIALS).map("".join)


@given(
    NUMBERS, st.sampled_from(["", "Borger ", "cpr:", "cpr", "nr. "]), st.sampled_from(["", ".", " kom", ")"])
)
def test_a_number_is_found_in_any_text_around_it(number: str, before: str, after: str) -> None:
    assert holds_personal_number(before + number + after)
    assert number not in mask_personal_numbers(before + number + after)


@pytest.mark.parametrize(
    "text", ["01 01 90 1234", "01.01.90-1234", "０１０１９０-１２３４", "010190\u200b-1234", "٠١٠١٩٠١٢٣٤"]
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert holds_personal_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "ring på 12 34 56 78",
        "telefon 39981234",
        "EAN 5798009811234",
        "sag 2026-11-23",
        "den 23.11.2026 kl. 10",
        "KLE 27.12.16",
        "konto 0400 1234567890123",
        "3211991234",  # no 32nd of a month
        "0113991234",  # no 13th month
        "http://data.europa.eu/esco/skill/01010112-1234-4ba6-9d0c-0101011234ab",
        "",
    ],
)
def test_other_numbers_are_let_through(text: str) -> None:
    assert not holds_personal_number(text)


@given(st.uuids())
def test_ids_are_let_through(uuid: object) -> None:
    text = f"http://data.europa.eu/esco/skill/{uuid}"

    assert not holds_personal_number(text)
    assert mask_personal_numbers(text) == text


def test_places_are_told_by_pointer() -> None:
    with pytest.raises(PersonalNumberRefused) as caught:
        refuse_in_json({"text": "ok", "requirements": [{"skill": "a"}, {"skill": "010190-1234"}]})

    assert caught.value.places == ("#/requirements/1/skill",)


def test_a_key_is_found_too_and_not_repeated() -> None:
    with pytest.raises(PersonalNumberRefused) as caught:
        refuse_in_json({"outer": {"010190-1234": {"x": "020290-1234"}}})

    assert caught.value.places == ("#/outer",)


def test_clean_json_passes() -> None:
    refuse_in_json({"text": "En sti", "limit": 101901234, "nested": [None, True, {"a": "b"}]})
