"""Who doesn't find a skill writes it, and nothing of them is kept."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from graph.store import GraphStore
from harness.factories import employee, fill, skill, skill_id
from service.roles import PERSONS, Role
from tests.service.fakes import as_role
from tests.service.standing import service_on
from tests.service.web.browsing import get
from tests.service.web.pages import FROM_HERE, read, submit

PAGE = "/kompetencer/forslag"


@pytest.fixture
def service(graph: GraphStore) -> Flask:
    fill(graph, skill("Støj", alternatives=["larm"]), replace(employee("Anna"), id="employee"))
    return service_on(graph)


def propose(service: Flask, role: Role = Role.EMPLOYEE, **said: Any) -> Any:
    headers = as_role(role) | FROM_HERE
    return service.test_client().post(PAGE, data=said, headers=headers)


def test_what_is_proposed_is_counted_however_it_is_spelt_and_read_by_hr(
    service: Flask, graph: GraphStore
) -> None:
    for label in ("Dronefoto", "drone-foto", "DRONEFOTO"):
        assert "HR ser" in propose(service, navn=label).text
    [kept] = graph.proposed_skills.all()
    assert (kept.label, kept.times) == ("Dronefoto", 3)
    assert "skrevet 3 gange" in get(service, "/katalog").text


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("Larm", "Den er der allerede:"),
        ("", "Skriv et dansk navn."),
        ("Det ved Anna Holm Hansen alt om", "Det nævner en person"),
        ("x" * 90, "Det er for langt."),
        ("010190-1234", "CPR"),
    ],
)
def test_what_is_no_name_or_is_there_already_is_not_kept(
    service: Flask, graph: GraphStore, label: str, answer: str
) -> None:
    said = propose(service, navn=label)
    assert said.status_code == 422
    assert answer in said.text
    assert graph.proposed_skills.all() == []


def test_every_person_can_propose_and_no_tool(service: Flask) -> None:
    for role in set(Role) - {Role.ANONYMOUS}:
        assert (propose(service, role, navn="dronefoto").status_code == 200) is (role in PERSONS)


def test_it_can_be_written_where_skills_are_searched_for_and_leads_back_there(service: Flask) -> None:
    lead = service.test_client()
    lead.environ_base["HTTP_AUTHORIZATION"] = as_role(Role.LEAD)["Authorization"]
    task = {"tekst": "Vi skal bruge noget", "med": skill_id("Støj"), "soeg": "dronefoto"}
    page = read(lead.post("/opgave", data=task, headers=FROM_HERE, follow_redirects=True))
    [button] = [each for each in page.elements_of("button") if each.attributes.get("form") == "foreslaa"]
    assert button.attributes["value"] == "dronefoto"
    [form] = [each for each in page.forms if each.action == PAGE]
    answer = lead.post(PAGE, data=dict([*form.fields, ("navn", "dronefoto")]), headers=FROM_HERE)
    back = submit(lead, read(answer).form_with("tekst"))
    assert "Vi skal bruge noget" in back.text


@pytest.mark.parametrize("path", ["/min-side", "/min-side/valg"])
def test_it_can_be_written_on_ones_own_pages(service: Flask, path: str) -> None:
    answer = get(service, f"{path}?soeg=dronefoto", Role.EMPLOYEE)
    [form] = [each for each in read(answer).forms if each.action == PAGE]
    assert ("navn", "dronefoto") in form.fields
