"""A task is changed, closed and looked into by those who organise it, and its history says by whom."""

from datetime import date

import pytest

from graph.records.changes import Mover
from matching.model import Task, Visibility, Workplace
from service.roles import Role
from tests.service.contract import ContractClient, client
from tests.service.fakes import NOW, FakeStore, app, employee

BODY = {"title": "Ny cykelsti", "owners": ["w1"]}
LEAD = employee("lead")
"""Works where the task is owned."""


def task() -> Task:
    return Task(id="t1", title="Sti", owners=("w1",), created_on=date(2026, 1, 2))


def changing(asking: ContractClient) -> list[int]:
    """How it goes to change, close and look into the history of the task."""
    tag = asking.get("/api/v1/tasks/t1").headers["ETag"]
    changed = asking.put("/api/v1/tasks/t1", json=BODY, headers={"If-Match": tag})
    tag = asking.get("/api/v1/tasks/t1").headers["ETag"]
    closed = asking.post("/api/v1/tasks/t1:close", json={"assignments": []}, headers={"If-Match": tag})
    return [changed.status_code, closed.status_code, asking.get("/api/v1/tasks/t1/changes").status_code]


@pytest.mark.parametrize(
    ("role", "workplace", "statuses"),
    [
        (Role.LEAD, "w1", [200, 200, 200]),
        (Role.LEAD, "w0", [403, 403, 403]),
        (Role.LEAD, "", [403, 403, 403]),
        (Role.HEAD, "w1", [200, 200, 200]),
        (Role.HEAD, "w0", [200, 200, 200]),
        (Role.HEAD, "w2", [403, 403, 403]),
        (Role.TOOL, "w1", [403, 403, 403]),
        (Role.DPO, "w1", [403, 403, 200]),
        (Role.EMPLOYEE, "w1", [403, 403, 403]),
    ],
)
def test_a_task_is_changed_by_who_organises_it(role: Role, workplace: str, statuses: list[int]) -> None:
    people = [employee(role.value, workplace=workplace)] if workplace else []
    store = FakeStore(people, [task()])
    store.workplaces.add(Workplace(id="w2", name="Havnen", part_of="w0"))

    assert changing(client(app(store), role)) == statuses


@pytest.mark.parametrize("role", [Role.LEAD, Role.TOOL])
def test_who_made_a_task_organises_it_and_its_history_says_so(role: Role) -> None:
    asking = client(app(), role)
    where = asking.post("/api/v1/tasks", json=BODY).headers["Location"]
    tag = asking.get(where).headers["ETag"]
    asking.post(f"{where}:close", json={"assignments": []}, headers={"If-Match": tag})

    lines = asking.get(f"{where}/changes").json["items"]
    assert [line["what"] for line in lines] == ["created", "closed"]
    assert {line["by"] for line in lines} == {"lead" if role is Role.LEAD else "tool:tool"}
    assert {line["at"] for line in lines} == {"2026-11-23T13:00:00+01:00"}


def test_a_tool_changes_no_task_of_an_employee_whose_id_is_its_name() -> None:
    store = FakeStore()
    store.tasks.create(task(), Mover("tool", NOW))

    assert changing(client(app(store), Role.TOOL)) == [403, 403, 403]


def test_who_hides_is_not_named_in_a_tasks_history() -> None:
    store = FakeStore([LEAD, employee("e1", visibility=Visibility.HIDDEN)])
    store.tasks.create(task(), Mover("e1", NOW))

    (line,) = client(app(store), Role.LEAD).get("/api/v1/tasks/t1/changes").json["items"]
    assert line["by"] == ""
