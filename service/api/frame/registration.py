"""Puts the API together: blueprints, the OpenAPI document and how problems are described in it."""

from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from flask import Flask
from flask_smorest import Api
from marshmallow import Schema, fields
from werkzeug.routing import Map, UnicodeConverter

from service.api.frame.blueprint import IDEMPOTENCY_KEY, component_name
from service.api.frame.documentation import blueprint as documentation
from service.api.frame.fields import BodyIn, BodyOut
from service.api.frame.once import PARAMETER
from service.api.insight import exposure, organisation
from service.api.invitations import offers
from service.api.invitations import views as invitations
from service.api.matches import views as matches
from service.api.people import (
    employees,
    erasing,
    export,
    introductions,
    own_choices,
    own_qualifications,
    own_skills,
    sessions,
    teaching,
)
from service.api.record import views as record
from service.api.switches import views as switches
from service.api.tasks import views as tasks
from service.api.teams import views as teams
from service.api.vocabulary import professions, qualification_kinds, skills, workplaces
from service.errors import BY_EXCEPTION, BY_STATUS, PROBLEM_TYPE

BLUEPRINTS = (
    skills.blueprint,
    matches.blueprint,
    teams.blueprint,
    tasks.blueprint,
    invitations.blueprint,
    employees.blueprint,
    erasing.blueprint,
    export.blueprint,
    own_skills.blueprint,
    own_qualifications.blueprint,
    qualification_kinds.blueprint,
    own_choices.blueprint,
    offers.blueprint,
    introductions.blueprint,
    sessions.blueprint,
    exposure.blueprint,
    organisation.blueprint,
    teaching.blueprint,
    workplaces.blueprint,
    professions.blueprint,
    record.blueprint,
    switches.blueprint,
)
ACTIONS = ("close",)
"""What is done with a thing at an address that begins as the thing's own."""
VERSION = "1.0.0"
DESCRIPTION = """\
Finds colleagues across a municipality who together can solve a task, and shows why.

Every operation needs a bearer token. Bodies are JSON; unknown fields are refused. Errors are problem
details (RFC 9457). Lists come as `{items, page, total}`. Ids that are URIs are percent-encoded in paths.
Personal numbers (CPR) are refused everywhere.
"""


class BadFieldOut(BodyOut):
    pointer = fields.String(metadata={"description": "JSON pointer into the body, as a URI fragment."})
    parameter = fields.String(metadata={"description": "Or the name of the parameter."})
    detail = fields.String(required=True)


class ProblemOut(BodyOut):
    type = fields.String(required=True, metadata={"description": "urn:tvaers:problem:… tells the kind."})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    instance = fields.String(required=True, metadata={"description": "The request's id, as in the log."})
    detail = fields.String()
    errors = fields.List(
        fields.Nested(BadFieldOut), metadata={"description": "What is wrong, field by field."}
    )


class Id(UnicodeConverter):
    """An id in a path, which does not reach into what is done with the thing: `/tasks/a:close` closes `a`."""

    def __init__(self, map: Map, *args: Any, **options: Any) -> None:
        super().__init__(map, *args, **options)
        self.regex += "".join(f"(?<!:{action})" for action in ACTIONS)


class Converter(OpenAPIConverter):
    """Describes bodies."""

    def schema2jsonschema(self, schema: Schema) -> dict[str, Any]:
        """The JSON Schema of a body, with what holds between its fields."""
        found: dict[str, Any] = super().schema2jsonschema(schema)  # type: ignore[no-untyped-call]
        return found | (schema.in_json_schema() if isinstance(schema, BodyIn) else {})


class Plugin(MarshmallowPlugin):
    Converter = Converter


class TvaersApi(Api):  # type: ignore[misc]
    """flask-smorest's Api with problem details instead of its own errors."""

    ERROR_SCHEMA = ProblemOut

    def _register_error_handlers(self) -> None:
        """`service.errors` answers all errors."""

    def _register_pagination_header(self) -> None:
        """Pages come in a body envelope, not with a header."""

    def _register_responses(self) -> None:
        """Describe each status with the kinds of problem that it stands for."""
        kinds = {*BY_STATUS.values(), *BY_EXCEPTION.values()}
        for status in sorted({kind.status for kind in kinds}):
            named = sorted(kind.title for kind in kinds if kind.status == status)
            self.spec.components.response(
                component_name(status),
                {
                    "description": f"{'; '.join(named)}.",
                    "content": {PROBLEM_TYPE: {"schema": ProblemOut}},
                },
                lazy=True,
            )
        self.spec.components.parameter(IDEMPOTENCY_KEY, "header", PARAMETER, lazy=True)
        self.spec.components.response("NOT_MODIFIED", {"description": "You already have it."}, lazy=True)


def register_api(app: Flask) -> TvaersApi:
    """Add the API and its documentation below /api/v1."""
    app.config |= {
        "API_TITLE": "Tværs",
        "API_VERSION": VERSION,
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": "/api/v1",
    }
    app.url_map.converters["default"] = Id
    api = TvaersApi(app, spec_kwargs=_options())
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)
    app.register_blueprint(documentation)
    return api


def _options() -> dict[str, Any]:
    return {
        "marshmallow_plugin": Plugin(),
        "info": {"description": DESCRIPTION},
        "servers": [{"url": "/"}],
        "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    }
