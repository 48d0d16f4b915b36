"""The link says whose it is, and only what we signed is believed."""

from hypothesis import given
from hypothesis import strategies as st

from service.telling.unsubscribing import employee_of, token_of

SECRET, ANOTHER = "a" * 40, "b" * 40


@given(st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable()))
def test_a_link_says_whose_it_is_in_letters_alone(employee: str) -> None:
    token = token_of(employee, SECRET)
    assert employee_of(token, SECRET) == employee
    assert token.replace(".", "").isalpha()


def test_nobody_can_make_one_for_another() -> None:
    token = token_of("emp-anna", SECRET)
    written, _, mark = token_of("emp-bo", SECRET).partition(".")
    forged = (f"{token.partition('.')[0]}.{mark}", f"{written}.", written, "", "øh.øh", token[:-1])
    assert [employee_of(each, SECRET) for each in forged] == [None] * len(forged)
    assert employee_of(token, ANOTHER) is None
