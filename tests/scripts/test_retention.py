from datetime import date

from harness.factories import employee, employee_id, fill, held
from scripts.command_line import DONE

LEFT_LONG_AGO = "MATCH (n:Employee) WHERE n.retired SET n.retired_on = '2020-01-01'"


def test_a_dry_run_says_how_much_is_past_its_time_and_writes_nothing(tvaers_on_graph, graph):
    fill(graph, employee("Anna", skills=[held("Jura", confirmed_on=date(2020, 1, 1))]))
    outcome = tvaers_on_graph("retention")
    assert outcome.code == DONE
    assert "24 måneder" in outcome.said
    assert "Intet er skrevet" in outcome.said
    assert graph.employees.get(employee_id("Anna")).value.skills


def test_with_apply_it_is_taken_away(tvaers_on_graph, graph):
    fill(graph, employee("Anna", skills=[held("Jura", confirmed_on=date(2020, 1, 1))]))
    outcome = tvaers_on_graph("retention", "--apply")
    assert (outcome.code, "Det er slettet." in outcome.said) == (DONE, True)
    assert not graph.employees.get(employee_id("Anna")).value.skills


def test_whom_it_erases_can_be_looked_up_before(tvaers_on_graph, graph):
    fill(graph, employee("Anna"))
    graph.loading.apply(graph.loading.plan_employees([], retire=True))
    graph.database.write(lambda transaction: transaction.run(LEFT_LONG_AGO))
    before = tvaers_on_graph("retention").said
    assert employee_id("Anna") in before
    done = tvaers_on_graph("retention", "--apply").said
    assert "Sikkerhedskopier" in done
    assert "Intet var for gammelt." in tvaers_on_graph("retention", "--apply").said
    assert employee_id("Anna") not in tvaers_on_graph("retention").said
