"""A running service erases again what comes back: late lines of the record, and an older graph under it."""

from datetime import timedelta
from pathlib import Path

import pytest

from graph.audit.journal import Journal
from graph.erasure.erased import ErasedIds
from graph.erasure.erasing import Erasing
from graph.store import GraphStore
from harness.factories import NOON, employee, employee_id, fill
from service.process.erased_again import SETTLING, ErasedAgain
from tests.graph.audit.entries import chain_of, entry

ANNA = employee_id("Anna")


class Service:
    """What a worker has of it, at a time that the test says."""

    def __init__(self, graph: GraphStore, journal: Journal, folder: Path) -> None:
        self.graph = graph
        self.erasing = Erasing(store=graph, record=journal, erased=ErasedIds(folder, lambda: b"k" * 32))
        fill(graph, employee("Anna"), employee("Bo"))
        self.erasing.erase(ANNA, by="dpo", at=NOON)
        changed_at = self.erasing.erased.changed_at
        assert changed_at is not None
        self.now = changed_at
        self.again = ErasedAgain(self.erasing, now=lambda: self.now)
        self.again.look()


@pytest.fixture
def service(graph: GraphStore, tmp_path: Path):
    with Journal(tmp_path / "record", graph.record) as journal:
        yield Service(graph, journal, tmp_path / "erased")


def test_what_was_answered_just_before_and_is_recorded_later_loses_them(service: Service) -> None:
    service.graph.record.add(chain_of(entry(ANNA)))
    service.again.look()
    assert ANNA not in service.graph.record.people()


def test_an_older_graph_under_a_running_service_loses_them(service: Service) -> None:
    service.now += 2 * SETTLING
    service.graph.database.write(
        lambda transaction: transaction.run("MATCH (c:ChangeCounter) SET c.number = 0")
    )
    fill(service.graph, employee("Anna"))
    service.again.look()
    assert service.graph.employees.ids() == {employee_id("Bo")}


def test_nothing_is_looked_through_when_nothing_happened(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.now += SETTLING + timedelta(seconds=1)
    monkeypatch.setattr(Erasing, "again", None)
    service.again.look()
