"""How suggestions fall on areas, professions and part-time; for HR, without anybody's name."""

from dataclasses import asdict
from typing import Any

from marshmallow import fields

from matching.index.index import Index
from matching.index.naming import profession_label, workplace_name
from matching.insight.exposure import Dimension, Group, exposure_report
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.fields import BodyOut
from service.context import current_index

blueprint = ApiBlueprint("exposure", __name__, description="Whether everybody's help is asked for.")


class ExposureGroupOut(BodyOut):
    dimension = fields.Enum(Dimension, by_value=True, required=True)
    id = fields.String(
        required=True,
        metadata={"description": "Of an area or a profession; or full_time or part_time."},
    )
    name = fields.String(required=True)
    employees = fields.Integer(required=True)
    suggested = fields.Float(
        required=True, metadata={"description": "Recent suggestions a head, faded with 30 days' half-life."}
    )
    share = fields.Float(
        required=True,
        metadata={"description": "Part of all suggestions divided by part of all employees; 1 is even."},
    )


class ExposureOut(BodyOut):
    items = fields.List(fields.Nested(ExposureGroupOut), required=True)


@blueprint.operation("GET", "/exposure", name="getExposure", answer=ExposureOut())
def get_exposure() -> dict[str, Any]:
    """Report how often groups of at least ten employees were suggested lately."""
    index = current_index()
    return {"items": [{**asdict(group), "name": _name(index, group)} for group in exposure_report(index)]}


def _name(index: Index, group: Group) -> str:
    match group.dimension:
        case Dimension.AREA:
            return workplace_name(index, group.id)
        case Dimension.PROFESSION:
            return profession_label(index, group.id)
        case Dimension.HOURS:
            return group.id
