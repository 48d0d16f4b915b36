from harness.factories import employee, fill
from scripts.command_line import REFUSED


def test_a_graph_with_other_employees_is_left_alone(tvaers_on_graph, graph):
    number = fill(graph, employee("Anna Holm"))
    outcome = tvaers_on_graph("load-demo")
    assert outcome.code == REFUSED
    assert "andre medarbejdere end demokommunens (1)" in outcome.said
    assert graph.changes.number() == number
