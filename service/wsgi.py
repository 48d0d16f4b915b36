"""One worker's part: its own connection to the graph, its own index, its app.

gunicorn calls `make_app` in each worker, so that all of it is made after the fork: neither the driver
nor the numeric libraries survive one.
"""

import atexit
import gc
import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import TypeVar

from flask import Flask

from graph.audit.journal import Journal
from graph.errors import GraphUnavailable
from graph.opening import open_graph
from graph.server.patience import ANSWERING
from graph.store import GraphStore
from service.app import create_app
from service.clock import Clock
from service.erased_ids import erasing
from service.fitting import keep_vocabulary
from service.gate import LOOK_SECONDS, Gate
from service.matcher import Matcher
from service.process.beat import Beat
from service.process.erased_again import LOOK_SECONDS as ERASED_SECONDS
from service.process.erased_again import ErasedAgain
from service.process.logs import configure_logging
from service.process.metrics import Metrics
from service.process.refresher import Refresher
from service.settings import Settings, load_settings
from service.use_cases.loading import sweeping
from service.web.frame.registration import register_web

T = TypeVar("T")

AGAIN_SECONDS = 1.0
"""How long a worker that waits for the graph waits before it tries again."""

SHIPPED_SECONDS = 1.0
"""How often the record is brought to the disk and the graph: as much of it is lost when the power goes."""

logger = logging.getLogger("tvaers.worker")


def make_app() -> Flask:
    """The app of this process, ready to answer."""
    settings = load_settings()
    configure_logging(settings.log_level)
    open_until_exit = ExitStack()
    atexit.register(open_until_exit.close)
    store = _when_it_answers(lambda: open_until_exit.enter_context(_graph(settings)))
    clock = Clock(settings.time_zone)
    gate = Gate(store, matching=settings.matching)
    _when_it_answers(gate.look)
    matcher = Matcher(store, now=clock.now, stale_minutes=settings.stale_minutes, gate=gate)
    _when_it_answers(matcher.refresh)
    index = matcher.index
    keep_vocabulary(settings.vocabulary_file, index.taxonomy.skills.values(), index.professions.values())
    gc.collect()
    gc.freeze()  # the index lives on: later collections need not walk through its million objects
    metrics = Metrics()
    record = open_until_exit.enter_context(Journal(settings.record_dir, store.record))
    open_until_exit.enter_context(Beat("gate", gate.look, seconds=LOOK_SECONDS))
    open_until_exit.enter_context(Beat("record", record.ship, seconds=SHIPPED_SECONDS))
    again = ErasedAgain(erasing(settings, store, record), now=clock.now)
    open_until_exit.enter_context(Beat("erased", again.look, seconds=ERASED_SECONDS))
    open_until_exit.enter_context(Beat("uploads", sweeping(settings, clock), seconds=ERASED_SECONDS))
    refresher = Refresher(matcher, seconds=settings.refresh_seconds, metrics=metrics)
    store.changes.listen(open_until_exit.enter_context(refresher))
    return create_app(
        settings,
        store=store,
        matcher=matcher,
        record=record,
        pages=(register_web,),
        clock=clock,
        metrics=metrics,
    )


def _graph(settings: Settings) -> AbstractContextManager[GraphStore]:
    return open_graph(
        uri=settings.neo4j_uri,
        user=settings.neo4j_user,
        password=settings.neo4j_password,
        database=settings.neo4j_database,
        data_dir=settings.data_dir,
        patience=ANSWERING,
        owns=False,  # the supervisor does: it outlives its workers
    )


def _when_it_answers(act: Callable[[], T]) -> T:
    """Do what needs the graph as soon as it answers: gunicorn ends altogether when a worker cannot start."""
    while True:
        try:
            return act()
        except GraphUnavailable:
            logger.warning("waiting for the graph")
            time.sleep(AGAIN_SECONDS)
