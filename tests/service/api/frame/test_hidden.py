"""Whoever hides is as if not there: every answer and page is the same as without them, whoever asks."""

import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs

import pytest
from flask import Flask

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import (
    employee,
    employee_id,
    fill,
    profession_id,
    skill_id,
    task,
    task_id,
    workplace,
    workplace_id,
)
from harness.servers import empty
from matching.insight.introductions import Request
from matching.invitation import Invitation
from matching.model import Visibility
from service.roles import Role
from tests.service.contract import client, operations
from tests.service.fakes import NOW, TOKENS
from tests.service.standing import service_on
from tests.service.web.pages import ask

HIDDEN = "Skjult"
HIDING = employee_id(HIDDEN)
ENDED = date(2026, 6, 1)
GDPR, CHOIR = skill_id("GDPR"), skill_id("Korsang")
AUDIENCES = [
    (Visibility.HIDDEN, Role.LEAD),
    (Visibility.HIDDEN, Role.TOOL),
    (Visibility.HIDDEN, Role.HR),
    (Visibility.HIDDEN, Role.EMPLOYEE),
    (Visibility.LEADS, Role.TOOL),
    (Visibility.LEADS, Role.EMPLOYEE),
]
OF_THE_GRAPH = {"change", "instance", "recommendation"}
"""What tells the state of the graph, not of anybody in it."""
OF_THE_REQUEST = re.compile(
    r'name="(kvittering|anbefaling)" value="[^"]+"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
)
"""The token of a page's forms, and the id of a request that went wrong."""


def filled(graph: GraphStore, visibility: Visibility | None) -> Flask:
    """A municipality with somebody in it who hides, or without them if nothing is said.

    They are a member, a tie, a mutual colleague, the tenth in a group, who alone has a skill, a teacher and
    the one in whose unit nothing is missing; asked for a task, put down for another, and a go-between.
    """
    empty(graph)
    there = [HIDDEN] if visibility is not None else []
    people = [
        *(employee(f"K{number}", workplace="Skolen", skills={"GDPR": 2}) for number in range(9)),
        employee("Anna", skills={"GDPR": 4}, workplace="Park"),
        employee("Bo", skills={"Byplanlægning": 3}, workplace="Park", profession="Jurist"),
        employee("Carl", skills={"GDPR": 3}, workplace="Havn"),
        *(replace(employee(role, workplace="Havn"), id=role) for role in TOKENS),
    ]
    if visibility is not None:
        skills = {"GDPR": 5, "Korsang": 5}
        hidden = employee(HIDDEN, workplace="Skolen", skills=skills, profession="Jurist", can_teach=["GDPR"])
        people.append(replace(hidden, visibility=visibility, hours_offered=8.0))
    fill(
        graph,
        workplace("Kommunen"),
        *(workplace(name, part_of="Kommunen") for name in ("Skolen", "Park", "Havn")),
        *people,
        task("Sammen", requires={"GDPR": 3}, members=["Anna", "Bo", *there], closed_on=ENDED),
        task("Igen", requires={"GDPR": 3}, members=["Bo", *there], closed_on=ENDED),
        task("Kun tre", requires={"GDPR": 3}, members=["Carl", *there], closed_on=ENDED),
        task("Åben", requires={"GDPR": 3, "Korsang": 4}, members=["Anna", *there], owners=["Skolen"]),
        task("Ny", requires={"GDPR": 3}, owners=["Havn"]),
    )
    if there:
        lead = Mover(Role.LEAD.value, NOW)
        both = [Invitation(id="", task=task_id(title), employee=HIDING) for title in ("Åben", "Ny")]
        asked, _put_down = graph.invitations.propose(both, lead)
        graph.invitations.invite(asked.id, lead)
        between = Request(
            id="",
            asker=Role.EMPLOYEE.value,
            sought=employee_id("Bo"),
            through=HIDING,
            message="",
            asked_on=NOW.date(),
        )
        graph.introductions.ask(between)
    return service_on(graph)


def questions() -> list[tuple[str, dict[str, Any]]]:
    needs = [{"skill": GDPR, "level": 3}, {"skill": CHOIR, "level": 2}]
    asked = {"requirements": needs, "text": "GDPR i skolen"}
    anna, bo, carl = map(employee_id, ("Anna", "Bo", "Carl"))
    team = {"owners": [workplace_id("Skolen")], "known": 1, "new": 1, "learn": GDPR}
    return [
        ("/matches", asked),
        ("/matches", asked | {"unit": workplace_id("Skolen")}),
        ("/matches", asked | {"members": [anna]}),
        ("/matches", asked | {"members": [bo, carl], "filters": {"new_ties": True}}),
        ("/matches", asked | {"asker": anna, "filters": {"professions": [profession_id("Jurist")]}}),
        ("/teams", asked),
        ("/teams", asked | team),
        ("/teams", {"task": task_id("Åben")}),
        ("/teams:advise", asked | {"team": [anna, bo]}),
        ("/skills:link", {"text": "Vi skal bruge korsang og GDPR"}),
        ("/matches", asked | {"members": [HIDING]}),
        ("/matches", asked | {"asker": HIDING}),
        ("/matches", asked | {"filters": {"exclude": [HIDING]}}),
        ("/teams", asked | {"fixed": [HIDING]}),
        ("/teams", asked | {"exclude": [HIDING]}),
        ("/teams:advise", asked | {"team": [anna, HIDING]}),
        ("/introductions", {"employee": HIDING}),
        (f"/tasks/{task_id('Ny')}/invitations", {"employees": [HIDING], "chosen_for": "known_work"}),
    ]


def pages() -> list[str]:
    """Every page, asked as people do and with the hidden one in its address."""
    anna, bo, unit = employee_id("Anna"), employee_id("Bo"), workplace_id("Skolen")
    asked = f"tekst=GDPR i skolen&med={CHOIR}"
    one = [
        "",
        f"&enhed={unit}&spoerger={HIDING}",
        f"&enhed={workplace_id('Park')}&spoerger={anna}",
        f"&faglighed={profession_id('Jurist')}&omraade={unit}",
        "&timer=1",
        "&soeg=kor",
    ]
    several = [
        f"&enhed={unit}&laer={GDPR}&nye=1",
        f"&medlem={HIDING}&medlem={anna}",
        f"&ikke={HIDING}",
    ]
    seats = [
        f"&hold={anna}&hold={bo}",
        f"&hold={anna}&hold={HIDING}",
        f"&hold={anna}&hold={bo}&bytte={bo} {HIDING}",
    ]
    return [
        "/",
        f"/?enhed={unit}",
        *(f"/opgave?{asked}{more}" for more in one),
        *(f"/hold?{asked}{more}" for more in (*one, *several)),
        *(f"/hold/pladser?{asked}{more}" for more in seats),
        "/mine-invitationer",
    ]


def addresses() -> list[str]:
    """Every GET of the API, with ids of what is there."""
    ids = {
        "employee_id": [employee_id(name) for name in ("Anna", "Bo", HIDDEN)] + [str(Role.EMPLOYEE)],
        "task_id": [task_id(title) for title in ("Sammen", "Igen", "Kun tre", "Åben", "Ny")],
        "workplace_id": [workplace_id("Skolen")],
        "skill_id": [GDPR],
        "profession_id": [profession_id("Jurist")],
        "invitation_id": ["i"],
    }
    asked = {"/teachers": "?skill=" + GDPR, "/organisation/collaboration": "?by=workplace"}
    found = []
    for path, method, _ in operations():
        if method == "get":
            short = path.removeprefix("/api/v1")
            name = short.partition("{")[2].partition("}")[0]
            end = asked.get(short, "")
            found += [short.replace(f"{{{name}}}", id) + end for id in ids.get(name, [""])]
    return found


def said(service: Flask, role: Role) -> dict[str, Any]:
    asking = client(service, role)
    answers = {each: asking.get(f"/api/v1{each}") for each in addresses()}
    for path, body in questions():
        answers[f"{path} {body}"] = asking.post(f"/api/v1{path}", json=body)
    found = {key: (answer.status_code, without(answer.json)) for key, answer in answers.items()}
    for each in pages():
        path, _, asked = each.partition("?tekst=")
        page = ask(asking, path, parse_qs(f"tekst={asked}")) if asked else asking.get(each)
        found[each] = page.status_code, OF_THE_REQUEST.sub("", page.text).splitlines()
    return found


def without(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: without(value) for key, value in found.items() if key not in OF_THE_GRAPH}
    if isinstance(found, list):
        return [without(each) for each in found]
    return round(found, 9) if isinstance(found, float) else found


@pytest.mark.parametrize(("visibility", "role"), AUDIENCES, ids=lambda each: str(each.value))
def test_every_answer_is_the_same_as_without_whoever_hides(
    graph: GraphStore, visibility: Visibility, role: Role
) -> None:
    alone = said(filled(graph, None), role)
    hidden = said(filled(graph, visibility), role)

    assert {key: (alone[key], hidden[key]) for key in alone if alone[key] != hidden[key]} == {}
    if role is Role.LEAD:
        assert [each for each in pages() if alone[each][0] != 200] == []
