"""The record as the DPO reads it whole, and everybody what is about them."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from graph.audit.journal import Journal
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill, skill_id
from matching.model import Visibility
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.recording import Recording
from tests.service.contract import client
from tests.service.fakes import NOW
from tests.service.standing import standing_on

ASKED = {"requirements": [{"skill": skill_id("Legepladser")}], "text": "En tekst om en legeplads"}


class Service:
    """The service on a graph, with a record that is brought there."""

    def __init__(self, app: Flask, journal: Journal) -> None:
        self.app, self.journal = app, journal

    def ask(self, path: str, role: Role = Role.LEAD, **sent: Any) -> Any:
        """The answer, after which what was written down is in the graph."""
        asking = client(self.app, role)
        answer = asking.post(path, **sent) if sent else asking.get(path)
        self.journal.ship()
        return answer


@pytest.fixture
def service(graph: GraphStore, tmp_path: Path) -> Any:
    fill(
        graph,
        skill("Legepladser"),
        # The token of an employee in these tests stands for one by this name.
        employee("employee", skills={"Legepladser": 5}),
        employee("Bo", skills={"Legepladser": 4}),
    )
    graph.database.write(
        lambda transaction: transaction.run("MATCH (n:Employee {id: 'emp-employee'}) SET n.id = 'employee'")
    )
    with Journal(tmp_path, graph.record) as journal:
        yield Service(standing_on(graph, record=journal), journal)


def test_the_dpo_reads_each_answer_with_who_was_in_it_and_why(service: Service) -> None:
    recommendation = service.ask("/api/v1/matches", json=ASKED).json["recommendation"]

    [line] = service.ask("/api/v1/record?kind=answer", Role.DPO).json["items"]

    assert line["id"] == recommendation
    assert line["people"][0] == {"id": "lead", "part": "actor"}
    assert {each["id"] for each in line["people"][1:]} == {"employee", employee_id("Bo")}
    assert line["said"]["needs"][0]["skill"] == skill_id("Legepladser")
    assert "legeplads" not in str(line["said"]["candidates"])
    assert "En tekst" not in str(line)


def test_the_dpo_reads_page_by_page_by_person_and_kind_and_that_is_recorded(service: Service) -> None:
    for _ in range(3):
        service.ask("/api/v1/matches", json=ASKED)
    page = service.ask(f"/api/v1/record?employee={employee_id('Bo')}&size=2&page=2", Role.DPO).json
    assert (len(page["items"]), page["total"]) == (1, 3)
    [reading] = service.ask("/api/v1/record?kind=reading&day=2026-11-23", Role.DPO).json["items"]
    assert [each["id"] for each in reading["people"]] == ["dpo", employee_id("Bo")]
    assert service.ask("/api/v1/record?day=2026-11-22", Role.DPO).json["total"] == 0


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.DPO, Role.ANONYMOUS}))
def test_nobody_else_reads_the_record(service: Service, role: Role) -> None:
    assert service.ask("/api/v1/record", role).status_code == 403


def test_an_employee_sees_why_they_were_suggested_and_who_looked_at_them(service: Service) -> None:
    service.ask("/api/v1/matches", json={**ASKED, "purpose": "advice"})
    service.ask("/api/v1/employees/employee")
    service.ask("/api/v1/employees/employee", Role.EMPLOYEE)

    view, answer = service.ask("/api/v1/employees/employee/record", Role.EMPLOYEE).json["items"]

    assert (view["kind"], view["part"], view["by"], view["where"]) == ("view", "seen", "lead", "getEmployee")
    assert (answer["kind"], answer["part"], answer["by"]) == ("answer", "suggested", "lead")
    assert (answer["purpose"], answer["needs"]) == (
        "advice",
        [{"skill": skill_id("Legepladser"), "level": 3}],
    )
    assert answer["band"]
    assert {"signal": "skill", "skill": skill_id("Legepladser")} in answer["reasons"]
    assert "Bo" not in str(answer)
    assert employee_id("Bo") not in str(answer)


@pytest.mark.parametrize("path", ["matches", "teams", "skills:link"])
def test_a_refused_question_leaves_no_line_with_who_asked(service: Service, path: str) -> None:
    answer = service.ask(f"/api/v1/{path}", json={"text": "Hvem har haft flest sygedage i år?"})
    assert answer.json["understood_as"] == "about_health"
    assert answer.json.get("recommendation") is None
    assert service.ask("/api/v1/record?employee=lead", Role.DPO).json["total"] == 0


def test_who_acts_through_a_tool_is_told_like_any_asker(service: Service, graph: GraphStore) -> None:
    bo = employee_id("Bo")
    tool = Identity(subject="assistent", roles=frozenset({Role.TOOL}), acting=bo)
    Recording(record=service.journal, identity=tool, at=NOW).seen(["employee"], where="getEmployee")
    service.journal.ship()

    [line] = service.ask(f"/api/v1/record?employee={bo}", Role.DPO).json["items"]
    assert line["people"][:2] == [{"id": "tool:assistent", "part": "actor"}, {"id": bo, "part": "acting"}]
    [own] = service.ask("/api/v1/employees/employee/record", Role.EMPLOYEE).json["items"]
    assert (own["by"], own["acting"]) == ("tool:assistent", bo)

    fill(graph, employee("Bo", visibility=Visibility.HIDDEN))
    [own] = service.ask("/api/v1/employees/employee/record", Role.EMPLOYEE).json["items"]
    assert (own["by"], own["acting"]) == ("tool:assistent", "")


def test_nobody_sees_the_lines_of_another(service: Service) -> None:
    assert service.ask(f"/api/v1/employees/{employee_id('Bo')}/record", Role.EMPLOYEE).status_code == 404
    assert service.ask("/api/v1/employees/employee/record", Role.LEAD).status_code == 404
    assert service.ask("/api/v1/employees/employee/record", Role.DPO).status_code == 404
