"""Recognises what is shaped like a Danish personal number (CPR), so that it is refused and never kept."""

import re
from collections.abc import Sequence
from typing import Any

from service.pointers import Path, json_pointer, texts

# Day, month and year, perhaps a separator, four digits. Not inside a longer number, nor inside the
# hexadecimal digits of a URI's UUID.
_SHAPE = re.compile(
    r"(?<![0-9a-fA-F])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[\s\-‐-―−./]{0,3}\d{4}(?![0-9a-fA-F])"
)
_MASK = "[fjernet]"


class PersonalNumberRefused(Exception):
    """Something shaped like a personal number came in; tells where, never what.

    `places` are JSON pointers into the body, or names of parameters.
    """

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__("input shaped like a personal number")
        self.places = tuple(places)


def holds_personal_number(text: str) -> bool:
    """Whether a text holds ten digits that could be a personal number."""
    return _SHAPE.search(text) is not None


def mask_personal_numbers(text: str) -> str:
    """The text with everything shaped like a personal number taken out (for logs)."""
    return _SHAPE.sub(_MASK, text)


def refuse_in_json(body: Any) -> None:
    """Let parsed JSON through only if no string in it, keys included, holds a personal number.

    Raises
    ------
    PersonalNumberRefused
        With a pointer to each place; the pointers themselves hold none.
    """
    places = dict.fromkeys(_clean(path) for path, text in texts(body) if holds_personal_number(text))
    if places:
        raise PersonalNumberRefused(list(places))


def _clean(path: Path) -> str:
    """The pointer to a place, cut before the first key that itself holds a personal number."""
    kept: list[str | int] = []
    for part in path:
        if holds_personal_number(str(part)):
            break
        kept.append(part)
    return json_pointer(kept)
