"""A text in pieces between stops: nothing that is said in one of them makes a phrase with another.

A line break ends a piece in a list with one item a line, not in a sentence that was broken to fit a page: its
lines are long or end in a word that must go on, and the next one goes on in small letters. A word that was
broken there with a hyphen is put together; in `børne-` before `og ungeområdet` the hyphen stays.
"""

import re
from collections.abc import Iterator

from matching.language.text import Language, Token, is_function_word, normalise, tokens
from matching.language.wordlists import COORDINATORS, SHORTENED_WORDS

LONGEST_SENTENCE = 100
"""Words, small ones too, after which a piece is cut: work on it grows with their square."""

_FULL_LINE = 40
"""Letters of a line from which on the next one may go on with its sentence: more than an item of a list has,
fewer than the narrowest pages and mails are broken at."""

_SHORTENED = "".join(rf"(?<!\b{word})" for word in (r"\w", *sorted(SHORTENED_WORDS)))
_STOP = rf"{_SHORTENED}\.(?=\s|$)|[!?](?=\s|$)|[;:•|–—]|\s-\s"
_END = re.compile(rf"{_STOP}|(?P<line>[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*)", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W\d_]+-?$")


def sentences(text: str) -> Iterator[list[Token]]:
    """Yield the tokens of each piece that has any, with their places in the text."""
    for start, end in _spans(text):
        found = [Token(start + t.start, start + t.end, t.text) for t in tokens(text[start:end])]
        found = _joined(found, text)
        for first in range(0, len(found), LONGEST_SENTENCE):
            yield found[first : first + LONGEST_SENTENCE]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = line_start = 0
    for stop in _END.finditer(text):
        is_break = stop["line"] is not None
        goes_on = is_break and _goes_on(text[line_start : stop.start()], text[stop.end() : stop.end() + 1])
        if is_break:
            line_start = stop.end()
        if not goes_on:
            yield start, stop.start()
            start = stop.end()
    yield start, len(text)


def _goes_on(line: str, next_letter: str) -> bool:
    """Tell whether a line's sentence goes on in the next one, which begins with a letter."""
    if not next_letter.islower():
        return False
    last = _LAST_WORD.search(line)
    must = last is not None and (last[0].endswith("-") or _is_small(last[0]))
    return must or len(line) >= _FULL_LINE


def _is_small(word: str) -> bool:
    return any(is_function_word(normalise(word), language) for language in Language)


def _joined(found: list[Token], text: str) -> list[Token]:
    """Put words together that a hyphen at the end of a line parts."""
    joined: list[Token] = []
    for token in found:
        before = joined[-1] if joined else None
        if before is not None and _is_broken(before, token, text):
            first = before.text if before.text[:-1].isupper() else before.text[:-1]
            joined[-1] = Token(before.start, token.end, first + token.text)
        else:
            joined.append(token)
    return joined


def _is_broken(before: Token, after: Token, text: str) -> bool:
    return (
        before.text.endswith("-")
        and after.text[0].islower()
        and normalise(after.text) not in COORDINATORS
        and bool(re.fullmatch(r"\s*[\r\n]\s*", text[before.end : after.start]))
    )
