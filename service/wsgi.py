"""One worker's part: its own connection to the graph, its own index, its app.

gunicorn calls `make_app` in each worker, so that all of it is made after the fork: neither the driver
nor the numeric libraries survive one.
"""

import atexit
import gc
from contextlib import ExitStack

from flask import Flask

from graph.opening import open_graph
from service.app import create_app
from service.clock import Clock
from service.matcher import Matcher
from service.process.logs import configure_logging
from service.process.refresher import Refresher
from service.settings import load_settings
from service.web.frame.registration import register_web


def make_app() -> Flask:
    """The app of this process, ready to answer."""
    settings = load_settings()
    configure_logging(settings.log_level)
    open_until_exit = ExitStack()
    atexit.register(open_until_exit.close)
    store = open_until_exit.enter_context(
        open_graph(
            uri=settings.neo4j_uri,
            user=settings.neo4j_user,
            password=settings.neo4j_password,
            database=settings.neo4j_database,
            data_dir=settings.data_dir,
        )
    )
    clock = Clock(settings.time_zone)
    matcher = Matcher(store, today=clock.today)
    matcher.refresh()
    gc.collect()
    gc.freeze()  # the index lives on: later collections need not walk through its million objects
    refresher = open_until_exit.enter_context(Refresher(matcher, seconds=settings.refresh_seconds))
    store.changes.listen(refresher)
    return create_app(settings, store=store, matcher=matcher, clock=clock, pages=(register_web,))
