"""Your own skills: read them all, say the level yourself, confirm, dispute and take off.

What you say stays until you say something else: no file changes it.
"""

from dataclasses import asdict
from typing import Any

from flask import Response
from marshmallow import fields

from matching.model import Employee
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.etags import tagged
from service.api.frame.fields import BodyIn, BodyOut, proficiency
from service.api.people.schemas import HeldSkillOut
from service.context import services
from service.request.identity import current_identity
from service.use_cases.own_profile import OwnProfile, own_skills, taken_off

blueprint = ApiBlueprint("own-skills", __name__, description="Your own skills, and what you say of them.")

PATH = "/employees/<employee_id>/skills"
OF_ONE = f"{PATH}/<path:skill_id>"


class LevelIn(BodyIn):
    level = proficiency("The level at which you have it.", required=True)


class OwnSkillOut(HeldSkillOut):
    own = fields.Boolean(required=True, metadata={"description": "Whether you said the level yourself."})
    disputed = fields.Boolean(
        required=True, metadata={"description": "Whether you dispute it: then only you and HR see it."}
    )


class TakenOffOut(BodyOut):
    skill = fields.String(required=True, metadata={"description": "The skill's id."})
    said_on = fields.Date(required=True)


class OwnSkillsOut(BodyOut):
    items = fields.List(fields.Nested(OwnSkillOut), required=True)
    removed = fields.List(
        fields.Nested(TakenOffOut),
        required=True,
        metadata={"description": "What you said that you don't have; kept so that no file brings it back."},
    )


@blueprint.operation("GET", PATH, name="listOwnSkills", answer=OwnSkillsOut(), etag=True, problems=(404,))
def list_own_skills(employee_id: str) -> Response:
    """Read every skill that is kept of you: how it is known, from where, and what you said of it."""
    return tagged(OwnSkillsOut().dump(_shown(own(employee_id).read().value)))


@blueprint.operation(
    "PUT", OF_ONE, name="stateOwnSkill", body=LevelIn(), answer=OwnSkillsOut(), problems=(404,)
)
def state_own_skill(body: dict[str, Any], employee_id: str, skill_id: str) -> dict[str, Any]:
    """Say that you have a skill at a level: a new one, a correction, or the same as of today.

    Above what a colleague confirmed or a task showed it counts as your own statement; up to there it stays
    confirmed or used.
    """
    return _shown(own(employee_id).state(skill_id, body["level"]))


@blueprint.operation("DELETE", OF_ONE, name="removeOwnSkill", answer=OwnSkillsOut(), problems=(404,))
def remove_own_skill(employee_id: str, skill_id: str) -> dict[str, Any]:
    """Say that you don't have a skill: it is removed, and comes back only when you state it."""
    return _shown(own(employee_id).remove(skill_id))


@blueprint.operation(
    "POST", f"{OF_ONE}:confirm", name="confirmOwnSkill", answer=OwnSkillsOut(), problems=(404,)
)
def confirm_own_skill(employee_id: str, skill_id: str) -> dict[str, Any]:
    """Say that a skill is right as it stands, as of today."""
    return _shown(own(employee_id).confirm(skill_id))


@blueprint.operation(
    "POST", f"{OF_ONE}:dispute", name="disputeOwnSkill", answer=OwnSkillsOut(), problems=(404,)
)
def dispute_own_skill(employee_id: str, skill_id: str) -> dict[str, Any]:
    """Say that what others say of a skill isn't right: it counts nowhere until HR corrects it."""
    return _shown(own(employee_id).dispute(skill_id))


@blueprint.operation(
    "POST", f"{OF_ONE}:undispute", name="undisputeOwnSkill", answer=OwnSkillsOut(), problems=(404,)
)
def undispute_own_skill(employee_id: str, skill_id: str) -> dict[str, Any]:
    """Take a dispute back: what others say counts again."""
    return _shown(own(employee_id).take_back(skill_id))


def own(employee_id: str) -> OwnProfile:
    """The profile of the one who asks, if it is theirs."""
    here = services()
    return OwnProfile(here.store, current_identity(), here.clock, employee_id)


def _shown(employee: Employee) -> dict[str, Any]:
    items = [
        {**asdict(each.held), "own": each.own, "disputed": each.disputed} for each in own_skills(employee)
    ]
    return {"items": items, "removed": taken_off(employee)}
