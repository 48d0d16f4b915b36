"""Tasks are created, read, changed and closed, and no change overwrites another."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from matching.model import Assignment, Requirement, Task, TaskStatus, Visibility
from service.roles import Role
from tests.service.contract import ContractClient, client
from tests.service.fakes import GDPR, PLAY, FakeStore, app, clock_at, employee

BODY: dict[str, Any] = {
    "title": "Ny cykelsti",
    "description": "Vi skal inddrage børn og ældre.",
    "requirements": [{"skill": GDPR, "level": 4, "weight": 2, "essential": True}, {"skill": PLAY}],
    "owners": ["w1"],
    "life_phases": ["skolelivet"],
}


def task(id: str = "t1", **values: Any) -> Task:
    standard: dict[str, Any] = {"title": "Sti", "owners": ("w1",), "created_on": date(2026, 1, 2)}
    return Task(id=id, **(standard | values))


LEAD = employee("lead")
"""Works where the tasks are owned."""


def lead(*tasks: Task, people: tuple[Any, ...] = ()) -> ContractClient:
    return client(app(FakeStore((LEAD, *people), tasks)), Role.LEAD)


def test_a_task_is_created_open_and_can_be_read() -> None:
    asking = lead()

    made = asking.post("/api/v1/tasks", json=BODY)
    read = asking.get(made.headers["Location"])

    assert made.status_code == 201
    assert made.json["status"] == "open"
    assert made.json["requirements"][1] == {"skill": PLAY, "level": 3, "weight": 1.0, "essential": False}
    assert read.json == made.json
    assert read.headers["ETag"] == made.headers["ETag"]


def test_what_a_lead_took_away_is_kept_with_the_task_and_nobody_with_it() -> None:
    asking = lead()
    body = BODY | {"requirements": [{"skill": GDPR}], "taken_away": [PLAY]}

    made = asking.post("/api/v1/tasks", json=body)
    assert (made.json["taken_away"], made.json["assignments"]) == ([PLAY], [])

    both = asking.post("/api/v1/tasks", json=body | {"taken_away": [GDPR]})
    assert both.status_code == 422
    assert both.json["errors"] == [{"pointer": "#/taken_away/0", "detail": "Must not be required too."}]


def test_unknown_references_are_refused_where_they_stand_and_nothing_is_written() -> None:
    asking = lead()
    body = BODY | {"requirements": [{"skill": PLAY}, {"skill": "urn:x"}]}

    answer = asking.post("/api/v1/tasks", json=body)

    assert answer.status_code == 422
    assert answer.json["type"] == "urn:tvaers:problem:unknown-reference"
    assert answer.json["errors"] == [
        {"pointer": "#/requirements/1/skill", "detail": "There is no such skill."}
    ]
    assert asking.get("/api/v1/tasks").json["total"] == 0


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"title": ""}, "#/title"),
        ({"title": "x" * 201}, "#/title"),
        ({"description": "x" * 10_001}, "#/description"),
        ({"owners": []}, "#/owners"),
        ({"owners": ["w1", "w1"]}, "#/owners"),
        ({"life_phases": ["ungdomslivet"]}, "#/life_phases/0"),
        ({"requirements": [{"skill": f"urn:{n}"} for n in range(31)]}, "#/requirements"),
        ({"requirements": [{"skill": PLAY}, {"skill": PLAY}]}, "#/requirements"),
        ({"requirements": [{"skill": PLAY, "level": 6}]}, "#/requirements/0/level"),
        ({"requirements": [{"skill": PLAY, "level": "3"}]}, "#/requirements/0/level"),
        ({"requirements": [{"skill": PLAY, "level": True}]}, "#/requirements/0/level"),
        ({"requirements": [{"skill": PLAY, "level": 2.5}]}, "#/requirements/0/level"),
        ({"requirements": [{"skill": PLAY, "weight": 0}]}, "#/requirements/0/weight"),
        ({"requirements": [{"skill": PLAY, "weight": 5e-324}]}, "#/requirements/0/weight"),
        ({"requirements": [{"skill": PLAY, "weight": 1e308}]}, "#/requirements/0/weight"),
        ({"requirements": [{"skill": PLAY, "level": 1e30}]}, "#/requirements/0/level"),
        ({"title": " \t "}, "#/title"),
        ({"title": "a\x00b"}, "#/title"),
        ({"requirements": [{"skill": PLAY, "weight": "1"}]}, "#/requirements/0/weight"),
        ({"requirements": [{"skill": PLAY, "essential": "yes"}]}, "#/requirements/0/essential"),
        ({"requirements": [{"skill": PLAY, "colour": "red"}]}, "#/requirements/0/colour"),
        ({"status": "closed"}, "#/status"),
        ({"a/b ~c": 1}, "#/a~1b%20~0c"),
    ],
)
def test_a_bad_field_is_pointed_at(changed: dict[str, Any], pointer: str) -> None:
    answer = lead().post("/api/v1/tasks", json=BODY | changed)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_several_bad_fields_are_told_at_once() -> None:
    answer = lead().post("/api/v1/tasks", json={"description": 7})

    assert {error["pointer"] for error in answer.json["errors"]} == {"#/title", "#/owners", "#/description"}


@pytest.mark.parametrize("field", ["title", "description"])
def test_a_personal_number_is_refused_and_not_repeated(field: str) -> None:
    answer = lead().post("/api/v1/tasks", json=BODY | {field: "Om borger 010190-1234"})

    assert answer.json["type"] == "urn:tvaers:problem:personal-number"
    assert answer.json["errors"][0]["pointer"] == f"#/{field}"
    assert "010190" not in answer.text


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "text/json"])
def test_a_body_of_another_type_is_refused(kind: str) -> None:
    answer = lead().post("/api/v1/tasks", data=b'{"title": "x"}', content_type=kind)

    assert answer.status_code == 415


@pytest.mark.parametrize("body", [b"", b"{", b'{"title": NaN}', b'{"title": "\xff"}'])
def test_a_body_that_is_not_json_is_refused(body: bytes) -> None:
    answer = lead().post("/api/v1/tasks", data=body, content_type="application/json; charset=utf-8")

    assert answer.status_code == 400


@pytest.mark.parametrize("body", [b"[]", b"null", b'"text"', b"7"])
def test_a_body_that_is_not_an_object_is_refused(body: bytes) -> None:
    answer = lead().post("/api/v1/tasks", data=body, content_type="application/json")

    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "#"


def test_a_body_that_is_too_large_is_refused() -> None:
    answer = lead().post("/api/v1/tasks", json=BODY | {"description": "x" * 300_000})

    assert answer.status_code == 413


def test_tasks_are_listed_by_status_and_owner() -> None:
    asking = lead(task("t1"), task("t2", status=TaskStatus.CLOSED), task("t3", owners=("w0",)))

    assert [each["id"] for each in asking.get("/api/v1/tasks?status=closed").json["items"]] == ["t2"]
    assert [each["id"] for each in asking.get("/api/v1/tasks?workplace=w0").json["items"]] == ["t3"]


def test_a_task_that_was_read_can_be_changed_and_sent_back() -> None:
    asking = lead(task(requirements=(Requirement(skill=GDPR),)))
    read = asking.get("/api/v1/tasks/t1")

    answer = asking.put(
        "/api/v1/tasks/t1", json=read.json | {"title": "Bred sti"}, headers={"If-Match": read.headers["ETag"]}
    )

    assert answer.status_code == 200
    assert answer.json == read.json | {"title": "Bred sti"}
    assert answer.headers["ETag"] != read.headers["ETag"]


def test_what_only_the_service_sets_is_not_changed_by_sending_it() -> None:
    asking = lead(task())
    read = asking.get("/api/v1/tasks/t1")

    answer = asking.put(
        "/api/v1/tasks/t1",
        json=read.json | {"status": "closed", "id": "t9", "created_on": "1999-01-01"},
        headers={"If-Match": read.headers["ETag"]},
    )

    assert answer.json == read.json


def test_a_change_without_a_version_is_refused() -> None:
    assert lead(task()).put("/api/v1/tasks/t1", json=BODY).status_code == 428


def test_a_change_of_an_old_version_is_refused() -> None:
    asking = lead(task())
    tag = asking.get("/api/v1/tasks/t1").headers["ETag"]
    asking.put("/api/v1/tasks/t1", json=BODY, headers={"If-Match": tag})

    answer = asking.put("/api/v1/tasks/t1", json=BODY | {"title": "Anden"}, headers={"If-Match": tag})

    assert answer.status_code == 412
    assert asking.get("/api/v1/tasks/t1").json["title"] == "Ny cykelsti"


def test_a_weak_tag_does_not_allow_a_change() -> None:
    asking = lead(task())
    tag = asking.get("/api/v1/tasks/t1").headers["ETag"]

    assert asking.put("/api/v1/tasks/t1", json=BODY, headers={"If-Match": f"W/{tag}"}).status_code == 412


def test_an_unknown_task_is_not_found_whatever_is_done_to_it() -> None:
    asking = lead()

    assert asking.get("/api/v1/tasks/t9").status_code == 404
    assert asking.put("/api/v1/tasks/t9", json=BODY, headers={"If-Match": '"1"'}).status_code == 404
    closing = asking.post("/api/v1/tasks/t9:close", json={"assignments": []}, headers={"If-Match": '"1"'})
    assert closing.status_code == 404


def close(asking: ContractClient, body: dict[str, Any]) -> Any:
    tag = asking.get("/api/v1/tasks/t1").headers["ETag"]
    return asking.post("/api/v1/tasks/t1:close", json=body, headers={"If-Match": tag})


def test_a_task_is_closed_with_who_took_part() -> None:
    took_part = {
        "employee": "e1",
        "role": "tegner",
        "started_on": "2026-02-01",
        "ended_on": "2026-05-01",
        "hours": 3.5,
        "earlier": [{"started_on": None, "ended_on": "2025-12-31", "hours": 1.0}],
    }

    said_yes = task(assignments=(Assignment(employee="e1"), Assignment(employee="e2")))
    people = (employee("e1"), employee("e2"))
    answer = close(lead(said_yes, people=people), {"assignments": [took_part], "closed_on": "2026-05-02"})

    assert answer.json["status"] == "closed"
    assert answer.json["closed_on"] == "2026-05-02"
    assert answer.json["assignments"] == [took_part]


def test_a_task_is_made_and_closed_on_the_day_that_it_is_in_denmark() -> None:
    after_midnight = clock_at(datetime(2026, 11, 22, 23, 5, tzinfo=UTC))
    lead = client(app(FakeStore([LEAD], [task()]), clock=after_midnight), Role.LEAD)

    made = lead.post("/api/v1/tasks", json={"title": "Sti", "owners": ["w1"]})

    assert made.json["created_on"] == "2026-11-23"
    assert close(lead, {"assignments": []}).json["closed_on"] == "2026-11-23"


def test_nobody_is_written_into_the_history_who_has_not_said_yes_to_the_task() -> None:
    said_yes = task(assignments=(Assignment(employee="e1"),))
    asking = lead(said_yes, people=(employee("e1"), employee("e2")))

    answer = close(asking, {"assignments": [{"employee": "e1"}, {"employee": "e2"}]})

    told = {"pointer": "#/assignments/1/employee", "detail": "They have not said yes to the task."}
    assert (answer.status_code, answer.json["errors"]) == (422, [told])
    assert asking.get("/api/v1/tasks/t1").json["status"] == "open"


def test_a_closing_without_a_version_is_refused() -> None:
    assert lead(task()).post("/api/v1/tasks/t1:close", json={"assignments": []}).status_code == 428


@pytest.mark.parametrize(
    ("assignments", "pointer"),
    [
        ([{"employee": "e1"}, {"employee": "e1"}], "#/assignments"),
        (
            [{"employee": "e1", "started_on": "2026-02-02", "ended_on": "2026-02-01"}],
            "#/assignments/0/ended_on",
        ),
        ([{"employee": "e1", "hours": -1}], "#/assignments/0/hours"),
        ([{"employee": "e1", "hours": 61}], "#/assignments/0/hours"),
        ([{"employee": "e1", "started_on": "0001-01-01"}], "#/assignments/0/started_on"),
        ([{"employee": "e1", "ended_on": "9999-12-31"}], "#/assignments/0/ended_on"),
        ([{"employee": "e1", "ended_on": "2026-1-2"}], "#/assignments/0/ended_on"),
        ([{"employee": "e1", "ended_on": 20260102}], "#/assignments/0/ended_on"),
        ([{"employee": "e1", "started_on": "yesterday"}], "#/assignments/0/started_on"),
        ([{"employee": "e9"}], "#/assignments/0/employee"),
    ],
)
def test_a_bad_closing_is_pointed_at(assignments: list[dict[str, Any]], pointer: str) -> None:
    answer = close(lead(task(), people=(employee("e1"),)), {"assignments": assignments})

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


@pytest.mark.parametrize("closed_on", ["9999-12-31", "2062-11-20", "1949-12-31", "20261102", None])
def test_a_task_is_not_closed_on_a_day_that_has_not_been(closed_on: Any) -> None:
    answer = close(lead(task()), {"assignments": [], "closed_on": closed_on})

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == ["#/closed_on"]


def test_a_whole_number_may_be_written_with_a_decimal_point() -> None:
    asking = lead()
    made = asking.post("/api/v1/tasks", json=BODY | {"requirements": [{"skill": PLAY, "level": 4.0}]})

    assert made.json["requirements"][0]["level"] == 4


def test_those_who_hide_or_left_are_left_out_of_a_tasks_assignments() -> None:
    people = (
        employee("e1"),
        employee("e2", visibility=Visibility.LEADS),
        employee("e3", visibility=Visibility.HIDDEN),
    )
    closed = task(assignments=tuple(Assignment(employee=id) for id in ("e1", "e2", "e3", "e4")))
    store = FakeStore(people, [closed])

    def shown(role: Role) -> list[str]:
        answer = client(app(store), role).get("/api/v1/tasks/t1")
        return [each["employee"] for each in answer.json["assignments"]]

    assert shown(Role.LEAD) == ["e1", "e2"]
    assert shown(Role.TOOL) == ["e1"]


def test_a_tag_tells_nothing_of_changes_that_the_asker_does_not_see() -> None:
    store = FakeStore([LEAD, employee("e1", visibility=Visibility.HIDDEN)], [task()])
    asking = client(app(store), Role.LEAD)
    tag = asking.get("/api/v1/tasks/t1").headers["ETag"]

    stored = store.tasks.get("t1")
    store.tasks.update(task(assignments=(Assignment(employee="e1"),)), stored.version)

    assert asking.get("/api/v1/tasks/t1").headers["ETag"] == tag
    assert asking.put("/api/v1/tasks/t1", json=BODY, headers={"If-Match": tag}).status_code == 200
    assert [each.employee for each in store.tasks.get("t1").value.assignments] == ["e1"]


def test_somebody_who_hides_is_gone_at_the_next_reading_even_with_a_tag() -> None:
    store = FakeStore([employee("e1")], [task(assignments=(Assignment(employee="e1"),))])
    asking = client(app(store))
    tag = asking.get("/api/v1/tasks/t1").headers["ETag"]

    store.employees = FakeStore([employee("e1", visibility=Visibility.HIDDEN)]).employees
    answer = asking.get("/api/v1/tasks/t1", headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert answer.json["assignments"] == []


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.HR])
def test_only_leads_and_tools_write_tasks(role: Role) -> None:
    assert client(app(), role).post("/api/v1/tasks", json=BODY).status_code == 403
    assert client(app(), role).get("/api/v1/tasks").status_code == 200


def test_a_text_is_asked_about_before_it_is_saved_and_nothing_of_it_is_kept(
    caplog: pytest.LogCaptureFixture,
) -> None:
    text = "Kim Juhl har brystkræft. Hun bor på Lyngbakken 14."
    store = FakeStore((LEAD,))
    asking = client(app(store), Role.LEAD)
    with caplog.at_level("DEBUG"):
        found = asking.post("/api/v1/tasks:check", json={"title": "Hjælp til Mette", "description": text})

    marks = [(each["pointer"], each["detail"]) for each in found.json["items"]]
    assert marks == [
        ("/title", "name"),
        ("/description", "name"),
        ("/description", "health"),
        ("/description", "address"),
    ]
    first = found.json["items"][1]
    assert text[first["start"] : first["end"]] == "Kim Juhl"
    assert "?" in first["question"]
    assert not store.tasks.items
    assert not [each for each in caplog.records if "Juhl" in str(vars(each)) or "kræft" in str(vars(each))]


def test_a_mark_is_a_warning_and_refuses_nothing() -> None:
    assert lead().post("/api/v1/tasks", json=BODY | {"title": "Hjælp til Kim Juhl"}).status_code == 201
    assert lead().post("/api/v1/tasks:check", json={}).json == {"items": []}


def test_the_same_is_marked_whoever_works_in_the_house() -> None:
    body = {"description": "Spørg Ngozi Okafor eller Anna Holm."}
    hidden = employee("e9", name="Ngozi Okafor", visibility=Visibility.HIDDEN)
    without, with_them = lead(), lead(people=(hidden,))
    answers = [each.post("/api/v1/tasks:check", json=body).json for each in (without, with_them)]
    assert answers[0] == answers[1]
    assert [each["detail"] for each in answers[0]["items"]] == ["name"]
