"""An event is acknowledged when, and only when, an import that began after it has ended well."""

from collections.abc import Iterator

import pytest

from graph.errors import GraphUnavailable, StaleVersion
from harness.os2mo import Organisation, Os2moServer, served
from scripts.command_line import DONE, REFUSED
from scripts.hr.following import AT_LEAST_EVERY, follow
from service.hr.os2mo.client import Os2mo
from service.hr.os2mo.events import Events


class Enough(Exception):
    """The test has seen enough."""


@pytest.fixture
def server() -> Iterator[Os2moServer]:
    with served(Organisation()) as server:
        yield server


@pytest.fixture
def following(server):
    """Follows for some rounds, each import doing the next of what it is given; gives how many there were."""

    def following(*imports, rounds, before_each=(), seconds=60.0):
        done, waited = [], []
        events = Events(Os2mo(server.access, pauses=()))
        happening = iter(before_each)

        def run():
            outcome = imports[len(done)] if len(done) < len(imports) else DONE
            done.append(sum(map(len, server.events.values())))
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

        def wait(_):
            waited.append(seconds)
            if len(waited) == rounds:
                raise Enough
            next(happening, lambda: None)()

        with pytest.raises(Enough):
            follow(run, events, wait=wait, now=lambda: sum(waited))
        return done

    return following


def happens(server):
    return lambda: server.happens("engagement", "a")


def test_it_imports_at_once_and_then_only_when_something_happens(server, following):
    assert len(following(rounds=3)) == 1
    assert len(following(rounds=4, before_each=[lambda: None, happens(server)])) == 2


def test_without_events_everything_is_read_once_a_day_all_the_same(following):
    assert len(following(rounds=4, seconds=AT_LEAST_EVERY / 2)) == 2


def test_an_event_waits_while_the_import_goes_on_and_is_acknowledged_after_it(server, following):
    assert following(rounds=2, before_each=[happens(server)]) == [0, 1]
    assert server.events == {"engagement": []}


@pytest.mark.parametrize("error", [GraphUnavailable("away"), StaleVersion("employee", "1")])
def test_what_passes_is_tried_again_and_the_event_is_kept_until_then(server, following, error):
    assert following(DONE, error, DONE, rounds=3, before_each=[happens(server)]) == [0, 1, 1]
    assert server.events == {"engagement": []}


def test_who_is_stopped_before_acknowledging_gets_the_event_again(server, following):
    with pytest.raises(KeyboardInterrupt):
        following(DONE, KeyboardInterrupt(), rounds=3, before_each=[happens(server)])
    server.time_passes()
    assert following(rounds=1) == [1]
    assert server.events == {"engagement": []}


def test_an_os2mo_that_is_away_for_a_moment_is_asked_again(server, following):
    def away():
        server.happens("engagement", "a")
        server.failures = [503]

    assert following(rounds=3, before_each=[away]) == [0, 1]


def test_an_import_that_is_refused_ends_it_and_the_event_stays(server):
    events = Events(Os2mo(server.access))
    server.happens("engagement", "a")
    assert follow(lambda: REFUSED, events, wait=lambda _: None) == REFUSED
    assert server.events == {"engagement": ["a"]}
