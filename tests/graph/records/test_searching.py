"""Whatever is searched for is found by the same folding, on every server, in new graphs and older ones."""

import pytest

from graph import schema
from graph.store import GraphStore
from harness.factories import employee, fill, profession, skill, workplace
from matching.model import Visibility
from tests.matching.language.spellings import FOUND, NOT_FOUND

FORGET_KEYS = "MATCH (n) WHERE n.search IS NOT NULL REMOVE n.search"
FORGET_THE_FILLING = "MATCH (m:SchemaMigration {id: '5'}) DETACH DELETE m"


def names_of(store: GraphStore, typed: str, audience: Visibility = Visibility.HIDDEN) -> set[str]:
    return {each.name for each in store.employees.search(typed, audience=audience, size=100).items}


def test_employees_are_found_however_their_name_is_typed(each_graph: GraphStore) -> None:
    fill(each_graph, workplace("Skole"), profession("lærer"))
    names = dict.fromkeys(name for _, name in (*FOUND, *NOT_FOUND))
    fill(each_graph, *(employee(name, workplace="Skole", profession="lærer") for name in names))

    assert [(typed, name) for typed, name in FOUND if name not in names_of(each_graph, typed)] == []
    assert [(typed, name) for typed, name in NOT_FOUND if name in names_of(each_graph, typed)] == []


def test_who_is_hidden_is_not_found_by_any_spelling(each_graph: GraphStore) -> None:
    fill(each_graph, workplace("Skole"), profession("lærer"))
    hidden = employee("Søren Kjær", workplace="Skole", profession="lærer", visibility=Visibility.HIDDEN)
    fill(each_graph, hidden)

    assert names_of(each_graph, "soeren", Visibility.LEADS) == set()
    assert names_of(each_graph, "soeren") == {"Søren Kjær"}


@pytest.mark.parametrize("typed", ["boern unge", "unge børn", "BØRN-OG-UNGE", "born i udsatte"])
def test_one_label_must_hold_all_words(each_graph: GraphStore, typed: str) -> None:
    fill(
        each_graph,
        skill("Børn og unge", alternatives=["Udsatte"]),
        workplace("Børn og Unge"),
        profession("Pædagog for børn og unge"),
    )
    expected = 0 if typed.startswith("born") else 1

    assert each_graph.skills.search(typed).total == expected
    assert each_graph.workplaces.search(typed).total == expected
    assert each_graph.professions.search(typed).total == expected


def test_an_older_graph_is_given_its_keys_at_the_next_start(each_graph: GraphStore) -> None:
    fill(each_graph, skill("Ældrepleje", alternatives=["Omsorg"]), workplace("Åhuset"), profession("lærer"))
    fill(each_graph, employee("Åse Holm", workplace="Åhuset", profession="lærer"))
    for cypher in (FORGET_KEYS, FORGET_THE_FILLING):
        each_graph.database.write(lambda transaction, cypher=cypher: transaction.run(cypher))
    assert names_of(each_graph, "aase") == set()

    assert schema.prepare(each_graph.database) == (5,)

    assert names_of(each_graph, "aase") == {"Åse Holm"}
    assert each_graph.skills.search("omsorg").total == 1
    assert each_graph.workplaces.search("aahus").total == 1
    assert each_graph.professions.search("laerer").total == 1
    fill(each_graph, skill("Ældrepleje", alternatives=["Hjemmepleje"]))
    assert each_graph.skills.search("omsorg").total == 0
