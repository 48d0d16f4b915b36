import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.personal_numbers import HIDDEN, holds_personal_number, without_personal_numbers


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "010190 - 1234",
        "010190–1234",
        "01.01.90-1234",
        "01 01 90 1234",
        "01-01-90-1234",
        "CPR:3112991234.",
        "medarb0101901234",
        "a010190-1234b",
        "født 010190-1234, bor i Ordrup",
        "０１０１９０-１２３４",
        "0101\u00ad90-12\u200b34",
        "101901234",
        " 101901234 ",
    ],
)
def test_what_is_shaped_like_a_personal_number_is_recognised(text):
    assert holds_personal_number(text)
    assert without_personal_numbers(text) == HIDDEN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "00417",
        "320190-1234",
        "011390-1234",
        "12345678",
        "+45 20 12 34 56",
        "2026-03-01",
        "01-03-2026",
        "01.03.2026 til 30.06.2026",
        "5790000123456",
        "913901234",
        "sag 101901234 er lukket",
        "http://data.europa.eu/esco/skill/ab010190-1234-4a1b-9c1d-0101901234ab",
    ],
)
def test_other_numbers_and_uris_are_not(text):
    assert not holds_personal_number(text)
    assert without_personal_numbers(text) == text


@given(
    st.dates(),
    st.integers(0, 9999),
    st.sampled_from(["", "-", " ", " - ", "–"]),
    st.text(alphabet="abc ÆØÅ.;:(", max_size=5),
    st.text(alphabet="abc ÆØÅ.;:)", max_size=5),
)
def test_every_personal_number_is_recognised_in_any_text(born, serial, dash, before, after):
    assert holds_personal_number(f"{before}{born:%d%m%y}{dash}{serial:04}{after}")
