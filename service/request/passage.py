"""What every request passes.

An id, a line in the log and a figure for how long it took; JSON written by orjson; security headers, the
strict CSP first.
"""

import logging
import time
import uuid
from typing import Any

import orjson
from flask import Flask, Response, g, request
from flask.json.provider import JSONProvider
from prometheus_client import Histogram

from service.request.identity import current_identity

logger = logging.getLogger("tvaers.requests")
LARGEST_BODY = 256 * 1024
"""Bytes of a body: a task's text and its skills take some kilobytes."""
LARGEST_UPLOAD = 24 * 1024 * 1024
"""Bytes of HR's files together, on the page: the competences of 100,000 employees take 20 million. Larger
ones are loaded from the command line."""
LARGER_BODIES = {"POST /indlaes": LARGEST_UPLOAD}
"""What may be larger than other bodies, by method and path."""
QUIET = frozenset({"health.healthz", "health.readyz", "health.metrics"})

# numpy's numbers are written as they are.
OPTIONS = orjson.OPT_SERIALIZE_NUMPY
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class OrjsonProvider(JSONProvider):
    """Writes and reads the JSON of a Flask app, several times as fast as the standard library."""

    def dumps(self, obj: Any, **options: Any) -> str:
        """JSON as text; of the standard library's options only `indent` counts (as two spaces)."""
        indent = orjson.OPT_INDENT_2 if options.get("indent") else 0
        return orjson.dumps(obj, option=OPTIONS | indent).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """Read JSON."""
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Make an answer of JSON."""
        body = orjson.dumps(self._prepare_response_obj(args, kwargs), option=OPTIONS)
        return Response(body, mimetype="application/json")


def follow_requests(app: Flask, seconds: Histogram) -> None:
    """Give each request an id (also in the header X-Request-ID), log how it went, and how long it took.

    Of `seconds` the status counts as its class (2xx), so that the series stay few.
    """

    @app.before_request
    def begin() -> None:
        request.max_content_length = LARGER_BODIES.get(f"{request.method} {request.path}", LARGEST_BODY)
        g.request_id = str(uuid.uuid4())
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        if "request_id" not in g:
            return response
        response.headers["X-Request-ID"] = g.request_id
        took = time.perf_counter() - g.began
        status = f"{response.status_code // 100}xx"
        seconds.labels(request.endpoint or "none", request.method, status).observe(took)
        if request.endpoint not in QUIET and logger.isEnabledFor(logging.INFO):
            fields = {
                "subject": current_identity().subject,
                "method": request.method,
                "route": request.url_rule.rule if request.url_rule else None,
                "status": response.status_code,
                "ms": round(1000 * took, 2),
            }
            logger.info("request", extra={"fields": fields})
        return response


def add_security_headers(app: Flask) -> None:
    """Set the headers, and that answers are not kept unless the view says so."""

    @app.after_request
    def add(response: Response) -> Response:
        response.headers.extend(SECURITY_HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
