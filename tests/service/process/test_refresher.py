"""The refresher follows the graph from a thread of its own, through errors, and ends when it is told to."""

import threading
import time
from collections.abc import Callable

from graph.errors import GraphUnavailable
from service.process.metrics import Metrics
from service.process.refresher import Refresher
from tests.service.fakes import FakeMatcher


class Looks:
    """A matcher that counts how often it was refreshed, and fails where it is told to."""

    def __init__(self, *failures: Exception) -> None:
        self.count = 0
        self._failures = list(failures)

    freshness = FakeMatcher().freshness

    def refresh(self) -> None:
        self.count += 1
        if self._failures:
            raise self._failures.pop(0)


def eventually(holds: Callable[[], bool], *, seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


def running(looks: Looks, *, seconds: float) -> Refresher:
    return Refresher(looks, seconds=seconds, metrics=Metrics())  # type: ignore[arg-type]


def test_it_looks_again_and_again() -> None:
    looks = Looks()
    with running(looks, seconds=0.01):
        assert eventually(lambda: looks.count >= 3)


def test_it_looks_at_once_when_this_process_has_written() -> None:
    looks = Looks()
    with running(looks, seconds=3600) as refresher:
        refresher.wrote(1)
        assert eventually(lambda: looks.count == 1)


def test_it_outlives_every_error() -> None:
    looks = Looks(GraphUnavailable("away"), ZeroDivisionError())
    with running(looks, seconds=0.01) as refresher:
        assert eventually(lambda: looks.count == 2)
        refresher.wrote(1)
        assert eventually(lambda: looks.count >= 4)


def test_it_ends_at_once_when_it_is_told_to() -> None:
    looks, before = Looks(), set(threading.enumerate())
    with running(looks, seconds=3600):
        assert set(threading.enumerate()) - before
    assert set(threading.enumerate()) <= before
