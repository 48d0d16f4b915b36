"""Tasks: create, read, list, change and close them.

A task is changed and closed by those who organise it, and its history says by whom. A change or closing names
the version that it is based on (If-Match), so that nothing is overwritten unseen. Employees who hide from the
asker are left out of a task's assignments.
"""

from dataclasses import asdict, replace
from typing import Any
from uuid import uuid4

from flask import Response

from graph.records.reading import Stored
from matching.language.private_details import Detail, private_details
from matching.model import Assignment, Task
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.etags import require_match, tagged
from service.api.frame.paging import enveloped, page_schema
from service.api.tasks.schemas import (
    MarksOut,
    TaskChangesOut,
    TaskClosing,
    TaskIn,
    TaskOut,
    TaskPut,
    TaskQuery,
    TaskSummary,
    TaskTextsIn,
)
from service.context import current_mover, organiser, recording, services
from service.request.identity import current_identity
from service.rights import Fact
from service.use_cases.finishing import close_task as close
from service.use_cases.visibility import shows, without_hidden

QUESTIONS = {
    Detail.NAME: "Is the name needed? A role says as much.",
    Detail.HEALTH: "Is it needed to tell of somebody's health?",
    Detail.ADDRESS: "Is the address needed? An area says as much.",
}

blueprint = ApiBlueprint("tasks", __name__, description="Work for colleagues from several places.")


@blueprint.operation(
    "GET",
    "/tasks",
    name="listTasks",
    query=TaskQuery(),
    answer=page_schema(TaskSummary, "TaskPage"),
)
def list_tasks(query: dict[str, Any]) -> dict[str, Any]:
    """List tasks, newest first."""
    return enveloped(services().store.tasks.list(**query), query["page"])


@blueprint.operation(
    "POST",
    "/tasks",
    name="createTask",
    body=TaskIn(),
    answer=TaskOut(),
    status=201,
    etag=True,
)
def create_task(body: dict[str, Any]) -> Response:
    """Create an open task."""
    task = Task(id=str(uuid4()), created_on=services().clock.today(), **body)
    stored = services().store.tasks.create(task, current_mover())
    return tagged(present_task(stored), status=201, location=f"/api/v1/tasks/{task.id}")


@blueprint.operation(
    "POST", "/tasks:check", name="checkTask", body=TaskTextsIn(), answer=MarksOut(), asks=True
)
def check_task(body: dict[str, Any]) -> dict[str, Any]:
    """Ask about names, health and addresses in a task's texts before they are saved.

    A warning, never a refusal; whoever writes decides. Neither the texts nor the marks are kept or logged.
    """
    return {
        "items": [
            {**asdict(mark), "pointer": f"/{name}", "question": QUESTIONS[mark.detail]}
            for name, text in body.items()
            for mark in private_details(text)
        ]
    }


@blueprint.operation(
    "GET",
    "/tasks/<task_id>",
    name="getTask",
    answer=TaskOut(),
    etag=True,
    problems=(404,),
)
def get_task(task_id: str) -> Response:
    """Read one task."""
    stored = services().store.tasks.get(task_id)
    shown = present_task(stored)
    recording().seen((each["employee"] for each in shown["assignments"]), where="getTask")
    return tagged(shown)


@blueprint.operation(
    "PUT",
    "/tasks/<task_id>",
    name="replaceTask",
    body=TaskPut(),
    answer=TaskOut(),
    etag=True,
    if_match=True,
    repeats=True,
    problems=(404, 409),
)
def replace_task(body: dict[str, Any], task_id: str) -> Response:
    """Replace what an open task says; who took part stays as it is. A closed task is history and stays."""
    current = services().store.tasks.get(task_id)
    organiser().hold(current.value)
    require_match(present_task(current))
    stored = services().store.tasks.update(replace(current.value, **body), current.version, current_mover())
    return tagged(present_task(stored))


@blueprint.operation(
    "POST",
    "/tasks/<task_id>:close",
    name="closeTask",
    body=TaskClosing(),
    answer=TaskOut(),
    etag=True,
    if_match=True,
    problems=(404, 409),
)
def close_task(body: dict[str, Any], task_id: str) -> Response:
    """Close a task, once, and say who of those who said yes to it took part.

    Nobody is written into the history without their own yes. Whoever does not show themselves to you stays.
    """
    current = services().store.tasks.get(task_id)
    organiser().hold(current.value)
    require_match(present_task(current))
    stored = close(
        current,
        body["assignments"],
        closed_on=body.get("closed_on") or services().clock.today(),
        organiser=organiser(),
        store=services().store,
        mover=current_mover(),
    )
    return tagged(present_task(stored))


@blueprint.operation(
    "GET", "/tasks/<task_id>/changes", name="listTaskChanges", answer=TaskChangesOut(), problems=(404,)
)
def list_task_changes(task_id: str) -> dict[str, Any]:
    """List who changed a task through the service, and when."""
    store = services().store
    task = store.tasks.get(task_id).value
    organiser().hold(task)
    made = store.tasks.changes(task_id)
    return {"items": without_hidden(made, "by", identity=current_identity(), employees=store.employees)}


def present_task(stored: Stored[Task]) -> dict[str, Any]:
    """The task as the asker may see it."""
    told = current_identity().learns(Fact.PARTICIPANTS)
    seen = tuple(each for each in stored.value.assignments if told and _sees(each))
    found: dict[str, Any] = TaskOut().dump(replace(stored.value, assignments=seen))
    return found


def _sees(assignment: Assignment) -> bool:
    return shows(current_identity(), services().store.employees, assignment.employee)
