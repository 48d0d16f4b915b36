"""A small HTTP client that keeps some connections busy for some seconds: `python -m bench.client`.

It runs in a process of its own and takes less from the machine than the server that it measures: one
thread, requests made ready beforehand, and no more read of an answer than its status and length. The
order is a JSON object on standard input, the answer one on standard output.
"""

import json
import selectors
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

HEADERS_END = b"\r\n\r\n"
TOO_LONG_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """POST each body to the path in turn, on so many connections, until the time is up."""

    port: int
    path: str
    token: str
    bodies: list[str]
    connections: int
    seconds: float

    def requests(self) -> list[bytes]:
        """What is sent, headers and body."""
        return [self._request(body.encode()) for body in self.bodies]

    def _request(self, body: bytes) -> bytes:
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Authorization: Bearer {self.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Milliseconds of each answer with status 200, how many others there were, and the bytes of a body."""

    ms: list[float]
    failures: int
    seconds: float
    median_bytes: int

    @property
    def per_second(self) -> float:
        return len(self.ms) / self.seconds


def ordered(order: Order) -> Answers:
    """Have another process do it. Raises RuntimeError if anything but 200 came back."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.client"],
        input=json.dumps(asdict(order)),
        capture_output=True,
        text=True,
        check=False,
        timeout=order.seconds + 2 * TOO_LONG_SECONDS,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{order.path}: {done.stderr.strip().splitlines()[-1:]}")
    answers = Answers(**json.loads(done.stdout))
    if answers.failures or not answers.ms:
        raise RuntimeError(f"{order.path}: {answers.failures} answers were not 200, {len(answers.ms)} were")
    return answers


def drive(order: Order) -> Answers:
    """Send requests from this process until the time is up; each connection waits for its answer."""
    requests = order.requests()
    ms: list[float] = []
    sizes: list[int] = []
    failures = sent = 0
    with selectors.DefaultSelector() as selector:
        started = time.perf_counter()
        for _ in range(order.connections):
            connection = _Connection(order.port)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(requests[sent % len(requests)])
            sent += 1
        while selector.get_map():
            ready = selector.select(TOO_LONG_SECONDS)
            if not ready:
                raise TimeoutError(f"no answer in {TOO_LONG_SECONDS:.0f} s")
            for key, _ in ready:
                connection = key.data
                if not connection.receive():
                    continue
                now = time.perf_counter()
                if connection.status == 200:
                    ms.append(1000 * (now - connection.sent_at))
                    sizes.append(connection.length)
                else:
                    failures += 1
                if now - started < order.seconds:
                    connection.send(requests[sent % len(requests)])
                    sent += 1
                else:
                    selector.unregister(connection.socket)
                    connection.socket.close()
        seconds = time.perf_counter() - started
    middle = sorted(sizes)[len(sizes) // 2] if sizes else 0
    return Answers(ms=ms, failures=failures, seconds=seconds, median_bytes=middle)


class _Connection:
    """One keep-alive connection and the answer that it waits for."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=TOO_LONG_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent_at = 0.0
        self.status = self.length = 0
        self._buffer = b""
        self._whole: int | None = None

    def send(self, request: bytes) -> None:
        self._buffer, self._whole = b"", None
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what has come; True when the answer is whole. Raises ConnectionError if it never will be."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError("the server closed the connection")
        self._buffer += part
        if self._whole is None and (end := self._buffer.find(HEADERS_END)) >= 0:
            lines = self._buffer[:end].decode("latin-1").lower().split("\r\n")
            self.status = int(lines[0].split()[1])
            length = [line.split(":")[1] for line in lines if line.startswith("content-length:")]
            self.length = int(length[0])
            self._whole = end + len(HEADERS_END) + self.length
        return self._whole is not None and len(self._buffer) >= self._whole


if __name__ == "__main__":
    print(json.dumps(asdict(drive(Order(**json.load(sys.stdin))))))
