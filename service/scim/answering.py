"""Answers SCIM requests: scim2-server keeps to the protocol, `Storage` to what Tværs is.

It is loaded with the first request, as it takes a second and 27 MB that a house without SCIM needn't have.
"""

import logging
from http import HTTPStatus
from typing import Any

from scim2_models import (
    Context,
    Error,
    InvalidValueException,
    Resource,
    ResourceType,
    SCIMException,
    UniquenessException,
)
from scim2_server.conditions import Conditions
from scim2_server.handler import ScimHandler
from scim2_server.requests import ScimRequest
from scim2_server.responses import ScimResponse
from scim2_server.service import ScimService

from graph.errors import AlreadyExists
from service.errors import UNEXPECTED, problem_of
from service.hr.scim import RowRefused
from service.scim.resources import PROVIDER, SENT, USER, USERS, completed
from service.scim.storage import Storage

TAKEN = "There is an account with this userName or employeeNumber."
logger = logging.getLogger("tvaers.errors")


class Service(ScimService):
    """The protocol, with one exception: a User that is sent may leave out what Tværs knows already."""

    def read_creation(
        self, resource_type: ResourceType, body: bytes, content_type: str | None
    ) -> Resource[Any]:
        """What somebody is to be made of."""
        if resource_type.name != USERS:
            return super().read_creation(resource_type, body, content_type)
        return self.read_body(SENT, body, content_type, Context.RESOURCE_CREATION_REQUEST)

    def read_replacement(
        self, resource_type: ResourceType, body: bytes, content_type: str | None
    ) -> Resource[Any]:
        """What is to stand instead."""
        if resource_type.name != USERS:
            return super().read_replacement(resource_type, body, content_type)
        return self.read_body(SENT, body, content_type, Context.RESOURCE_REPLACEMENT_REQUEST)

    def apply_replacement(
        self, current: Resource[Any], replacement: Resource[Any], conditions: Conditions
    ) -> Resource[Any] | None:
        """The resource as it is to be; None where that is as it is."""
        whole = completed(replacement, current) if isinstance(current, USER) else replacement
        return super().apply_replacement(current, whole, conditions)


SERVICE = Service(PROVIDER)


def answer(request: ScimRequest, storage: Storage) -> ScimResponse:
    """Answer a request. Raises SCIMException, and what `Storage` raises."""
    return ScimHandler(SERVICE, storage).handle(request)


def answer_error(error: Exception) -> ScimResponse:
    """What a SCIM client is told of an error (RFC 7644, 3.12): the problem that it is, in SCIM's form."""
    if isinstance(error, SCIMException):
        return SERVICE.error_response(error)
    if isinstance(error, RowRefused):
        return SERVICE.error_response(InvalidValueException(detail=error.detail))
    if isinstance(error, AlreadyExists):
        return SERVICE.error_response(UniquenessException(detail=TAKEN))
    problem = problem_of(error)
    if problem.kind is UNEXPECTED:
        logger.error("unexpected", exc_info=error)
    reasons = [f"{place}: {detail}" for each in problem.errors for place, detail in [each.values()]]
    detail = " ".join(filter(None, (f"{problem.kind.title}.", problem.detail, *reasons)))
    if problem.kind.status == HTTPStatus.UNPROCESSABLE_ENTITY:
        return SERVICE.error_response(InvalidValueException(detail=detail))
    said = Error(status=problem.kind.status, detail=detail)
    return ScimResponse(HTTPStatus(problem.kind.status), said.model_dump(), dict(problem.headers))
