"""A sentence stays together, also across the lines of a page; the items of a list stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language.sentences import LONGEST_SENTENCE, sentences


def pieces(text: str) -> list[str]:
    return [" ".join(token.text for token in found) for found in sentences(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Nyt torv. Ny sti", ["Nyt torv", "Ny sti"]),
        ("bl.a. børn", ["bl a børn"]),
        ("evt. ældre", ["evt ældre"]),
        ("cykelsti\nlegeplads\nplejecenter", ["cykelsti", "legeplads", "plejecenter"]),
        ("Cykelsti\n- legeplads\n• drift", ["Cykelsti", "legeplads", "drift"]),
        ("støj - og luft", ["støj", "og luft"]),
        ("● støj ▪ luft → jord · vand", ["støj", "luft", "jord", "vand"]),
        ("støj\tluft", ["støj", "luft"]),
        ("1. støj\n2) luft\nc) jord", ["1 støj", "2 luft", "c jord"]),
        ("en ny sti.Vi mangler", ["en ny sti", "Vi mangler"]),
        ("første side\fanden side", ["første side", "anden side"]),
    ],
)
def test_stops_and_items_of_a_list_part_a_text(text: str, read: list[str]) -> None:
    assert pieces(text) == read


@pytest.mark.parametrize("line_break", ["\n", "\r\n", " \n  "])
def test_a_sentence_goes_on_after_a_long_line(line_break: str) -> None:
    line = "Kommunen skal i det kommende år have lavet en plan for inddragelse"

    assert pieces(f"{line}{line_break}af børn") == [f"{line} af børn"]


def test_a_sentence_goes_on_after_a_word_that_must() -> None:
    assert pieces("inddragelse af\nbørn og\nunge") == ["inddragelse af børn og unge"]


def test_an_empty_line_or_a_capital_begins_anew() -> None:
    line = "Kommunen skal i det kommende år have lavet en plan for inddragelse"

    assert pieces(f"{line}\n\naf børn") == [line, "af børn"]
    assert pieces(f"{line}\nBørn") == [line, "Børn"]


def test_a_word_that_a_line_break_parts_is_put_together() -> None:
    text = "Styrket inddra-\ngelse af børn"
    (found,) = sentences(text)

    assert found[1].text == "inddragelse"
    assert text[found[1].start : found[1].end] == "inddra-\ngelse"
    assert pieces("støtte fra EU-\nprojekter") == ["støtte fra EU-projekter"]


@pytest.mark.parametrize(
    "broken", ["-\n", "- \r\n", "\u2010\n", "\u00ad\n", "¬\n", "-\n> ", "-\u2028", "-\f"]
)
def test_it_is_put_together_whatever_parts_it(broken: str) -> None:
    assert pieces(f"inddra{broken}gelse af børn") == ["inddragelse af børn"]


def test_the_lines_of_a_mail_that_is_answered_are_one_sentence() -> None:
    assert pieces("> vi mangler en plan for\n> de grønne områder") == [
        "vi mangler en plan for de grønne områder"
    ]


@pytest.mark.parametrize("text", ["børne- og ungeområdet", "børne-\nog ungeområdet"])
def test_a_hyphen_that_stands_for_a_shared_part_stays(text: str) -> None:
    assert pieces(text) == ["børne- og ungeområdet"]


@given(st.text(alphabet="ab-.,\n\r og", max_size=80))
def test_pieces_are_in_order_and_their_words_stand_in_the_text(text: str) -> None:
    found = [token for piece in sentences(text) for token in piece]

    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)


def test_no_piece_is_longer_than_work_on_it_allows() -> None:
    assert max(map(len, sentences("støj " * 1000))) == LONGEST_SENTENCE
