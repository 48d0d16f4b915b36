"""A real mail server and a real receiver of webhooks, which do as they are told."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from graph.server.arcadedb import free_ports

DISCONNECTED = ""


@dataclass
class Mailbox:
    """What was received, and what the server says to an address and to a text; each can be changed."""

    to_address: str = "250 OK"
    to_text: str = "250 OK"
    pause: float = 0.0
    connections: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    async def handle_MAIL(
        self, _server: Any, _session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        self.connections += 1
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _o: Any) -> str:
        if self.to_address.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_address

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        found = message_from_bytes(envelope.content, policy=default)
        assert isinstance(found, EmailMessage)
        self.mails.append(found)
        self.addresses += envelope.rcpt_tos
        await asyncio.sleep(self.pause)
        if self.to_text is DISCONNECTED:
            server.transport.abort()
        return self.to_text


@contextmanager
def mail_server(port: int | None = None) -> Iterator[tuple[Mailbox, int]]:
    """A mail server on loopback and its port."""
    box, port = Mailbox(), port or free_ports(1)[0]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


@dataclass
class Posted:
    """What was received, and the status that is answered; 0 hangs up without one."""

    status: int = 204
    location: str = ""
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def http_receiver() -> Iterator[tuple[Posted, str]]:
    """A receiver on loopback and its address."""
    posted = Posted()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posted.requests.append(({name.lower(): value for name, value in self.headers.items()}, body))
            if not posted.status:
                self.close_connection = True
                return
            self.send_response(posted.status)
            if posted.location:
                self.send_header("Location", posted.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield posted, f"http://127.0.0.1:{server.server_port}/haendelser"
        finally:
            server.shutdown()
