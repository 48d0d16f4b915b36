"""The whole service with two workers: what one is told holds in the other, and what both wrote is kept."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from http.client import HTTPConnection
from typing import Any

import pytest

from harness.factories import employee, employee_id, fill, skill, skill_id
from harness.servers import embedded
from matching.model import Visibility
from service.api_tokens import ApiToken
from service.roles import Role
from tests.service.process.whole import Running, running, wait_until

TOKENS = {name: f"token-of-the-{name}-in-this-very-test" for name in ("tool", "admin", "dpo")}
QUESTION = {"requirements": [{"skill": skill_id("Legepladser")}]}
ASKED_OFTEN, AT_ONCE = 20, 8
"""So often it is asked, so many at a time, that both workers answer: one at a time the same may take all."""


def ask(
    service: Running, name: str, method: str, path: str, body: Any = None, *, below: str = "/api/v1"
) -> tuple[int, Any]:
    connection = HTTPConnection("127.0.0.1", service.port, timeout=30)
    try:
        headers = {"Authorization": f"Bearer {TOKENS[name]}", "Content-Type": "application/json"}
        connection.request(method, f"{below}/{path}", json.dumps(body) if body else None, headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read() or b"null")
    finally:
        connection.close()


def answers(service: Running, *, times: int = ASKED_OFTEN) -> list[tuple[int, Any]]:
    """The same question so often, of both workers."""
    with ThreadPoolExecutor(AT_ONCE) as askers:
        asked = [askers.submit(ask, service, "tool", "POST", "matches", QUESTION) for _ in range(times)]
        return [each.result() for each in asked]


def statuses(service: Running) -> set[int]:
    return {status for status, _ in answers(service)}


def suggested(service: Running) -> set[str]:
    """Everybody whom either worker suggests."""
    return {each["employee"]["id"] for _, said in answers(service) for each in said["items"]}


def scim(service: Running, method: str, path: str, body: Any) -> tuple[int, Any]:
    return ask(service, "tool", method, path, body, below="/scim/v2")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two workers that never look at the graph by themselves."""
    until = date.today() + timedelta(days=30)
    folder = tmp_path_factory.mktemp("two")
    tokens = folder / "tokens"
    tokens.write_text(
        "\n".join(
            ApiToken.of(token, name=name, role=Role(name), until=until).entry
            for name, token in TOKENS.items()
        )
    )
    without_limit = {"TVAERS_QUESTIONS_PER_MINUTE": "0"}  # they ask more often than anybody should
    chosen = {"TVAERS_WORKERS": "2", "TVAERS_API_TOKENS_FILE": str(tokens), "TVAERS_REFRESH_SECONDS": "3600"}
    with running(folder, **chosen, **without_limit) as service:
        wait_until(lambda: "Tværs er klar" in service.output())
        yield service


@pytest.mark.slow
def test_who_hides_is_seen_by_nobody_from_the_next_request_on_whichever_answers(service: Running) -> None:
    """It is written by neither, so that both are told nothing."""
    people = [employee(f"Kollega {number}", skills={"Legepladser": 4}) for number in range(100)]
    with embedded(service.var / "graph") as store:
        fill(store, skill("Legepladser"), *people)
        assert ask(service, "tool", "POST", "matches", QUESTION)[1]["items"]
        for each in people:
            store.employees.alter(each.id, lambda who: replace(who, visibility=Visibility.HIDDEN))
            answered = ask(service, "tool", "POST", "matches", QUESTION)[1]["items"]
            assert each.id not in {found["employee"]["id"] for found in answered}
    assert not answered


@pytest.mark.slow
def test_who_is_switched_off_by_scim_is_seen_by_nobody_from_the_next_request_on(service: Running) -> None:
    with embedded(service.var / "graph") as store:
        fill(store, skill("Legepladser"), employee("Sidse", skills={"Legepladser": 4}))
    sidse = {
        "userName": "sidse",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            "employeeNumber": employee_id("Sidse")
        },
    }
    user = ["urn:ietf:params:scim:schemas:core:2.0:User", *list(sidse)[1:]]
    status, account = scim(service, "POST", "Users", {"schemas": user, **sidse})
    assert status == 201
    assert employee_id("Sidse") in suggested(service)

    off = {"op": "replace", "path": "active", "value": "False"}
    patch = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [off]}
    status, _ = scim(service, "PATCH", f"Users/{account['id']}", patch)

    assert status == 204
    assert employee_id("Sidse") not in suggested(service)


@pytest.mark.slow
def test_a_switch_holds_in_both_within_five_seconds_and_each_answer_of_both_is_recorded(
    service: Running,
) -> None:
    with embedded(service.var / "graph") as store:
        fill(store, skill("Legepladser"), employee("Anna", skills={"Legepladser": 4}))
    wait_until(lambda: statuses(service) == {200})

    for on, wanted in ((False, {503}), (True, {200})):
        assert ask(service, "admin", "PUT", "switches/matching", {"on": on})[0] == 200
        turned = time.monotonic()
        wait_until(lambda wanted=wanted: statuses(service) == wanted, 5)
        assert time.monotonic() - turned < 6  # the last round of questions began within five

    ids = [said["recommendation"] for _, said in answers(service, times=50)]

    def kept() -> dict[str, str]:
        """The chain of each answer, by the answer's id."""
        found = ask(service, "dpo", "GET", "record?kind=answer&size=100")[1]["items"]
        return {each["id"]: each["chain"] for each in found}

    wait_until(lambda: set(ids) <= kept().keys(), 20)
    assert len(set(kept().values())) == 2, "one worker answered all"


@pytest.mark.slow
def test_a_token_that_is_taken_back_is_over_at_the_next_request_in_both(service: Running) -> None:
    file = service.var / "tokens"
    given = file.read_text()
    wait_until(lambda: statuses(service) == {200})

    file.write_text("\n".join(line for line in given.splitlines() if not line.startswith("tool:")))
    assert statuses(service) == {401}
    file.write_text(given)
    assert statuses(service) == {200}
