"""Whatever can be somebody's personal number is found however it is written; its look-alikes pass."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matching.language.personal_numbers import (
    MASK,
    can_be_somebodys,
    find_personal_numbers,
    holds_personal_number,
    mask_personal_numbers,
)

BIRTHDAYS = st.dates(date(1900, 1, 1), date(2030, 12, 31))
SERIALS = st.integers(0, 9999).map("{:04}".format)
BEFORE = ["", "Borger ", "cpr:", "medarb", "nr. ", "sagen om ", "2 børn, "]
AFTER = ["", ".", " kom", ")", "b", " 2 gange"]


@given(
    BIRTHDAYS,
    SERIALS,
    st.sampled_from([0, 60]),
    st.sampled_from(["-", " ", " - ", "–", "—", "−", "‑", "\u00a0", ".", "/", "_", ":", ", ", "\n"]),
    st.sampled_from(BEFORE),
    st.sampled_from(AFTER),
)
def test_six_and_four_digits_are_found_whatever_parts_them(
    born: date, serial: str, replacement: int, between: str, before: str, after: str
) -> None:
    number = f"{born.day + replacement:02}{born:%m%y}{between}{serial}"

    assert holds_personal_number(before + number + after)
    assert mask_personal_numbers(before + number + after) == before + MASK + after


@given(
    BIRTHDAYS.filter(lambda born: born.day != 10), SERIALS, st.sampled_from(BEFORE), st.sampled_from(AFTER)
)
def test_ten_digits_in_a_row_are_found_where_they_begin_with_a_day(
    born: date, serial: str, before: str, after: str
) -> None:
    assert holds_personal_number(f"{before}{born:%d%m%y}{serial}{after}")


@given(BIRTHDAYS, SERIALS, st.sampled_from(["sagsnr. ", "tlf. ", "P-nummer ", "journalnr.: ", ""]))
def test_ten_digits_that_can_be_somebodys_are_found_but_for_workplaces(
    born: date, serial: str, before: str
) -> None:
    digits = f"{born:%d%m%y}{serial}"

    if can_be_somebodys(digits) and not (before.startswith("P") and born.day == 10):
        assert holds_personal_number(before + digits)


@pytest.mark.parametrize(
    "text",
    [
        "01.01.90-1234",
        "01/01/90-1234",
        "01 01 90 1234",
        "01. 01. 90 - 1234",
        "01.01.1990-1234",
        "05.05.85-1234",
        "05.05.1985 1234",
        "01011990-1234",
        "010119901234",
        "0 1 0 1 9 0 1 2 3 4",
        "01 01 90 12 34",
        "010190 - 12 34",
        "0101 90 1234",
        "010 190 1234",
        "０１０１９０-１２３４",
        "٠١٠١٩٠١٢٣٤",
        "0101\u00ad90-12\u200b34",
        "0️⃣1️⃣0️⃣1️⃣9️⃣0️⃣1️⃣2️⃣3️⃣4️⃣",
        "②⓪01901234",
        "a010190-1234b",
        "290200-1234",
        "sag 010190-1234",
        "P-nummer 100190-1234",
        "cpr 1001901234",
        "født 10.12.24 1400",
    ],
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert holds_personal_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "ring på 12 34 56 78",
        "+45 20 12 34 56",
        "+46 10 123 45 67",
        "tlf. 1012345678",
        "EAN 5798009811234",
        "konto 0400 1234567890123",
        "ISBN 87-02-12345-6",
        "KLE 27.12.16",
        "sag 2026-11-23",
        "sagsnr. 2512345678",
        "Journalnummer: 2512345678",
        "2026012345",
        "1003388394",
        "P-nr. 1012345674",
        "den 23.11.2026 kl. 10",
        "01.03.2026 til 30.06.2026",
        "10.12.24 1400",
        "10/12/24 1400-1600",
        "01.08.25-2026",
        "20.11.2026 1400",
        "10 12 14 16 18 20",
        "P-numre: 1012345674, 1009257302 og 1001010101",
        "1012345674 (P-nr.)",
        "CVR 12345678 P 1012345674",
        "Sager: 2512345678, 2512345679",
        "konto 0400 2512345678",
        "55,2512345678",
        "INC2512345678",
        "2512345678 kr.",
        "ons. 10.12.24 1400-1545",
        "17082025_1130",
        "320190-1234",
        "310490-1234",
        "290201-1234",
        "011390-1234",
        "",
    ],
)
def test_other_numbers_pass(text: str) -> None:
    assert not holds_personal_number(text)
    assert mask_personal_numbers(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "P-nr. 1001234567, borger 1012641105",
        "1012641105 er ejer",
        "1012641105, P-nr. 1001234567",
        "Sager: 2512345678, 0701614283",
        "konto 0400 0701614283",
        "konto 0400 070161-4284",
        "INC0701614283",
        "2512345678 kr. (CPR-nr. 2512345678)",
        "17081925_1130",
        "12.34.070161-4283",
    ],
)
def test_no_other_word_beside_it_lets_a_personal_number_through(text: str) -> None:
    assert holds_personal_number(text)


@given(st.text(alphabet="\\&%<>/#;xXuUnNrRtT0123456789abcdefABCDEF "))
@example("\\N")
@example("\\T")
def test_no_code_however_odd_breaks_the_reading(text: str) -> None:
    assert isinstance(holds_personal_number(text), bool)


@given(st.binary(min_size=32, max_size=32))
@example(bytes.fromhex("a0101901234f" + "ab" * 26))
def test_numbers_of_the_record_pass(digest: bytes) -> None:
    assert not holds_personal_number(digest.hex())


@given(st.uuids())
def test_ids_pass(uuid: object) -> None:
    assert not holds_personal_number(f"http://data.europa.eu/esco/skill/{uuid}")


def test_the_name_of_the_field_tells_what_ten_digits_are() -> None:
    assert holds_personal_number("2512345678", context="bemærkning")
    assert not holds_personal_number("2512345678", context="sagsnr")
    assert holds_personal_number("1012641105")
    assert not holds_personal_number("1012345670", context="P-nummer")
    assert holds_personal_number("10.12.24 1400", context="CPR-nr.")


def test_the_place_is_told_in_the_text_as_it_was_written() -> None:
    text = "Ring til ½ af dem\u200b, ０１０１９０\u00ad-１２３４ og 020290-4321."

    assert [text[start:end] for start, end in find_personal_numbers(text)] == [
        "０１０１９０\u00ad-１２３４",
        "020290-4321",
    ]


@given(st.text(alphabet="0123456789 -./:abæ\u00a0\u200b½⑩", max_size=60))
def test_places_are_in_order_within_the_text_and_never_overlap(text: str) -> None:
    ends = [end for span in find_personal_numbers(text) for end in span]

    assert ends == sorted(ends)
    assert all(0 <= end <= len(text) for end in ends)
    assert len(set(find_personal_numbers(text))) == len(find_personal_numbers(text))


def test_only_numbers_of_a_first_of_january_need_no_check_digit() -> None:
    assert can_be_somebodys("0701614283")
    assert not can_be_somebodys("0701614284")
    assert can_be_somebodys("0101654286")
    assert not can_be_somebodys("0102654286")
