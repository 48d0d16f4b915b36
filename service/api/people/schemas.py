"""What employees look like going out, and how they are searched."""

from marshmallow import fields

from service.api.frame.fields import BodyOut, EvidenceName, Thing, identifier
from service.api.frame.paging import SearchQuery


class EmployeeQuery(SearchQuery):
    workplace = identifier("Only employees of this workplace.", of=Thing.WORKPLACE, load_default=None)
    profession = identifier("Only employees of this profession.", of=Thing.PROFESSION, load_default=None)


class EmployeeSummary(BodyOut):
    id = fields.String(required=True)
    name = fields.String(required=True)
    workplace = fields.String(required=True, metadata={"description": "The workplace's id."})
    profession = fields.String(required=True, metadata={"description": "The profession's id."})
    hours_offered = fields.Float(
        required=True, allow_none=True, metadata={"description": "Hours a week to lend; null if not said."}
    )


class HeldSkillOut(BodyOut):
    skill = fields.String(required=True, metadata={"description": "The skill's id."})
    level = fields.Integer(required=True, metadata={"description": "1 to 5."})
    evidence = EvidenceName(required=True)
    source = fields.String(required=True)
    confirmed_on = fields.Date(required=True)


class EmployeeOut(EmployeeSummary):
    skills = fields.List(fields.Nested(HeldSkillOut), required=True)
    wants_to_learn = fields.List(fields.String(), required=True, metadata={"description": "Ids of skills."})
    can_teach = fields.List(fields.String(), required=True, metadata={"description": "Ids of skills."})
