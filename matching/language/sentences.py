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

_BULLETS = "•‣◦●○▪■□·►→✓✔"
_SHORTENED = "".join(rf"(?<!\b{word})" for word in (r"\w", *sorted(SHORTENED_WORDS)))
_FORGOTTEN_SPACE = r"(?-i:(?<=[a-zæøå]{2})\.(?=[A-ZÆØÅ][a-zæøå]))"
_STOP = rf"{_SHORTENED}\.(?=\s|$)|{_FORGOTTEN_SPACE}|[!?](?=\s|$)|[{_BULLETS};:|–—\t]|\s-\s"
_LINE_BREAK = r"(?:\r\n|[\r\n\v\f\u2028\u2029])"
_QUOTED = r"(?:>[^\S\r\n]*)*"
"""What a mail puts before each line of one that it answers."""
_END = re.compile(rf"{_STOP}|(?P<line>[^\S\r\n\v\f]*{_LINE_BREAK}[^\S\r\n\v\f]*{_QUOTED})", re.IGNORECASE)
_HYPHENS = "-\u2010\u2011\u00ad¬"
"""What stands at the end of a line within a word; ¬ is a word processor's hyphen that one can't see."""
_LAST_WORD = re.compile(rf"[^\W\d_]+[{_HYPHENS}]?$")
_BROKEN = re.compile(rf"\w?[{_HYPHENS}]\s*{_LINE_BREAK}\s*{_QUOTED}")
"""From the last sign of a word to the rest of it in the next line."""


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
    must = last is not None and (last[0][-1] in _HYPHENS or _is_small(last[0]))
    return must or len(line) >= _FULL_LINE


def _is_small(word: str) -> bool:
    return any(is_function_word(normalise(word), language) for language in Language)


def _joined(found: list[Token], text: str) -> list[Token]:
    """Put words together that a hyphen at the end of a line parts."""
    joined: list[Token] = []
    for token in found:
        before = joined[-1] if joined else None
        if before is not None and _is_broken(before, token, text):
            first = before.text if before.text[:-1].isupper() else before.text.removesuffix("-")
            joined[-1] = Token(before.start, token.end, first + token.text)
        else:
            joined.append(token)
    return joined


def _is_broken(before: Token, after: Token, text: str) -> bool:
    return (
        after.text[0].islower()
        and normalise(after.text) not in COORDINATORS
        and _BROKEN.fullmatch(text, before.end - 1, after.start) is not None
    )
