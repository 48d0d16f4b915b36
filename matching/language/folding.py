"""The one folding by which names, labels and ids are compared and found, however they are typed.

Two texts are the same where they differ only in

- case and composition (NFKC): `ÆLDRE` and `ældre`, `ﬁlm` and `film`, full width and ordinary letters;
- the kind of dash, apostrophe or blank, and signs that one can't see (soft hyphens, zero-width blanks);
- Danish, Swedish and German letters and what is typed for them: æ ä ae, ø ö oe, å aa, ü u, ß ss;
- accents: `Nguyễn` and `nguyen`, `café` and `cafe`.

A search also takes words in any order, and passes over blanks and hyphens within compounds.
"""

import re
import unicodedata

_DASHES = "‐‑‒–—―−⁃﹣－"
_APOSTROPHES = "’‘‛ʼʹ´`′"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN = str.maketrans(
    dict.fromkeys(_DASHES, "-") | dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_SPACES, " ")
)
_LETTERS = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "œ": "oe", "ü": "u"}
    | {"ð": "d", "đ": "d", "ł": "l", "þ": "th", "ı": "i"}
)
_JOINT = re.compile(r"(?<!\d)[\s'-]+|[\s'-]+(?!\d)")


# The last letters of the Danish alphabet, as the signs that follow z in ASCII.
_LAST_LETTERS = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|"})


def plain_signs(text: str) -> str:
    """Return a text with plain dashes, apostrophes and blanks; each sign stays in its place."""
    return text.translate(_PLAIN)


def fold(text: str) -> str:
    """Return what a text is compared by, with single blanks.

    Examples
    --------
    >>> fold("Social‑  og Sundhedsassistent") == fold("social- og sundhedsassistent")
    True
    """
    text = plain_signs(text)
    if not text.isascii():
        composed = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
        parted = unicodedata.normalize("NFD", composed)
        text = "".join(sign for sign in parted if unicodedata.category(sign) not in ("Mn", "Cf"))
    return " ".join(text.casefold().split())


def search_key(text: str) -> str:
    """Return what a search looks in: folded, without blanks, hyphens and apostrophes, but between digits.

    Examples
    --------
    >>> search_key("It-sikkerhed"), search_key("O’Brien"), search_key("niveau 1-2")
    ('itsikkerhed', 'obrien', 'niveau1-2')
    """
    return _JOINT.sub("", fold(text))


def search_words(text: str) -> list[str]:
    """Return the words of a search; what holds all of them, in any order, is found."""
    return list(dict.fromkeys(key for word in fold(text).split() if (key := search_key(word))))


def finds(words: list[str], key: str) -> bool:
    """Tell whether a search finds what has this key."""
    return all(word in key for word in words)


def alphabetical(text: str) -> tuple[str, str]:
    """A key that sorts æ, ø and å last, and `aa` as å (Retskrivningsordbogen § 3 stk. 5)."""
    return text.casefold().replace("aa", "å").translate(_LAST_LETTERS), text
