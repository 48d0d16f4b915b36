"""Addresses of pages: a path with its fields."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from flask import request, url_for

from matching.language.personal_numbers import holds_personal_number, mask_personal_numbers

WRITTEN = frozenset({"tekst", "soeg", "titel"})
"""The fields in which people write of a task in own words: they are read from forms alone."""


def address(path: str, fields: Iterable[tuple[str, str]]) -> str:
    """A path with a query, if there are any fields."""
    query = urlencode(list(fields))
    return f"{path}?{query}" if query else path


def here(*more: tuple[str, str]) -> str:
    """The address of the page that is shown, or of the start where a form led to it, with `more` fields.

    Without what looks like a personal number, since it is written into pages and other addresses.
    """
    start = url_for("web.start")
    if request.method != "GET" or request.endpoint is None:
        return address(start, more)
    path = start if holds_personal_number(request.path) else request.path
    return address(path, [*arguments(), *more])


def arguments() -> Iterator[tuple[str, str]]:
    """What the address of the request names, but for own words, with personal numbers taken out."""
    for name, value in request.args.items(multi=True):
        if name not in WRITTEN and not holds_personal_number(name):
            yield name, mask_personal_numbers(value, context=name)
