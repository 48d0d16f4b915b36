"""How suggestions and choices fall on groups of employees; for oversight, without anybody's name."""

from typing import Any

from marshmallow import fields

from matching.index.index import Index
from matching.index.naming import profession_label, workplace_name
from matching.insight.exposure import Dimension, Group
from matching.insight.intervals import Difference, Share
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.fields import BodyOut
from service.context import current_index, services
from service.use_cases.overseeing import exposure

blueprint = ApiBlueprint("exposure", __name__, description="Whether everybody's help is asked for.")
DECIMALS = 3
"""Of shares: as many as tell two apart. By eye."""


class ShareOut(BodyOut):
    count = fields.Integer(required=True)
    of = fields.Integer(required=True)
    share = fields.Float(required=True, metadata={"description": "count / of."})
    low = fields.Float(required=True, metadata={"description": "Where its 95 % interval begins (Wilson)."})
    high = fields.Float(required=True, metadata={"description": "Where it ends."})


class ChangeOut(BodyOut):
    change = fields.Float(
        required=True, metadata={"description": "The share less that of the 30 days before."}
    )
    low = fields.Float(required=True, metadata={"description": "Where its 95 % interval begins (Newcombe)."})
    high = fields.Float(required=True, metadata={"description": "Where it ends."})


class ExposureGroupOut(BodyOut):
    dimension = fields.Enum(Dimension, by_value=True, required=True)
    id = fields.String(
        required=True,
        metadata={
            "description": "Of an area, a workplace or a profession; or full_time or part_time; or desk, "
            "no_desk or not_known."
        },
    )
    name = fields.String(required=True)
    suggested = fields.Nested(
        ShareOut,
        required=True,
        metadata={"description": "Of the group's employees, those who were suggested in the last 30 days."},
    )
    suggested_change = fields.Nested(ChangeOut, required=True)
    against_all = fields.Float(
        required=True,
        metadata={"description": "The share suggested divided by that of all employees; 1 is even."},
    )
    chosen = fields.Nested(
        ShareOut,
        required=True,
        allow_none=True,
        metadata={"description": "Of those suggested, who was chosen; null where fewer than ten were."},
    )
    chosen_change = fields.Nested(ChangeOut, required=True, allow_none=True)


class ExposureOut(BodyOut):
    items = fields.List(fields.Nested(ExposureGroupOut), required=True)


@blueprint.operation("GET", "/exposure", name="getExposure", answer=ExposureOut())
def get_exposure() -> dict[str, Any]:
    """Report how suggestions and choices of the last 30 days fell on groups of at least ten employees."""
    index = current_index()
    found = exposure(index, lines=services().store.record, today=services().clock.today())
    return {"items": [_presented(group, index) for group in found]}


def _presented(group: Group, index: Index) -> dict[str, Any]:
    return {
        "dimension": group.dimension,
        "id": group.id,
        "name": _name(index, group),
        "suggested": _share(group.suggested),
        "suggested_change": _change(group.suggested_change),
        "against_all": round(group.against_all, DECIMALS),
        "chosen": group.chosen and _share(group.chosen),
        "chosen_change": group.chosen_change and _change(group.chosen_change),
    }


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    told = {"share": share.value, "low": low, "high": high}
    return {"count": share.count, "of": share.of} | {
        name: round(each, DECIMALS) for name, each in told.items()
    }


def _change(change: Difference) -> dict[str, float]:
    low, high = change.interval
    told = {"change": change.value, "low": low, "high": high}
    return {name: round(each, DECIMALS) for name, each in told.items()}


def _name(index: Index, group: Group) -> str:
    match group.dimension:
        case Dimension.AREA | Dimension.WORKPLACE:
            return workplace_name(index, group.id)
        case Dimension.PROFESSION:
            return profession_label(index, group.id)
        case Dimension.HOURS | Dimension.DESK:
            return group.id
