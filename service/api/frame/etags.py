"""Strong ETags on single things: unchanged ones aren't sent again, and no change overwrites another.

A tag covers all that is shown and nothing else: a version in the graph would tell of changes to what the
asker does not see. What is written is held to the version that was read, in the graph's own transaction.
"""

import hashlib
from typing import Any

import orjson
from flask import Response, jsonify, request
from werkzeug.exceptions import PreconditionFailed, PreconditionRequired


def etag_of(body: dict[str, Any]) -> str:
    """The tag (without quotes) of a thing as it is shown."""
    return hashlib.blake2b(orjson.dumps(body), digest_size=16).hexdigest()


def tagged(body: dict[str, Any], *, status: int = 200, location: str = "") -> Response:
    """The response that shows a single thing, or 304 if the asker already has it."""
    tag = etag_of(body)
    response: Response
    known = request.method in {"GET", "HEAD"} and request.if_none_match.contains_weak(tag)
    response = Response(status=304) if known else jsonify(body)
    if not known:
        response.status_code = status
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    if location:
        response.headers["Location"] = location
    return response


def require_match(body: dict[str, Any]) -> None:
    """Let a change through only if it is based on the thing as it is now.

    Raises
    ------
    werkzeug.exceptions.PreconditionRequired
        Without an If-Match header.
    werkzeug.exceptions.PreconditionFailed
        If the tag in it is weak or of something else than is shown now.
    """
    if not request.if_match:
        raise PreconditionRequired
    if not request.if_match.contains(etag_of(body)):
        raise PreconditionFailed
