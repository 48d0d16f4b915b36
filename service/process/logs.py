"""Log lines as JSON: ids, routes and times, never names, texts or addresses."""

import logging
import time
import traceback
import uuid
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import orjson
from flask import Flask, Response, g, has_request_context, request
from prometheus_client import Histogram

from matching.language.personal_numbers import mask_personal_numbers
from service.request.identity import current_identity

logger = logging.getLogger("tvaers.requests")
TALKATIVE = ("neo4j", "babel", "flask_babel", "urllib3", "asyncio", "concurrent", "gunicorn.access")
QUIET = frozenset({"health.healthz", "health.readyz", "health.metrics"})


class JsonLines(logging.Formatter):
    """One JSON object a line. Of an exception: type and places, not the message, which may quote input."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": mask_personal_numbers(record.getMessage()),
        }
        if has_request_context() and "request_id" in g:
            line["request"] = g.request_id
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["at"] = _places(record.exc_info[2])
        return orjson.dumps(line, default=str).decode()


def configure_logging(level: str) -> None:
    """Send all log lines of this process to standard error as JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    quieten_others()


def quieten_others() -> None:
    """Let no library say more than a warning: at DEBUG the driver writes down every parameter, and so the
    titles, names and words that people search for."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def follow_requests(app: Flask, seconds: Histogram) -> None:
    """Give each request an id (also in the header X-Request-ID), log how it went, and how long it took.

    Of `seconds` the status counts as its class (2xx), so that the series stay few.
    """

    @app.before_request
    def begin() -> None:
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


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
