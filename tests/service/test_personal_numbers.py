import pytest

from service.personal_numbers import HIDDEN, holds_personal_number, without_personal_numbers


@pytest.mark.parametrize("text", ["010190-1234", "CPR:3112991234.", "101901234", " 701614283 "])
def test_what_can_be_a_personal_number_is_hidden_even_without_its_first_zero(text):
    assert holds_personal_number(text)
    assert without_personal_numbers(text) == HIDDEN


@pytest.mark.parametrize("text", ["", "00417", "12345678", "913901234", "701614284", "sag 101901234"])
def test_other_numbers_are_not(text):
    assert not holds_personal_number(text)
    assert without_personal_numbers(text) == text


def test_the_column_tells_what_ten_digits_are():
    assert holds_personal_number("2512345678", context="bemærkning")
    assert not holds_personal_number("2512345678", context="sagsnr")
