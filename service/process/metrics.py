"""Figures for Prometheus: how long requests take, which texts are refused, how large and new the index is.

With several workers each writes its figures into the folder that PROMETHEUS_MULTIPROC_DIR names, and
whichever worker is asked adds them up.
"""

import os
from typing import TYPE_CHECKING

from flask import Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from matching.language.understanding import Understanding

if TYPE_CHECKING:
    from service.matcher import Freshness

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Metrics:
    """The figures of one app."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.seconds = Histogram(
            "tvaers_request_seconds",
            "How long requests took",
            ("endpoint", "method", "status"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.refused = Counter(
            "tvaers_texts_refused",
            "Texts that were understood as no task, by kind",
            ("kind",),
            registry=self.registry,
        )
        self.employees = Gauge(
            "tvaers_index_employees",
            "Employees in the index (of the worker with fewest)",
            registry=self.registry,
            multiprocess_mode="livemin",
        )
        self.change = Gauge(
            "tvaers_index_change_number",
            "The graph's change number that the index is at (of the worker furthest behind)",
            registry=self.registry,
            multiprocess_mode="livemin",
        )
        self.read_at = Gauge(
            "tvaers_index_read_at_seconds",
            "When the graph was last read, in seconds since 1970 (of the worker furthest behind)",
            registry=self.registry,
            multiprocess_mode="livemin",
        )
        self.left_out = Gauge(
            "tvaers_index_rows_left_out",
            "Rows of the graph that are not what they should be, so that the index leaves them out",
            registry=self.registry,
            multiprocess_mode="livemax",
        )

    def understood(self, kind: Understanding) -> None:
        """Count a text that is no task: its kind is all that is kept of it.

        No log line says it, since those of a request share an id, and one of them says who asked.
        """
        if kind.is_refused:
            self.refused.labels(kind.value).inc()

    def show(self, state: "Freshness") -> None:
        """Show the index that this worker answers from."""
        self.employees.set(state.employees)
        self.change.set(state.change)
        self.read_at.set(state.read_at.timestamp())
        self.left_out.set(len(state.left_out))

    def exposition(self) -> bytes:
        """All figures in Prometheus's text format, of all workers where there are several."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)

    def response(self) -> Response:
        """What a monitor reads, as an answer."""
        return Response(self.exposition(), content_type=CONTENT_TYPE_LATEST)
