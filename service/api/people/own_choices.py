"""Your own choices: who sees you, whether you are suggested, what you want to learn and can teach."""

from typing import Any

from flask import Response
from marshmallow import fields

from matching.bounds import MOST_WISHES
from matching.model import Employee, Visibility
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.etags import require_match, tagged
from service.api.frame.fields import BodyIn, BodyOut, Thing, Truth, identifiers
from service.api.people.own_skills import own

blueprint = ApiBlueprint("own-choices", __name__, description="Who sees you, and what you are suggested for.")

VISIBILITY = "/employees/<employee_id>/visibility"
OBJECTION = "/employees/<employee_id>/objection"
LEARNING = "/employees/<employee_id>/learning"


class VisibilityIn(BodyIn):
    visibility = fields.Enum(Visibility, by_value=True, required=True)


class VisibilityOut(BodyOut):
    visibility = fields.Enum(Visibility, by_value=True, required=True)
    protected = fields.Boolean(
        required=True,
        metadata={"description": "Whether HR's system says that name and address are protected: you hide."},
    )


class ObjectionIn(BodyIn):
    objects = Truth(required=True, metadata={"description": "true: you are suggested nowhere."})


class ObjectionOut(BodyOut):
    objects = fields.Boolean(required=True)


class LearningIn(BodyIn):
    wants_to_learn = identifiers(
        "Skills that you want to learn.", of=Thing.SKILL, most=MOST_WISHES, required=True
    )
    can_teach = identifiers(
        "Skills that you can teach, of those that you have.", of=Thing.SKILL, most=MOST_WISHES, required=True
    )


class LearningOut(BodyOut):
    wants_to_learn = fields.List(fields.String(), required=True, metadata={"description": "Ids of skills."})
    can_teach = fields.List(fields.String(), required=True, metadata={"description": "Ids of skills."})


@blueprint.operation("GET", VISIBILITY, name="getOwnVisibility", answer=VisibilityOut(), problems=(404,))
def get_own_visibility(employee_id: str) -> Employee:
    """Read who sees you."""
    return own(employee_id).read().value


@blueprint.operation(
    "PUT", VISIBILITY, name="chooseVisibility", body=VisibilityIn(), answer=VisibilityOut(), problems=(404,)
)
def choose_visibility(body: dict[str, Any], employee_id: str) -> Employee:
    """Choose who sees you; it holds from the next request on, and no file shows you to more than that.

    It is never refused because you read an older state: to hide must not wait.
    """
    return own(employee_id).show(body["visibility"])


@blueprint.operation("GET", OBJECTION, name="getOwnObjection", answer=ObjectionOut(), problems=(404,))
def get_own_objection(employee_id: str) -> Employee:
    """Read whether you object to being suggested."""
    return own(employee_id).read().value


@blueprint.operation(
    "PUT", OBJECTION, name="objectToSuggestions", body=ObjectionIn(), answer=ObjectionOut(), problems=(404,)
)
def object_to_suggestions(body: dict[str, Any], employee_id: str) -> Employee:
    """Object to being suggested, or no longer: you can be found by name and by skill all the same."""
    return own(employee_id).object(body["objects"])


@blueprint.operation("GET", LEARNING, name="getOwnLearning", answer=LearningOut(), etag=True, problems=(404,))
def get_own_learning(employee_id: str) -> Response:
    """Read what you said that you want to learn, and can teach."""
    return tagged(LearningOut().dump(own(employee_id).read().value))


@blueprint.operation(
    "PUT",
    LEARNING,
    name="replaceOwnLearning",
    body=LearningIn(),
    answer=LearningOut(),
    etag=True,
    if_match=True,
    problems=(404,),
)
def replace_own_learning(body: dict[str, Any], employee_id: str) -> Response:
    """Say anew what you want to learn, and can teach; what you teach, you have."""
    mine = own(employee_id)
    current = mine.read()
    require_match(LearningOut().dump(current.value))
    return tagged(LearningOut().dump(mine.learn(**body, version=current.version)))
