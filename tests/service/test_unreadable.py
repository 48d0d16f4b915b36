import pytest

from graph.vocabulary.delimited import Broken, UnreadableText
from service.unreadable import BROKEN, MENDED, reason_of, unreadable_text


@pytest.mark.parametrize("broken", Broken)
def test_what_is_wrong_with_a_text_is_told_with_its_place_and_what_to_do(broken: Broken) -> None:
    told = unreadable_text("a.csv", UnreadableText(broken, line=7))
    assert told == f"a.csv, linje 7: {BROKEN[broken]}. {MENDED[broken]}"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError(), "den findes ikke"),
        (IsADirectoryError(), "det er en mappe"),
        (PermissionError(), "du har ikke adgang til den"),
        (OSError(28, "full"), "systemets fejl 28"),
    ],
)
def test_why_a_file_cannot_be_opened_is_told_in_words(error: OSError, told: str) -> None:
    assert reason_of(error) == told
