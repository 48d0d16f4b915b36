"""Why a lead chooses somebody, over the API, on a real graph."""

from flask import Flask

from harness.factories import skill_id
from service.roles import Role
from tests.service.api.invitations.asking import CHOSEN, INVITATIONS, TERMS, get, invited
from tests.service.contract import client


def test_without_a_reason_only_those_are_put_down_whom_an_answer_suggested(service: Flask) -> None:
    lead = client(service, Role.LEAD)
    refused = lead.post(INVITATIONS, json=TERMS | {"employees": ["employee"]})
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "#/chosen_for")

    answer = lead.post("/api/v1/matches", json={"requirements": [{"skill": skill_id("GDPR")}]}).json
    assert [each["employee"]["id"] for each in answer["items"]] == ["employee"]
    named = {"recommendation": answer["recommendation"], "employees": ["employee"]}
    (made,) = lead.post(INVITATIONS, json=TERMS | named).json["items"]
    assert (made["recommendation"], made["chosen_for"]) == (answer["recommendation"], None)


def test_the_colleague_reads_why_they_were_chosen(service: Flask) -> None:
    invited(service)
    (mine,) = get(service, Role.EMPLOYEE, "/invitations")["items"]
    assert {name: mine[name] for name in CHOSEN} == CHOSEN
