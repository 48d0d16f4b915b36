"""Erasing has a receipt, holds in every older graph, and is finished by the next run when it was killed."""

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import orjson
import pytest

from graph.audit.chain import Kind
from graph.audit.journal import Journal
from graph.erasure.erased import ErasedIds
from graph.erasure.erasing import STARTING, Erasing
from graph.errors import NotFound
from graph.retention import ACTOR
from graph.signatures import SYSTEM, TOOL
from graph.store import GraphStore
from harness.factories import NOON, employee, employee_id, fill
from tests.graph.audit.entries import chain_of, entry
from tests.graph.erasure.lives import ANNA, everything, lived_in

KEY = b"k" * 32


@pytest.fixture
def erasing(each_graph: GraphStore, tmp_path: Path) -> Iterator[Erasing]:
    with Journal(tmp_path / "record", each_graph.record) as journal:
        yield Erasing(store=each_graph, record=journal, erased=ErasedIds(tmp_path / "erased", lambda: KEY))


def come_back(store: GraphStore) -> None:
    """An older graph, with Anna and without the marks of what was erased since."""
    store.database.write(lambda transaction: transaction.run("MATCH (n:Erasure) DETACH DELETE n"))
    fill(store, employee("Anna"), employee("Bo"))


def test_the_receipt_says_what_when_and_by_whom_and_the_record_keeps_it(erasing: Erasing) -> None:
    lived_in(erasing.store)
    receipt = erasing.erase(ANNA, by="dpo", at=NOON)
    assert (receipt.by, receipt.at, receipt.gone["skills"]) == ("dpo", NOON, 1)
    (line,) = erasing.store.record.page(kind=Kind.ERASURE).items
    said = orjson.loads(line.said)
    assert (said["number"], said["gone"], line.actor) == (receipt.number, receipt.gone, "dpo")
    assert ANNA not in str((receipt, line)) + everything(erasing.store)
    assert erasing.store.record.verify().breaks == ()


def test_nobody_is_erased_who_is_not_there(erasing: Erasing) -> None:
    with pytest.raises(NotFound):
        erasing.erase("nobody", by="dpo", at=NOON)
    assert erasing.erased.all() == ()


@pytest.mark.parametrize("nobody", [SYSTEM, f"{TOOL}hr", ACTOR, STARTING])
def test_what_did_something_and_is_no_person_is_not_erased(erasing: Erasing, nobody: str) -> None:
    lived_in(erasing.store)
    erasing.store.switches.turn(on=False, by=nobody, at=NOON)
    with pytest.raises(NotFound):
        erasing.erase(nobody, by="dpo", at=NOON)
    assert erasing.store.switches.read().turned[None].by == nobody
    assert erasing.erased.all() == ()


def test_who_comes_back_with_an_older_graph_is_erased_again_under_the_same_number(erasing: Erasing) -> None:
    lived_in(erasing.store)
    number = erasing.erase(ANNA, by="dpo", at=NOON).number
    assert erasing.again(at=NOON) == ()
    come_back(erasing.store)
    assert [each.number for each in erasing.again(at=NOON)] == [number]
    assert ANNA not in everything(erasing.store)
    assert employee_id("Bo") in erasing.store.employees.ids()
    assert erasing.again(at=NOON) == ()
    assert erasing.store.record.verify().breaks == ()


def test_a_line_that_came_late_loses_them_too(erasing: Erasing) -> None:
    lived_in(erasing.store)
    erasing.erase(ANNA, by="dpo", at=NOON)
    erasing.store.record.add(chain_of(entry(ANNA), chain="20261123T120001-00000009"))
    assert len(erasing.again(at=NOON)) == 1
    assert ANNA not in erasing.store.record.people()
    assert erasing.store.record.verify().breaks == ()


def test_who_may_come_back_stays_but_not_as_an_older_graph_had_them(erasing: Erasing) -> None:
    fill(erasing.store, employee("Anna"))
    erasing.erase(ANNA, by="dpo", at=NOON)
    erasing.erased.allow(ANNA, at=NOON)
    fill(erasing.store, employee("Anna"))
    assert erasing.again(at=NOON) == ()
    assert ANNA in erasing.store.employees.ids()
    come_back(erasing.store)
    assert len(erasing.again(at=NOON)) == 1
    fill(erasing.store, employee("Anna"))
    assert erasing.again(at=NOON) == ()


def test_a_graph_from_before_somebody_came_is_marked_so_that_they_can_come_anew(erasing: Erasing) -> None:
    fill(erasing.store, employee("Anna"))
    erasing.erase(ANNA, by="dpo", at=NOON)
    erasing.erased.allow(ANNA, at=NOON)
    erasing.store.database.write(lambda transaction: transaction.run("MATCH (n:Erasure) DETACH DELETE n"))
    assert erasing.again(at=NOON) == ()
    fill(erasing.store, employee("Anna"))
    assert erasing.again(at=NOON) == ()


@pytest.mark.parametrize(
    "killed_at", ["graph.erasure.erased.ErasedIds.add", "graph.audit.journal.Journal.ship"]
)
def test_who_is_killed_in_the_middle_leaves_them_whole_and_the_next_run_finishes(
    erasing: Erasing, killed_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    lived_in(erasing.store)
    counts = erasing.found(ANNA)
    with monkeypatch.context() as patched:
        patched.setattr(killed_at, killed)
        with pytest.raises(KeyboardInterrupt):
            erasing.erase(ANNA, by="dpo", at=NOON)
    assert erasing.found(ANNA) == counts
    assert erasing.erase(ANNA, by="dpo", at=NOON).gone == counts
    assert ANNA not in everything(erasing.store)
    assert len(erasing.erased.all()) == 1
