"""The service in this process, to be asked without a server and a network between."""

from flask import Flask

from graph.audit.journal import Recorder
from graph.store import GraphStore
from service.app import Registration, create_app
from service.clock import Clock
from service.matcher import Matcher
from service.settings import Settings


def service_on(
    store: GraphStore, settings: Settings, *, record: Recorder, pages: tuple[Registration, ...] = ()
) -> Flask:
    """The app on a graph, with all that is in it read."""
    clock = Clock(settings.time_zone)
    matcher = Matcher(store, now=clock.now)
    matcher.refresh()
    return create_app(settings, store=store, matcher=matcher, record=record, pages=pages, clock=clock)
