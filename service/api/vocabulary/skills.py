"""Skills: search them, read one, and recognise them in a text."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from matching.bounds import LONGEST_TEXT, MOST_REQUIREMENTS
from matching.language.understanding import Understanding
from matching.model import SkillKind
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.etags import tagged
from service.api.frame.fields import BodyIn, BodyOut, Text, Truth, UnderstoodOut, Whole
from service.api.frame.paging import SearchQuery, enveloped, page_schema
from service.context import current_index, services
from service.matcher import MOST_OFFERED
from service.request.limits import costly
from service.use_cases.answering import skills_of

blueprint = ApiBlueprint("skills", __name__, description="What people can do, know and learn.")
MOST_LINKED = MOST_REQUIREMENTS + MOST_OFFERED


class SkillQuery(SearchQuery):
    kind = fields.Enum(SkillKind, by_value=True, metadata={"description": "Only skills of this kind."})


class SkillSummary(BodyOut):
    id = fields.String(required=True, metadata={"description": "The skill's URI, ESCO's where one fits."})
    kind = fields.Enum(SkillKind, by_value=True, required=True)
    label_da = fields.String(required=True)
    label_en = fields.String(required=True)


class SkillOut(SkillSummary):
    alt_da = fields.List(fields.String(), required=True)
    alt_en = fields.List(fields.String(), required=True)
    description_da = fields.String(required=True)
    description_en = fields.String(required=True)
    broader = fields.List(fields.String(), required=True, metadata={"description": "Ids of broader skills."})
    related = fields.List(fields.String(), required=True, metadata={"description": "Ids of related skills."})
    source = fields.String(required=True, metadata={"description": "catalogue, esco or both."})


class LinkIn(BodyIn):
    text = Text("A task in own words, Danish or English.", least=1, most=LONGEST_TEXT, required=True)
    limit = Whole(
        strict=True,
        load_default=MOST_LINKED,
        validate=validate.Range(min=1, max=MOST_LINKED),
        metadata={"description": "How many skills at most."},
    )
    is_task = Truth(
        load_default=False,
        metadata={
            "description": "A person says that it is a task, though it was understood as none. Of a list of "
            "people with personal data nobody can."
        },
    )


class SpanOut(BodyOut):
    start = Whole(required=True, metadata={"description": "First character in the text, counted from 0."})
    end = Whole(required=True, metadata={"description": "The character after the last."})
    text = fields.String(required=True)


class LinkedSkillOut(BodyOut):
    skill = fields.String(required=True, attribute="skill.id", metadata={"description": "The skill's id."})
    label_da = fields.String(required=True, attribute="skill.label_da")
    label_en = fields.String(required=True, attribute="skill.label_en")
    matched = fields.String(
        required=True, attribute="linked.label", metadata={"description": "The label that the text fits."}
    )
    score = fields.Float(
        required=True,
        attribute="linked.score",
        metadata={"description": "How probable it is, from 0 to 1, that a lead would nod at it."},
    )
    needed = fields.Boolean(
        required=True,
        attribute="linked.needed",
        metadata={
            "description": "Whether it counts as it is; else it is offered, and counts once a person says so."
        },
    )
    spans = fields.List(
        fields.Nested(SpanOut),
        required=True,
        attribute="linked.spans",
        metadata={"description": "The words that led to it."},
    )


class LinkOut(UnderstoodOut):
    items = fields.List(fields.Nested(LinkedSkillOut), required=True)


@blueprint.operation(
    "GET",
    "/skills",
    name="listSkills",
    query=SkillQuery(),
    answer=page_schema(SkillSummary, "SkillPage"),
)
def list_skills(query: dict[str, Any]) -> dict[str, Any]:
    """Search skills by their labels."""
    page = services().store.skills.search(query["text"], query["page"], query["size"], kind=query.get("kind"))
    return enveloped(page, query["page"])


@blueprint.operation(
    "GET",
    "/skills/<path:skill_id>",
    name="getSkill",
    answer=SkillOut(),
    etag=True,
    problems=(404,),
)
def get_skill(skill_id: str) -> Response:
    """Read one skill; its URI is percent-encoded in the path."""
    stored = services().store.skills.get(skill_id)
    return tagged(SkillOut().dump(stored.value))


@blueprint.operation(
    "POST",
    "/skills:link",
    name="linkSkills",
    body=LinkIn(),
    answer=LinkOut(),
    asks=True,
)
@costly
def link_skills(body: dict[str, Any]) -> dict[str, Any]:
    """Recognise the skills that a text speaks of: those that it needs, then those offered beside them.

    In a text that is no task there are none, and `understood_as` says why.
    """
    known = current_index().taxonomy.skills
    found = skills_of(body["text"], matcher=services().matcher, is_task=body["is_task"])
    if found.understood_as is not Understanding.TASK:
        services().metrics.understood(found.understood_as)
    return {
        "items": [
            {"linked": linked, "skill": known[linked.skill]}
            for linked in (*found.needed, *found.offered)[: body["limit"]]
            if linked.skill in known
        ],
        "understood_as": found.understood_as,
    }
