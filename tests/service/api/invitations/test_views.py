"""Invitations over the API, on a real graph: who may do what, and what each of them sees."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill_id, task, task_id
from matching.invitation import Invitation
from matching.model import Evidence, Visibility
from service.rights import ORGANISERS
from service.roles import PERSONS, Role
from tests.service.api.invitations.asking import (
    ANNA,
    INVITATIONS,
    TASK,
    get,
    invited,
    post,
    proposed,
)
from tests.service.contract import client
from tests.service.fakes import NOW, clock_at
from tests.service.standing import standing_on


def test_an_invitation_goes_all_the_way_to_evidence(service: Flask, graph: GraphStore) -> None:
    id = invited(service)
    (mine,) = get(service, Role.EMPLOYEE, "/invitations")["items"]
    assert (mine["state"], mine["message"], mine["hours"]) == ("invited", "Vil du være med?", 3.0)

    accepted = post(service, Role.EMPLOYEE, f"/invitations/{id}:accept").json
    assert (accepted["state"], accepted["involvement"]) == ("accepted", "consulted")
    assert post(service, Role.LEAD, f"/invitations/{id}:start").json["detail"].startswith("the manager has")
    (asked,) = get(service, Role.HR, "/consultations")["items"]
    objection = {"agrees": False, "note": "Vi er få i marts"}
    assert post(service, Role.HR, f"/consultations/{asked['id']}:answer", objection).status_code == 200
    for role, path in ((Role.LEAD, f"/tasks/{TASK}/invitations"), (Role.EMPLOYEE, "/invitations")):
        (seen,) = get(service, role, path)["items"]
        assert (seen["manager_answer"], seen["manager_note"]) == ("objects", "Vi er få i marts")

    assert post(service, Role.LEAD, f"/invitations/{id}:start").json["state"] == "working"
    closing = {"did": "Tegnede", "used": [skill_id("GDPR")]}
    assert post(service, Role.LEAD, f"/invitations/{id}:close", closing).json["used"] == [skill_id("GDPR")]
    assert graph.employees.get("employee").value == ANNA
    body = {"skills": [{"skill": skill_id("GDPR"), "level": 4}]}
    confirmed = post(service, Role.EMPLOYEE, f"/invitations/{id}:confirm", body).json
    (held,) = graph.employees.get("employee").value.skills
    assert (confirmed["confirmed"], confirmed["settled"]) == ([skill_id("GDPR")], True)
    assert (held.level, held.evidence, held.source) == (4, Evidence.USED, f"task:{TASK}")
    moves = get(service, Role.EMPLOYEE, f"/invitations/{id}/moves")["items"]
    assert [move["actor"] for move in moves] == [
        "lead",
        "lead",
        "employee",
        "manager",
        "lead",
        "lead",
        "employee",
    ]


def test_a_decline_is_private(service: Flask) -> None:
    id = invited(service)
    own = post(service, Role.EMPLOYEE, f"/invitations/{id}:decline", {"reason": "Jeg passer min mor"})
    assert (own.json["state"], own.json["reason"]) == ("declined", "Jeg passer min mor")

    for role in (Role.LEAD, Role.TOOL):
        answer = client(service, role).get(INVITATIONS)
        assert answer.json["items"][0]["state"] == "invited"
        assert "declined" not in answer.text
        assert "mor" not in answer.text
    assert get(service, Role.HR, "/consultations")["items"] == []
    assert client(service, Role.LEAD).get(f"/api/v1/invitations/{id}/moves").status_code == 404


READINGS = (
    f"/tasks/{TASK}",
    f"/tasks/{TASK}/invitations",
    "/tasks",
    "/employees",
    "/employees/employee",
    "/gaps",
    "/consultations",
    f"/teachers?skill={quote(skill_id('GDPR'), safe='')}",
)
QUESTIONS = ("/matches", "/teams")


def readings(service: Flask, role: Role) -> dict[str, Any]:
    """All that somebody else can read of a colleague and a task: status, tag and body of each answer.

    Without the graph's change number, which counts everybody's writes, and what names the answer itself.
    """
    paths = READINGS if role in PERSONS else [each for each in READINGS if each != "/consultations"]
    if role not in ORGANISERS:
        paths = [each for each in paths if not each.endswith("/invitations")]
    found = {path: client(service, role).get(f"/api/v1{path}") for path in paths}
    if role in ORGANISERS:
        body = {"requirements": [{"skill": skill_id("GDPR")}]}
        found |= {path: post(service, role, path, body) for path in QUESTIONS}
    assert {answer.status_code for answer in found.values()} == {200}
    return {
        path: (answer.headers.get("ETag"), {**answer.json, "change": 0, "recommendation": ""})
        for path, answer in found.items()
    }


@pytest.mark.parametrize("role", [Role.LEAD, Role.TOOL, Role.HR])
@pytest.mark.parametrize("cap", [1, 3])
def test_no_reading_changes_with_a_no(service: Flask, graph: GraphStore, role: Role, cap: int) -> None:
    stored = graph.employees.get("employee")
    said = {"hours_offered": 4.0, "offers_from": None, "offers_until": None, "invitation_cap": cap}
    graph.employees.declare("employee", stored.version, **said)
    id = invited(service)
    before = readings(service, role)
    assert post(service, Role.EMPLOYEE, f"/invitations/{id}:decline").status_code == 200

    assert readings(service, role) == before


@pytest.mark.parametrize("late", [False, True], ids=["in time", "after the deadline"])
@pytest.mark.parametrize("move", ["invite", "take-up", "withdraw", "start", "close"])
def test_no_move_tells_a_no_from_silence(graph: GraphStore, service: Flask, move: str, late: bool) -> None:
    ids = {}
    for answer in ("silence", "no"):
        title = f"Opgave om {answer}"
        fill(graph, task(title, requires={"GDPR": 3}))
        wanted = Invitation(id="", task=task_id(title), employee="employee")
        (made,) = graph.invitations.propose([wanted], Mover("lead", NOW))
        ids[answer] = graph.invitations.invite(made.id, Mover("lead", NOW)).id
    post(service, Role.EMPLOYEE, f"/invitations/{ids['no']}:decline")
    then = standing_on(graph, clock=clock_at(NOW + timedelta(days=15))) if late else service

    told = [post(then, Role.LEAD, f"/invitations/{id}:{move}") for id in ids.values()]
    assert told[0].status_code == told[1].status_code == (200 if move == "withdraw" and not late else 409)
    hidden = {"id": None, "task": None, "instance": None}
    assert {**told[0].json, **hidden} == {**told[1].json, **hidden}


def test_a_yes_that_is_taken_back_looks_like_no_answer(service: Flask) -> None:
    id = invited(service)
    (asked,) = get(service, Role.LEAD, f"/tasks/{TASK}/invitations")["items"]
    post(service, Role.EMPLOYEE, f"/invitations/{id}:accept")
    post(service, Role.EMPLOYEE, f"/invitations/{id}:decline")

    assert get(service, Role.LEAD, f"/tasks/{TASK}/invitations")["items"] == [asked]
    assert get(service, Role.LEAD, f"/tasks/{TASK}")["assignments"] == []
    assert get(service, Role.HR, "/consultations")["items"] == []


@pytest.mark.parametrize("move", ["accept", "decline", "confirm"])
def test_nobody_answers_for_another(service: Flask, move: str) -> None:
    id = invited(service)
    body = {"skills": []} if move == "confirm" else {}
    for role, status in ((Role.LEAD, 404), (Role.HR, 404), (Role.TOOL, 403)):
        assert post(service, role, f"/invitations/{id}:{move}", body).status_code == status


def test_only_the_manager_answers_as_manager(service: Flask) -> None:
    id = invited(service)
    post(service, Role.EMPLOYEE, f"/invitations/{id}:accept")
    for role in (Role.LEAD, Role.EMPLOYEE):
        assert post(service, role, f"/consultations/{id}:answer", {"agrees": True}).status_code == 404


@pytest.mark.parametrize("move", ["invite", "withdraw", "start", "close"])
def test_employees_and_hr_make_no_moves_of_a_lead(service: Flask, move: str) -> None:
    id = proposed(service, "employee").json["items"][0]["id"]
    for role in (Role.EMPLOYEE, Role.HR):
        assert post(service, role, f"/invitations/{id}:{move}").status_code == 403


def test_a_proposal_is_not_the_employees_to_see_yet(service: Flask) -> None:
    id = proposed(service, "employee").json["items"][0]["id"]

    assert get(service, Role.EMPLOYEE, "/invitations") == {"items": []}
    assert post(service, Role.EMPLOYEE, f"/invitations/{id}:accept").status_code == 404


def test_who_does_not_show_themselves_is_not_proposed_and_nobody_with_them(service: Flask) -> None:
    refused = proposed(service, "employee", employee_id("Skjult"))

    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == "#/employees/1"
    assert get(service, Role.LEAD, f"/tasks/{TASK}/invitations") == {"items": []}


def test_who_hides_after_a_proposal_is_not_invited(service: Flask, graph: GraphStore) -> None:
    id = proposed(service, "employee").json["items"][0]["id"]
    fill(graph, replace(ANNA, visibility=Visibility.HIDDEN))

    assert post(service, Role.LEAD, f"/invitations/{id}:invite").status_code == 404
    assert get(service, Role.LEAD, f"/tasks/{TASK}/invitations") == {"items": []}


@pytest.mark.parametrize("move", ["invite", "take-up", "withdraw", "start", "close"])
@pytest.mark.parametrize("asked", [False, True])
def test_nothing_is_done_with_an_invitation_of_who_hides_and_has_not_come(
    service: Flask, graph: GraphStore, move: str, asked: bool
) -> None:
    id = invited(service) if asked else proposed(service, "employee").json["items"][0]["id"]
    fill(graph, replace(ANNA, visibility=Visibility.HIDDEN))

    for each in (id, "ukendt"):
        answer = post(service, Role.LEAD, f"/invitations/{each}:{move}")
        assert (answer.status_code, answer.json["title"]) == (404, "There is no such thing")
    assert get(service, Role.LEAD, f"/tasks/{TASK}/invitations") == {"items": []}


def test_a_no_of_who_hides_afterwards_looks_like_no_answer_of_theirs(
    service: Flask, graph: GraphStore
) -> None:
    id = invited(service)
    post(service, Role.EMPLOYEE, f"/invitations/{id}:decline")
    fill(graph, replace(ANNA, visibility=Visibility.HIDDEN))

    assert get(service, Role.LEAD, f"/tasks/{TASK}/invitations") == {"items": []}


def test_who_hides_after_a_yes_is_still_worked_with(service: Flask, graph: GraphStore) -> None:
    id = invited(service)
    post(service, Role.EMPLOYEE, f"/invitations/{id}:accept")
    post(service, Role.HR, f"/consultations/{id}:answer", {"agrees": True})
    fill(graph, replace(ANNA, visibility=Visibility.HIDDEN))

    assert post(service, Role.LEAD, f"/invitations/{id}:start").json["state"] == "working"
    assert get(service, Role.LEAD, f"/tasks/{TASK}/invitations")["items"][0]["id"] == id


def test_a_manager_who_hides_has_no_part_that_anybody_could_see(service: Flask, graph: GraphStore) -> None:
    id = invited(service)
    post(service, Role.EMPLOYEE, f"/invitations/{id}:accept")
    post(service, Role.HR, f"/consultations/{id}:answer", {"agrees": True, "note": "Godt"})
    ways = [
        (Role.LEAD, f"/tasks/{TASK}/invitations"),
        (Role.TOOL, f"/tasks/{TASK}/invitations"),
        (Role.EMPLOYEE, "/invitations"),
        (Role.EMPLOYEE, f"/invitations/{id}/moves"),
    ]
    named = [get(service, role, path)["items"] for role, path in ways]
    assert all("'hr'" in str(items) for items in named)

    fill(graph, replace(graph.employees.get("hr").value, visibility=Visibility.HIDDEN))

    nothing = {"manager": "", "involvement": "none"}
    nothing |= dict.fromkeys(("manager_by", "manager_answer"), None) | {"manager_note": ""}
    for role, path in ways[:-1]:
        (item,) = get(service, role, path)["items"]
        assert nothing.items() <= item.items()
    moves = get(service, Role.EMPLOYEE, f"/invitations/{id}/moves")["items"]
    assert {(move["by"], move["actor"]) for move in moves} == {("lead", "lead"), ("employee", "employee")}
    for role, path, body in (
        (Role.LEAD, f"/invitations/{id}:start", {}),
        (Role.LEAD, f"/invitations/{id}:close", {"did": "", "used": []}),
        (Role.EMPLOYEE, f"/invitations/{id}:confirm", {"skills": []}),
    ):
        assert nothing.items() <= post(service, role, path, body).json.items()


def test_a_manager_who_hides_holds_nothing_up(service: Flask, graph: GraphStore) -> None:
    id = invited(service)
    post(service, Role.EMPLOYEE, f"/invitations/{id}:accept")
    assert post(service, Role.LEAD, f"/invitations/{id}:start").status_code == 409
    fill(graph, replace(graph.employees.get("hr").value, visibility=Visibility.HIDDEN))
    assert post(service, Role.LEAD, f"/invitations/{id}:start").json["state"] == "working"


def test_texts_with_a_personal_number_are_refused(service: Flask) -> None:
    id = invited(service)
    number = "Ring til 010190-1234"
    for role, path, body in (
        (Role.EMPLOYEE, f"/invitations/{id}:decline", {"reason": number}),
        (Role.LEAD, f"/invitations/{id}:close", {"did": number}),
        (Role.HR, f"/consultations/{id}:answer", {"agrees": False, "note": number}),
        (
            Role.LEAD,
            f"/tasks/{TASK}/invitations",
            {"employees": ["employee"], "chosen_for": "known_work", "message": number},
        ),
    ):
        assert post(service, role, path, body).json["type"] == "urn:tvaers:problem:personal-number"


def test_a_colleague_at_their_own_cap_is_full_up(service: Flask, graph: GraphStore) -> None:
    stored = graph.employees.get("employee")
    said = {"hours_offered": 4.0, "offers_from": None, "offers_until": None, "invitation_cap": 0}
    graph.employees.declare("employee", stored.version, **said)
    id = proposed(service, "employee").json["items"][0]["id"]

    assert post(service, Role.LEAD, f"/invitations/{id}:invite").json["type"].endswith("full-up")


def test_employees_declare_their_own_help_and_the_next_match_knows(service: Flask) -> None:
    mine, path = client(service, Role.EMPLOYEE), "/api/v1/employees/employee/offer"
    read = mine.get(path)
    declared = {
        "hours_offered": 2.0,
        "offers_from": None,
        "offers_until": "2099-12-31",
        "invitation_cap": 1,
        "shows_bridges": True,
    }
    written = mine.put(path, json=declared, headers={"If-Match": read.headers["ETag"]})
    question = {"requirements": [{"skill": skill_id("GDPR")}]}

    assert read.json["hours_offered"] == 4.0
    assert written.json == declared
    assert mine.put(path, json=declared, headers={"If-Match": read.headers["ETag"]}).status_code == 412
    assert post(service, Role.LEAD, "/matches", question).json["items"][0]["free_hours"] == 2.0
    late = question | {"starts_on": "2100-01-01"}
    assert post(service, Role.LEAD, "/matches", late).json["items"][0]["free_hours"] == 0.0
    assert client(service, Role.LEAD).get(path).status_code == 404
    wrong = declared | {"offers_from": "2100-01-01"}
    assert mine.put(path, json=wrong, headers={"If-Match": "x"}).status_code == 422


def test_hr_sees_exposure_of_groups_and_nobody_else_does(service: Flask, graph: GraphStore) -> None:
    many = [employee(f"Nr {number}", workplace="Hallen", weekly_hours=30.0) for number in range(12)]
    fill(graph, *many)
    proposed(service, many[0].id)
    found = get(service, Role.HR, "/exposure")["items"]

    assert {(each["dimension"], each["name"]) for each in found} == {
        ("profession", "Socialrådgiver"),
        ("desk", "not_known"),
    }  # the four elsewhere, all in full time, are too few, and would follow from the twelve
    for role in (Role.LEAD, Role.EMPLOYEE, Role.TOOL):
        assert client(service, role).get("/api/v1/exposure").status_code == 403


def test_what_nobody_answered_in_time_is_no_longer_open(service: Flask, graph: GraphStore) -> None:
    long_ago = Mover("lead", NOW - timedelta(days=40))
    (made,) = graph.invitations.propose([Invitation(id="", task=TASK, employee="employee")], long_ago)
    graph.invitations.invite(made.id, long_ago)

    assert get(service, Role.LEAD, f"/tasks/{TASK}/invitations")["items"][0]["state"] == "not_available"
    assert get(service, Role.EMPLOYEE, "/invitations")["items"][0]["state"] == "expired"
    assert post(service, Role.EMPLOYEE, f"/invitations/{made.id}:accept").status_code == 409


def offered(service: Flask) -> Any:
    body = {"skill": skill_id("GDPR"), "hours": 2.0, "message": "Jeg kan GDPR"}
    return post(service, Role.EMPLOYEE, f"/tasks/{TASK}/offers", body)


def test_an_offer_is_taken_up_by_the_lead_and_becomes_an_assignment(
    service: Flask, graph: GraphStore
) -> None:
    answer = offered(service)
    assert (answer.status_code, answer.json["state"], answer.json["employee"]) == (201, "offered", "employee")
    (seen,) = get(service, Role.LEAD, f"/tasks/{TASK}/invitations")["items"]
    assert (seen["state"], seen["offers"], seen["message"]) == ("offered", skill_id("GDPR"), "Jeg kan GDPR")

    assert post(service, Role.EMPLOYEE, f"/invitations/{seen['id']}:take-up").status_code == 403
    assert post(service, Role.LEAD, f"/invitations/{seen['id']}:take-up").json["state"] == "accepted"
    assert [each.employee for each in graph.tasks.get(TASK).value.assignments] == ["employee"]
    assert get(service, Role.EMPLOYEE, "/invitations")["items"][0]["involvement"] == "consulted"


def test_an_offer_that_was_taken_back_leaves_none_of_its_words(service: Flask) -> None:
    id = offered(service).json["id"]
    assert post(service, Role.EMPLOYEE, f"/invitations/{id}:decline").json["state"] == "declined"
    (seen,) = get(service, Role.LEAD, f"/tasks/{TASK}/invitations")["items"]
    assert (seen["state"], seen["message"], seen["offers"], seen["hours"]) == ("not_available", "", "", 0.0)
    assert post(service, Role.LEAD, f"/invitations/{id}:take-up").status_code == 409


def test_only_what_an_open_task_asks_for_can_be_offered(service: Flask) -> None:
    answer = post(service, Role.EMPLOYEE, f"/tasks/{TASK}/offers", {"skill": skill_id("Excel")})
    assert (answer.status_code, answer.json["type"].endswith("move-refused")) == (409, True)
    answer = post(service, Role.EMPLOYEE, "/tasks/ukendt/offers", {"skill": skill_id("GDPR")})
    assert answer.status_code == 404
