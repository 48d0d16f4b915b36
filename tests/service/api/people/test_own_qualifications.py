"""One's own qualifications over the API: what HR has seen, what one says, and what counts then."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from graph.store import GraphStore
from harness.factories import TODAY, employee, fill, skill, skill_id
from matching.model import Qualification
from service.roles import Role
from tests.service.contract import client
from tests.service.standing import standing_on

ME = "employee"
MINE = f"/api/v1/employees/{ME}/qualifications"
LORRY, CRANE = "urn:tvaers:qualification:koerekort-c", "urn:tvaers:qualification:kran"
GDPR = skill_id("GDPR")


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    """I may drive a lorry for 20 days more, and Bo, who knows the same, may not."""
    licence = Qualification(
        kind=LORRY, valid_until=TODAY + timedelta(20), source="hr", confirmed_on=date(2026, 3, 1)
    )
    me = replace(employee("Anna", skills={"GDPR": 4}), id=ME, qualifications=(licence,))
    fill(graph, skill("GDPR"), me, employee("Bo", skills={"GDPR": 4}))
    return standing_on(graph)


def call(service: Flask, method: str, path: str = "", role: Role = Role.EMPLOYEE, **body: Any) -> Any:
    return client(service, role).open(f"{MINE}{path}", method=method, json=body or None)


def suggested(service: Flask, **asked: Any) -> list[str]:
    body = {"requirements": [{"skill": GDPR, "level": 1}], "qualifications": [LORRY]} | asked
    found = client(service, Role.TOOL).post("/api/v1/matches", json=body).json["items"]
    return [each["employee"]["id"] for each in found]


def one(kind: str, action: str = "") -> str:
    return f"/{quote(kind, safe='')}{action}"


def test_one_reads_what_hr_has_seen_and_is_reminded_before_it_ends(service: Flask) -> None:
    (found,) = call(service, "GET").json["items"]
    assert (found["kind"], found["source"], found["disputed"], found["remind"]) == (LORRY, "hr", False, 30)


def test_only_who_has_it_for_the_whole_time_is_suggested(service: Flask) -> None:
    assert suggested(service) == [ME]
    assert suggested(service, ends_on=(TODAY + timedelta(21)).isoformat()) == []
    assert sorted(suggested(service, qualifications=[])) == sorted([ME, employee("Bo").id])


def test_what_one_disputes_counts_nowhere_until_one_takes_it_back(service: Flask) -> None:
    assert call(service, "POST", one(LORRY, ":dispute")).json["items"][0]["disputed"]
    assert suggested(service) == []
    assert call(service, "DELETE", one(LORRY)).json["own"] == []
    assert suggested(service) == [ME]


def test_ones_own_word_is_kept_and_meets_no_demand(service: Flask) -> None:
    said = call(service, "PUT", one(CRANE), valid_until="2030-01-01", issuer="Kranskolen").json["own"]
    assert [(each["kind"], each["issuer"]) for each in said] == [(CRANE, "Kranskolen")]
    assert suggested(service, qualifications=[CRANE]) == []


def test_nobody_else_reads_them(service: Flask) -> None:
    assert call(service, "GET", role=Role.HR).status_code == 404


def test_what_is_no_kind_or_not_said_is_not_found(service: Flask) -> None:
    assert call(service, "PUT", one("urn:ingen"), issuer="").status_code == 404
    assert call(service, "POST", one(CRANE, ":dispute")).status_code == 404
    assert call(service, "DELETE", one(CRANE)).status_code == 404
    assert (
        client(service, Role.TOOL)
        .post("/api/v1/matches", json={"requirements": [{"skill": GDPR}], "qualifications": ["urn:ingen"]})
        .json["type"]
        .endswith("unknown-reference")
    )
