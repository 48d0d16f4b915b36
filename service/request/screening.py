"""Refuses what no view should see: personal numbers (CPR) wherever they come in, and other sites' names.

What is refused is told by its place, never by what it was.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from matching.language.personal_numbers import holds_personal_number
from service.errors import PersonalNumberRefused
from service.request.pointers import Path
from service.settings import is_loopback

View = TypeVar("View", bound=Callable[..., Any])

# How deep a body's objects and lists may lie in each other. By eye: our deepest lie five deep.
DEEPEST = 50
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def marks_personal_numbers(*fields: str, in_address: Collection[str] = ()) -> Callable[[View], View]:
    """Declare which fields of its form a page looks through itself, to mark the place in the form.

    Those `in_address` it looks through there.
    """

    def declare(view: View) -> View:
        view.__dict__["marked_fields"] = frozenset(fields), frozenset(in_address)
        return view

    return declare


def screen_requests(app: Flask) -> None:
    """Refuse a request with something shaped like a personal number in its path, query or form.

    Bodies of the API are screened where they are parsed, by `refuse_in_json`.
    """

    @app.before_request
    def screen() -> None:
        places = ["path"] if holds_personal_number(request.path) else []
        view = app.view_functions.get(request.endpoint or "")
        in_form, in_address = getattr(view, "marked_fields", ((), ()))
        sent: list[tuple[MultiDict[str, str], Collection[str]]] = [(request.args, in_address)]
        if request.mimetype in FORMS:
            sent.append((request.form, in_form))
        for values, marked in sent:
            for name, value in values.items(multi=True):
                if holds_personal_number(name):
                    places.append("query")
                elif name not in marked and holds_personal_number(value, context=name):
                    places.append(name)
        if places:
            raise PersonalNumberRefused(places)


def refuse_in_json(body: Any) -> None:
    """Let parsed JSON through only if no string in it, keys included, holds a personal number.

    Raises
    ------
    PersonalNumberRefused
        With the place of each; the places themselves hold none.
    """
    places = [_clean(path) for path, text in texts(body) if holds_personal_number(text, context=_field(path))]
    if places:
        raise PersonalNumberRefused(places)


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every string in parsed JSON with its place; a key's place is that of the object it is in.

    Raises
    ------
    werkzeug.exceptions.BadRequest
        For JSON that is deeper than `DEEPEST`.
    """
    if len(path) > DEEPEST:
        raise BadRequest
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield path, str(key)
            yield from texts(item, (*path, str(key)))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from texts(item, (*path, position))


def answer_only_to_loopback_names(app: Flask) -> None:
    """Refuse requests for another site's name, which that site can let lead here (DNS rebinding).

    For development, where whoever is at this machine is let in. Flask's TRUSTED_HOSTS would do,
    but never matches an IPv6 address.
    """

    @app.before_request
    def check_host() -> None:
        if not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
            raise BadRequest


def _field(path: Path) -> str:
    """The name of the field that a place is in, or of the list."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _clean(path: Path) -> Path:
    """A place, cut before the first key that itself holds a personal number."""
    kept: Path = ()
    for part in path:
        if holds_personal_number(str(part)):
            break
        kept = (*kept, part)
    return kept
