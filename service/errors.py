"""Every error becomes a problem (RFC 9457): one table from exception to status, slug and title.

A problem tells what the caller can do something about, and nothing of the insides. Each slug has its
line in docs/api.md, and a test holds that.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from flask import Flask, Response, g, request
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from graph import errors as graph_errors
from matching.bounds import OutOfBounds
from matching.insight.introductions import RequestRefused
from matching.invitation import CapReached, MoveRefused
from service.request.personal_numbers import PersonalNumberRefused
from service.request.pointers import json_pointer

PROBLEM_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5
logger = logging.getLogger("tvaers.errors")


class IndexNotReady(Exception):
    """The index has not been built yet, or the graph that it needs is away."""


class ParametersRefused(Exception):
    """Parameters that their schema refuses; `messages` are marshmallow's, by name of the parameter."""

    def __init__(self, messages: Mapping[str, Any]) -> None:
        super().__init__("parameters refused")
        self.messages = messages


class ReferencesRefused(Exception):
    """References to what is not there for the asker: of which kinds, and each place with its kind.

    A place is a JSON pointer into the body or the name of a parameter.
    """

    def __init__(self, kinds: Iterable[str], places: Sequence[tuple[str, str]]) -> None:
        super().__init__("references refused")
        self.kinds = tuple(kinds)
        self.places = tuple(places)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its HTTP status, the end of its `type` URI, and what it is called."""

    status: int
    slug: str
    title: str

    @property
    def type(self) -> str:
        return f"urn:tvaers:problem:{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem that happened; `errors` has a pointer or parameter and a reason for each bad field."""

    kind: Kind
    detail: str = ""
    errors: Sequence[Mapping[str, str]] = ()
    headers: Mapping[str, str] | None = None

    def body(self) -> dict[str, Any]:
        """The members of the JSON document; `instance` is the request's id, as in the log."""
        found: dict[str, Any] = {
            "type": self.kind.type,
            "title": self.kind.title,
            "status": self.kind.status,
            "instance": f"urn:uuid:{g.get('request_id', '')}",
        }
        if self.detail:
            found["detail"] = self.detail
        if self.errors:
            found["errors"] = list(self.errors)
        return found


UNKNOWN_REFERENCE = Kind(422, "unknown-reference", "It refers to something unknown")
INVALID_FIELDS = Kind(422, "invalid-fields", "Some fields are not right")
PERSONAL_NUMBER = Kind(422, "personal-number", "Personal numbers are not taken")
UNEXPECTED = Kind(500, "unexpected", "Something went wrong here")

BY_EXCEPTION: dict[type[Exception], Kind] = {
    PersonalNumberRefused: PERSONAL_NUMBER,
    ParametersRefused: INVALID_FIELDS,
    ValidationError: INVALID_FIELDS,
    OutOfBounds: INVALID_FIELDS,
    graph_errors.NotFound: Kind(404, "not-found", "There is no such thing"),
    graph_errors.AlreadyExists: Kind(409, "already-exists", "It already exists"),
    graph_errors.StaleVersion: Kind(412, "stale-version", "It has changed since you read it"),
    graph_errors.TaskClosed: Kind(409, "task-closed", "The task is closed: it is history now"),
    graph_errors.UnknownReference: UNKNOWN_REFERENCE,
    ReferencesRefused: UNKNOWN_REFERENCE,
    graph_errors.GraphUnavailable: Kind(503, "graph-unavailable", "The graph cannot be reached right now"),
    CapReached: Kind(409, "full-up", "The colleague wants no more invitations right now"),
    MoveRefused: Kind(409, "move-refused", "The invitation cannot be moved there now"),
    RequestRefused: Kind(409, "introduction-refused", "The introduction cannot be asked for or answered now"),
    IndexNotReady: Kind(503, "index-not-ready", "The index is not ready yet"),
}

BY_STATUS: dict[int, Kind] = {
    kind.status: kind
    for kind in (
        Kind(400, "malformed-request", "The request cannot be read"),
        Kind(401, "not-authenticated", "We do not know who you are"),
        Kind(403, "not-allowed", "This is not open to you"),
        Kind(404, "not-found", "There is no such thing"),
        Kind(405, "method-not-allowed", "This method is not used here"),
        Kind(412, "stale-version", "It has changed since you read it"),
        Kind(413, "too-large", "The request is too large"),
        Kind(415, "unsupported-media-type", "The body must be application/json"),
        INVALID_FIELDS,
        Kind(428, "precondition-required", "An If-Match header is needed"),
        UNEXPECTED,
    )
}


def kinds() -> Iterator[Kind]:
    """All kinds of problems, each slug once, by status."""
    found = {kind.slug: kind for kind in (*BY_EXCEPTION.values(), *BY_STATUS.values())}
    yield from sorted(found.values(), key=lambda kind: (kind.status, kind.slug))


def problem_of(error: Exception) -> Problem:
    """The problem that an exception stands for; anything unknown is `unexpected` and says nothing more."""
    kind = next((BY_EXCEPTION[cls] for cls in type(error).__mro__ if cls in BY_EXCEPTION), None)
    if isinstance(error, PersonalNumberRefused):
        reason = "Looks like a personal number (CPR). It has not been kept; write the text without it."
        return Problem(kind=PERSONAL_NUMBER, errors=[_place(where, reason) for where in error.places])
    if isinstance(error, graph_errors.UnknownReference):
        return Problem(kind=UNKNOWN_REFERENCE, detail=f"Unknown {error.kind}.")
    if isinstance(error, ReferencesRefused):
        places = [_place(where, f"There is no such {thing}.") for where, thing in error.places]
        return Problem(kind=UNKNOWN_REFERENCE, detail=f"Unknown {', '.join(error.kinds)}.", errors=places)
    if isinstance(error, graph_errors.GraphError | IndexNotReady) and kind is not None:
        wait = {"Retry-After": str(RETRY_AFTER_SECONDS)} if kind.status == 503 else None
        return Problem(kind=kind, headers=wait)
    if isinstance(error, CapReached | MoveRefused | RequestRefused) and kind is not None:
        return Problem(kind=kind, detail="" if isinstance(error, CapReached) else f"{error}.")
    if isinstance(error, HTTPException):
        return _of_http(error)
    if isinstance(error, ParametersRefused):
        found = [{"parameter": str(path[0]), "detail": why} for path, why in _leaves(error.messages, ())]
        return Problem(kind=INVALID_FIELDS, errors=found)
    if isinstance(error, OutOfBounds):
        found = [{"pointer": json_pointer(each.place), "detail": each.reason} for each in error.faults]
        return Problem(kind=INVALID_FIELDS, errors=found)
    if isinstance(error, ValidationError):
        found = [{"pointer": json_pointer(path), "detail": why} for path, why in _leaves(error.messages, ())]
        return Problem(kind=INVALID_FIELDS, errors=found)
    return Problem(kind=UNEXPECTED, detail="It has been logged under the instance's id.")


def respond(problem: Problem) -> Response:
    """The problem as an HTTP response."""
    response = Response(orjson.dumps(problem.body()), status=problem.kind.status, mimetype=PROBLEM_TYPE)
    response.headers.extend(problem.headers or {})
    return response


def answer_errors(app: Flask, present: Callable[[Problem], Response] = respond) -> None:
    """Let every error in `app` end as a problem. `present` may show a page instead outside the API."""

    @app.errorhandler(Exception)
    def answer(error: Exception) -> Response:
        if isinstance(error, HTTPException) and error.code is not None and error.code < 400:
            return error.get_response()  # type: ignore[return-value]
        problem = problem_of(error)
        if problem.kind is UNEXPECTED:
            logger.error("unexpected", exc_info=error)
        return present(problem)


def _of_http(error: HTTPException) -> Problem:
    kind = BY_STATUS.get(error.code or 500)
    if kind is None:
        kind = BY_STATUS[400] if 400 <= (error.code or 500) < 500 else UNEXPECTED
    headers = {
        name: value
        for name, value in error.get_headers(request.environ)
        if name in {"Allow", "WWW-Authenticate", "Retry-After"}
    }
    return Problem(kind=kind, headers=headers)


def _leaves(found: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str]]:
    """marshmallow's messages one by one, each with its place; the whole object has the empty place."""
    if isinstance(found, Mapping):
        for key, value in found.items():
            yield from _leaves(value, path if key == "_schema" else (*path, key))
    elif isinstance(found, list):
        for reason in found:
            yield path, str(reason)
    else:
        yield path, str(found)


def _place(where: str, reason: str) -> dict[str, str]:
    name = "pointer" if where.startswith("#") else "parameter"
    return {name: where, "detail": reason}
