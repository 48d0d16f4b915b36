"""The whole service on a real graph, and somebody who asks it."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from graph.audit.journal import Recorder
from graph.store import GraphStore
from harness.recording import Lines
from service.clock import Clock
from service.matcher import Matcher
from service.roles import Role
from service.web.frame.registration import register_web
from tests.service.apps import app_on
from tests.service.fakes import CLOCK, as_role, settings


def standing_on(
    store: GraphStore, *, clock: Clock = CLOCK, pages: tuple[Any, ...] = (), record: Recorder | None = None
) -> Flask:
    """The app with the real matcher, which knows of each write to this store."""
    matcher = Matcher(store, now=clock.now)
    matcher.refresh()
    return app_on(store, matcher, record=record or Lines(), settings=settings(), clock=clock, pages=pages)


def service_on(store: GraphStore, *, record: Recorder | None = None) -> Flask:
    """The same with the pages."""
    return standing_on(store, pages=(register_web,), record=record)


def asking(app: Flask, role: Role) -> FlaskClient:
    """Somebody in a role, at the app."""
    made = app.test_client()
    made.environ_base["HTTP_AUTHORIZATION"] = as_role(role)["Authorization"]
    return made
