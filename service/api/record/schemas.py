"""What lines of the record look like: to the DPO whole, to an employee as far as they are about them."""

from marshmallow import fields

from graph.audit.chain import Kind, Part
from service.api.frame.fields import BodyOut, Day
from service.api.frame.paging import PageQuery


class RecordQuery(PageQuery):
    kind = fields.Enum(
        Kind, by_value=True, load_default=None, metadata={"description": "Only lines of this kind."}
    )
    day = Day("Only lines of this day.", load_default=None)


class WholeRecordQuery(RecordQuery):
    employee = fields.String(
        load_default=None,
        metadata={"description": "Only lines that name this id: of an employee, a tool or an erasure."},
    )


class PersonOut(BodyOut):
    id = fields.String(required=True)
    part = fields.Enum(Part, by_value=True, required=True)


class LineOut(BodyOut):
    id = fields.String(required=True, metadata={"description": "The line's digest."})
    chain = fields.String(required=True)
    number = fields.Integer(required=True, metadata={"description": "In the chain, counted from 1."})
    at = fields.String(required=True, metadata={"description": "When, to the millisecond."})
    kind = fields.Enum(Kind, by_value=True, required=True)
    people = fields.List(
        fields.Nested(PersonOut), required=True, metadata={"description": "`said` names them by position."}
    )
    said = fields.Dict(required=True, metadata={"description": "Ids and numbers (docs/privacy.md)."})


class NeededOut(BodyOut):
    skill = fields.String(required=True)
    level = fields.Integer(required=True)


class ReasonOut(BodyOut):
    signal = fields.String(
        required=True, metadata={"description": "What spoke for you, as in a match (docs/matching.md)."}
    )
    skill = fields.String(required=True, allow_none=True, metadata={"description": "Id of the skill needed."})


class OwnLineOut(BodyOut):
    id = fields.String(required=True)
    at = fields.String(required=True)
    kind = fields.Enum(Kind, by_value=True, required=True)
    part = fields.Enum(Part, by_value=True, required=True, metadata={"description": "What you are in it."})
    by = fields.String(
        required=True,
        metadata={"description": "An employee's id or a tool's name; empty for one who hides from you."},
    )
    acting = fields.String(
        required=True,
        metadata={"description": "Who acted through the tool; empty for nobody or one who hides from you."},
    )
    where = fields.String(
        required=True, allow_none=True, metadata={"description": "The operation that showed you."}
    )
    purpose = fields.String(required=True, allow_none=True)
    needs = fields.List(fields.Nested(NeededOut), required=True)
    band = fields.String(
        required=True, allow_none=True, metadata={"description": "As in a match; null if in none."}
    )
    reasons = fields.List(
        fields.Nested(ReasonOut),
        required=True,
        metadata={"description": "Why you were suggested, what weighed most first."},
    )
