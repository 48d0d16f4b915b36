"""The gunicorn worker: a thread takes a request when it has come whole, and none waits for a slow client.

Until then requests wait beside the threads, as they would in a proxy. What cannot be read is refused as the
app refuses all else: as a problem, with the security headers and a line in the log.
"""

import logging
import selectors
import time
from contextlib import suppress
from socket import SHUT_WR, SO_RCVTIMEO, SO_SNDTIMEO, SOL_SOCKET, socket
from struct import pack
from typing import Any

from gunicorn.http import errors
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from service.errors import BY_STATUS, UNEXPECTED, Kind, Problem, respond
from service.process.arrival import Arrival, BodyTooLarge
from service.request.identity import API_PREFIX
from service.request.passage import LARGER_BODIES, LARGEST_BODY

REFUSED: dict[type[Exception], Kind] = {
    errors.InvalidResponseHeader: UNEXPECTED,
    errors.InvalidResponseHeaderName: UNEXPECTED,
    errors.LimitRequestLine: BY_STATUS[414],
    errors.LimitRequestHeaders: BY_STATUS[431],
    errors.ParseException: BY_STATUS[400],
    BodyTooLarge: BY_STATUS[413],
}
"""What a request is refused with that never came as far as the app: the first that fits."""

ARRIVAL_SECONDS = 20.0
"""So long a request may take to come whole; then its connection is closed. 256 kB take 13 kB a second."""
MOST_WAITING_BYTES = 32 * 1024 * 1024
"""What has come of all requests that are not whole yet; beyond it those that wait longest are given up."""
SOCKET_SECONDS = 10
"""So long a thread waits for a client that takes no more of its answer."""
GOODBYE_SECONDS = 2.0
"""So long a client that was answered for the last time may take to close its end (RFC 9112, 9.6)."""
PIECE = 64 * 1024
"""Bytes that are read at a time."""
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"

logger = logging.getLogger("tvaers.errors")


class Worker(ThreadWorker):  # type: ignore[misc]
    """Threads that answer, and keep to themselves what stood in a request that they cannot read.

    `_arriving` has the connections whose request is not whole, `_leaving` those that got their last answer,
    and until when they may stay; each has those first that began earliest.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._arriving: dict[Any, Arrival] = {}
        self._leaving: dict[Any, float] = {}
        self._waiting_bytes = 0

    def enqueue_req(self, connection: Any) -> None:
        """Wait beside the threads for a request, from its first piece on: a new connection, or a kept one."""
        until = time.monotonic() + ARRIVAL_SECONDS
        arrival = Arrival(largest=LARGEST_BODY, larger=LARGER_BODIES, until=until)
        for option in (SO_RCVTIMEO, SO_SNDTIMEO):
            connection.sock.setsockopt(SOL_SOCKET, option, pack("ll", SOCKET_SECONDS, 0))
        connection.init()
        connection.sock.setblocking(False)
        self._arriving[connection] = arrival
        self.poller.register(connection.sock, selectors.EVENT_READ, lambda _: self._read(connection))
        read_ahead = connection.parser.unreader.take_buffered()
        if read_ahead:
            self._add(connection, arrival, read_ahead)
        else:
            self._read(connection)

    def _read(self, connection: Any) -> None:
        """Take what has come, without waiting for more."""
        try:
            piece = connection.sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if piece:
            self._add(connection, self._arriving[connection], piece)
        else:
            self._give_up(connection)

    def _add(self, connection: Any, arrival: Arrival, piece: bytes) -> None:
        self._waiting_bytes += len(piece)
        try:
            whole = arrival.add(piece)
        except (errors.LimitRequestHeaders, BodyTooLarge) as error:
            self._leave(connection)
            self._submit(connection, self._refuse, error)
            return
        if whole:
            self._leave(connection)
            connection.parser.unreader.unread(bytes(arrival.data))
            connection.data_ready = True
            self._submit(connection, self.handle)
        elif arrival.waits_for_leave:
            arrival.waits_for_leave = False
            with suppress(OSError):
                connection.sock.send(GO_ON)

    def _submit(self, connection: Any, work: Any, *given: Any) -> None:
        done = self.tpool.submit(work, connection, *given)
        done.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, connection, done))

    def _refuse(self, connection: Any, error: Exception) -> bool:
        self.handle_error(None, connection.sock, connection.client, error)
        return False

    def _leave(self, connection: Any) -> None:
        self._waiting_bytes -= len(self._arriving.pop(connection).data)
        self.poller.unregister(connection.sock)

    def _give_up(self, connection: Any) -> None:
        self._leave(connection)
        self._close(connection)

    def finish_request(self, connection: Any, done: Any) -> None:
        """Keep a connection for its next request, or let its client close it; neither takes a thread."""
        if done.cancelled() or done.exception() or done.result():
            super().finish_request(connection, done)
            return
        try:
            connection.sock.shutdown(SHUT_WR)
            connection.sock.setblocking(False)
        except OSError:  # it is closed already
            self._close(connection)
            return
        self._leaving[connection] = time.monotonic() + GOODBYE_SECONDS
        self.poller.register(connection.sock, selectors.EVENT_READ, lambda _: self._drain(connection))

    def _drain(self, connection: Any) -> None:
        """Throw away what still comes: closing over it would take the answer away from its reader."""
        try:
            over = not connection.sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            over = True
        if over:
            self._forget(connection)

    def _forget(self, connection: Any) -> None:
        del self._leaving[connection]
        self.poller.unregister(connection.sock)
        self._close(connection)

    def _close(self, connection: Any) -> None:
        self.nr_conns -= 1
        connection.close()

    def murder_pending(self) -> None:
        """Close what takes too long or too much room, and when the worker ends also what says nothing."""
        super().murder_pending()
        now = time.monotonic()
        while self._arriving:
            connection, arrival = next(iter(self._arriving.items()))
            if arrival.until > now and self._waiting_bytes <= MOST_WAITING_BYTES:
                break
            self._give_up(connection)
        while self._leaving:
            connection, until = next(iter(self._leaving.items()))
            if until > now:
                break
            self._forget(connection)
        if not self.alive:
            for connection in [each for each, arrival in self._arriving.items() if not arrival.data]:
                self._give_up(connection)

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
