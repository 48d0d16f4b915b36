"""Refuses what another site lets a browser send here with a person's cookies (CSRF).

A browser says where a request comes from: Sec-Fetch-Site, or in older ones Origin. One that says neither must
send the token of its session, which every form has (`service.web.frame.forms`). What carries a bearer
token is sent by a tool, never by a browser of its own accord, and passes.
"""

import hmac
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Request, request, session
from werkzeug.exceptions import Forbidden

from service.context import services

View = TypeVar("View", bound=Callable[..., Any])

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HERE = frozenset({"same-origin", "none"})
"""`none` is what the person did by hand, as by loading a page again."""
FIELD = "kvittering"


def from_machines(view: View) -> View:
    """Declare that a view is for machines, which prove themselves by what they send, not by a cookie."""
    view.__dict__["from_machines"] = True
    return view


def form_token() -> str:
    """The token of this session, for a hidden field."""
    return str(session.setdefault(FIELD, secrets.token_urlsafe(24)))


def refuse_forgeries(app: Flask) -> None:
    """Let nothing be changed by what another site made a browser send."""

    @app.before_request
    def hold_origin() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if request.method in SAFE or view is None or getattr(view, "from_machines", False):
            return
        if "Authorization" not in request.headers and not is_from_here(request):
            raise Forbidden("It was sent by another site.")


def is_from_here(request: Request) -> bool:
    """Whether a page of ours sent a request, as far as the browser or the form's token tells."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site in HERE
    if origin is not None:
        return origin == (services().settings.address or request.host_url.rstrip("/"))
    known, given = session.get(FIELD), request.form.get(FIELD, "")
    return bool(known) and hmac.compare_digest(str(known).encode(), given.encode())
