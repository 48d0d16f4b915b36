"""Employees: search and read those who show themselves to the asker.

An employee who hides is, to everybody else, as if not there. Working hours are not shown at all:
only what somebody offers to lend.
"""

from typing import Any

from flask import Response
from marshmallow import fields

from graph.errors import NotFound
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.etags import tagged
from service.api.frame.fields import BodyOut, EvidenceName, Thing, identifier
from service.api.frame.paging import SearchQuery, enveloped, page_schema
from service.context import services
from service.request.identity import current_identity
from service.roles import IDENTIFIED
from service.use_cases.visibility import may_see

blueprint = ApiBlueprint("employees", __name__, description="Colleagues, as far as they show themselves.")


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


@blueprint.operation(
    "GET",
    "/employees",
    name="listEmployees",
    roles=IDENTIFIED,
    query=EmployeeQuery(),
    answer=page_schema(EmployeeSummary, "EmployeePage"),
)
def list_employees(query: dict[str, Any]) -> dict[str, Any]:
    """Search the employees who show themselves to you."""
    page = services().store.employees.search(audience=current_identity().audience, **query)
    return enveloped(page, query["page"])


@blueprint.operation(
    "GET",
    "/employees/<employee_id>",
    name="getEmployee",
    roles=IDENTIFIED,
    answer=EmployeeOut(),
    etag=True,
    problems=(404,),
)
def get_employee(employee_id: str) -> Response:
    """Read one employee with skills, if they show themselves to you."""
    stored = services().store.employees.get(employee_id)
    if not may_see(current_identity(), stored.value):
        raise NotFound("employee", employee_id)
    return tagged(EmployeeOut().dump(stored.value), stored.version)
