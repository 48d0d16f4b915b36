"""Professions: search them and read one with the skills it usually takes."""

from typing import Any

from flask import Response
from marshmallow import fields

from matching.model import Profession, RequirementKind
from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.etags import tagged
from service.api.frame.fields import BodyOut
from service.api.frame.paging import SearchQuery, enveloped, page_schema
from service.context import services

blueprint = ApiBlueprint("professions", __name__, description="What people are by trade.")


class ProfessionSummary(BodyOut):
    id = fields.String(required=True, metadata={"description": "The profession's URI."})
    label_da = fields.String(required=True)
    label_en = fields.String(required=True)
    isco = fields.String(required=True, metadata={"description": "ISCO-08 group, empty if none fits."})


class RequiredSkillOut(BodyOut):
    skill = fields.String(required=True, metadata={"description": "The skill's id."})
    kind = fields.Enum(RequirementKind, by_value=True, required=True)


class ProfessionOut(ProfessionSummary):
    alt_da = fields.List(fields.String(), required=True)
    alt_en = fields.List(fields.String(), required=True)
    requires = fields.List(fields.Nested(RequiredSkillOut), required=True)
    source = fields.String(required=True, metadata={"description": "catalogue, esco or both."})


@blueprint.operation(
    "GET",
    "/professions",
    name="listProfessions",
    query=SearchQuery(),
    answer=page_schema(ProfessionSummary, "ProfessionPage"),
)
def list_professions(query: dict[str, Any]) -> dict[str, Any]:
    """Search professions by their labels."""
    page = services().store.professions.search(query["text"], query["page"], query["size"])
    return enveloped(page, query["page"])


@blueprint.operation(
    "GET",
    "/professions/<path:profession_id>",
    name="getProfession",
    answer=ProfessionOut(),
    etag=True,
    problems=(404,),
)
def get_profession(profession_id: str) -> Response:
    """Read one profession; its URI is percent-encoded in the path."""
    stored = services().store.professions.get(profession_id)
    return tagged(present_profession(stored.value))


def present_profession(profession: Profession) -> dict[str, Any]:
    """The profession as it is shown."""
    found: dict[str, Any] = ProfessionOut(exclude=("requires",)).dump(profession)
    found["requires"] = [{"skill": skill, "kind": kind.value} for skill, kind in profession.requires]
    return found
