"""Everything that is kept of oneself, to read, to take along, or on paper (GDPR, art. 15 and 20)."""

from enum import StrEnum
from typing import Any

import orjson
from flask import Response, request
from marshmallow import fields, validate

from service.api.frame.blueprint import ApiBlueprint
from service.api.frame.fields import BodyOut
from service.context import current_index, services
from service.request.identity import current_identity
from service.use_cases.export_page import LANGUAGES, export_page
from service.use_cases.exporting import OwnExport
from service.use_cases.json_resume import json_resume
from service.use_cases.visibility import own_profile

blueprint = ApiBlueprint("export", __name__, description="Everything that is kept of you.")


class Format(StrEnum):
    """As what it is given."""

    JSON = "json"
    JSON_RESUME = "json-resume"
    PDF = "pdf"


PDF = "application/pdf"
RESUME = "application/vnd.json-resume+json"
"""No registered type: it tells a CV from the whole export."""
WRITTEN = {Format.JSON: "application/json", Format.JSON_RESUME: RESUME, Format.PDF: PDF}
NAMES = {Format.JSON: "tvaers.json", Format.JSON_RESUME: "resume.json", Format.PDF: "tvaers.pdf"}


class ExportQuery(BodyOut):
    format = fields.Enum(
        Format,
        by_value=True,
        load_default=Format.JSON,
        metadata={"description": "All of it as JSON, a CV as JSON Resume 1.0.0, or all of it as a PDF."},
    )
    language = fields.String(
        load_default=None,
        validate=validate.OneOf(LANGUAGES),
        metadata={"description": "Of a PDF and of what ids are called; else what the browser asks for."},
    )


class ExportOut(BodyOut):
    made_at = fields.AwareDateTime(required=True)
    profile = fields.Dict(
        required=True, metadata={"description": "Every field that is kept, skills with source and date."}
    )
    tasks = fields.List(fields.Dict(), required=True, metadata={"description": "That you take part in."})
    task_changes = fields.List(fields.Dict(), required=True, metadata={"description": "That you made."})
    invitations = fields.List(
        fields.Dict(), required=True, metadata={"description": "With their moves and your own reasons."}
    )
    consultations = fields.List(
        fields.Dict(), required=True, metadata={"description": "What you answered as a manager."}
    )
    moves_made = fields.List(
        fields.Dict(), required=True, metadata={"description": "What you did in others' invitations."}
    )
    introductions = fields.List(fields.Dict(), required=True)
    contact = fields.Dict(
        required=True, metadata={"description": "Where and how you want to be told; shown to nobody."}
    )
    notices = fields.List(
        fields.Dict(), required=True, metadata={"description": "What you were told, and how far that is."}
    )
    sessions = fields.List(fields.Dict(), required=True, metadata={"description": "Without secrets."})
    questions = fields.List(
        fields.Dict(), required=True, metadata={"description": "What you asked on the pages, kept two days."}
    )
    manages = fields.List(fields.String(), required=True, metadata={"description": "Ids of workplaces."})
    switches = fields.List(
        fields.Dict(),
        required=True,
        metadata={"description": "That you turned last; null is the one for everybody."},
    )
    actions = fields.List(
        fields.Dict(),
        required=True,
        metadata={"description": "What you did, as the record has it; nobody else is named in it."},
    )
    record = fields.List(fields.Dict(), required=True, metadata={"description": "As listOwnRecord tells it."})
    names = fields.Dict(required=True, metadata={"description": "What the ids in it are called."})


@blueprint.operation(
    "GET",
    "/employees/<employee_id>/export",
    name="exportOneself",
    query=ExportQuery(),
    answer=ExportOut(),
    also={RESUME: {"type": "object"}, PDF: {"type": "string", "format": "binary"}},
    problems=(404,),
)
def export_oneself(query: dict[str, Any], employee_id: str) -> Response:
    """Take along everything that is kept of you; a PDF is in Danish, or English where you ask for that."""
    found, identity, format = services(), current_identity(), query["format"]
    own_profile(identity, found.store.employees, employee_id)
    language = query["language"] or request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
    own = OwnExport(identity=identity, store=found.store, index=current_index(), at=found.clock.now())
    return _answer(own.everything(language=language), format, language)


def _answer(everything: dict[str, Any], format: Format, language: str) -> Response:
    match format:
        case Format.PDF:
            written = export_page(everything, language=language)
        case Format.JSON_RESUME:
            written = orjson.dumps(json_resume(everything), option=orjson.OPT_INDENT_2)
        case Format.JSON:
            written = orjson.dumps(everything, default=sorted, option=orjson.OPT_INDENT_2)
    answer = Response(written, mimetype=WRITTEN[format])
    answer.headers.set("Content-Disposition", "attachment", filename=NAMES[format])
    answer.vary.add("Accept-Language")
    return answer
