"""A house whose groups are large enough to be shown, and of whom it says in the record who was suggested."""

from graph.audit.chain import Entry, Kind, Part
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, profession, workplace
from tests.graph.audit.entries import NOON, chain_of, entry

ROADS = [employee_id(f"V{number}") for number in range(20)]


def filled(graph: GraphStore) -> GraphStore:
    """Twelve at the library, nine at the school, and twenty on the roads, of whom fifteen were suggested."""
    places = {"Biblioteket": ("B", 12), "Skolen": ("S", 9), "Vejene": ("V", 20)}
    fill(
        graph,
        workplace("Kommunen"),
        *(workplace(name, part_of="Kommunen") for name in places),
        profession("Bibliotekar"),
        *(
            employee(f"{letter}{number}", workplace=name, profession="Bibliotekar")
            for name, (letter, count) in places.items()
            for number in range(count)
        ),
    )
    chosen = Entry(
        kind=Kind.CHOICE, at=NOON, people=tuple((id, Part.CHOSEN) for id in ("lead", *ROADS[:6])), said={}
    )
    old = (entry(*ROADS[:2], days=-31), entry(*ROADS[2:4], days=-59), entry(*ROADS[4:8], days=-60))
    graph.record.add(chain_of(*old, entry(*ROADS[:10], days=-29), entry(*ROADS[5:15]), chosen))
    return graph
