"""Log lines as JSON: ids, routes and times, never names, texts or addresses."""

import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import orjson
from flask import g, has_request_context

from matching.language.personal_numbers import mask_personal_numbers

TALKATIVE = ("neo4j", "babel", "urllib3", "asyncio", "concurrent", "gunicorn.access")


class JsonLines(logging.Formatter):
    """One JSON object a line. Of an exception: type and places, not the message, which may quote input."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as one line of JSON, without personal numbers."""
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
    """Let no library say more than a warning.

    At DEBUG the driver writes down every parameter: titles, names, and words that people search for.
    """
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
