"""SCIM 2.0 below /scim/v2 (RFC 7644): one view, since the protocol itself says what is at which address.

It is no part of the OpenAPI document: its clients know the protocol, and read at /Schemas what is here. What
answers is loaded with the first request: it takes a second and 27 MB that a house without SCIM needn't have.
"""

import json
from typing import TYPE_CHECKING

import orjson
from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import BadRequest

from service.context import services
from service.request.screening import refuse_in_json
from service.use_cases.provisioning import Provisioning
from service.use_cases.provisioning_groups import ProvisioningGroups

if TYPE_CHECKING:
    from scim2_server.responses import ScimResponse

PREFIX = "/scim/v2"


def register_scim(app: Flask) -> None:
    """Add SCIM."""
    blueprint = Blueprint("scim", __name__)

    @blueprint.route(f"{PREFIX}/<path:target>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    def answer(target: str) -> Response:
        """Read accounts, and let people join, move, be away and leave (SCIM 2.0)."""
        from scim2_server.requests import ScimRequest

        from service.scim import answering
        from service.scim.storage import Groups, Storage, Users

        found = services()
        asked = ScimRequest(
            method="GET" if request.method == "HEAD" else request.method,
            base_url=f"{found.settings.address or request.host_url.rstrip('/')}{PREFIX}",
            path=target,
            query=request.args.to_dict(),
            headers=list(request.headers.items()),
            body=screened(request.get_data()),
        )
        about = found.settings, found.store, found.clock
        storage = Storage(
            Users(Provisioning.on(*about), employee=found.settings.scim_employee),
            Groups(ProvisioningGroups.on(*about)),
        )
        return _sent(answering.answer(asked, storage))

    @blueprint.errorhandler(Exception)
    def answer_error(error: Exception) -> Response:
        """An error in the form that SCIM gives it."""
        from service.scim import answering

        return _sent(answering.answer_error(error))

    app.register_blueprint(blueprint)


def screened(body: bytes) -> bytes:
    """The body, in which no text or number is a personal number, also where nothing is read.

    Raises `service.errors.PersonalNumberRefused`; werkzeug.exceptions.BadRequest for what is no JSON.
    """
    if body:
        try:
            refuse_in_json(orjson.loads(body))  # also what lies too deep for what follows
            refuse_in_json(json.loads(body, parse_int=str))
        except ValueError:  # orjson's and json's JSONDecodeError, UnicodeDecodeError
            raise BadRequest from None
    return body


def _sent(reply: "ScimResponse") -> Response:
    body = b"" if reply.body is None else orjson.dumps(reply.body)
    return Response(body, status=reply.status, headers=reply.headers)
