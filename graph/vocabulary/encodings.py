"""Which of the old one-byte encodings a text is in, told by whether it then reads like words.

cp1252 (Windows), cp850 (DOS, old payroll systems) and Mac Roman give nearly every byte some sign, so decoding
never fails: it gives `S›gården` for `Søgården`. What tells them apart is how words look: none has a
dagger in its middle or a capital after a small letter. If two readings are equally good, none is taken.
"""

import re
import unicodedata
from dataclasses import dataclass

ENCODINGS = ("cp1252", "cp850", "mac_roman")
"""The usual one first."""

_DANISH = frozenset("æøå")
# Letters of other names that Danish files hold; the rest (ƒ, ª, ÿ …) counts as odd.
_FOREIGN = frozenset("éèêëáàâäãíìîïóòôöõúùûüýñçšžßðþ")
_ALONE = frozenset("æøåé")
_WORD = re.compile(r"[^\W\d_]+")
_MARK = re.compile(r"[^\x00-\x7f](?<![^\W\d_])")
_APOSTROPHES = frozenset("’´")
_QUOTES = frozenset("«»‘’“”„‚‹›´")
_BETWEEN_WORDS = frozenset("–—…·•\u00a0\u00ad")
_WITH_NUMBERS = frozenset("§°½¼¾²³€£©®™‰±×÷µ")
_AFTER_LATIN = "\u0250"
_SIGNS = _APOSTROPHES | _QUOTES | _BETWEEN_WORDS | _WITH_NUMBERS
_UNITS = frozenset({"°C", "°F", "µm", "µg"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text as one encoding has it: whether it is odd somewhere, and if Danish letters are in its words."""

    text: str
    odd: bool
    danish: bool


def text_of(data: bytes) -> str | None:
    """The text in the encoding under which it reads like words; None where none does, or two differ.

    A reading without anything odd goes before one with; the usual encoding goes before the rare ones if
    it gives words with Danish letters, and these are only believed if they do.
    """
    usual, *rare = [_reading(data, encoding) for encoding in ENCODINGS]
    found = [reading for reading in (usual, *rare) if reading is not None]
    natural = [reading for reading in found if not reading.odd] or found
    if len({reading.text for reading in natural}) > 1:
        natural = [reading for reading in natural if reading is usual and reading.danish]
    told = [reading for reading in natural if reading is usual or reading.danish]
    return told[0].text if told else None


def utf_8_by_luck(data: bytes, text: str) -> bool:
    """Whether bytes that are UTF-8 read as well in an old encoding: `ÈÄ` may be Cyrillic."""
    beyond = set(text) if not text.isascii() else set()
    if any(sign.isalpha() and not sign.isascii() and sign < _AFTER_LATIN for sign in beyond):
        return False
    if not any(sign >= _AFTER_LATIN and not "\u2000" <= sign <= "\u2bff" for sign in beyond):
        return False
    return any((found := _reading(data, encoding)) and not found.odd for encoding in ENCODINGS)


def _reading(data: bytes, encoding: str) -> _Reading | None:
    """The text in an encoding; None if no text has what then stands in it."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    padded = f" {text} "
    odd = False
    for found in _MARK.finditer(padded):
        at = found.start()
        if not _may_stand(padded[at - 1], found[0], padded[at + 1]):
            return None
        odd = odd or found[0] not in _SIGNS
    words = {word for word in _WORD.findall(text) if not word.isascii()}
    return _Reading(
        text,
        odd=odd or any(map(_is_odd, words)),
        danish=any(len(word) > 1 and not _DANISH.isdisjoint(word.lower()) for word in words),
    )


def _is_odd(word: str) -> bool:
    """Whether no name or word is written like this."""
    letters = {letter for letter in word.lower() if not letter.isascii()}
    if len(word) == 1:
        return not letters <= _ALONE
    return not (letters <= _DANISH | _FOREIGN and (word.islower() or word.isupper() or word.istitle()))


def _may_stand(before: str, sign: str, after: str) -> bool:
    """Whether a sign that is no letter can stand where it does; few may within a word or at its edge."""
    inside = before.isalpha() and after.isalpha()
    if sign in _BETWEEN_WORDS:
        return True
    if sign in _QUOTES:
        return not inside or sign in _APOSTROPHES
    if sign in _WITH_NUMBERS:
        return not inside and (before.isdigit() or not after.isalpha() or sign + after in _UNITS)
    return unicodedata.category(sign)[0] != "C" and not before.isalpha() and not after.isalpha()
