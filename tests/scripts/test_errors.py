"""What a command stumbles over is told in Danish from beginning to end."""

from enum import StrEnum

import pytest

from graph.errors import (
    GraphBusy,
    GraphUnavailable,
    StaleVersion,
    TooLarge,
    UnknownReference,
    Unreadable,
    Writer,
)
from graph.vocabulary.delimited import Broken, UnreadableText
from graph.vocabulary.esco_layout import BadRow, LayoutError, Missing, Wrong
from matching.bounds import Fault, OutOfBounds
from scripts.errors import MISSING, WRONG, explained
from service.unreadable import BROKEN, MENDED


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
            LayoutError.of("skills_da.csv", Missing.COLUMN, "conceptUri"),
            "skills_da.csv: kolonnen conceptUri mangler. Hent ESCO's CSV-udgave, og pak den ud igen.",
        ),
        (
            LayoutError("skills_da.csv", "cut", wrong=Broken.CUT_OFF, line=7),
            "skills_da.csv, linje 7: filen slutter midt i en række, så noget af den mangler. "
            "Hent ESCO's CSV-udgave, og pak den ud igen.",
        ),
        (
            BadRow("skills_da.csv", 7, what="conceptUri", wrong=Wrong.EMPTY),
            "skills_da.csv, linje 7: conceptUri er tom. Hent ESCO's CSV-udgave, og pak den ud igen.",
        ),
        (
            UnreadableText(Broken.UNCLOSED, 3),
            "Listen over private betegnelser, linje 3: et anførselstegn begynder her og slutter aldrig, så "
            "resten af filen kan ikke læses. Gem den igen som CSV UTF-8.",
        ),
        (
            PermissionError(13, "Permission denied", "afvist.csv"),
            "afvist.csv kan ikke læses eller skrives: du har ikke adgang til den.",
        ),
        (Unreadable("task", "t1", "its title is missing"), "Opgaven t1 i grafen kan ikke læses."),
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


@pytest.mark.parametrize(
    ("told", "kinds"), [(BROKEN, Broken), (MENDED, Broken), (MISSING, Missing), (WRONG, Wrong)]
)
def test_whatever_can_be_wrong_with_a_file_is_told_in_danish(
    told: dict[str, str], kinds: type[StrEnum]
) -> None:
    assert set(told) == set(kinds)


def test_what_nobody_expected_is_a_fault_of_ours() -> None:
    assert explained(ZeroDivisionError()) is None
