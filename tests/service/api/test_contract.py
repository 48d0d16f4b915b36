"""Every operation, asked by each role with what its document lets in and what not, answers as documented.

What is asked is drawn from the document itself, with ids of what is there, so that it reaches the views.
"""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, note, settings
from schemathesis import Case, GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import negative_data_rejection

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
from service.api.frame.openapi import document
from service.roles import Role
from tests.conftest import EMBEDDED, Servers
from tests.service.contract import ContractClient, client, operations
from tests.service.fakes import TOKENS
from tests.service.standing import standing_on

SAID_IN_WORDS = (
    "Was the key of another request.",
    "Each may be named only once.",
    "Must be from 1950-01-01 up to today.",
    "Must not be before ",
    "Must not be less than smallest.",
    "Must not be required too.",
    "Somebody cannot be in the team and not be in it.",
    "At least one workplace must own the task.",
    "They have not said yes to the task.",
    "Say why: no recommendation of yours that you name suggested all of them.",
    "Say it in your own words.",
    "That is no task.",
    "There is no such recommendation of yours.",
    "You can teach what you have",
)
"""What no JSON Schema can say, so that a body which fits the document may break it."""
EXAMPLES = 10
TERMS = {"employees": [Role.LEAD, Role.HR], "hours": 2.0, "chosen_for": "known_work"}
FITTING, UNFITTING = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
NOT_REACHED = {FITTING: (), UNFITTING: (400, 404)}
"""What is answered where a request reaches no operation: bad names of hosts, line breaks in a path."""
NAMES = [
    pytest.param(operation["operationId"], mode, id=f"{operation['operationId']}-{mode.value}")
    for path, _, operation in operations()
    for mode in (FITTING, UNFITTING)
    if mode is FITTING or "{" in path or {"parameters", "requestBody"} & operation.keys()
]


@pytest.fixture(scope="module")
def service(servers: Servers) -> Flask:
    """A municipality where everybody who asks is employed, with tasks in several states."""
    graph = servers.store(EMBEDDED)
    fill(
        graph,
        workplace("Kommunen"),
        replace(workplace("Skolen", part_of="Kommunen"), manager=Role.HR.value),
        *(replace(employee(role, workplace="Skolen", skills={"GDPR": 3}), id=role.value) for role in TOKENS),
        employee("Anna", skills={"GDPR": 4}, profession="Jurist", can_teach=["GDPR"]),
        *(task(title, requires={"GDPR": 3, "Korsang": 4}, owners=["Skolen"]) for title in ("Åben", "Anden")),
        task("Sammen", requires={"GDPR": 3}, members=["Anna", "Bo"], closed_on=date(2026, 6, 1)),
    )
    return standing_on(graph)


@pytest.fixture(scope="module")
def documented(service: Flask) -> dict[str, APIOperation]:
    """Every operation by its name, taking only ids that are there."""
    lead = client(service, Role.LEAD)
    proposed = lead.post(f"/api/v1/tasks/{task_id('Åben')}/invitations", json=TERMS).json["items"]
    invitations = [each["id"] for each in proposed]
    lead.post(f"/api/v1/invitations/{invitations[0]}:invite")
    there = {
        "skill": [skill_id("GDPR"), skill_id("Korsang")],
        "workplace": [workplace_id("Skolen"), workplace_id("Kommunen")],
        "profession": [profession_id("Jurist")],
        "kind of qualification": ["urn:tvaers:qualification:koerekort-c"],
        "kind": ["urn:tvaers:qualification:koerekort-c"],
        "employee": [employee_id("Anna"), Role.LEAD.value, Role.HR.value],
        "task": [task_id(title) for title in ("Åben", "Anden", "Sammen")],
        "invitation": invitations,
        "introduction": ["none"],
        "session": ["none"],
    }
    loaded = schemathesis.openapi.from_dict(naming(there, document()))
    loaded.app = service
    found = (each.ok() for each in loaded.get_all_operations())
    return {each.definition.raw["operationId"]: each for each in found}


def naming(there: dict[str, list[str]], found: Any) -> Any:
    """The document, with the ids that are there for each id that it asks for, and no word of tokens."""
    if isinstance(found, list):
        return [naming(there, each) for each in found]
    if not isinstance(found, dict):
        return found
    whole = {name: naming(there, each) for name, each in found.items() if name != "security"}
    if "x-refers-to" in found:
        whole["enum"] = there[found["x-refers-to"]] + [None] * ("null" in found["type"])
    elif found.get("in") == "path":
        whole["schema"] = {"type": "string", "enum": there[found["name"].removesuffix("_id")]}
    return whole


@pytest.mark.parametrize(("name", "mode"), NAMES)
def test_every_operation_answers_each_role_as_documented(
    service: Flask, documented: dict[str, APIOperation], name: str, mode: GenerationMode
) -> None:
    operation = documented[name]
    allowed = frozenset(map(Role, operation.definition.raw["x-roles"]))
    askers = {role: client(service, None if role is Role.ANONYMOUS else role) for role in Role}

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(case=operation.as_strategy(mode))
    def hold(case: Case) -> None:
        note(case.as_curl_command())
        request = case.as_transport_kwargs()
        if "json" in request:  # as it is: the app's own way to write JSON knows no such long numbers
            request["data"] = json.dumps(request.pop("json"))
        for role, asking in askers.items():
            note(role)
            if role in allowed:
                hold_answer(asking, case, request, mode)
            else:
                answer = asking.open(**request)
                assert answer.status_code in {401 if role is Role.ANONYMOUS else 403, *NOT_REACHED[mode]}

    hold()


def hold_answer(asking: ContractClient, case: Case, request: dict[str, Any], mode: GenerationMode) -> None:
    """What somebody is answered who may ask; the client holds it to the document."""
    if mode is FITTING and "If-Match" in request["headers"]:
        newest = asking.get(request["path"]).headers.get("ETag", "")
        request = request | {"headers": {**request["headers"], "If-Match": newest}}
    answer = asking.open(**request)
    assert answer.status_code < 500
    if mode is UNFITTING:
        case.validate_response(answer, checks=[negative_data_rejection])
    elif "invalid-fields" in answer.text:
        wrong = [each for each in answer.json["errors"] if not each["detail"].startswith(SAID_IN_WORDS)]
        assert wrong == []
