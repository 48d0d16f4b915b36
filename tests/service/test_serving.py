import socket
import struct
import threading
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.service.serving import serving

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

STYLE = b"body { color: black }\n"
RESET = struct.pack("ii", 1, 0)
"""How a socket ends that breaks the connection off (SO_LINGER, at once)."""


class Waited:
    """An answer that ends when its reader has gone, and says when it is closed."""

    def __init__(self) -> None:
        self.gone = threading.Event()
        self.closed = threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        yield STYLE
        assert self.gone.wait(10)

    def close(self) -> None:
        self.closed.set()


def test_an_answer_whose_reader_went_away_is_closed() -> None:
    body = Waited()

    def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        start_response("200 OK", [("Content-Length", str(len(STYLE)))])
        return body

    with serving(app) as address:
        url = urlsplit(address)
        reader = socket.create_connection((url.hostname, url.port))
        reader.sendall(b"GET /stil.css HTTP/1.1\r\nHost: localhost\r\n\r\n")
        with reader.makefile("rb") as answered:
            assert STYLE in answered
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        reader.close()
        body.gone.set()
        assert body.closed.wait(10)
