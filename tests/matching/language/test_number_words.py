"""A word tells what a number beside it is, and only that one."""

import pytest

from matching.language.number_words import DAY, OTHER, PERSON, WORKPLACE, Said


def said(text: str, context: str = "") -> Said:
    """What a text says of the number that is marked by # in it."""
    return Said.of(text.replace("#", "2512345678"), text.index("#"), text.index("#") + 10, context=context)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P-nr. #", WORKPLACE),
        ("P-numrene er #", WORKPLACE),
        ("P-nr. 1001234567, 1001234568 og #", WORKPLACE),
        ("# (P-nr.)", WORKPLACE),
        ("# er skolens P-nummer", WORKPLACE),
        ("sagsnr.: #", OTHER),
        ("konto 0400 #", OTHER),
        ("# kr.", OTHER),
        ("# (CPR-nr.)", PERSON),
        ("mødet den #", DAY),
    ],
)
def test_a_word_beside_it_or_its_list_speaks_of_a_number(text: str, words: object) -> None:
    assert [each for each in (DAY, OTHER, PERSON, WORKPLACE) if said(text).is_called(each)] == [words]


@pytest.mark.parametrize(
    "text", ["# P-nr. 1001234567", "P-nr. 1001234567. Borger #", "# er ejer", "sag. Se #"]
)
def test_a_word_of_another_number_or_sentence_does_not(text: str) -> None:
    assert not any(said(text).is_called(each) for each in (DAY, OTHER, PERSON, WORKPLACE))


def test_what_stands_right_before_it_can_be_a_part_of_it() -> None:
    assert said("INC#").is_of_something_longer()
    assert said("55,#").is_of_something_longer()
    assert not said("se #").is_of_something_longer()
    assert not said("#", context="INC").is_of_something_longer()
