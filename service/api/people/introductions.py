"""How colleagues know each other: the way to a stranger, whom you say you know, the new ties of a task."""

from typing import Any

from flask import Response
from marshmallow import fields

from graph.errors import NotFound
from graph.records.reading import Stored
from matching.bounds import LONGEST_ID, LONGEST_TEXT, MOST_KNOWN
from matching.insight.introductions import MOST_STEPS, Request, RequestState, new_ties
from matching.model import Employee
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.etags import require_match, tagged
from service.api.frame.fields import BodyIn, BodyOut, EachOnce, Text, Thing, Truth, identifier
from service.api.matches.presenter import Names, present_way
from service.api.matches.schemas import StepOut
from service.context import current_index, introducing, recording, services
from service.request.identity import current_identity
from service.use_cases.visibility import own_profile

blueprint = ApiBlueprint(
    "introductions", __name__, description="How colleagues know each other, and the way to a stranger."
)


class WayOut(BodyOut):
    steps = fields.List(
        fields.Nested(StepOut),
        required=True,
        metadata={"description": f"From you to the colleague; none if it would take over {MOST_STEPS}."},
    )


class RequestIn(BodyIn):
    employee = identifier("Whom you want to get to know.", of=Thing.EMPLOYEE, required=True)
    message = Text(most=LONGEST_TEXT, load_default="")


class AnswerIn(BodyIn):
    made = Truth(
        required=True, metadata={"description": "false is a decline; the asker sees no answer then."}
    )


class RequestOut(BodyOut):
    id = fields.String(required=True)
    asker = fields.String(required=True)
    sought = fields.String(required=True)
    through = fields.String(required=True, metadata={"description": "The go-between who is asked."})
    message = fields.String(required=True)
    state = fields.Enum(RequestState, by_value=True, required=True)
    asked_on = fields.Date(required=True)
    answered_on = fields.Date(required=True, allow_none=True)


class RequestsOut(BodyOut):
    items = fields.List(fields.Nested(RequestOut), required=True)


class Acquaintance(Text):
    """A colleague by id, or as the list was read: with the day, which stays what it was."""

    def __init__(self) -> None:
        super().__init__(least=1, most=LONGEST_ID, refers_to=Thing.EMPLOYEE)
        entry = {"employee": {"type": "string"}, "declared_on": {"type": "string", "format": "date"}}
        self.metadata = {
            **self.metadata,
            "type": ["string", "object"],
            "properties": entry,
            "required": ["employee"],
            "additionalProperties": False,
        }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        if isinstance(value, dict) and "employee" in value and value.keys() <= {"employee", "declared_on"}:
            value = value["employee"]
        return super()._deserialize(value, attr, data, **options)


class ColleaguesIn(BodyIn):
    knows = EachOnce(Acquaintance(), "Colleagues you know.", most=MOST_KNOWN, required=True)


class AcquaintanceOut(BodyOut):
    employee = fields.String(required=True)
    declared_on = fields.Date(required=True)


class ColleaguesOut(BodyOut):
    knows = fields.List(fields.Nested(AcquaintanceOut), required=True)


class TiesOut(BodyOut):
    pairs = fields.Integer(required=True, metadata={"description": "Pairs of colleagues who took part."})
    new = fields.Integer(
        required=True, metadata={"description": "Those of them that had completed nothing together before."}
    )


@blueprint.operation(
    "GET",
    "/employees/<employee_id>/introduction",
    name="findIntroduction",
    answer=WayOut(),
    problems=(404,),
)
def find_introduction(employee_id: str) -> dict[str, Any]:
    """Find the shortest way from you to a colleague.

    It leads over those who have worked together or say they know each other, and show themselves to you.
    """
    steps = introducing().way(employee_id)
    recording().seen((step.colleague for step in steps), where="findIntroduction")
    return {"steps": present_way(steps, Names(current_index()))}


@blueprint.operation(
    "POST",
    "/introductions",
    name="requestIntroduction",
    body=RequestIn(),
    answer=RequestOut(),
    status=201,
    problems=(404, 409),
)
def request_introduction(body: dict[str, Any]) -> Request:
    """Ask the first colleague on the way to somebody to introduce you."""
    return introducing().ask(body["employee"], body["message"])


@blueprint.operation("GET", "/introductions", name="listIntroductions", answer=RequestsOut())
def list_introductions() -> dict[str, Any]:
    """List the introductions that you asked for, or are asked to make, between those who show themselves."""
    return {"items": introducing().all()}


@blueprint.operation(
    "POST",
    "/introductions/<introduction_id>:answer",
    name="answerIntroduction",
    body=AnswerIn(),
    answer=RequestOut(),
    problems=(404, 409),
)
def answer_introduction(body: dict[str, Any], introduction_id: str) -> Request:
    """Say that you made an introduction, or that you won't."""
    return introducing().answer(introduction_id, made=body["made"])


@blueprint.operation(
    "GET",
    "/employees/<employee_id>/colleagues",
    name="getColleagues",
    answer=ColleaguesOut(),
    etag=True,
    problems=(404,),
)
def get_colleagues(employee_id: str) -> Response:
    """Read whom you said you know."""
    stored = _own(employee_id)
    return tagged(_present(stored))


@blueprint.operation(
    "PUT",
    "/employees/<employee_id>/colleagues",
    name="replaceColleagues",
    body=ColleaguesIn(),
    answer=ColleaguesOut(),
    etag=True,
    if_match=True,
    problems=(404,),
)
def replace_colleagues(body: dict[str, Any], employee_id: str) -> Response:
    """Say anew whom you know; only you see the list, but it can lead others to them over you."""
    current = _own(employee_id)
    require_match(_present(current))
    stored = introducing().know(body["knows"], version=current.version)
    return tagged(_present(stored))


@blueprint.operation(
    "GET",
    "/tasks/<task_id>/ties",
    name="countTies",
    answer=TiesOut(),
    problems=(404,),
)
def count_ties(task_id: str) -> dict[str, int]:
    """Count the new ties that a closed task made."""
    index = current_index()
    pairs = new_ties(index, task_id)
    if pairs is None:
        raise NotFound("closed task", task_id)
    joint_work = index.history.joint_work
    count = len(joint_work.participants(joint_work.row_of_task[task_id]))
    return {"pairs": count * (count - 1) // 2, "new": len(pairs)}


def _own(employee_id: str) -> Stored[Employee]:
    return own_profile(current_identity(), services().store.employees, employee_id)


def _present(stored: Stored[Employee]) -> dict[str, Any]:
    known = introducing().known(stored.value)
    seen = [{"employee": id, "declared_on": on} for id, on in known]
    found: dict[str, Any] = ColleaguesOut().dump({"knows": seen})
    return found
