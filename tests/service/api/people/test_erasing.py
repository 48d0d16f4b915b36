"""The DPO erases somebody through the API, and every worker answers without them within a minute."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from graph.audit.journal import Journal
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill, skill_id, task
from matching.model import Visibility
from service.context import EXTENSION
from service.matcher import Matcher
from service.roles import Role
from tests.graph.erasure.lives import ANNA, everything
from tests.service.contract import client
from tests.service.fakes import CLOCK
from tests.service.standing import standing_on

ASKED = {"requirements": [{"skill": skill_id("Jura")}], "text": "Vi mangler en jurist"}
MOST_SECONDS = 60.0


@pytest.fixture
def app(graph: GraphStore, tmp_path: Path) -> Iterator[Flask]:
    fill(
        graph,
        skill("Jura"),
        employee("Anna", skills={"Jura": 4}),
        employee("Bo", skills={"Jura": 3}),
        employee("Skjult", visibility=Visibility.HIDDEN),
        task("Gammel", members=["Anna"]),
    )
    with Journal(tmp_path, graph.record) as journal:
        yield standing_on(graph, record=journal)


def listed(app: Flask) -> set[str]:
    answer = client(app, Role.LEAD).post("/api/v1/matches", json=ASKED).json
    return {each["employee"]["id"] for each in answer["items"]}


def test_who_is_erased_is_gone_at_the_next_question_in_every_process(app: Flask, graph: GraphStore) -> None:
    elsewhere = Matcher(graph, now=CLOCK.now)
    elsewhere.refresh()
    assert ANNA in listed(app)
    began = time.monotonic()

    receipt = client(app, Role.DPO).delete(f"/api/v1/employees/{ANNA}").json

    assert receipt["by"] == "dpo"
    assert receipt["gone"]["employees"] == 1
    assert listed(app) == {employee_id("Bo")}
    elsewhere.follow()
    active = zip(elsewhere.index.workforce.ids, elsewhere.index.workforce.active.tolist(), strict=True)
    assert ANNA not in {id for id, is_active in active if is_active}
    elsewhere.refresh()
    app.extensions[EXTENSION].matcher.refresh()
    for index in (elsewhere.index, app.extensions[EXTENSION].matcher.index):
        assert ANNA not in index.workforce.ids
    assert ANNA not in everything(graph)
    assert time.monotonic() - began < MOST_SECONDS


def test_who_hides_is_erased_too_and_nobody_else_is_told_whether_there_is_somebody(app: Flask) -> None:
    hiding = f"/api/v1/employees/{employee_id('Skjult')}"
    for role in set(Role) - {Role.DPO, Role.ANONYMOUS}:
        assert client(app, role).delete(hiding).status_code == 403
    assert client(app, Role.DPO).delete(hiding).status_code == 200
    assert client(app, Role.DPO).delete(hiding).status_code == 404


def test_what_did_something_and_is_no_person_is_not_there(app: Flask, graph: GraphStore) -> None:
    for nobody in ("system", "tool:hr", "command:retention", "service:erased"):
        graph.switches.turn(on=True, by=nobody, at=CLOCK.now())
        assert client(app, Role.DPO).delete(f"/api/v1/employees/{nobody}").status_code == 404
        assert graph.switches.read().turned[None].by == nobody


def test_erasing_is_in_the_record_with_its_number_and_without_who_it_was(
    app: Flask, graph: GraphStore
) -> None:
    number = client(app, Role.DPO).delete(f"/api/v1/employees/{ANNA}").json["number"]
    (line,) = client(app, Role.DPO).get("/api/v1/record?kind=erasure").json["items"]
    assert (line["said"]["number"], line["people"]) == (number, [{"id": "dpo", "part": "actor"}])
    assert graph.record.verify().breaks == ()
