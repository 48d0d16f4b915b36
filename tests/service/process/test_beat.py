"""A beat goes on through errors, can be hurried, and ends when it is told to."""

import pytest

from graph.errors import GraphUnavailable
from harness.servers import eventually
from service.process.beat import Beat


def test_it_acts_again_and_again_until_it_ends() -> None:
    acts: list[int] = []
    with Beat("test", lambda: acts.append(1), seconds=0.01):
        assert eventually(lambda: len(acts) >= 3)
    count = len(acts)
    assert not eventually(lambda: len(acts) > count, seconds=0.1)


def test_it_goes_on_after_the_graph_was_away(caplog: pytest.LogCaptureFixture) -> None:
    failures = [GraphUnavailable("away")]

    def act() -> None:
        acts.append(1)
        if failures:
            raise failures.pop()

    acts: list[int] = []
    with Beat("test", act, seconds=0.01):
        assert eventually(lambda: len(acts) >= 2)
    assert "test cannot go on" in caplog.text


def test_it_acts_at_once_when_it_is_hurried() -> None:
    acts: list[int] = []
    with Beat("test", lambda: acts.append(1), seconds=3600) as beat:
        beat.hurry()
        assert eventually(lambda: len(acts) == 1)
