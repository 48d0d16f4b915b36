"""What the signs of a text stand for: digits of any script, hidden signs, and signs that are written in code.

Numbers that must not be kept are looked for in what is read here, since people see the same number in
»０１０１９０-１２３４«, »010190&ndash;1234«, »010190%2D1234« and one that a line ends in the middle of.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

# How often a text is taken out of its code: an address within an address is coded twice. By eye.
_TIMES = 3

# Signs that show nothing, though they count as letters or symbols (Hangul fillers, the empty Braille sign).
_BLANKS = frozenset("\u115f\u1160\u2800")
_CODED = re.compile(
    r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});|(?:%[0-9a-f]{2})+|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[nrt]"
    r"|</?[a-z][^<>]{0,60}>",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"([\W_])\1+")

# Signs that stand for themselves: nearly every Danish text has no others.
_PLAIN = re.compile(r"[ -~À-ÖØ-öø-ÿ«»]*")


class Span(NamedTuple):
    """Where something stands in a text: `text[start:end]`."""

    start: int
    end: int


class Signs(NamedTuple):
    """A text as it is read, and where each of its signs begins and ends in the text as it was written."""

    text: str
    begins: Sequence[int]
    ends: Sequence[int]

    def place(self, start: int, end: int) -> Span:
        """Where `text[start:end]`, which isn't empty, stands in the text as it was written."""
        return Span(self.begins[start], self.ends[end - 1])


def readings(text: str) -> Iterator[Signs]:
    """What a text can be read as: as it stands, and out of its code with repeated signs as one."""
    written = Signs(text, range(len(text)), range(1, len(text) + 1))
    yield _folded(written)
    decoded = written
    for _ in range(_TIMES):
        if not _CODED.search(decoded.text):
            break
        decoded = _replaced(_CODED, decoded)
    folded = _folded(decoded)
    if decoded is not written or _REPEATED.search(folded.text):
        yield _replaced(_REPEATED, folded)


def _replaced(pattern: re.Pattern[str], signs: Signs) -> Signs:
    """The signs with what each match stands for in its place."""
    parts: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    done = 0
    for match in pattern.finditer(signs.text):
        start, end = match.span()
        meant = match[1] if pattern is _REPEATED else _decoded(match[0])
        parts += signs.text[done:start], meant
        whole = signs.place(start, end)
        begins += [*signs.begins[done:start], *[whole.start] * len(meant)]
        ends += [*signs.ends[done:start], *[whole.end] * len(meant)]
        done = end
    if not done:
        return signs
    text = "".join((*parts, signs.text[done:]))
    return Signs(text, [*begins, *signs.begins[done:]], [*ends, *signs.ends[done:]])


def _decoded(coded: str) -> str:
    """What one piece of code stands for; nothing for markup."""
    if coded.startswith("&"):
        return html.unescape(coded)
    if coded.startswith("%"):
        return unquote(coded)
    if coded.startswith("<"):
        return ""
    return " " if coded[1] in "nrtNRT" else chr(int(coded[2:], 16))


def _folded(signs: Signs) -> Signs:
    """The signs with 0 to 9, hyphens and blanks for whatever stands for them, without what one can't see.

    Soft hyphens, zero-width blanks, control characters and marks over and around digits go.
    """
    if _PLAIN.fullmatch(signs.text):
        return signs
    found: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for sign, begin, end in zip(*signs, strict=True):
        for folded in unicodedata.normalize("NFKC", sign):
            kind = unicodedata.category(folded)
            if folded.isspace():
                folded = " "
            elif kind in ("Cc", "Cf", "Mn", "Me") or folded in _BLANKS:
                continue
            elif kind == "Pd" or folded == "\N{MINUS SIGN}":
                folded = "-"
            elif folded.isdigit():
                folded = str(unicodedata.digit(folded))
            found.append(folded)
            begins.append(begin)
            ends.append(end)
    return Signs("".join(found), begins, ends)
