"""A switch is turned once that is written down, and only where there is something to turn."""

from datetime import UTC, datetime

import pytest

from graph.audit.chain import Entry, Kind, Line
from graph.audit.journal import NotRecorded
from graph.errors import NotFound
from graph.store import GraphStore
from harness.recording import Lines
from matching.index.index import Index
from service.gate import Gate
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.recording import Recording
from service.use_cases.switching import turn
from tests.matching.worlds import colleague, world

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
DPO = Identity(subject="dpo", roles=frozenset({Role.DPO}))
HOUSE: Index = world(colleague("a", workplace="skole"))


class Full(Lines):
    """A record that takes no more."""

    def add(self, entry: Entry) -> str:
        raise NotRecorded("full")

    def find(self, digest: str) -> Line:
        raise NotFound("record line", digest)


def test_what_cannot_be_written_down_is_not_turned(graph: GraphStore) -> None:
    gate, told = Gate(graph), Recording(record=Full(), identity=DPO, at=AT)
    with pytest.raises(NotRecorded):
        turn(on=False, workplace=None, recording=told, gate=gate, index=HOUSE)
    gate.look()
    assert gate.open


def test_a_workplace_that_is_gone_can_be_turned_on_again_and_never_off(graph: GraphStore) -> None:
    gate, lines = Gate(graph), Lines()
    told = Recording(record=lines, identity=DPO, at=AT)
    graph.switches.turn(on=False, by="dpo", at=AT, workplace="closed")
    gate.look()
    with pytest.raises(NotFound):
        turn(on=False, workplace="closed", recording=told, gate=gate, index=HOUSE)
    turn(on=True, workplace="closed", recording=told, gate=gate, index=HOUSE)
    assert gate.workplaces_off == set()
    assert [line.kind for line in lines.lines] == [Kind.SWITCH]
    last = gate.last_turned("closed")
    assert last is not None
    assert (last.by, last.at) == ("dpo", AT)
