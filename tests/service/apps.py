"""Apps for tests. Making one takes longer than asking it a question, so tests share what never changes.

What an app remembers is its own: the keys of a sign-in server too, which another test may have changed.
"""

from copy import copy
from dataclasses import replace
from functools import cache
from typing import Any

from flask import Flask

from service.app import Registration, create_app
from service.clock import Clock
from service.context import EXTENSION
from service.request.limits import Limits
from service.settings import Settings
from service.sign_in.provider import Provider
from service.sign_in.sessions import KnownSessions


def app_on(
    store: Any,
    matcher: Any,
    *,
    record: Any,
    settings: Settings,
    clock: Clock,
    pages: tuple[Registration, ...] = (),
    alone: bool = False,
) -> Flask:
    """The app on a store and a matcher; `alone` for a test that adds routes to it or reads its figures."""
    if alone:
        return create_app(settings, store=store, matcher=matcher, record=record, pages=pages, clock=clock)
    shared = _shared(settings, pages)
    own = copy(shared)
    services = replace(
        shared.extensions[EXTENSION],
        store=store,
        matcher=matcher,
        clock=clock,
        record=record,
        limits=Limits(settings),
        sessions=KnownSessions(settings),
        provider=Provider(settings) if settings.signs_in else None,
    )
    own.extensions = {**shared.extensions, EXTENSION: services}
    return own


@cache
def _shared(settings: Settings, pages: tuple[Registration, ...]) -> Flask:
    """An app that is never asked itself: its routes, its document and its templates, each read once."""
    nothing: Any = None
    app = create_app(settings, store=nothing, matcher=nothing, record=nothing, pages=pages)
    assert app.jinja_env.cache is not None  # made here, so that all that are copied from it have the same
    return app
