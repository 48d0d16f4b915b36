"""Terms are read from a form; what is wrong is named by its field."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from service.web.board.terms import Terms, read_terms
from tests.service.web.municipality import app


@pytest.fixture(autouse=True)
def page() -> object:
    """What is wrong is said in the language of a page."""
    made: Flask = app()
    with made.test_request_context("/"):
        yield


def test_terms_are_read_as_they_are_written() -> None:
    form = MultiDict(
        {
            "timer": "4,5",
            "fra": "2027-01-01",
            "til": "2027-02-01",
            "rolle": " Skriver ",
            "besked": "Hej\r\ndu",
        }
    )
    assert read_terms(form) == (
        Terms(
            hours=4.5,
            starts_on=date(2027, 1, 1),
            ends_on=date(2027, 2, 1),
            role="Skriver",
            message="Hej\ndu",
        ),
        {},
    )


def test_nothing_has_to_be_said() -> None:
    assert read_terms(MultiDict()) == (Terms(), {})


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"timer": "61"}, "timer"),
        ({"fra": "x"}, "fra"),
        ({"til": "9999-01-01"}, "til"),
        ({"fra": "2027-02-01", "til": "2027-01-01"}, "til"),
        ({"rolle": "x" * 201}, "rolle"),
        ({"besked": "x" * 2_001}, "besked"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(said: dict[str, str], field: str) -> None:
    assert list(read_terms(MultiDict(said))[1]) == [field]
