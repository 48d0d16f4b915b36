"""The record in the graph: kept once, read by whom it concerns, verified, cut and forgetting."""

from dataclasses import replace
from datetime import date

import pytest

from graph.audit.chain import DOING, Kind, Part
from graph.audit.lines import Record, new_pseudonym
from graph.errors import NotFound
from graph.store import GraphStore
from tests.graph.audit.entries import CHAIN, answers, chain_of, entry

SPOIL = "MATCH (l:RecordLine {number: 2}) SET l.said = '{}'"
TAKE_OUT = "MATCH (l:RecordLine {number: 2}) DETACH DELETE l"
TAKE_THE_END = "MATCH (l:RecordLine {number: 5}) DETACH DELETE l"
EXCHANGE = """
MATCH (l:RecordLine {number: 2})-[r:NAMES {place: 1}]->(:RecordedPerson)
MERGE (other:RecordedPerson {id: 'carl'})
CREATE (l)-[:NAMES {place: 1, part: r.part, salt: r.salt}]->(other)
DELETE r
"""


def filled(store: GraphStore) -> Record:
    store.record.add(answers(5))
    return store.record


def test_lines_are_read_back_newest_first_and_page_by_page(each_graph: GraphStore) -> None:
    record, lines = filled(each_graph), answers(5)
    first, last = record.page(page=1, size=2), record.page(page=3, size=2)
    assert [each.number for each in first.items] == [5, 4]
    assert [each.number for each in last.items] == [1]
    assert first.total == last.total == 5
    assert (first.items[0].said, first.items[0].at) == (lines[4].said, lines[4].at)
    assert [(each.id, each.part) for each in first.items[0].people] == [
        ("lead", Part.ACTOR),
        ("anna", Part.SUGGESTED),
        ("bo", Part.SUGGESTED),
    ]


def test_who_was_what_on_some_days_is_told_once(each_graph: GraphStore) -> None:
    record = each_graph.record
    record.add(chain_of(entry("anna", "bo", days=0), entry("anna", days=1), entry("carl", days=2)))
    days = [date(2026, 11, 23), date(2026, 11, 24)]
    assert record.people_in(Part.SUGGESTED, days=days) == {"anna", "bo"}
    assert record.people_in(Part.ACTOR, days=days) == {"lead"}
    assert record.people_in(Part.CHOSEN, days=days) == frozenset()
    assert record.people_in(Part.SUGGESTED, days=[]) == frozenset()


def test_lines_are_found_by_person_kind_and_day(each_graph: GraphStore) -> None:
    record = each_graph.record
    record.add(
        chain_of(
            entry("anna", days=0), entry("bo", days=1), entry("anna", actor="bo", kind=Kind.VIEW, days=1)
        )
    )

    def found(**asked: object) -> list[int]:
        return [each.number for each in record.page(**asked).items]  # type: ignore[arg-type]

    assert found(person="anna") == [3, 1]
    assert found(person="bo") == [3, 2]
    assert found(person="bo", without=DOING) == [2]
    assert found(kind=Kind.VIEW) == [3]
    assert found(day=date(2026, 11, 24)) == [3, 2]
    assert found(person="anna", day=date(2026, 11, 24)) == [3]
    assert found(person="nobody") == []


def test_what_is_brought_twice_is_kept_once_and_the_change_number_stays(each_graph: GraphStore) -> None:
    lines, number = answers(4), each_graph.changes.number()
    each_graph.record.add(lines[:3])
    each_graph.record.add(lines)
    each_graph.record.add(lines[:2])
    verdict = each_graph.record.verify()
    assert (verdict.chains, verdict.lines, verdict.breaks) == (1, 4, ())
    assert each_graph.changes.number() == number


@pytest.mark.parametrize(("harm", "where"), [(SPOIL, 2), (TAKE_OUT, 2), (TAKE_THE_END, 5), (EXCHANGE, 2)])
def test_verifying_says_where_a_chain_breaks(each_graph: GraphStore, harm: str, where: int) -> None:
    record = filled(each_graph)
    record.add(answers(3, chain="20261124T120000-00000002"))
    each_graph.database.write(
        lambda transaction: transaction.run(harm.replace("RecordLine {", f"RecordLine {{chain: '{CHAIN}', "))
    )
    breaks = record.verify().breaks
    assert {(each.chain, each.number) for each in breaks} == {(CHAIN, where)}


def test_who_is_erased_is_found_no_more_and_the_chain_holds(each_graph: GraphStore) -> None:
    record, pseudonym = filled(each_graph), new_pseudonym()
    record.add(chain_of(entry(actor="dpo", kind=Kind.ERASURE, pseudonym=pseudonym), chain="20261125T1-2"))

    each_graph.erasures.take_away("anna", pseudonym=pseudonym)

    assert record.page(person="anna").total == 0
    assert "anna" not in record.people()
    assert record.page(person=pseudonym).total == 5
    assert {each.salt for line in record.page().items for each in line.people if each.id == pseudonym} == {
        None
    }
    assert record.verify().breaks == ()


def test_an_erasure_that_nobody_recorded_is_no_erasure(each_graph: GraphStore) -> None:
    record = filled(each_graph)
    each_graph.erasures.take_away("anna", pseudonym=new_pseudonym())
    assert [each.why for each in record.verify().breaks] == ["a person was exchanged"] * 5


def test_the_oldest_lines_are_cut_off_and_the_rest_holds(each_graph: GraphStore) -> None:
    record = filled(each_graph)
    record.add(chain_of(entry("carl"), chain="20261123T130000-00000003"))
    cuts = record.due(date(2026, 11, 26))
    assert [(each.chain, each.last.number, each.lines) for each in cuts] == [
        (CHAIN, 3, 3),
        ("20261123T130000-00000003", 1, 1),
    ]
    for cut in cuts:
        record.cut(cut)

    assert [each.number for each in record.page().items] == [5, 4]
    assert record.people() == {"lead", "anna", "bo"}
    assert record.verify().breaks == ()
    assert record.due(date(2026, 11, 26)) == []
    record.cut(replace(record.due(date(2026, 12, 24))[0]))
    assert (record.page().total, record.verify().breaks) == (0, ())


def test_a_line_is_found_by_its_digest(each_graph: GraphStore) -> None:
    record, lines = each_graph.record, answers(5)
    record.add(lines)
    assert record.line(lines[3].digest).number == 4
    with pytest.raises(NotFound):
        record.line("0" * 64)
