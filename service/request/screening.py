"""Refuses what no view should see: personal numbers in an address or form, and other sites' names.

JSON bodies are screened where they are parsed (`service/api/frame/blueprint.py`).
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import BadRequest

from matching.language.personal_numbers import holds_personal_number
from service.request.personal_numbers import PersonalNumberRefused
from service.settings import is_loopback

View = TypeVar("View", bound=Callable[..., Any])

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def marks_personal_numbers(*fields: str) -> Callable[[View], View]:
    """Declare which fields of its form a page looks through itself, to mark the place in the form."""

    def declare(view: View) -> View:
        view.__dict__["marked_fields"] = frozenset(fields)
        return view

    return declare


def screen_requests(app: Flask) -> None:
    """Refuse a request with something shaped like a personal number in its path, query or form."""

    @app.before_request
    def screen() -> None:
        places = ["path"] if holds_personal_number(request.path) else []
        view = app.view_functions.get(request.endpoint or "")
        marked: frozenset[str] = getattr(view, "marked_fields", frozenset())
        forms = (request.form,) if request.mimetype in FORMS else ()
        for values in (request.args, *forms):
            for name, value in values.items(multi=True):
                if holds_personal_number(name):
                    places.append("query")
                elif name not in marked and holds_personal_number(value, context=name):
                    places.append(name)
        if places:
            raise PersonalNumberRefused(places)


def answer_only_to_loopback_names(app: Flask) -> None:
    """Refuse requests for another site's name, which that site can let lead here (DNS rebinding).

    For development, where whoever is at this machine is let in. Flask's TRUSTED_HOSTS would do,
    but never matches an IPv6 address.
    """

    @app.before_request
    def check_host() -> None:
        if not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
            raise BadRequest
