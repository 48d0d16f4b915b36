"""Workplaces: search them and read one."""

from typing import Any

from flask import Response
from marshmallow import fields

from matching.model import LifePhase
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.etags import tagged
from service.api.frame.fields import BodyOut
from service.api.frame.paging import SearchQuery, enveloped, page_schema
from service.context import services

blueprint = ApiBlueprint("workplaces", __name__, description="Where people work.")


class WorkplaceOut(BodyOut):
    id = fields.String(required=True)
    name = fields.String(required=True)
    part_of = fields.String(
        required=True, allow_none=True, metadata={"description": "Id of the workplace that it belongs to."}
    )
    life_phases = fields.List(fields.Enum(LifePhase, by_value=True), required=True)
    closed = fields.Boolean(
        required=True,
        metadata={"description": "Whether it is kept only for the tasks that it owned; it is in no list."},
    )


@blueprint.operation(
    "GET",
    "/workplaces",
    name="listWorkplaces",
    query=SearchQuery(),
    answer=page_schema(WorkplaceOut, "WorkplacePage"),
)
def list_workplaces(query: dict[str, Any]) -> dict[str, Any]:
    """Search workplaces by name."""
    page = services().store.workplaces.search(query["text"], query["page"], query["size"])
    return enveloped(page, query["page"])


@blueprint.operation(
    "GET",
    "/workplaces/<path:workplace_id>",
    name="getWorkplace",
    answer=WorkplaceOut(),
    etag=True,
    problems=(404,),
)
def get_workplace(workplace_id: str) -> Response:
    """Read one workplace."""
    stored = services().store.workplaces.get(workplace_id)
    return tagged(WorkplaceOut().dump(stored.value))
