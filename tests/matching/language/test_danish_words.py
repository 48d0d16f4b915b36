"""Danish words with their right joints and stems (`danish_words.txt`), written before anybody measured."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from graph.vocabulary.esco import read_catalogue
from matching.language.labels import LabelIndex
from matching.language.text import Language
from matching.language.vocabulary import LabelVocabulary

WORDS = [
    line.split()
    for line in Path(__file__).with_name("danish_words.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
LEAST_RIGHT = 0.97
NOT_LOOKED_AT = 0.94
"""What the even words must have, which nobody looked at while the reading of words was mended."""


@cache
def vocabulary() -> LabelVocabulary:
    return LabelIndex().fit(read_catalogue().skills).vocabulary_


def faults(marked: str, *others: str) -> Iterator[str]:
    """Yield what is read wrongly of a word, and of those that have its stem or must not have it."""
    word = marked.replace("+", "").replace("·", "")
    found = joints(word)
    must = places(marked.replace("·", ""), "+")
    may = places(marked.replace("+", ""), "·")
    if not must <= found <= must | may:
        yield f"{word}: {vocabulary().splitter_(word)}"
    parts = vocabulary().parts_of(word, Language.DANISH)
    for sign, other in ((each[0], each[1:]) for each in others):
        their_parts = vocabulary().parts_of(other, Language.DANISH)
        if their_parts != parts if sign == "=" else their_parts[-1] == parts[-1]:
            yield f"{word} {parts} {sign} {other} {their_parts}"


def joints(word: str) -> set[int]:
    """Return where the program cuts a word."""
    found, place = [], 0
    for part in vocabulary().splitter_(word):
        place = word.index(part, place)
        found.append(place)
        place += len(part)
    return set(found[1:])


def places(marked: str, sign: str) -> set[int]:
    pieces = marked.split(sign)
    return {len("".join(pieces[: number + 1])) for number in range(len(pieces) - 1)}


@pytest.mark.parametrize(
    ("words", "least"),
    [(WORDS, LEAST_RIGHT), (WORDS[1::2], NOT_LOOKED_AT)],
    ids=["all", "the half that nobody looked at"],
)
def test_danish_words_are_read_right(words: list[list[str]], least: float) -> None:
    wrong = [list(faults(*line)) for line in words]
    right = sum(not each for each in wrong) / len(words)
    print(f"{len(words)} words, {right:.1%} right")

    assert right >= least, "\n".join(fault for each in wrong for fault in each)
