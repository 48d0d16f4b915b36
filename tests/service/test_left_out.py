"""A row of the graph that is not what it should be costs itself, and nothing and nobody else."""

import logging
from dataclasses import replace
from typing import Any

import pytest

from graph.errors import AlreadyExists, Unreadable
from graph.store import GraphStore
from harness.factories import NOON, employee, employee_id, fill, skill_id, task, task_id
from matching.insight.introductions import Request
from matching.model import Requirement
from matching.question import Question
from matching.ranking.answer import Shortlist
from service.errors import PROBLEM_TYPE
from service.matcher import Matcher
from service.roles import Role
from tests.service.contract import client
from tests.service.standing import standing_on

NOISE = Question(requirements=(Requirement(skill=skill_id("Støj")),), text="Støj ved skolen")
SOUND = (
    employee("Anna", skills={"Støj": 4}),
    employee("Bo", skills={"Støj": 3}),
    task("Støjkort", requires={"Støj": 3}, members=["Anna"], closed_on=NOON.date()),
)
RUIN = {
    "a skill of no kind": ("MERGE (n:Skill {id: 'bad'}) SET n.kind = 'odd', n.source = 'x'", "skill"),
    "a label that is a number": (
        "MERGE (n:Skill {id: 'bad'}) SET n.kind = 'skill', n.source = 'x', n.label_da = 7",
        "skill",
    ),
    "a workplace without a name": (
        "MERGE (n:Workplace {id: 'bad'}) SET n.involvement = 'informed'",
        "workplace",
    ),
    "a profession without a source": (
        "MERGE (n:Profession {id: 'bad'}) SET n.label_da = 'lærer'",
        "profession",
    ),
    "a task without a title": (
        "MERGE (n:Task {id: 'bad'}) SET n.status = 'closed', n.created_on = '2020-01-01'",
        "task",
    ),
    "a task on a day that never was": (
        "MERGE (n:Task {id: 'bad'}) SET n.title = 'x', n.status = 'closed', n.created_on = '2026-02-31'",
        "task",
    ),
    "a task that took hours without end": (
        "MERGE (n:Task {id: 'bad'}) SET n.title = 'x', n.status = 'open', n.created_on = '2026-02-01' "
        "WITH n MATCH (e:Employee {id: $anna}) MERGE (e)-[:ASSIGNED_TO {hours: 1e308}]->(n)",
        "task",
    ),
    "an employee with hours in words": (
        "MERGE (n:Employee {id: 'bad'}) SET n.name = 'x', n.visibility = 'everyone', n.weekly_hours = 'many'",
        "employee",
    ),
    "an employee without a name": (
        "MERGE (n:Employee {id: 'bad'}) SET n.visibility = 'everyone', n.weekly_hours = 37.0 REMOVE n.name",
        "employee",
    ),
    "an invitation without a day": (
        "MERGE (n:Invitation {id: 'bad'}) SET n.state = 'invited', n.answer_by = 'soon'",
        "invitation",
    ),
}


def ruin(graph: GraphStore, cypher: str) -> None:
    """Write past the program, as an older one or another one may have done."""

    def work(change: Any) -> None:
        change.transaction.run(cypher, anna=employee_id("Anna"))
        change.transaction.run(
            "MATCH (n {id: 'bad'}) SET n.changed = $number, n.retired = false", number=change.number
        )

    graph.changes.write(work)


@pytest.fixture
def sound(each_graph: GraphStore) -> Shortlist:
    """What is answered without any bad row."""
    fill(each_graph, *SOUND)
    return answered(built(each_graph))


def built(graph: GraphStore) -> Matcher:
    matcher = Matcher(graph, now=lambda: NOON)
    matcher.refresh()
    return matcher


def answered(matcher: Matcher) -> Shortlist:
    matcher.prove()
    return matcher.match(NOISE)


def test_all_bad_rows_together_change_no_answer_and_are_named(
    each_graph: GraphStore, sound: Shortlist
) -> None:
    follows = built(each_graph)
    for cypher, kind in RUIN.values():
        ruin(each_graph, cypher)
        patched, anew = answered(follows), built(each_graph)

        assert patched.candidates == answered(anew).candidates == sound.candidates, cypher
        for matcher in (follows, anew):
            assert (kind, "bad") in {(row.kind, row.id) for row in matcher.freshness.left_out}, cypher


def test_a_held_skill_that_cannot_be_read_costs_that_skill(each_graph: GraphStore, sound: Shortlist) -> None:
    follows = built(each_graph)
    each_graph.changes.write(
        lambda change: change.transaction.run(
            "MATCH (e:Employee {id: $id})-[h:HAS_SKILL]->() SET h.level = 99, e.changed = $number",
            id=employee_id("Bo"),
            number=change.number,
        )
    )
    for matcher in (follows, built(each_graph)):
        assert [each.name for each in answered(matcher).candidates] == ["Anna"]
        assert [(row.kind, row.id) for row in matcher.freshness.left_out] == [
            ("held skill", employee_id("Bo"))
        ]


@pytest.mark.parametrize("day", ["9999-12-31", "2062-11-20", "0001-01-01"])
def test_no_day_of_a_task_freezes_the_index(each_graph: GraphStore, sound: Shortlist, day: str) -> None:
    follows = built(each_graph)
    each_graph.changes.write(
        lambda change: change.transaction.run(
            "MATCH (t:Task {id: $id}) SET t.closed_on = $day, t.changed = $number "
            "WITH t MATCH (t)-[r:REQUIRES]->() SET r.weight = 5e-324",
            id=task_id("Støjkort"),
            day=day,
            number=change.number,
        )
    )
    for matcher in (follows, built(each_graph)):
        assert [each.name for each in answered(matcher).candidates] == ["Anna", "Bo"]


def test_what_can_be_read_again_is_named_no_more(graph: GraphStore) -> None:
    fill(graph, *SOUND)
    matcher = built(graph)
    ruin(graph, RUIN["a label that is a number"][0])
    assert answered(matcher).candidates
    assert [row.id for row in matcher.freshness.left_out] == ["bad"]
    ruin(graph, "MATCH (n:Skill {id: 'bad'}) SET n.label_da = 'regnskab'")
    assert answered(matcher).candidates
    assert matcher.freshness.left_out == ()


def test_circles_break_nothing(each_graph: GraphStore, sound: Shortlist) -> None:
    each_graph.changes.write(
        lambda change: change.transaction.run(
            "MATCH (w:Workplace), (s:Skill {id: $skill}) SET w.changed = $number, s.changed = $number "
            "MERGE (w)-[:PART_OF]->(w) MERGE (s)-[:BROADER]->(s) MERGE (s)-[:RELATED_TO]->(s)",
            skill=skill_id("Støj"),
            number=change.number,
        )
    )
    assert answered(built(each_graph)).candidates == sound.candidates


@pytest.mark.parametrize("kind", ["skill", "workplace", "profession", "task", "employee"])
def test_one_that_cannot_be_read_is_not_there_for_who_asks_and_named_in_the_log(
    graph: GraphStore, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    fill(graph, *SOUND)
    service = client(standing_on(graph), Role.HR)
    ruin(graph, next(cypher for cypher, of in RUIN.values() if of == kind))
    with caplog.at_level(logging.WARNING, "tvaers.graph"):
        answer = service.get(f"/api/v1/{kind}s/bad")

    nothing = service.get(f"/api/v1/{kind}s/nobody")
    assert (answer.status_code, answer.mimetype) == (404, PROBLEM_TYPE)
    assert answer.json | {"instance": ""} == nothing.json | {"instance": ""}
    assert {(row.fields["kind"], row.fields["id"]) for row in caplog.records} == {(kind, "bad")}


def test_one_that_cannot_be_read_is_there_all_the_same(each_graph: GraphStore) -> None:
    ruin(each_graph, RUIN["a task without a title"][0])
    with pytest.raises(Unreadable):
        each_graph.tasks.get("bad")
    with pytest.raises(AlreadyExists):
        each_graph.tasks.create(replace(task(), id="bad"))


def test_a_request_that_cannot_be_read_costs_no_other_request(each_graph: GraphStore) -> None:
    fill(each_graph, *SOUND, employee("Carla"))
    asked = Request(
        id="",
        asker=employee_id("Anna"),
        sought=employee_id("Bo"),
        through=employee_id("Carla"),
        message="Hej",
        asked_on=NOON.date(),
    )
    kept, spoilt = each_graph.introductions.ask(asked), each_graph.introductions.ask(asked)
    each_graph.changes.write(
        lambda change: change.transaction.run(
            "MATCH (n:IntroductionRequest {id: $id}) SET n.asked_on = 'soon', n.changed = $number",
            id=spoilt.id,
            number=change.number,
        )
    )
    assert each_graph.introductions.of_employee(employee_id("Anna")) == (kept,)
