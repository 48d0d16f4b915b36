import json

import pytest

from scripts.audit import REASONS
from scripts.command_line import DONE, FAILED
from tests.graph.audit.entries import CHAIN, answers, chain_of, entry

SPOIL = "MATCH (l:RecordLine {number: 2}) SET l.said = '{}'"
TAKE_AWAY = "MATCH (l:RecordLine) DETACH DELETE l"
FORGET = "MATCH (c:RecordChain) DELETE c"


def harm(graph, *statements):
    for each in statements:
        graph.database.write(lambda transaction, cypher=each: transaction.run(cypher))


def test_a_whole_record_is_said_to_be_whole(tvaers_on_graph, graph):
    graph.record.add(answers(5))
    outcome = tvaers_on_graph("audit", "verify")
    assert outcome.code == DONE
    assert "Loggen er hel: 5 linjer i 1 kæder." in outcome.said


def test_it_says_where_a_chain_breaks(tvaers_on_graph, graph):
    graph.record.add(answers(5))
    harm(graph, SPOIL)
    outcome = tvaers_on_graph("audit", "verify")
    assert outcome.code == FAILED
    assert f"Brud: kæde {CHAIN}, linje 2 er ændret." in outcome.said


def test_a_witness_sees_a_chain_that_was_written_anew_or_is_gone(tvaers_on_graph, graph, tmp_path):
    witness = tmp_path / "witness.json"
    lines = answers(5)
    graph.record.add(lines[:3])
    assert tvaers_on_graph("audit", "verify", "--witness", str(witness)).code == DONE
    graph.record.add(lines)
    assert tvaers_on_graph("audit", "verify", "--witness", str(witness)).code == DONE
    assert json.loads(witness.read_text())[CHAIN][0] == 5
    kept = witness.read_text()

    harm(graph, TAKE_AWAY, FORGET)
    gone = tvaers_on_graph("audit", "verify", "--witness", str(witness))
    assert (gone.code, "linje 5 mangler" in gone.said) == (FAILED, True)

    graph.record.add(chain_of(*(entry("carl", days=day) for day in range(5))))
    anew = tvaers_on_graph("audit", "verify", "--witness", str(witness))
    assert (anew.code, "linje 5 er ikke den, som vidnet så" in anew.said) == (FAILED, True)
    assert tvaers_on_graph("audit", "verify").code == DONE
    assert witness.read_text() == kept


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[",
        "nej",
        "[]",
        "7",
        "null",
        '{"a": 7}',
        '{"a": []}',
        '{"a": ["x", "y"]}',
        '{"a": [1, 2, 3]}',
        '{"a": [null, "x"]}',
    ],
)
def test_a_file_that_is_no_witness_is_said(tvaers_on_graph, tmp_path, content):
    witness = tmp_path / "witness.json"
    witness.write_text(content)
    outcome = tvaers_on_graph("audit", "verify", "--witness", str(witness))
    assert outcome.code == FAILED
    assert "er ikke skrevet af" in outcome.said


def test_every_reason_has_its_words(graph):
    graph.record.add(answers(5))
    harm(graph, SPOIL)
    assert {each.why for each in graph.record.verify().breaks} <= REASONS.keys()
