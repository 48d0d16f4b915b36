"""What a command stumbles over is told in Danish from beginning to end."""

import pytest

from graph.errors import GraphBusy, GraphUnavailable, StaleVersion, TooLarge, UnknownReference, Writer
from matching.bounds import Fault, OutOfBounds
from scripts.errors import explained


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            UnknownReference("skill", ["gdpr"]),
            "Noget peger på kompetencen gdpr, som ikke findes i grafen. Intet er skrevet.",
        ),
        (
            UnknownReference("employee", "abcdefg"),
            "Noget peger på medarbejderne a, b, c, d, e og 2 til, som ikke findes i grafen. "
            "Intet er skrevet.",
        ),
        (
            GraphBusy(Writer(17, "tvaers", suspended=True)),
            "Proces 17 (tvaers), som er sat på pause, skriver i grafen og blev ikke færdig i tide. "
            "Intet er skrevet; kør igen.",
        ),
        (
            OutOfBounds([Fault(("assignments", 0, "hours"), "Must be from 0 to 60.")]),
            "Noget ligger uden for det, grafen tager imod (assignments). Intet er skrevet.",
        ),
        (
            GraphUnavailable("the graph server does not answer"),
            "Grafen svarer ikke. Se efter, om den kører, og om adresse og adgangskode er rigtige.",
        ),
    ],
)
def test_a_message_is_one_danish_sentence_after_the_other(error: Exception, message: str) -> None:
    assert explained(error) == message


@pytest.mark.parametrize(
    "error",
    [
        TooLarge("too many rows"),
        GraphBusy(),
        StaleVersion("task", "t1"),
        GraphUnavailable("away"),
    ],
)
def test_no_english_words_of_an_error_stand_in_a_danish_message(error: Exception) -> None:
    said = explained(error)
    assert said
    assert str(error) not in said


def test_what_nobody_expected_is_a_fault_of_ours() -> None:
    assert explained(ZeroDivisionError()) is None
