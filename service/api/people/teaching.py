"""Who can teach a skill, and what open tasks lack that anyone can offer on."""

from typing import Any

from marshmallow import fields

from matching.index.naming import employee_name, skill_label
from matching.insight.teaching import gaps, teachers
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.fields import BodyOut, NamedOut, Thing, identifier
from service.api.frame.paging import PageQuery, on_page, page_of, page_schema
from service.context import current_index, recording, services
from service.request.identity import current_identity

blueprint = ApiBlueprint(
    "teaching", __name__, description="Learn from the best, and offer on what is missing."
)


class TeacherQuery(PageQuery):
    skill = identifier("Id of the skill to learn.", of=Thing.SKILL, required=True)
    unit = identifier(
        "Id of your workplace: who is near comes before who is as good.",
        of=Thing.WORKPLACE,
        load_default=None,
    )


class TeacherOut(BodyOut):
    employee = fields.Nested(NamedOut, required=True)
    workplace = fields.String(required=True, metadata={"description": "The workplace's id."})
    skill = fields.Nested(NamedOut, required=True, metadata={"description": "This skill or a narrower one."})
    level = fields.Integer(required=True, metadata={"description": "1 to 5; 0 if not said."})
    near = fields.Boolean(required=True)


class GapOut(BodyOut):
    task = fields.Nested(NamedOut, required=True)
    skill = fields.Nested(NamedOut, required=True)
    level = fields.Integer(required=True)
    essential = fields.Boolean(required=True)


@blueprint.operation(
    "GET",
    "/teachers",
    name="listTeachers",
    query=TeacherQuery(),
    answer=page_schema(TeacherOut, "TeacherPage"),
)
def list_teachers(query: dict[str, Any]) -> dict[str, Any]:
    """List those who offer to teach a skill and show themselves to you, the best first."""
    index, audience = services().matcher.suggesting(current_index()), current_identity().audience
    found = teachers(index, query["skill"], unit=query["unit"], audience=audience)
    recording().seen((each.employee for each in on_page(found, query)), where="listTeachers")
    row_of = index.workforce.row_of
    return page_of(
        found,
        query,
        lambda each: {
            "employee": {"id": each.employee, "name": employee_name(index, each.employee)},
            "workplace": index.workplace_of(row_of[each.employee]),
            "skill": {"id": each.skill, "name": skill_label(index, each.skill)},
            "level": each.level,
            "near": each.near,
        },
    )


@blueprint.operation(
    "GET",
    "/gaps",
    name="listGaps",
    query=PageQuery(),
    answer=page_schema(GapOut, "GapPage"),
)
def list_gaps(query: dict[str, Any]) -> dict[str, Any]:
    """List what open tasks lack: requirements that nobody in the task meets, the newest tasks first.

    Anybody can offer one of them with `offerHelp`.
    """
    index = current_index()
    found = gaps(index)
    shown = [
        {
            "task": {"id": each.task, "name": each.title},
            "skill": {"id": each.skill, "name": skill_label(index, each.skill)},
            "level": each.level,
            "essential": each.essential,
        }
        for each in found[(query["page"] - 1) * query["size"] :][: query["size"]]
    ]
    return {"items": shown, "page": query["page"], "total": len(found)}
