"""How words are compared: without case, and whether or not a system could write æ, ø and å."""

import re
import unicodedata

from matching.language import folding

_BETWEEN = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")
# Soft hyphens, byte order marks and the like, which come along with text from web pages.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def fold(text: str) -> str:
    """A column's name or a fixed choice: `Timer om ugen`, `timer_om_ugen` and `TIMER-OM-UGEN` are one."""
    return _BETWEEN.sub(" ", folding.fold(text)).strip()


def tidy(text: str) -> str:
    """Text with composed letters, single blanks and none around it, without invisible signs."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def fold_label(text: str) -> str:
    """A label as it is looked up: any kind of hyphen or apostrophe is the same; `C++` is not `C#`."""
    return folding.fold(text)


def blurred(id: str) -> str:
    """An id without what spreadsheets and systems change in it: `O-0026`, `o–26` and `O-26.0` are one."""
    plain = unicodedata.normalize("NFKC", id).casefold()
    dashed = "".join("-" if unicodedata.category(sign) == "Pd" or sign == "−" else sign for sign in plain)
    joined = re.sub(r"\s+", "", dashed)
    return _DIGITS.sub(lambda digits: digits[0].lstrip("0") or "0", re.sub(r"(?<=\d)[.,]0+$", "", joined))
