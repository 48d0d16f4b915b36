"""A text is asked about what it tells of single people, and left alone where it is about work."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language.private_details import Detail, private_details


def found(text: str) -> list[tuple[Detail, str]]:
    return [(mark.detail, text[mark.start : mark.end]) for mark in private_details(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Spørg Anna Holm Hansen om planen.", "Anna Holm Hansen"),
        ("Det ved Mette.", "Mette"),
        ("Bo Hansen har gjort det før.", "Bo Hansen"),
        ("Min kollega Bo ved det.", "Bo"),
        ("Hr. Storm ringer hver dag.", "Storm"),
        ("Anne-Marie kommer i morgen.", "Anne-Marie"),
    ],
)
def test_a_given_name_is_marked_with_the_surnames_behind_it(text: str, name: str) -> None:
    assert found(text) == [(Detail.NAME, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Skal vi bo i byen, og skal den have liv?",
        "Liv og glade dage.",
        "Storm og skybrud kræver et beredskab.",
        "Hans opgave bliver at samle trådene.",
        "Per måned bruger vi 40 timer.",
        "Karen Blixens Vej skal have ny belægning.",
        "Sankt Hans på stranden.",
        "Projekt Emma handler om ensomme ældre.",
        "Brevet er skrevet af EVA.",
    ],
)
def test_a_name_that_is_a_word_or_a_place_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hun har brystkræft.", "brystkræft"),
        ("En ny kollega er gravid.", "gravid"),
        ("He has diabetes.", "diabetes"),
        ("Eleven er hjemme, for han har fået en hjernerystelse.", "hjernerystelse"),
    ],
)
def test_health_is_marked_where_a_sentence_is_about_one_person(text: str, word: str) -> None:
    assert found(text) == [(Detail.HEALTH, word)]


@pytest.mark.parametrize(
    "text",
    [
        "Unge med angst og misbrug skal have et sted at være.",
        "Vi skal nedbringe sygefraværet i hjemmeplejen.",
        "Hun er sygeplejerske på sygehuset.",
        "Han kender psykiatrien godt.",
        "Hun leder demensrådet. Kræft er emnet i år.",
    ],
)
def test_illness_as_a_field_of_work_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "Rosenvænget 12, 2. tv, 2820 Gentofte",
        "Hovedgaden 4",
        "Lindevangs Allé 33, st. th",
        "H.C. Andersens Boulevard 27, 1553 København",
    ],
)
def test_a_street_with_its_number_is_marked_whole(address: str) -> None:
    assert found(f"Det er på {address}.") == [(Detail.ADDRESS, address)]


@pytest.mark.parametrize(
    "text", ["Alle 24 flytter ind.", "De vil have 200 stole.", "Strandvejen skal asfalteres i 2027."]
)
def test_a_number_behind_a_word_that_ends_like_a_street_is_none(text: str) -> None:
    assert found(text) == []


@given(st.text(st.sampled_from("abcdeø Åæ.,\n1Anna Hansen vej12har kræft"), max_size=200))
def test_marks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    marks = private_details(text)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))


def test_all_of_it_in_one_text() -> None:
    assert found("Kim Juhl har kræft. Hun bor på Lyngbakken 14.") == [
        (Detail.NAME, "Kim Juhl"),
        (Detail.HEALTH, "kræft"),
        (Detail.ADDRESS, "Lyngbakken 14"),
    ]
