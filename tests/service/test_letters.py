"""What is written in letters has no digits, and can be read again."""

from hypothesis import given
from hypothesis import strategies as st

from service.letters import in_hex, in_letters


@given(st.text("0123456789abcdef"))
def test_no_digit_is_left_and_nothing_is_lost(hexadecimal: str) -> None:
    letters = in_letters(hexadecimal)

    assert not any(map(str.isdigit, letters))
    assert in_hex(letters) == hexadecimal
