"""Strong ETags on single things: unchanged ones aren't sent again, and no change overwrites another.

A tag covers the version in the graph and all that is shown, since what is shown also depends on who asks.
"""

import hashlib
from typing import Any

import orjson
from flask import Response, jsonify, request
from werkzeug.exceptions import PreconditionFailed, PreconditionRequired


def etag_of(body: dict[str, Any], version: int) -> str:
    """The tag (without quotes) of a thing as it is shown."""
    digest = hashlib.blake2b(orjson.dumps(body), digest_size=8).hexdigest()
    return f"{version}-{digest}"


def tagged(body: dict[str, Any], version: int, *, status: int = 200, location: str = "") -> Response:
    """The response that shows a single thing, or 304 if the asker already has it."""
    tag = etag_of(body, version)
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


def require_match(body: dict[str, Any], version: int) -> None:
    """Let a change through only if it is based on the thing as it is now.

    Raises
    ------
    werkzeug.exceptions.PreconditionRequired
        Without an If-Match header.
    werkzeug.exceptions.PreconditionFailed
        If the tag in it is weak or of another version.
    """
    if not request.if_match:
        raise PreconditionRequired
    if not request.if_match.contains(etag_of(body, version)):
        raise PreconditionFailed
