"""Refuses bodies with something shaped like a Danish personal number (CPR), and says where, never what."""

from collections.abc import Sequence
from typing import Any

from matching.language.personal_numbers import holds_personal_number
from service.request.pointers import Path, json_pointer, texts


class PersonalNumberRefused(Exception):
    """Something shaped like a personal number came in; tells where, never what.

    `places` are JSON pointers into the body, or names of parameters.
    """

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__("input shaped like a personal number")
        self.places = tuple(places)


def refuse_in_json(body: Any) -> None:
    """Let parsed JSON through only if no string in it, keys included, holds a personal number.

    Raises
    ------
    PersonalNumberRefused
        With a pointer to each place; the pointers themselves hold none.
    """
    places = [_clean(path) for path, text in texts(body) if holds_personal_number(text, context=_field(path))]
    if places:
        raise PersonalNumberRefused(list(dict.fromkeys(places)))


def _field(path: Path) -> str:
    """The name of the field that a place is in, or of the list."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _clean(path: Path) -> str:
    """The pointer to a place, cut before the first key that itself holds a personal number."""
    kept: list[str | int] = []
    for part in path:
        if holds_personal_number(str(part)):
            break
        kept.append(part)
    return json_pointer(kept)
