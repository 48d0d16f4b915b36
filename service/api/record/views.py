"""The record of who was told of whom: all of it for the DPO, their own lines for everybody."""

from typing import Any

from graph.records.reading import Page
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.paging import enveloped, page_schema
from service.api.record.presenter import present_line
from service.api.record.schemas import LineOut, OwnLineOut, RecordQuery, WholeRecordQuery
from service.context import recording, services
from service.request.identity import current_identity
from service.use_cases.own_record import own_record
from service.use_cases.visibility import own_profile

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
    identity, store = current_identity(), services().store
    own_profile(identity, store.employees, employee_id)
    return enveloped(own_record(identity, store, **query), query["page"])
