"""Makes the Flask app from its parts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Flask

from service.api.frame.registration import register_api
from service.clock import Clock
from service.context import EXTENSION, Services
from service.errors import answer_errors
from service.process.health import register_health
from service.process.metrics import Metrics
from service.request.compression import compress_answers
from service.request.forgery import refuse_forgeries
from service.request.identity import Identifier, PageSessions, guard_routes
from service.request.limits import Limits
from service.request.passage import LARGEST_BODY, OrjsonProvider, add_security_headers, follow_requests
from service.request.screening import answer_only_to_loopback_names, screen_requests
from service.scim.views import register_scim
from service.settings import Environment, Settings, session_secret
from service.sign_in.bearers import Bearers
from service.sign_in.provider import Provider
from service.sign_in.sessions import KnownSessions, SignedInPeople
from service.sign_in.trying import DevelopmentIdentity

if TYPE_CHECKING:
    from graph.audit.journal import Recorder
    from graph.store import GraphStore
    from service.matcher import Matcher

# What adds pages to an app: the web pages first of all.
Registration = Callable[[Flask], None]


def create_app(
    settings: Settings,
    *,
    store: "GraphStore",
    matcher: "Matcher",
    record: "Recorder",
    pages: tuple[Registration, ...] = (),
    clock: Clock | None = None,
    metrics: Metrics | None = None,
) -> Flask:
    """The service on a graph and a matcher; `pages` register what people see in a browser.

    `record` is where it is written down who was told of whom.
    `clock` is that of the settings' time zone and `metrics` are the app's own, if no others are given.

    Raises
    ------
    SettingsError
        In production without a secret key.
    IdentityRefused
        If the development identity would be used where others can reach it.
    """
    app = Flask("service", static_folder=None)
    app.json = OrjsonProvider(app)
    app.session_interface = PageSessions()
    app.url_map.merge_slashes = False  # a skill's URI in a path holds //
    app.config |= {
        "SECRET_KEY": session_secret(settings),
        "MAX_CONTENT_LENGTH": LARGEST_BODY,
        "PROVIDE_AUTOMATIC_OPTIONS": False,  # only what is declared is answered
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": "__Host-tvaers-side" if settings.secure_cookies else "tvaers-side",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
    }
    metrics = metrics or Metrics()
    app.extensions[EXTENSION] = Services(
        settings=settings,
        store=store,
        matcher=matcher,
        clock=clock or Clock(settings.time_zone),
        record=record,
        metrics=metrics,
        limits=Limits(settings),
        sessions=KnownSessions(settings),
        provider=Provider(settings) if settings.signs_in else None,
    )

    follow_requests(app, metrics.seconds)
    if settings.environment is Environment.DEVELOPMENT:
        answer_only_to_loopback_names(app)
    guard_routes(app, identifiers(settings))
    refuse_forgeries(app)
    screen_requests(app)
    answer_errors(app)
    add_security_headers(app)
    compress_answers(app)

    register_health(app, metrics)
    register_api(app)
    register_scim(app)
    for register in pages:
        register(app)
    return app


def identifiers(settings: Settings) -> tuple[Identifier, ...]:
    """How people and tools are told apart: tools by token, people by their session.

    In development without a sign-in server whoever is at this machine is let in.
    """
    bearers = Bearers(settings)
    if settings.signs_in:
        return bearers, SignedInPeople(settings)
    if settings.environment is Environment.DEVELOPMENT:
        return bearers, DevelopmentIdentity(settings)
    return (bearers,)
