from bench import invitations
from graph.store import GraphStore


def test_no_concurrent_invitation_goes_beyond_a_cap(graph: GraphStore) -> None:
    figures = invitations.measure(graph, count=120, employees=10, threads=8)

    assert figures["breaches"] == 0
    assert figures["made"] + figures["refused_at_cap"] == figures["invitations"] == 120
    assert 0 < figures["made"] < 120


def test_a_breach_would_be_counted(graph: GraphStore) -> None:
    figures = invitations.measure(graph, count=40, employees=4, threads=4)

    assert figures["made"] > 0
    assert invitations.breaches(graph, dict.fromkeys(graph.employees.ids(), 0)) > 0
