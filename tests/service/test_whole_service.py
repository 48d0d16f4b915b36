"""The API on a real graph and the real matcher, from a text to a closed task."""

from dataclasses import replace
from typing import Any

import pytest

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill, skill, skill_id, task, workplace, workplace_id
from matching.model import Visibility
from service.roles import Role
from tests.service.contract import ContractClient, client
from tests.service.fakes import NOW
from tests.service.standing import standing_on

PEOPLE = (
    employee("Anna Holm", skills={"Legepladser": 5}, workplace="Park og Vej"),
    employee("Bo Lind", skills={"Legepladser": 3, "Borgerinddragelse": 4}, workplace="Skolen"),
    employee("Clara Juhl", skills={"Legepladser": 5}, workplace="Park og Vej", visibility=Visibility.LEADS),
    employee("David Kjær", skills={"Legepladser": 5}, workplace="Park og Vej", visibility=Visibility.HIDDEN),
)


@pytest.fixture
def store(graph: GraphStore) -> GraphStore:
    fill(
        graph,
        skill("Legepladser", english="playgrounds", alternatives=["legeplads"]),
        skill("Borgerinddragelse", english="citizen involvement", alternatives=["inddragelse af borgere"]),
        workplace("Kommunen"),
        workplace("Park og Vej", part_of="Kommunen"),
        *PEOPLE,
        task("Ny legeplads ved skolen", requires={"Legepladser": 3}, owners=["Park og Vej"]),
    )
    return graph


def asking(store: GraphStore, role: Role = Role.LEAD) -> ContractClient:
    return client(standing_on(store), role)


def suggested(lead: ContractClient, **question: Any) -> set[str]:
    asked = {"requirements": [{"skill": skill_id("Legepladser")}]} | question
    answer = lead.post("/api/v1/matches", json=asked)
    assert answer.status_code == 200, answer.text
    for item in answer.json["items"]:
        assert sum(part["value"] for part in item["contributions"]) == pytest.approx(item["score"], abs=1e-9)
    return {item["employee"]["name"] for item in answer.json["items"]}


def test_a_text_leads_to_skills_and_those_to_colleagues(store: GraphStore) -> None:
    lead = asking(store)

    linked = lead.post("/api/v1/skills:link", json={"text": "Vi skal bygge en legeplads"})
    by_text = lead.post("/api/v1/matches", json={"text": "Vi skal bygge en legeplads"})

    assert linked.json["items"][0]["skill"] == skill_id("Legepladser")
    assert linked.json["items"][0]["spans"][0]["text"] == "legeplads"
    assert by_text.json["requirements"][0]["skill"] == skill_id("Legepladser")
    assert {item["employee"]["name"] for item in by_text.json["items"]} == {
        "Anna Holm",
        "Bo Lind",
        "Clara Juhl",
    }


def test_each_sees_those_who_show_themselves_to_them(store: GraphStore) -> None:
    assert suggested(asking(store, Role.LEAD)) == {"Anna Holm", "Bo Lind", "Clara Juhl"}
    assert suggested(asking(store, Role.TOOL)) == {"Anna Holm", "Bo Lind"}


def test_whoever_hides_is_gone_at_the_next_question(store: GraphStore) -> None:
    lead = asking(store)
    assert "Anna Holm" in suggested(lead)

    fill(store, replace(PEOPLE[0], visibility=Visibility.HIDDEN))

    assert "Anna Holm" not in suggested(lead)
    assert lead.get(f"/api/v1/employees/{employee_id('Anna Holm')}").status_code == 404


def test_filters_reach_the_ranking(store: GraphStore) -> None:
    lead = asking(store)

    assert suggested(lead, filters={"workplaces": [workplace_id("Kommunen")]}) == {"Anna Holm", "Clara Juhl"}
    assert suggested(lead, filters={"exclude": [employee_id("Anna Holm")]}) == {"Bo Lind", "Clara Juhl"}


def test_who_and_what_nobody_knows_is_named_and_not_passed_over(store: GraphStore) -> None:
    asked = {"text": "Vi skal bygge en legeplads", "unit": "wp-unknown", "members": ["emp-unknown"]}
    answer = asking(store).post("/api/v1/matches", json=asked)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json["errors"]] == ["#/unit", "#/members/0"]


def said_yes(store: GraphStore, lead: ContractClient, where: str) -> str:
    """Somebody whom the lead invites to the task, and who accepts."""
    anna = employee_id("Anna Holm")
    (asked,) = lead.post(f"{where}/invitations", json={"employees": [anna], "chosen_for": "known_work"}).json[
        "items"
    ]
    lead.post(f"/api/v1/invitations/{asked['id']}:invite")
    store.invitations.accept(asked["id"], Mover(anna, NOW))
    return anna


def test_a_task_lives_from_creation_to_closing(store: GraphStore) -> None:
    lead = asking(store)
    body = {
        "title": "Legeplads i bymidten",
        "requirements": [{"skill": skill_id("Legepladser"), "level": 4, "essential": True}],
        "owners": [workplace_id("Skolen"), workplace_id("Park og Vej")],
        "life_phases": ["boernelivet"],
    }

    made = lead.post("/api/v1/tasks", json=body)
    where = made.headers["Location"]
    stale = made.headers["ETag"]
    changed = lead.put(where, json=made.json | {"title": "Stor legeplads"}, headers={"If-Match": stale})
    refused = lead.put(where, json=body, headers={"If-Match": stale})
    took_part = {"employee": said_yes(store, lead, where), "role": "leder", "hours": 4}
    changed = lead.get(where)
    closed = lead.post(
        f"{where}:close", json={"assignments": [took_part]}, headers={"If-Match": changed.headers["ETag"]}
    )
    read = lead.get(where)

    assert made.status_code == 201
    assert changed.json["title"] == "Stor legeplads"
    assert refused.status_code == 412
    assert closed.json["status"] == "closed"
    assert read.json == closed.json
    assert read.headers["ETag"] == closed.headers["ETag"]
    assert lead.get("/api/v1/tasks?status=open").json["total"] == 1


def test_a_task_that_refers_to_something_unknown_is_not_written(store: GraphStore) -> None:
    lead = asking(store)
    before = store.changes.number()

    answer = lead.post("/api/v1/tasks", json={"title": "X", "owners": ["wp-unknown"]})

    assert answer.status_code == 422
    assert answer.json["errors"] == [{"pointer": "#/owners/0", "detail": "There is no such workplace."}]
    assert store.changes.number() == before


def test_lists_are_searched_and_paged(store: GraphStore) -> None:
    lead = asking(store)

    skills = lead.get("/api/v1/skills?text=LEGE&kind=skill").json
    people = lead.get("/api/v1/employees?page=2&size=2").json
    at_work = lead.get(f"/api/v1/employees?workplace={workplace_id('Kommunen')}").json
    places = lead.get("/api/v1/workplaces?text=park").json
    professions = lead.get("/api/v1/professions").json

    assert [each["id"] for each in skills["items"]] == [skill_id("Legepladser")]
    assert (people["page"], people["total"], len(people["items"])) == (2, 3, 1)
    assert [each["name"] for each in at_work["items"]] == ["Anna Holm", "Clara Juhl"]
    assert places["items"][0]["part_of"] == workplace_id("Kommunen")
    assert professions["total"] == 1


def test_single_things_are_read_and_not_sent_twice(store: GraphStore) -> None:
    lead = asking(store)
    paths = (
        f"/api/v1/skills/{skill_id('Legepladser')}",
        f"/api/v1/workplaces/{workplace_id('Park og Vej')}",
        f"/api/v1/professions/{PEOPLE[0].profession}",
        f"/api/v1/employees/{employee_id('Anna Holm')}",
    )

    for path in paths:
        first = lead.get(path)
        again = lead.get(path, headers={"If-None-Match": first.headers["ETag"]})

        assert (first.status_code, again.status_code) == (200, 304)
