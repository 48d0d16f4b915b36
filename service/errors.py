"""Every error becomes a problem (RFC 9457): one table from exception to status, slug and title.

A problem tells what the caller can do something about, and nothing of the insides. What is told beside the
kind, an exception carries: `detail`, a sentence, and `fields`, the bad ones with the reason for each. Each
slug has its line in docs/api.md, and a test holds that.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from graph import errors as graph_errors
from graph.audit.journal import NotRecorded
from graph.kept_answers import DoneBefore
from matching.bounds import OutOfBounds
from matching.insight.introductions import RequestRefused
from matching.invitation import CapReached, MoveRefused
from service.gate import SuggestionsOff, WorkplaceOff
from service.request.pointers import Path, json_pointer
from service.sign_in.issuer import IssuerUnavailable

PROBLEM_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5
logger = logging.getLogger("tvaers.errors")

Place = Path | str
"""Where something stands in a request: a path into the body, or the name of a parameter."""


class IndexNotReady(Exception):
    """The index has not been built yet, or the graph that it needs is away."""


class Refused(Exception):
    """Something in a request is not taken: `fields` are the places with the reason for each."""

    def __init__(self, fields: Iterable[tuple[Place, str]], detail: str = "") -> None:
        super().__init__("refused")
        self.fields = tuple(fields)
        self.detail = detail


class FieldsRefused(Refused):
    """Fields or parameters that their schema doesn't let in."""


class ReferencesRefused(Refused):
    """References to what is not there for the asker."""


class PersonalNumberRefused(Refused):
    """Something shaped like a personal number came in, at these places; it is told where, never what."""

    def __init__(self, places: Iterable[Place]) -> None:
        reason = (
            "Looks like a personal number (CPR). It has not been kept; write the text without it. "
            "If it is the number of a case or a workplace, write that word (sag, P-nummer) before it."
        )
        super().__init__((place, reason) for place in dict.fromkeys(places))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its HTTP status, the end of its `type` URI, and what it is called.

    Where it is `again`, it helps to wait a little and try once more.
    """

    status: int
    slug: str
    title: str
    again: bool = True

    @property
    def type(self) -> str:
        """The URN that tells this kind of problem from others (RFC 9457)."""
        return f"urn:tvaers:problem:{self.slug}"

    @property
    def headers(self) -> Mapping[str, str]:
        """What passes says when to try again."""
        return {"Retry-After": str(RETRY_AFTER_SECONDS)} if self.status == 503 and self.again else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem that happened; `errors` has a pointer or parameter and a reason for each bad field."""

    kind: Kind
    headers: Mapping[str, str]
    detail: str = ""
    errors: Sequence[Mapping[str, str]] = ()

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
NOT_FOUND = Kind(404, "not-found", "There is no such thing")
UNEXPECTED = Kind(500, "unexpected", "Something went wrong here")

BY_EXCEPTION: dict[type[Exception], Kind] = {
    PersonalNumberRefused: PERSONAL_NUMBER,
    FieldsRefused: INVALID_FIELDS,
    OutOfBounds: INVALID_FIELDS,
    graph_errors.NotFound: NOT_FOUND,
    # As if it were retired, as in every list: whether somebody shows themselves can't be read either.
    graph_errors.Unreadable: NOT_FOUND,
    graph_errors.AlreadyExists: Kind(409, "already-exists", "It already exists"),
    graph_errors.StaleVersion: Kind(412, "stale-version", "It has changed since you read it"),
    DoneBefore: Kind(
        409, "done-before", "It was done under this key, and its answer cannot be told (any more)"
    ),
    graph_errors.TaskClosed: Kind(409, "task-closed", "The task is closed: it is history now"),
    graph_errors.UnknownReference: UNKNOWN_REFERENCE,
    ReferencesRefused: UNKNOWN_REFERENCE,
    NotRecorded: Kind(503, "not-recorded", "It cannot be recorded right now, so it is not done"),
    graph_errors.GraphUnavailable: Kind(503, "graph-unavailable", "The graph cannot be reached right now"),
    CapReached: Kind(409, "full-up", "The colleague wants no more invitations right now"),
    MoveRefused: Kind(409, "move-refused", "The invitation cannot be moved there now"),
    RequestRefused: Kind(409, "introduction-refused", "The introduction cannot be asked for or answered now"),
    SuggestionsOff: Kind(503, "suggestions-off", "Suggestions are switched off", again=False),
    WorkplaceOff: Kind(403, "workplace-off", "Suggestions are switched off for this workplace"),
    IssuerUnavailable: Kind(503, "sign-in-unavailable", "The sign-in server cannot be reached right now"),
    IndexNotReady: Kind(503, "index-not-ready", "The index is not ready yet"),
}

BY_STATUS: dict[int, Kind] = {
    kind.status: kind
    for kind in (
        Kind(400, "malformed-request", "The request cannot be read"),
        Kind(401, "not-authenticated", "We do not know who you are"),
        Kind(403, "not-allowed", "This is not open to you"),
        NOT_FOUND,
        Kind(405, "method-not-allowed", "This method is not used here"),
        Kind(412, "stale-version", "It has changed since you read it"),
        Kind(413, "too-large", "The request is too large"),
        Kind(414, "address-too-long", "The address is too long"),
        Kind(415, "unsupported-media-type", "The body must be application/json"),
        INVALID_FIELDS,
        Kind(428, "precondition-required", "An If-Match header is needed"),
        Kind(429, "too-many-requests", "You ask too often"),
        Kind(431, "headers-too-large", "The headers are too large"),
        UNEXPECTED,
    )
}


def kinds() -> Iterator[Kind]:
    """All kinds of problems, each slug once, by status."""
    found = {kind.slug: kind for kind in (*BY_EXCEPTION.values(), *BY_STATUS.values())}
    yield from sorted(found.values(), key=lambda kind: (kind.status, kind.slug))


def problem_of(error: Exception) -> Problem:
    """The problem that an exception stands for; anything unknown is `unexpected` and says nothing more."""
    if isinstance(error, HTTPException):
        return _of_http(error)
    kind = next((BY_EXCEPTION[cls] for cls in type(error).__mro__ if cls in BY_EXCEPTION), None)
    if kind is None:
        return Problem(kind=UNEXPECTED, headers={}, detail="It has been logged under the instance's id.")
    return Problem(
        kind=kind,
        headers=kind.headers,
        detail=getattr(error, "detail", ""),
        errors=[_field_error(place, reason) for place, reason in getattr(error, "fields", ())],
    )


def respond(problem: Problem) -> Response:
    """The problem as an HTTP response."""
    response = Response(orjson.dumps(problem.body()), status=problem.kind.status, mimetype=PROBLEM_TYPE)
    response.headers.extend(problem.headers)
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
        try:
            return present(problem)
        except Exception as second:  # a page about an error must not fail over what caused it
            logger.error("problem-not-shown", exc_info=second)
            return respond(problem)


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


def _field_error(place: Place, reason: str) -> dict[str, str]:
    where = {"parameter": place} if isinstance(place, str) else {"pointer": json_pointer(place)}
    return {**where, "detail": reason}
