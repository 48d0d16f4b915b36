"""The words that people read for the vocabulary's values."""

import pytest

from service.web.frame.wording import period_words
from tests.service.web.municipality import app


@pytest.mark.parametrize(("days", "words"), [(730, "to år"), (1095, "3 år"), (90, "90 dage")])
def test_whole_years_are_said_as_years(days: int, words: str) -> None:
    with app().test_request_context():
        assert period_words(days) == words
