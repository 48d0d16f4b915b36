"""The gunicorn worker, which refuses what it cannot read as the app refuses all else.

That is as a problem, with the security headers and a line in the log.
"""

import logging
from contextlib import suppress
from socket import socket
from typing import Any

from gunicorn.http import errors
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from service.errors import BY_STATUS, UNEXPECTED, Kind, Problem, respond
from service.request.identity import API_PREFIX

REFUSED: dict[type[Exception], Kind] = {
    errors.InvalidResponseHeader: UNEXPECTED,
    errors.InvalidResponseHeaderName: UNEXPECTED,
    errors.LimitRequestLine: BY_STATUS[414],
    errors.LimitRequestHeaders: BY_STATUS[431],
    errors.ParseException: BY_STATUS[400],
}
"""What a request is refused with that never came as far as the app: the first that fits."""

logger = logging.getLogger("tvaers.errors")


class Worker(ThreadWorker):  # type: ignore[misc]
    """Threads that answer, and keep to themselves what stood in a request that they cannot read."""

    def handle_error(self, _request: Any, client: socket, _address: Any, error: Exception) -> None:
        """Answer a request that the app never saw."""
        kind = next((kind for cause, kind in REFUSED.items() if isinstance(error, cause)), UNEXPECTED)
        if kind is UNEXPECTED:
            logger.error("unexpected", exc_info=error)
        with self.wsgi.test_request_context(API_PREFIX):
            self.wsgi.preprocess_request()
            answer = self.wsgi.process_response(respond(Problem(kind=kind, headers={})))
        head = f"HTTP/1.1 {answer.status}\r\nConnection: close\r\n{answer.headers}"
        with suppress(OSError):  # whoever asked may have gone
            write_nonblock(client, head.encode("latin-1") + answer.get_data())
