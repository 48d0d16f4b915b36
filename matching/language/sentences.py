"""A text in pieces between stops: nothing that is said in one of them makes a phrase with another."""

import re
from collections.abc import Iterator

from matching.language.text import Token, tokens
from matching.language.wordlists import SHORTENED_WORDS

LONGEST_SENTENCE = 100
"""Words, small ones too, after which a piece is cut: work on it grows with their square."""

_SHORTENED = "".join(rf"(?<!\b{word})" for word in (r"\w", *sorted(SHORTENED_WORDS)))
_END = re.compile(rf"{_SHORTENED}\.(?=\s|$)|[!?](?=\s|$)|[;:\n\r•|–—]|\s-\s", re.IGNORECASE)


def sentences(text: str) -> Iterator[list[Token]]:
    """Yield the tokens of each piece that has any, with their places in the text."""
    for start, end in _spans(text):
        found = [Token(start + t.start, start + t.end, t.text) for t in tokens(text[start:end])]
        for first in range(0, len(found), LONGEST_SENTENCE):
            yield found[first : first + LONGEST_SENTENCE]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _END.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)
