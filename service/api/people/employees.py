"""Employees: search and read those who show themselves to the asker.

An employee who hides is, to everybody else, as if not there. Working hours are not shown at all:
only what somebody offers to lend.
"""

from dataclasses import replace
from typing import Any

from flask import Response

from matching.own_skills import counting
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.etags import tagged
from service.api.frame.paging import enveloped, page_schema
from service.api.people.schemas import EmployeeOut, EmployeeQuery, EmployeeSummary
from service.context import newest_index, recording, services
from service.request.identity import current_identity
from service.use_cases.visibility import hold_seen

blueprint = ApiBlueprint("employees", __name__, description="Colleagues, as far as they show themselves.")


@blueprint.operation(
    "GET",
    "/employees",
    name="listEmployees",
    query=EmployeeQuery(),
    answer=page_schema(EmployeeSummary, "EmployeePage"),
)
def list_employees(query: dict[str, Any]) -> dict[str, Any]:
    """Search the employees who show themselves to you."""
    page = services().store.employees.search(audience=current_identity().audience, **query)
    recording().seen((each.id for each in page.items), where="listEmployees")
    return enveloped(page, query["page"])


@blueprint.operation(
    "GET",
    "/employees/<employee_id>",
    name="getEmployee",
    answer=EmployeeOut(),
    etag=True,
    problems=(404,),
)
def get_employee(employee_id: str) -> Response:
    """Read one employee with skills, if they show themselves to you."""
    hold_seen(current_identity(), newest_index(), employee_id)
    stored = services().store.employees.get(employee_id)
    recording().seen([employee_id], where="getEmployee")
    return tagged(EmployeeOut().dump(replace(stored.value, skills=counting(stored.value))))
