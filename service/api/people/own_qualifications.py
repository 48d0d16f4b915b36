"""Your own qualifications: read them, add one, dispute what HR says, take back what you said.

A demand of a task is met by what HR has seen and you don't dispute; what you add is for HR to see.
"""

from dataclasses import asdict
from typing import Any

from flask import Response
from marshmallow import fields

from matching.bounds import LONGEST_ISSUER
from matching.model import Employee
from matching.qualifications import is_disputed, running_out
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.etags import tagged
from service.api.frame.fields import BodyIn, BodyOut, Day, Text
from service.api.people.own_skills import own
from service.context import services

blueprint = ApiBlueprint(
    "own-qualifications", __name__, description="Your authorisations, certificates and licences."
)

PATH = "/employees/<employee_id>/qualifications"
OF_ONE = f"{PATH}/<path:kind_id>"


class OwnQualificationIn(BodyIn):
    valid_until = Day(
        "Its last day; without end if not said.", planned=True, load_default=None, allow_none=True
    )
    issuer = Text("Who issued it, in a few words.", most=LONGEST_ISSUER, load_default="")
    evidence = Text("What shows it, in a few words; no numbers.", most=LONGEST_ISSUER, load_default="")


class StatedQualificationOut(BodyOut):
    kind = fields.String(required=True, metadata={"description": "Id of the kind of qualification."})
    valid_until = fields.Date(
        required=True, allow_none=True, metadata={"description": "Its last day; null without end."}
    )
    issuer = fields.String(required=True)
    evidence = fields.String(required=True)


class SeenQualificationOut(StatedQualificationOut):
    source = fields.String(required=True)
    confirmed_on = fields.Date(required=True, metadata={"description": "When HR saw it."})
    disputed = fields.Boolean(required=True, metadata={"description": "Whether you say it is wrong."})
    remind = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "90, 30 or 7 where so many days before its end have come; else null."},
    )


class SaidQualificationOut(StatedQualificationOut):
    disputes = fields.Boolean(required=True, metadata={"description": "Whether you dispute what HR says."})
    said_on = fields.Date(required=True)


class OwnQualificationsOut(BodyOut):
    items = fields.List(
        fields.Nested(SeenQualificationOut), required=True, metadata={"description": "What HR has seen."}
    )
    own = fields.List(
        fields.Nested(SaidQualificationOut),
        required=True,
        metadata={"description": "What you said yourself; it meets no demand before HR has seen it."},
    )


@blueprint.operation(
    "GET", PATH, name="listOwnQualifications", answer=OwnQualificationsOut(), etag=True, problems=(404,)
)
def list_own_qualifications(employee_id: str) -> Response:
    """Read every qualification that is kept of you, from where, and what you said of it."""
    return tagged(OwnQualificationsOut().dump(_shown(own(employee_id).read().value)))


@blueprint.operation(
    "PUT",
    OF_ONE,
    name="stateOwnQualification",
    body=OwnQualificationIn(),
    answer=OwnQualificationsOut(),
    problems=(404,),
)
def state_own_qualification(body: dict[str, Any], employee_id: str, kind_id: str) -> dict[str, Any]:
    """Say that you have a qualification, for HR to see; in the place of what you said of it before."""
    return _shown(own(employee_id).state_qualification(kind_id, **body))


@blueprint.operation(
    "DELETE", OF_ONE, name="takeBackOwnQualification", answer=OwnQualificationsOut(), problems=(404,)
)
def take_back_own_qualification(employee_id: str, kind_id: str) -> dict[str, Any]:
    """Take back what you said of a qualification, a dispute too."""
    return _shown(own(employee_id).take_back_qualification(kind_id))


@blueprint.operation(
    "POST",
    f"{OF_ONE}:dispute",
    name="disputeOwnQualification",
    answer=OwnQualificationsOut(),
    problems=(404,),
)
def dispute_own_qualification(employee_id: str, kind_id: str) -> dict[str, Any]:
    """Say that what HR says of a qualification isn't right: it meets no demand until HR says otherwise."""
    return _shown(own(employee_id).dispute_qualification(kind_id))


def _shown(employee: Employee) -> dict[str, Any]:
    due = {each.qualification.kind: each for each in running_out(employee, services().clock.today())}
    return {
        "items": [
            {
                **asdict(each),
                "disputed": is_disputed(employee, each),
                "remind": due[each.kind].reminder if each.kind in due else None,
            }
            for each in employee.qualifications
        ],
        "own": employee.own_qualifications,
    }
