"""The record of who was told of whom: all of it for the DPO, their own lines for everybody."""

from typing import Any

from graph.records.reading import Page
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.paging import enveloped, page_schema
from service.api.record.presenter import present_line, present_own
from service.api.record.schemas import LineOut, OwnLineOut, RecordQuery, WholeRecordQuery
from service.context import recording, services
from service.request.identity import current_identity
from service.use_cases.visibility import hides, own_profile

blueprint = ApiBlueprint("record", __name__, description="Who was told of whom, and why.")


@blueprint.operation(
    "GET",
    "/record",
    name="listRecord",
    query=WholeRecordQuery(),
    answer=page_schema(LineOut, "RecordPage"),
)
def list_record(query: dict[str, Any]) -> dict[str, Any]:
    """List the record, newest first; that you read it is recorded too."""
    employee = query.pop("employee")
    recording().read(employee=employee, **query)
    found = services().store.record.page(person=employee, **query)
    return enveloped(Page(tuple(map(present_line, found.items)), found.total), query["page"])


@blueprint.operation(
    "GET",
    "/employees/<employee_id>/record",
    name="listOwnRecord",
    query=RecordQuery(),
    answer=page_schema(OwnLineOut, "OwnRecordPage"),
    problems=(404,),
)
def list_own_record(query: dict[str, Any], employee_id: str) -> dict[str, Any]:
    """List which answers you were in and why, and who looked at you, newest first; a second may pass."""
    identity, employees = current_identity(), services().store.employees
    own_profile(identity, employees, employee_id)
    found = services().store.record.page(person=employee_id, doing=False, **query)
    doing = {id for line in found.items for id in (line.actor, line.acting) if id}
    hiding = {id for id in doing if hides(identity, employees, id)}
    lines = tuple(present_own(line, employee_id, unnamed=hiding) for line in found.items)
    return enveloped(Page(lines, found.total), query["page"])
